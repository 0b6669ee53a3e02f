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

// TestWhatStrangersFailKeepsNobodyOutWhereTheyAreKnown guesses names at the address from which rosa was signed in, and then at hers.
func TestWhatStrangersFailKeepsNobodyOutWhereTheyAreKnown(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded("192.0.2.1", "rosa")
	for i := range attemptsByAddress {
		if err := a.fail("192.0.2.1", fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := a.fail("192.0.2.1", "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("who is not known there is answered %v", err)
	}
	for i := range attemptsByName {
		if err := a.fail("192.0.2.1", "rosa"); err != nil {
			t.Fatalf("rosa, after %d failures of her own: %v", i, err)
		}
	}
	if err := a.fail("192.0.2.1", "rosa"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("one guess too many at hers is answered %v", err)
	}
}

// fail makes an attempt that comes to nothing.
func (a *attempts) fail(address, name string) error {
	_, err := a.begin(address, name)
	if err == nil {
		a.end(address, name)
	}
	return err
}

// networkOfSite gives an address in one of the networks of one site.
func networkOfSite(i int) string { return fmt.Sprintf("2001:db8:77:%x::1", i) }

// TestManyNetworksOfOneSiteAreThrottledTogether fails from ever new networks of one, as whoever rents a server has thousands of.
func TestManyNetworksOfOneSiteAreThrottledTogether(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded(networkOfSite(0), "rosa")
	for i := range attemptsBySite {
		if err := a.fail(networkOfSite(i), fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if err := a.fail(networkOfSite(attemptsBySite), "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("from one more of its networks: %v", err)
	}
	if err := a.fail(networkOfSite(0), "rosa"); err != nil {
		t.Errorf("from where rosa was signed in: %v", err)
	}
	if err := a.fail("2001:db8:78::1", "imre"); err != nil {
		t.Errorf("from another site: %v", err)
	}
}

// TestNamesThatTheDeskTellsApartAreCountedApart signs in under one of two alike after each failure under the other.
func TestNamesThatTheDeskTellsApartAreCountedApart(t *testing.T) {
	for _, names := range [][2]string{{"Émile", "émile"}, {strings.Repeat("很", 39) + "一", strings.Repeat("很", 39) + "二"}} {
		a := newAttempts(time.Now)
		for range attemptsByName {
			if err := a.fail("192.0.2.1", names[0]); err != nil {
				t.Fatal(err)
			}
			if err := a.fail("192.0.2.1", names[1]); err != nil {
				t.Fatal(err)
			}
			a.succeeded("192.0.2.1", names[1])
		}
		if err := a.fail("192.0.2.1", names[0]); factcheck.CodeOf(err) != factcheck.RateLimited {
			t.Errorf("of %q one attempt too many is answered %v", names, err)
		}
	}
	a := newAttempts(time.Now)
	for range attemptsByName {
		a.fail("192.0.2.1", "rosa")
	}
	if err := a.fail("192.0.2.1", "Rosa"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("the same name with a capital is answered %v", err)
	}
}

// TestOneSiteHasSoManySignInsUnderWay begins from ever new networks of one, and ends none.
func TestOneSiteHasSoManySignInsUnderWay(t *testing.T) {
	a := newAttempts(time.Now)
	a.succeeded(networkOfSite(0), "rosa")
	for i := range siteUnderWay {
		if _, err := a.begin(networkOfSite(i), fmt.Sprint("name", i)); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin(networkOfSite(siteUnderWay), "imre"); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("one more is answered %v", err)
	}
	if _, err := a.begin(networkOfSite(0), "rosa"); err != nil {
		t.Errorf("from where rosa was signed in: %v", err)
	}
	if _, err := a.begin("2001:db8:78::1", "imre"); err != nil {
		t.Errorf("from another site: %v", err)
	}
	a.end(networkOfSite(1), "name1")
	a.end(networkOfSite(0), "rosa")
	if _, err := a.begin(networkOfSite(siteUnderWay), "imre"); err != nil {
		t.Errorf("once one has ended: %v", err)
	}
}

// TestWhatIsUnderWayHasNotFailed begins as many sign-ins from one address as may fail there, some after others have failed: one more is told
// to come back in a moment, and to wait only once they have come to nothing.
func TestWhatIsUnderWayHasNotFailed(t *testing.T) {
	for _, failed := range []int{0, 40, attemptsByAddress - 1} {
		a := newAttempts(time.Now)
		for i := range failed {
			if err := a.fail("192.0.2.1", fmt.Sprint("wrong", i)); err != nil {
				t.Fatal(i, err)
			}
		}
		for i := range attemptsByAddress - failed {
			if _, err := a.begin("192.0.2.1", fmt.Sprint("name", i)); err != nil {
				t.Fatal(i, err)
			}
		}
		if wait, err := a.begin("192.0.2.1", "imre"); err != errSiteUnderWay || wait > time.Minute {
			t.Errorf("after %d failures, beside the rest under way: %v, and to wait for %v", failed, err, wait)
		}
		a.wasRight("192.0.2.1", "name0")
		a.end("192.0.2.1", "name0")
		if _, err := a.begin("192.0.2.1", "imre"); err != nil {
			t.Errorf("after %d failures, once one was right: %v", failed, err)
		}
		a.end("192.0.2.1", "imre")
		for i := range attemptsByAddress - failed - 1 {
			a.end("192.0.2.1", fmt.Sprint("name", i+1))
		}
		if wait, err := a.begin("192.0.2.1", "another"); factcheck.CodeOf(err) != factcheck.RateLimited || wait < time.Minute {
			t.Errorf("once all have failed: %v, and to wait for %v", err, wait)
		}
	}
}

// TestANameIsToldToComeBackWhereOthersUnderItAreUnderWay has them come from one address, and from many.
func TestANameIsToldToComeBackWhereOthersUnderItAreUnderWay(t *testing.T) {
	a := newAttempts(time.Now)
	for i := range attemptsByName - 1 {
		if err := a.fail("192.0.2.1", "rosa"); err != nil {
			t.Fatal(i, err)
		}
	}
	if _, err := a.begin("192.0.2.1", "rosa"); err != nil {
		t.Fatal(err)
	}
	if wait, err := a.begin("192.0.2.1", "rosa"); err != errUnderWay || wait > time.Minute {
		t.Errorf("at one address: %v, and to wait for %v", err, wait)
	}
	for i := range attemptsByAccount {
		if _, err := a.begin(fmt.Sprintf("198.51.100.%d", i), "imre"); err != nil {
			t.Fatal(i, err)
		}
	}
	if wait, err := a.begin("203.0.113.1", "imre"); err != errUnderWay || wait > time.Minute {
		t.Errorf("at one more of many: %v, and to wait for %v", err, wait)
	}
}

func TestCountersDoNotPileUp(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	for i := range 3 * attemptsKept {
		clock = clock.Add(time.Second)
		a.fail(fmt.Sprintf("10.0.%d.%d", i>>8, i&255), "rosa")
	}
	if len(a.counts) > 2*attemptsKept {
		t.Errorf("%d counters are kept", len(a.counts))
	}
}

// TestAnAttemptCostsNoMoreWhereThereAreMany counts how often the clock is asked, which is once for each counter that is looked at.
func TestAnAttemptCostsNoMoreWhereThereAreMany(t *testing.T) {
	var asked int
	a := newAttempts(func() time.Time { asked++; return time.Unix(0, 0) })
	const tries = 3 * attemptsKept
	for i := range tries {
		a.fail(fmt.Sprintf("10.0.%d.%d", i>>8, i&255), fmt.Sprint("name", i))
	}
	if asked > 50*tries {
		t.Errorf("%d attempts look %d times at a counter", tries, asked)
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
