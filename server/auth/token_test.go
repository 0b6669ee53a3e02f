package auth

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

func (f *fixture) token() string {
	token, hash := NewToken()
	f.write(func(tx *store.Tx) error {
		_, err := tx.AddToken(store.Token{PersonID: f.rosa.ID, Label: "scripts", CreatedAt: f.timestamp()}, hash)
		return err
	})
	return token
}

func (f *fixture) whoBearing(authorization string) (string, error) {
	request := httptest.NewRequest(http.MethodGet, "/api/v1/articles", nil)
	request.Header.Set(echo.HeaderAuthorization, authorization)
	c := f.echo.NewContext(request, httptest.NewRecorder())
	var name string
	err := f.Identify(func(c echo.Context) error {
		person, _ := Current(c)
		name = person.Name
		return nil
	})(c)
	return name, err
}

func TestATokenTellsItsPerson(t *testing.T) {
	f := newFixture(t)
	token := f.token()
	if !strings.HasPrefix(token, "stet_") || len(token) < 40 {
		t.Errorf("the token is %q", token)
	}
	for _, authorization := range []string{"Bearer " + token, "bearer " + token} {
		if who, err := f.whoBearing(authorization); who != "rosa" || err != nil {
			t.Errorf("got %q, %v", who, err)
		}
	}
}

func TestAWrongTokenIsRefused(t *testing.T) {
	f := newFixture(t)
	for _, authorization := range []string{"Bearer stet_guess", "Bearer ", "Bearer " + hashed(f.token())} {
		if who, err := f.whoBearing(authorization); factcheck.CodeOf(err) != factcheck.Unauthorized {
			t.Errorf("%q: %q, %v", authorization, who, err)
		}
	}
	if who, err := f.whoBearing("Basic cm9zYTpyb3Nh"); who != "" || err != nil {
		t.Errorf("another scheme is not ours to judge: %q, %v", who, err)
	}
}

func TestWhatATokenOpensChangesAtOnce(t *testing.T) {
	for name, change := range map[string]func(*store.Tx, factcheck.Person, factcheck.Timestamp) error{
		"the person is disabled": func(tx *store.Tx, p factcheck.Person, at factcheck.Timestamp) error {
			p.Disabled = true
			return tx.ChangePerson(p, at)
		},
		"all tokens ended": func(tx *store.Tx, p factcheck.Person, _ factcheck.Timestamp) error { return tx.EndTokens(p.ID) },
		"the token ended":  func(tx *store.Tx, _ factcheck.Person, _ factcheck.Timestamp) error { return tx.EndToken(1) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			token := f.token()
			if who, err := f.whoBearing("Bearer " + token); who != "rosa" || err != nil {
				t.Fatal(who, err)
			}
			f.write(func(tx *store.Tx) error { return change(tx, f.rosa, f.timestamp()) })
			if _, err := f.whoBearing("Bearer " + token); factcheck.CodeOf(err) != factcheck.Unauthorized {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestATokenObeysTheCommandLine changes a person in the same file by another store, as a command beside the served desk does.
func TestATokenObeysTheCommandLine(t *testing.T) {
	f := newFixture(t)
	token := f.token()
	if who, err := f.whoBearing("Bearer " + token); who != "rosa" || err != nil {
		t.Fatal(who, err)
	}
	other := storetest.OpenFile(t, f.path)
	f.rosa.Disabled = true
	if err := other.Write(t.Context(), func(tx *store.Tx) error { return tx.ChangePerson(f.rosa, f.timestamp()) }); err != nil {
		t.Fatal(err)
	}
	f.clock = f.clock.Add(bearerHolds)
	if _, err := f.whoBearing("Bearer " + token); factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("got %v", err)
	}
}

func TestATokensUseIsWrittenNowAndThen(t *testing.T) {
	f := newFixture(t)
	token := f.token()
	used := func() (at factcheck.Timestamp) {
		if err := f.store.Read(t.Context(), func(r *store.Reader) error {
			kept, _, err := r.Token(hashed(token))
			at = kept.LastUsedAt
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return at
	}
	use := func() {
		if _, err := f.whoBearing("Bearer " + token); err != nil {
			t.Fatal(err)
		}
	}
	if used() != "" {
		t.Error("used before it was")
	}
	use()
	first := used()
	f.clock = f.clock.Add(time.Minute)
	use()
	if first == "" || used() != first {
		t.Errorf("first use %q, a minute later %q", first, used())
	}
	f.clock = f.clock.Add(seenEvery)
	use()
	if used() != f.timestamp() {
		t.Errorf("later use not written: %q", used())
	}
}
