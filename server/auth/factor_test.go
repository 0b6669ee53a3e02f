package auth

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/pquerna/otp/totp"

	"stet/server/factcheck"
	"stet/server/store"
)

// withFactor gives rosa a second factor that is on, and the codes with which she may recover.
func (f *fixture) withFactor() (secret string, recovery []string) {
	f.t.Helper()
	secret = NewFactorSecret()
	recovery, hashes := NewRecoveryCodes()
	f.write(func(tx *store.Tx) error {
		if err := tx.PutSecondFactor(f.rosa.ID, secret, factcheck.At(f.clock)); err != nil {
			return err
		}
		return tx.ConfirmSecondFactor(f.rosa.ID, hashes, factcheck.At(f.clock))
	})
	return secret, recovery
}

func (f *fixture) codeAt(secret string, at time.Time) string {
	f.t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		f.t.Fatal(err)
	}
	return code
}

// halfIn gives rosa's password, and what the question for a code is named by.
func (f *fixture) halfIn() string {
	f.t.Helper()
	var entry Entry
	cookies, err := f.do(func(c echo.Context) (err error) {
		entry, err = f.SignIn(c, "rosa", password)
		return err
	})
	if err != nil || entry.Half == "" || len(cookies) != 0 {
		f.t.Fatalf("the password alone gives %+v, %v, cookies %v", entry, err, cookies)
	}
	return entry.Half
}

func (f *fixture) give(half, code string) (Entry, []*http.Cookie, error) {
	f.t.Helper()
	var entry Entry
	cookies, err := f.do(func(c echo.Context) (err error) {
		entry, err = f.SignInByCode(c, half, code)
		return err
	})
	return entry, cookies, err
}

// TestCodesAreThoseOfRFC6238 holds the codes against appendix B of RFC 6238, as far as its eight digits end in our six.
func TestCodesAreThoseOfRFC6238(t *testing.T) {
	const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" // "12345678901234567890"
	for at, code := range map[int64]string{59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130"} {
		if step, ok := stepOf(secret, code, time.Unix(at, 0)); !ok || step != at/30 {
			t.Errorf("at %d %s is of step %d, %t", at, code, step, ok)
		}
		if _, ok := stepOf(secret, code, time.Unix(at+90, 0)); ok {
			t.Errorf("%s still counts 90 seconds after %d", code, at)
		}
	}
}

func TestThePasswordAloneOpensNothingWhereACodeIsAskedFor(t *testing.T) {
	f := newFixture(t)
	secret, _ := f.withFactor()
	half := f.halfIn()
	if who := f.who(&http.Cookie{Name: "__Host-stet", Value: half}); who != "" {
		t.Errorf("half a sign-in opens a session of %s", who)
	}
	entry, cookies, err := f.give(half, f.codeAt(secret, f.clock))
	if err != nil || entry.Person.ID != f.rosa.ID || f.who(only(t, cookies)) != "rosa" {
		t.Errorf("with the code: %+v, %v", entry, err)
	}
	if _, _, err := f.give(half, f.codeAt(secret, f.clock.Add(30*time.Second))); factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("the half opens twice: %v", err)
	}
}

func TestACodeIsNeverAcceptedTwice(t *testing.T) {
	f := newFixture(t)
	secret, _ := f.withFactor()
	code := f.codeAt(secret, f.clock)
	var halves []string
	for range 5 {
		halves = append(halves, f.halfIn())
	}
	var got sync.Map
	var all sync.WaitGroup
	for _, half := range halves {
		all.Go(func() {
			c := f.echo.NewContext(httptest.NewRequest(http.MethodPost, "/", nil), httptest.NewRecorder())
			if _, err := f.SignInByCode(c, half, code); err == nil {
				got.Store(half, true)
			}
		})
	}
	all.Wait()
	in := 0
	got.Range(func(any, any) bool { in++; return true })
	if in != 1 {
		t.Errorf("the same code let %d in", in)
	}
	before := f.codeAt(secret, f.clock.Add(-30*time.Second))
	if _, _, err := f.give(f.halfIn(), before); factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("an earlier code after it: %v", err)
	}
}

func TestEachRecoveryCodeOpensOnce(t *testing.T) {
	f := newFixture(t)
	_, recovery := f.withFactor()
	for _, code := range []string{recovery[0], strings.ToLower(strings.ReplaceAll(recovery[1], "-", " "))} {
		if _, _, err := f.give(f.halfIn(), code); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		if _, _, err := f.give(f.halfIn(), code); factcheck.CodeOf(err) != factcheck.Unauthorized {
			t.Errorf("%s a second time: %v", code, err)
		}
	}
	if len(recovery) != recoveryCodes {
		t.Errorf("there are %d codes", len(recovery))
	}
}

