package auth

import (
	"context"
	"crypto/rand"
	"sync"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
	"stet/server/line"
)

// cost is the second of OWASP's equivalent Argon2id settings, in the order of its Password Storage Cheat Sheet:
// 19 MiB, two passes, one lane.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashing bounds what a storm of sign-ins takes: four hashes are made at once, for one network two; the rest wait in line for a while.
var hashing = line.New[string](4, 2, 10*time.Second)

// compare is the costly part of a sign-in, which tests count.
var compare = argon2id.ComparePasswordAndHash

// HashPassword checks a new password for the person called name against the policy and gives its Argon2id hash. It fails
// with Invalid, naming the field "password".
func HashPassword(ctx context.Context, name, password string) (hash string, err error) {
	if err = checkPolicy(name, password); err != nil {
		return "", err
	}
	err = inLine(ctx, trusted, func() error {
		hash, err = argon2id.CreateHash(canonical(password), cost)
		return err
	})
	return hash, err
}

// Matches says whether password gives hash. It does the same work where hash is "", which nothing matches, so that the time
// does not tell whether somebody is called a name. Who comes from a network waits behind all others from there, and behind nobody else
// for long; "" is for whom no stranger is waited for.
func Matches(ctx context.Context, network, password, hash string) (same bool, err error) {
	if len(password) > maxPasswordBytes {
		return false, nil
	}
	known := hash != ""
	if !known {
		hash = decoy()
	}
	err = inLine(ctx, network, func() error {
		same, err = compare(canonical(password), hash)
		return err
	})
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

// trusted is the network of who is let go first.
const trusted = ""

func inLine(ctx context.Context, network string, hash func() error) error {
	err := hashing.Do(ctx, network, nil, hash)
	if factcheck.CodeOf(err) == factcheck.Unavailable || ctx.Err() != nil {
		return factcheck.Wrap(factcheck.Unavailable, err, "Too many people are signing in at this moment. Try again in a minute.")
	}
	return err
}
