package auth

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

func TestTheCookieKeepsToItself(t *testing.T) {
	cookie := newFixture(t).signIn()
	if !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
		t.Errorf("cookie is %s", cookie)
	}
	if cookie.Name != "__Host-stet" || cookie.MaxAge != int((720*time.Hour).Seconds()) {
		t.Errorf("cookie is %s", cookie)
	}
}

func TestTheDatabaseHoldsNoIdThatOpensASession(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	stolen := &http.Cookie{Name: cookie.Name, Value: hashed(cookie.Value)}
	err := f.store.Read(t.Context(), func(r *store.Reader) error {
		_, _, err := r.Session(stolen.Value, f.timestamp())
		return err
	})
	if err != nil {
		t.Fatalf("the hash of the id is not what the database holds: %v", err)
	}
	if who := f.who(stolen); who != "" {
		t.Errorf("what the database holds opens the session of %s", who)
	}
}

func TestSignInGivesANewId(t *testing.T) {
	f := newFixture(t)
	planted := &http.Cookie{Name: "__Host-stet", Value: "chosen-by-somebody-else"}
	first := f.signIn(planted)
	if first.Value == planted.Value || f.who(planted) != "" {
		t.Error("an id that the browser brought along was taken")
	}
	second := f.signIn(first)
	if second.Value == first.Value {
		t.Error("signing in again kept the id")
	}
	if f.who(first) != "" || f.who(second) != "rosa" {
		t.Error("the session before the sign-in lives on, or the new one does not")
	}
}

func TestSignOutEndsTheSession(t *testing.T) {
	f := newFixture(t)
	here, elsewhere := f.signIn(), f.signIn()
	cookies, err := f.do(f.SignOut, here)
	if err != nil {
		t.Fatal(err)
	}
	if len(cookies) != 1 || cookies[0].MaxAge >= 0 || cookies[0].Value != "" {
		t.Errorf("the browser is told %v", cookies)
	}
	if f.who(here) != "" || f.who(elsewhere) != "rosa" {
		t.Error("this session must end, and no other")
	}
}