func TestWrongCodesAreThrottledFromWhereverTheyCome(t *testing.T) {
	f := newFixture(t)
	secret, _ := f.withFactor()
	for range attemptsOfCodes { // the right password each time does not set the count back
		if entry, _, err := f.give(f.halfIn(), "000000"); factcheck.CodeOf(err) != factcheck.Unauthorized || entry.Half == "" {
			t.Fatalf("%+v, %v", entry, err)
		}
		f.attempts.counts = withoutPasswords(f.attempts.counts) // as if each came from another address
	}
	if _, _, err := f.give(f.halfIn(), f.codeAt(secret, f.clock)); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("after too many: %v", err)
	}
	f.clock = f.clock.Add(attemptWindow)
	if _, _, err := f.give(f.halfIn(), f.codeAt(secret, f.clock)); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestCodesGuessedAtOnceAreCountedForTheAccount(t *testing.T) {
	f := newFixture(t)
	f.withFactor()
	ways := []string{f.halfIn()}
	for begun, _ := f.halves.find(ways[0]); len(ways) < halvesOfOne; {
		ways = append(ways, f.halves.begin(begun))
	}
	var looked, refused atomic.Int64
	var guessing sync.WaitGroup
	for i := range 5 * halvesOfOne {
		guessing.Go(func() {
			switch entry, _, err := f.give(ways[i%len(ways)], "000000"); {
			case factcheck.CodeOf(err) == factcheck.Unauthorized && entry.Half != "":
				looked.Add(1)
			case factcheck.CodeOf(err) == factcheck.RateLimited:
				refused.Add(1)
			}
		})
	}
	guessing.Wait()
	if looked.Load() != attemptsOfCodes || refused.Load() != 4*attemptsOfCodes {
		t.Errorf("%d codes were looked at, %d refused", looked.Load(), refused.Load())
	}
}

func TestOnePersonHasSoManyHalvesAndNoMore(t *testing.T) {
	h := newHalves(time.Now)
	rosa, another := proof{person: factcheck.Person{ID: 1}}, proof{person: factcheck.Person{ID: 2}}
	others := h.begin(another)
	first := h.begin(rosa)
	for range halvesOfOne - 1 {
		h.begin(rosa)
	}
	if _, ok := h.find(first); !ok {
		t.Error("the first has ended before there were too many")
	}
	last := h.begin(rosa)
	_, gone := h.find(first)
	_, stays := h.find(last)
	_, theirs := h.find(others)
	if gone || !stays || !theirs || len(h.by) != halvesOfOne+1 {
		t.Errorf("the first %t, the last %t, another's %t, %d in all", gone, stays, theirs, len(h.by))
	}
}

func withoutPasswords(counts map[attempt]count) map[attempt]count {
	left := map[attempt]count{}
	for key, c := range counts {
		if key.code {
			left[key] = c
		}
	}
	return left
}

func TestAHalfEndsWithTimeAndWithThePassword(t *testing.T) {
	f := newFixture(t)
	secret, _ := f.withFactor()
	late := f.halfIn()
	f.clock = f.clock.Add(halfFor)
	if entry, _, err := f.give(late, f.codeAt(secret, f.clock)); factcheck.CodeOf(err) != factcheck.Unauthorized || entry.Half != "" {
		t.Errorf("after its time: %+v, %v", entry, err)
	}
	changed := f.halfIn()
	f.write(func(tx *store.Tx) error { return tx.SetPasswordHash(f.rosa.ID, "another", factcheck.At(f.clock)) })
	if _, _, err := f.give(changed, f.codeAt(secret, f.clock)); factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("after a new password: %v", err)
	}
}

func TestAFactorThatIsNotConfirmedIsNotAskedFor(t *testing.T) {
	f := newFixture(t)
	f.write(func(tx *store.Tx) error {
		return tx.PutSecondFactor(f.rosa.ID, NewFactorSecret(), factcheck.At(f.clock))
	})
	if f.who(f.signIn()) != "rosa" {
		t.Error("rosa is not let in")
	}
}

func TestNoSecretIsGivenTwice(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		codes, hashes := NewRecoveryCodes()
		for _, s := range slices.Concat(codes, hashes, []string{NewFactorSecret()}) {
			if seen[s] {
				t.Fatalf("%s twice", s)
			}
			seen[s] = true
		}
	}
}
