package auth

import (
	"net/http"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// setUp gives a first code for a set-up in the session of a cookie.
func (f *fixture) setUp(cookie *http.Cookie, name, code string) (begun FactorSetUp, err error) {
	f.t.Helper()
	_, err = f.do(func(c echo.Context) (err error) {
		begun, _, err = f.CheckFirstCode(c, name, code)
		return err
	}, cookie)
	return begun, err
}

func (f *fixture) beginFactor(cookie *http.Cookie) (begun FactorSetUp) {
	f.t.Helper()
	if _, err := f.do(func(c echo.Context) error { begun = f.BeginFactor(c); return nil }, cookie); err != nil {
		f.t.Fatal(err)
	}
	return begun
}

func TestAFactorIsSetUpByThePageThatBeganIt(t *testing.T) {
	f := newFixture(t)
	here, elsewhere := f.signIn(), f.signIn()
	begun := f.beginFactor(here)
	code := f.codeAt(begun.Secret, f.clock)
	for why, asked := range map[string]struct {
		cookie *http.Cookie
		name   string
	}{
		"another session":               {elsewhere, begun.Name},
		"the session without the page":  {here, ""},
		"the session with another page": {here, f.beginFactor(elsewhere).Name},
	} {
		if told, err := f.setUp(asked.cookie, asked.name, code); factcheck.CodeOf(err) != factcheck.Conflict || told.Secret != "" {
			t.Errorf("%s: told is %+v, %v", why, told, err)
		}
	}
	if told, err := f.setUp(here, begun.Name, "000000"); factcheck.CodeOf(err) != factcheck.Invalid || told.Secret != begun.Secret {
		t.Errorf("a wrong code: %+v, %v", told, err)
	}
	if _, err := f.setUp(here, begun.Name, code); err != nil {
		t.Errorf("the right one: %v", err)
	}
	f.beginFactor(here)
	if _, err := f.setUp(here, begun.Name, code); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("begun anew, the one before: %v", err)
	}
}

func TestAFactorsSetUpEndsWithItsTime(t *testing.T) {
	f := newFixture(t)
	here := f.signIn()
	begun := f.beginFactor(here)
	f.clock = f.clock.Add(setUpFor - time.Second)
	if _, err := f.setUp(here, begun.Name, f.codeAt(begun.Secret, f.clock)); err != nil {
		t.Error(err)
	}
	f.clock = f.clock.Add(time.Second)
	if _, err := f.setUp(here, begun.Name, f.codeAt(begun.Secret, f.clock)); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("after its time: %v", err)
	}
}

func TestWrongFirstCodesAreThrottled(t *testing.T) {
	f := newFixture(t)
	here := f.signIn()
	begun := f.beginFactor(here)
	for range attemptsOfCodes {
		if _, err := f.setUp(here, begun.Name, "000000"); factcheck.CodeOf(err) != factcheck.Invalid {
			t.Fatal(err)
		}
	}
	if _, err := f.setUp(here, begun.Name, f.codeAt(begun.Secret, f.clock)); factcheck.CodeOf(err) != factcheck.RateLimited {
		t.Errorf("after too many: %v", err)
	}
}