func TestSignOutEverywhereEndsAllTheSessionsOfOnePerson(t *testing.T) {
	f := newFixture(t)
	f.add("wen")
	here, elsewhere := f.signIn(), f.signIn()
	cookies, err := f.do(func(c echo.Context) error {
		_, err := f.SignIn(c, "wen", password)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.do(f.SignOutEverywhere, here); err != nil {
		t.Fatal(err)
	}
	if f.who(here) != "" || f.who(elsewhere) != "" {
		t.Error("a session of rosa's lives on")
	}
	if f.who(only(t, cookies)) != "wen" {
		t.Error("somebody else's session ended")
	}
}

func TestARenewalOutlivesANewPassword(t *testing.T) {
	f := newFixture(t)
	here, elsewhere := f.signIn(), f.signIn()
	cookies, err := f.do(func(c echo.Context) error {
		renewal := f.NewRenewal(c)
		f.write(func(tx *store.Tx) error {
			if err := tx.EndSessions(f.rosa.ID); err != nil {
				return err
			}
			return tx.PutSession(renewal.Session)
		})
		renewal.Tell(c)
		return nil
	}, here)
	if err != nil {
		t.Fatal(err)
	}
	if f.who(only(t, cookies)) != "rosa" {
		t.Error("the renewed session is not rosa's")
	}
	if f.who(here) != "" || f.who(elsewhere) != "" {
		t.Error("a session from before lives on")
	}
}

func TestADisabledPersonsSessionDiesAtOnce(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	f.rosa.Disabled = true
	f.write(func(tx *store.Tx) error { return tx.ChangePerson(f.rosa, f.timestamp()) })
	if who := f.who(cookie); who != "" {
		t.Errorf("%s is still signed in", who)
	}
	_, err := f.do(func(c echo.Context) error {
		_, err := f.SignIn(c, "rosa", password)
		return err
	})
	if factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("signing in gives %v", err)
	}
}

func TestARoleChangesInMidSession(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	f.rosa.Role = factcheck.Viewer
	f.write(func(tx *store.Tx) error { return tx.ChangePerson(f.rosa, f.timestamp()) })
	_, err := f.do(func(c echo.Context) error {
		if person, _ := Current(c); person.Role != factcheck.Viewer {
			t.Errorf("the session still has the role %s", person.Role)
		}
		return nil
	}, cookie)
	if err != nil {
		t.Error(err)
	}
}

func TestSessionsEndWhenIdle(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	f.clock = f.clock.Add(71 * time.Hour)
	if f.who(cookie) != "rosa" {
		t.Fatal("ended before the idle limit")
	}
	f.clock = f.clock.Add(71 * time.Hour)
	if f.who(cookie) != "rosa" {
		t.Fatal("a request did not renew the session")
	}
	f.clock = f.clock.Add(73 * time.Hour)
	if f.who(cookie) != "" {
		t.Error("lives beyond the idle limit")
	}
}

// TestSessionsBegunByAClockThatWasAheadEndWithIt sets the clock right again: by a little nobody is signed out.
func TestSessionsBegunByAClockThatWasAheadEndWithIt(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	f.clock = f.clock.Add(-time.Minute)
	if f.who(cookie) != "rosa" {
		t.Error("a minute signs people out")
	}
	f.clock = f.clock.AddDate(-1, 0, 0)
	if f.who(cookie) != "" {
		t.Error("lives until a year from now")
	}
}

func TestSessionsEndAtTheLimitHoweverBusy(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	began := f.clock
	for f.clock.Sub(began) < 719*time.Hour {
		if f.who(cookie) != "rosa" {
			t.Fatalf("ended after %s", f.clock.Sub(began))
		}
		f.clock = f.clock.Add(47 * time.Hour)
	}
	f.clock = began.Add(720 * time.Hour)
	if f.who(cookie) != "" {
		t.Error("lives beyond the absolute limit")
	}
}

func TestUseIsWrittenNowAndThen(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	seen := func() (at factcheck.Timestamp) {
		if err := f.store.Read(t.Context(), func(r *store.Reader) error {
			kept, _, err := r.Session(hashed(cookie.Value), f.timestamp())
			at = kept.SeenAt
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return at
	}
	first := seen()
	f.clock = f.clock.Add(time.Minute)
	f.who(cookie)
	if seen() != first {
		t.Error("written within a minute")
	}
	f.clock = f.clock.Add(seenEvery)
	f.who(cookie)
	if seen() != f.timestamp() {
		t.Error("not written after more than five minutes")
	}
}

func TestExpiredSessionsAreForgotten(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	began := f.timestamp()
	f.clock = f.clock.Add(100 * time.Hour)
	f.signIn()
	err := f.store.Read(t.Context(), func(r *store.Reader) error {
		_, _, err := r.Session(hashed(cookie.Value), began)
		return err
	})
	if factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("the expired session is still kept: %v", err)
	}
}

func TestANewSessionOverTheMostEndsTheOneUsedLongestAgo(t *testing.T) {
	f := newFixture(t)
	imre := f.add("imre")
	held := func(person factcheck.Person, i int, seen time.Time) *http.Cookie {
		id := fmt.Sprintf("%s %d", person.Name, i)
		at := factcheck.At(f.clock.Add(-time.Hour))
		f.write(func(tx *store.Tx) error {
			return tx.PutSession(store.Session{IDHash: hashed(id), PersonID: person.ID, Data: []byte{}, CreatedAt: at, SeenAt: factcheck.At(seen), ExpiresAt: factcheck.At(f.clock.Add(time.Hour))})
		})
		return &http.Cookie{Name: f.sessions.cookieName(), Value: id}
	}
	others := held(imre, 0, f.clock.Add(-time.Hour))
	var mine []*http.Cookie
	for i := range MostSessions + 20 { // as a desk may hold from before there was a most
		mine = append(mine, held(f.rosa, i, f.clock.Add(-time.Minute*time.Duration((i*37)%70))))
	}
	begun := f.signIn()
	again := f.signIn()
	if f.who(begun) != "rosa" || f.who(again) != "rosa" || f.who(others) != "imre" {
		t.Errorf("signed in are %q, %q and %q", f.who(begun), f.who(again), f.who(others))
	}
	for i, cookie := range mine {
		want := ""
		if (i*37)%70 < MostSessions-2 {
			want = "rosa"
		}
		if got := f.who(cookie); got != want {
			t.Errorf("the session seen %d minutes ago is %q's", (i*37)%70, got)
		}
	}
}

func TestOtherValuesAreRemembered(t *testing.T) {
	f := newFixture(t)
	cookie := f.signIn()
	visit := func(use func(map[any]any)) {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.AddCookie(cookie)
		session, err := f.sessions.Get(request, cookie.Name)
		if err != nil {
			t.Fatal(err)
		}
		use(session.Values)
		if err := session.Save(request, httptest.NewRecorder()); err != nil {
			t.Fatal(err)
		}
	}
	visit(func(values map[any]any) { values["place"] = 345 })
	visit(func(values map[any]any) {
		if values["place"] != 345 {
			t.Errorf("remembered %v", values)
		}
	})
}

func TestASessionRemembersWithWhatAndFromWhereItWasBegun(t *testing.T) {
	f := newFixture(t)
	request := httptest.NewRequest(http.MethodPost, "/sign-in", nil)
	request.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64)\xff"+strings.Repeat("x", 1000))
	request.RemoteAddr = "192.0.2.7:1000"
	if _, err := f.SignIn(f.echo.NewContext(request, httptest.NewRecorder()), "rosa", password); err != nil {
		t.Fatal(err)
	}
	f.signIn()
	err := f.store.Read(t.Context(), func(r *store.Reader) error {
		kept, err := r.SessionsOf(f.rosa.ID, factcheck.At(f.clock))
		if err != nil || len(kept) != 2 {
			t.Fatalf("kept are %+v, %v", kept, err)
		}
		i := slices.IndexFunc(kept, func(s store.Session) bool { return s.Address == "192.0.2.7" })
		if i < 0 || !strings.HasPrefix(kept[i].Client, "Mozilla/5.0 (X11; Linux x86_64)") || len(kept[i].Client) > longestClient || !utf8.ValidString(kept[i].Client) {
			t.Errorf("kept are %+v", kept)
		}
		gone, err := r.SessionsOf(f.rosa.ID, factcheck.At(f.clock.Add(72*time.Hour)))
		if err != nil || len(gone) != 0 {
			t.Errorf("ended ones are listed: %+v, %v", gone, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOneEndsOnesOwnSessionsAlone(t *testing.T) {
	f := newFixture(t)
	f.add("imre")
	first, second := f.signIn(), f.signIn()
	imres, err := f.do(func(c echo.Context) error { _, err := f.SignIn(c, "imre", password); return err })
	if err != nil {
		t.Fatal(err)
	}
	for _, cookie := range []*http.Cookie{second, only(t, imres)} {
		if _, err := f.do(func(c echo.Context) error { return f.EndSession(c, hashed(cookie.Value)) }, first); err != nil {
			t.Fatal(err)
		}
	}
	if f.who(first) != "rosa" || f.who(second) != "" || f.who(only(t, imres)) != "imre" {
		t.Errorf("signed in are %q, %q, %q", f.who(first), f.who(second), f.who(only(t, imres)))
	}
}

// TestWhoComesInWaitsBehindNoPage signs in, and comes again by session and by token, while every reader is in the hands of somebody who
// reads on and on.
func TestWhoComesInWaitsBehindNoPage(t *testing.T) {
	f := newFixture(t)
	_, hash := NewToken()
	f.write(func(tx *store.Tx) error {
		_, err := tx.AddToken(store.Token{PersonID: f.rosa.ID, CreatedAt: factcheck.At(f.clock)}, hash)
		return err
	})
	begun, over := make(chan struct{}), make(chan struct{})
	var reading sync.WaitGroup
	defer reading.Wait()
	defer close(over)
	readers := max(4, runtime.NumCPU()) // as store has them
	for i := range readers {
		ctx := store.InTheNameOf(t.Context(), store.Access{Person: f.rosa.ID + 1 + int64(i)})
		reading.Go(func() {
			err := f.store.Read(ctx, func(*store.Reader) error {
				begun <- struct{}{}
				<-over
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	for range readers {
		<-begun
	}
	if who := f.who(f.signIn()); who != "rosa" {
		t.Errorf("the session is %q’s", who)
	}
	if b, err := f.bearerOf(t.Context(), hash); err != nil || b.person.Name != "rosa" {
		t.Errorf("the token is %q’s: %v", b.person.Name, err)
	}
	if fresh, err := f.fresh(t.Context()); fresh || err != nil {
		t.Errorf("the desk is fresh: %v, %v", fresh, err)
	}
}
