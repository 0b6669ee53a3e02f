package auth

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

const password = "the second proof, please"

// fixture is a doorkeeper over a real database with one person, rosa, and a clock that is set by hand.
type fixture struct {
	*Auth
	t     testing.TB
	echo  *echo.Echo
	path  string // of the database file
	rosa  factcheck.Person
	clock time.Time
}

func newFixture(t testing.TB) *fixture {
	t.Helper()
	path := storetest.File(t)
	s := storetest.OpenFile(t, path)
	f := &fixture{t: t, path: path, echo: echo.New(), clock: time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC)}
	f.echo.IPExtractor = echo.ExtractIPDirect()
	f.Auth = New(s, Settings{Idle: 72 * time.Hour, Limit: 720 * time.Hour, Secure: true}, slog.New(slog.DiscardHandler))
	now := func() time.Time { return f.clock }
	f.now, f.sessions.now, f.attempts.now, f.halves.now, f.factorSetUps.now = now, now, now, now, now
	f.rosa = f.add("rosa")
	return f
}

func (f *fixture) add(name string) factcheck.Person {
	f.t.Helper()
	return f.addWith(name, password)
}

func (f *fixture) addWith(name, password string) factcheck.Person {
	f.t.Helper()
	hash, err := HashPassword(f.t.Context(), name, password)
	if err != nil {
		f.t.Fatal(err)
	}
	person := factcheck.Person{Name: name, DisplayName: name, Role: factcheck.Reviewer, CreatedAt: factcheck.At(f.clock)}
	f.write(func(tx *store.Tx) error {
		person.ID, err = tx.AddPerson(person, hash)
		return err
	})
	return person
}

func (f *fixture) write(change func(*store.Tx) error) {
	f.t.Helper()
	if err := f.store.Write(f.t.Context(), change); err != nil {
		f.t.Fatal(err)
	}
}

// do runs handler on a request that carries the cookies, and gives its error and the cookies that came back.
func (f *fixture) do(handler echo.HandlerFunc, cookies ...*http.Cookie) ([]*http.Cookie, error) {
	f.t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/", nil)
	for _, cookie := range cookies {
		request.AddCookie(cookie)
	}
	recorder := httptest.NewRecorder()
	err := f.Identify(handler)(f.echo.NewContext(request, recorder))
	return recorder.Result().Cookies(), err
}

// signIn signs rosa in with what the browser holds, and gives her session's cookie.
func (f *fixture) signIn(held ...*http.Cookie) *http.Cookie {
	f.t.Helper()
	cookies, err := f.do(func(c echo.Context) error {
		_, err := f.SignIn(c, "Rosa", password)
		return err
	}, held...)
	if err != nil {
		f.t.Fatal(err)
	}
	return only(f.t, cookies)
}

// who tells who a request with the cookie comes from, "" for nobody.
func (f *fixture) who(cookie *http.Cookie) string {
	f.t.Helper()
	var name string
	_, err := f.do(func(c echo.Context) error {
		person, _ := Current(c)
		name = person.Name
		return nil
	}, cookie)
	if err != nil {
		f.t.Fatal(err)
	}
	return name
}

func only(t testing.TB, cookies []*http.Cookie) *http.Cookie {
	t.Helper()
	if len(cookies) != 1 {
		t.Fatalf("got %d cookies, want one: %v", len(cookies), cookies)
	}
	return cookies[0]
}
