package auth

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
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

func TestSuccessForgetsFailures(t *testing.T) {
	f := newFixture(t)
	for range 3 * attemptsByName {
		f.tryFrom("192.0.2.1:1000", "rosa", "a guess")
		if _, err := f.tryFrom("192.0.2.1:1000", "rosa", password); err != nil {
			t.Fatal(err)
		}
	}
}

func TestManyNamesFromOneAddressAreThrottled(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	for i := range attemptsByAddress {
		if _, err := a.begin("2001:db8::1", string(rune('a'+i))); err != nil {
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

func TestCountersDoNotPileUp(t *testing.T) {
	clock := time.Now()
	a := newAttempts(func() time.Time { return clock })
	for i := range 3 * attemptsKept {
		clock = clock.Add(time.Second)
		a.begin("192.0.2.1", string(rune(i)))
	}
	if len(a.counts) > attemptsKept {
		t.Errorf("%d counters are kept", len(a.counts))
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
