package auth

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

func (f *fixture) tryFrom(address, name, password string) (retryAfter string, err error) {
	request := httptest.NewRequest(http.MethodPost, "/sign-in", nil)
	request.RemoteAddr = address
	recorder := httptest.NewRecorder()
	_, err = f.SignIn(f.echo.NewContext(request, recorder), name, password)
	return recorder.Header().Get(echo.HeaderRetryAfter), err
}

func TestWrongNameAndWrongPasswordSoundTheSame(t *testing.T) {
	f := newFixture(t)
	_, wrongName := f.tryFrom("192.0.2.1:1000", "nobody", password)
	_, wrongPassword := f.tryFrom("192.0.2.1:1000", "rosa", "not her password at all")
	if factcheck.CodeOf(wrongName) != factcheck.Unauthorized || factcheck.CodeOf(wrongPassword) != factcheck.Unauthorized {
		t.Fatalf("got %v and %v", wrongName, wrongPassword)
	}
	if wrongName.Error() != wrongPassword.Error() {
		t.Errorf("%q tells the name's existence from %q", wrongName, wrongPassword)
	}
}

func TestFailedSignInsAreThrottled(t *testing.T) {
	f := newFixture(t)
	for range attemptsByName {
		if _, err := f.tryFrom("192.0.2.1:1000", "rosa", "a guess"); factcheck.CodeOf(err) != factcheck.Unauthorized {
			t.Fatal(err)
		}
	}
	retryAfter, err := f.tryFrom("192.0.2.1:1000", "ROSA", password)
	if factcheck.CodeOf(err) != factcheck.RateLimited || retryAfter != "901" {
		t.Errorf("after too many failures: %v, Retry-After %q", err, retryAfter)
	}
	if _, err := f.tryFrom("192.0.2.2:1000", "rosa", password); err != nil {
		t.Errorf("from elsewhere rosa must still get in: %v", err)
	}
	f.clock = f.clock.Add(attemptWindow)
	if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

// TestOneAccountIsThrottledOverAllAddresses guesses from ever new addresses: they are told to wait, and where rosa signed in before
// she still may.
func TestOneAccountIsThrottledOverAllAddresses(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	if _, err := a.begin("192.0.2.1", "rosa"); err != nil {
		t.Fatal(err)
	}
	a.succeeded("192.0.2.1", "rosa")
	for i := range attemptsByAccount {
		if _, err := a.begin(fmt.Sprintf("198.51.100.%d", i), "rosa"); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin("203.0.113.1", "Rosa"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("from one more address: %v", err)
	}
	if _, err := a.begin("203.0.113.1", "imre"); err != nil {
		t.Errorf("another name: %v", err)
	}
	if _, err := a.begin("192.0.2.1", "rosa"); err != nil {
		t.Errorf("from where rosa was signed in: %v", err)
	}
	clock = clock.Add(attemptWindow)
	if _, err := a.begin("203.0.113.1", "rosa"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

// TestARestartForgetsNoAddressOfASession guesses from afar right after one.
func TestARestartForgetsNoAddressOfASession(t *testing.T) {
	f := newFixture(t)
	f.add("imre")
	for name, address := range map[string]string{"rosa": "192.0.2.1:1000", "imre": "192.0.2.2:1000"} {
		if _, err := f.tryFrom(address, name, password); err != nil {
			t.Fatal(err)
		}
	}
	f.attempts = newAttempts(f.now)
	if err := f.Recall(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range attemptsByAccount {
		if _, err := f.attempts.begin(fmt.Sprintf("198.51.100.%d", i), "rosa"); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := f.tryFrom("192.0.2.2:1000", "rosa", password); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("from where another was signed in: %v", err)
	}
	if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
		t.Errorf("from where rosa was: %v", err)
	}
}

// TestUnknownNamesCostAsMuchAsKnownOnes counts the costly comparisons of each kind of sign-in.
func TestUnknownNamesCostAsMuchAsKnownOnes(t *testing.T) {
	f := newFixture(t)
	f.add("idle")
	compared, costs := 0, map[string]bool{}
	before := compare
	t.Cleanup(func() { compare = before })
	compare = func(password, hash string) (bool, error) {
		compared++
		params, _, _, err := argon2id.DecodeHash(hash)
		if err != nil {
			t.Error(err)
		}
		costs[fmt.Sprint(*params)] = true
		return before(password, hash)
	}
	for name, guess := range map[string]string{"nobody": "a guess at it", "rosa": "a guess at it", "idle": "", "": "", "no such name": strings.Repeat("x", 900)} {
		compared = 0
		if _, err := f.tryFrom("192.0.2.1:1000", name, guess); factcheck.CodeOf(err) != factcheck.Unauthorized || compared != 1 {
			t.Errorf("%q: %d comparisons, %v", name, compared, err)
		}
	}
	if len(costs) != 1 {
		t.Errorf("they cost differently: %v", costs)
	}
}

// TestAForgedHashIsNotCompared keeps hashes for rosa that would take gigabytes to compare, or cannot be.
func TestAForgedHashIsNotCompared(t *testing.T) {
	f := newFixture(t)
	ours, err := f.proofNamed(t.Context(), "rosa")
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	f.log = slog.New(slog.NewTextHandler(&log, nil))
	var compared []string
	before := compare
	t.Cleanup(func() { compare = before })
	compare = func(_, hash string) (bool, error) {
		compared = append(compared, hash)
		return true, nil
	}
	for _, forged := range []string{strings.Replace(ours.passwordHash, "m=19456", "m=4194304", 1), "$argon2id$v=19$m=0,t=0,p=0$$", "hash"} {
		compared = nil
		log.Reset()
		f.write(func(tx *store.Tx) error { return tx.SetPasswordHash(f.rosa.ID, forged, f.timestamp()) })
		if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != errNotRight {
			t.Errorf("%s: a sign-in is answered %v", forged, err)
		}
		if len(compared) != 1 || compared[0] != decoy() {
			t.Errorf("%s: compared is %q, and not what is compared for a name that nobody has", forged, compared)
		}
		if !strings.Contains(log.String(), "none of ours") {
			t.Errorf("%s: logged is %s", forged, &log)
		}
	}
	log.Reset()
	f.tryFrom("192.0.2.1:1000", "nobody", password)
	if strings.Contains(log.String(), "none of ours") {
		t.Errorf("of a name that nobody has, logged is %s", &log)
	}
}

func TestSuccessForgetsFailures(t *testing.T) {
	f := newFixture(t)
	for range 3 * attemptsByName {
		f.tryFrom("192.0.2.1:1000", "rosa", "a guess")
		if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatWasNeverComparedIsNotCounted has people leave the line before their turn comes.
func TestWhatWasNeverComparedIsNotCounted(t *testing.T) {
	f := newFixture(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	for range attemptsByName {
		request := httptest.NewRequestWithContext(gone, http.MethodPost, "/sign-in", nil)
		request.RemoteAddr = "192.0.2.1:1000"
		_, err := f.SignIn(f.echo.NewContext(request, httptest.NewRecorder()), "rosa", "a guess")
		if err == nil || factcheck.CodeOf(err) == factcheck.RateLimited {
			t.Fatalf("who is gone is answered %v", err)
		}
	}
	if len(f.attempts.counts) != 0 {
		t.Errorf("counted is %v", f.attempts.counts)
	}
	if len(f.attempts.underWay) != 0 {
		t.Errorf("of %d names some are still under way", len(f.attempts.underWay))
	}
}

func TestManyNamesFromOneAddressAreThrottled(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	for i := range attemptsByAddress {
		if err := a.fail("2001:db8::1", string(rune('a'+i))); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin("2001:db8::2", "another"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("a neighbour in the same /64: %v", err)
	}
	if _, err := a.begin("2001:db8:0:1::1", "another"); err != nil {
		t.Errorf("another network: %v", err)
	}
}

// TestAPasswordTooLongForAnybodyIsNoAttempt sends what could be sent over and over at no cost.
func TestAPasswordTooLongForAnybodyIsNoAttempt(t *testing.T) {
	f := newFixture(t)
	for range 3 * attemptsByName {
		if _, err := f.tryFrom("192.0.2.1:1000", "rosa", strings.Repeat("x", maxPasswordBytes+1)); factcheck.CodeOf(err) != factcheck.Unauthorized {
			t.Fatal(err)
		}
	}
	if len(f.attempts.counts) != 0 {
		t.Errorf("counted is %v", f.attempts.counts)
	}
}

func TestCheckPasswordNamesItsField(t *testing.T) {
	f := newFixture(t)
	_, err := f.do(func(c echo.Context) error { return f.CheckPassword(c, "not it, I fear") }, f.signIn())
	if factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("got %v", err)
	}
	if _, err := f.do(func(c echo.Context) error { return f.CheckPassword(c, password) }, f.signIn()); err != nil {
		t.Error(err)
	}
}
