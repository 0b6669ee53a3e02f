package auth

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
)

// cost is the second of OWASP's equivalent Argon2id settings, in the order of its Password Storage Cheat Sheet:
// 19 MiB, two passes, one lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds the memory of a storm of sign-ins: so many hashes are made at once, the rest wait in line for a while.
var hashing = make(chan struct{}, 4)

// compare is the costly part of a sign-in, which tests count.
var compare = argon2id.ComparePasswordAndHash

// HashPassword checks a new password for the person called name against the policy and gives its Argon2id hash. It fails
// with Invalid, naming the field "password".
func HashPassword(ctx context.Context, name, password string) (string, error) {
	if err := checkPolicy(name, password); err != nil {
		return "", err
	}
	if err := takeTurn(ctx); err != nil {
		return "", err
	}
	defer giveTurn()
	return argon2id.CreateHash(canonical(password), cost)
}

// Matches says whether password gives hash. It does the same work where hash is "", which nothing matches, so that the time
// does not tell whether somebody is called a name.
func Matches(ctx context.Context, password, hash string) (bool, error) {
	if len(password) > maxPasswordBytes {
		return false, nil
	}
	known := hash != ""
	if !known {
		hash = decoy()
	}
	if err := takeTurn(ctx); err != nil {
		return false, err
	}
	defer giveTurn()
	same, err := compare(canonical(password), hash)
	return same && known, err
}

// decoy is the hash of a password nobody knows.
var decoy = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash(rand.Text(), cost)
	if err != nil {
		panic(err) // no random bytes: nothing here would be safe
	}
	return hash
})

// canonical makes an é typed on one keyboard the é typed on another.
func canonical(password string) string { return norm.NFC.String(password) }

func takeTurn(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	select {
	case hashing <- struct{}{}:
		return nil
	case <-ctx.Done():
		return factcheck.Wrap(factcheck.Unavailable, ctx.Err(), "Too many people are signing in at this moment. Try again in a minute.")
	}
}

func giveTurn() { <-hashing }
