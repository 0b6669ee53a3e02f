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

// Two lines bound what a storm of sign-ins takes: five hashes are made at once, and the rest wait for a while. Who was signed in from an
// address stands there in one line by name, and everybody else by network in the other: neither line waits for the other, and in both
// whoever asks for much waits for their own.
var (
	hashingKnown     = line.New[string](2, 1, hashingPatience)
	hashingStrangers = line.New[string](3, 2, hashingPatience)
)

const hashingPatience = 10 * time.Second

// spot is where somebody stands whose password is to be hashed.
type spot struct {
	in  *line.Line[string]
	who string // a name or a network; "" for nobody's, which comes first
}

// compare is the costly part of a sign-in, which tests count.
var compare = argon2id.ComparePasswordAndHash

// HashPassword checks a new password for the person called name against the policy and gives its Argon2id hash. It fails
// with Invalid, naming the field "password".
func HashPassword(ctx context.Context, name, password string) (hash string, err error) {
	if err = checkPolicy(name, password); err != nil {
		return "", err
	}
	err = spot{hashingKnown, short(name)}.hash(ctx, func() error {
		hash, err = argon2id.CreateHash(canonical(password), cost)
		return err
	})
	return hash, err
}

// Matches says whether password gives hash. Nothing gives what is no hash of ours, such as "": there it does the work that any of ours
// takes, so that the time does not tell whether somebody is called a name, nor does a forged one take more than a desk bears.
func Matches(ctx context.Context, password, hash string) (same bool, err error) {
	return spot{in: hashingKnown}.matches(ctx, password, hash)
}

func (s spot) matches(ctx context.Context, password, hash string) (same bool, err error) {
	ours := factcheck.IsPasswordHash(hash)
	if !ours {
		hash = decoy()
	}
	err = s.hash(ctx, func() error {
		same, err = compare(canonical(password), hash)
		return err
	})
	return same && ours, err
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

// hash lets f hash in its turn. It fails with Unavailable where the turn does not come, and then f was not run.
func (s spot) hash(ctx context.Context, f func() error) error {
	err := s.in.Do(ctx, s.who, nil, f)
	if err != nil && (factcheck.CodeOf(err) == factcheck.Unavailable || ctx.Err() != nil) {
		return factcheck.Wrap(factcheck.Unavailable, err, "Too many people are signing in at this moment. Try again in a minute.")
	}
	return err
}
