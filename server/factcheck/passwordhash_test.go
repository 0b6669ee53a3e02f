package factcheck_test

import (
	"testing"

	"stet/server/factcheck"
)

func TestAPasswordHashCostsNoMoreThanADeskBears(t *testing.T) {
	const end = "$yDsE641fk3tsJmSHvUoIvQ$YVB4LzjjqkjLoKCWZb+I8DKFYqlka9TafN7e7bCx+bQ"
	for hash, is := range map[string]bool{
		"$argon2id$v=19$m=19456,t=2,p=1" + end:                             true,
		"$argon2id$v=19$m=65536,t=3,p=4" + end:                             true,
		"$argon2id$v=19$m=8,t=1,p=1" + end:                                 true,
		"$argon2id$v=19$m=4194304,t=1,p=1" + end:                           false,
		"$argon2id$v=19$m=65537,t=1,p=1" + end:                             false,
		"$argon2id$v=19$m=7,t=1,p=1" + end:                                 false,
		"$argon2id$v=19$m=19456,t=0,p=1" + end:                             false,
		"$argon2id$v=19$m=19456,t=11,p=1" + end:                            false,
		"$argon2id$v=19$m=19456,t=2,p=0" + end:                             false,
		"$argon2id$v=19$m=19456,t=2,p=5" + end:                             false,
		"$argon2id$v=19$m=99999999999,t=2,p=1" + end:                       false,
		"$argon2id$v=19$m=-1,t=2,p=1" + end:                                false,
		"$argon2id$v=16$m=19456,t=2,p=1" + end:                             false,
		"$argon2i$v=19$m=19456,t=2,p=1" + end:                              false,
		"$argon2id$v=19$m=19456,t=2,p=1 " + end:                            false,
		"$argon2id$v=19$m=19456,t=2,p=1" + end + "\n":                      false,
		"$argon2id$v=19$m=19456,t=2,p=1" + end + "$":                       false,
		"$argon2id$v=19$m=19456,t=2,p=1$yDsE641fk3tsJmSHvUoIvQ$":           false,
		"$argon2id$v=19$m=19456,t=2,p=1$yDsE641fk3tsJmSHvUoIvR" + end[23:]: false, // bits that no salt leaves over
		"$argon2id$v=19$m=0,t=0,p=0$$":                                     false,
		"hash":                                                             false,
		"":                                                                 false,
	} {
		if factcheck.IsPasswordHash(hash) != is {
			t.Errorf("%q: want %t", hash, is)
		}
	}
}
