package main_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"stet/server/store"
)

func TestSomebodyAddedWhileTheDeskRunsCanSignIn(t *testing.T) {
	d := serve(t, newDB(t))
	out := must(t, "to be or not to be\n", "user", "add", "wen", "--role", "editor", "--display", "Wen Li", "--password-stdin", "--db", d.db)
	if out != "Added wen, editor.\n" {
		t.Errorf("it says %q", out)
	}
	client := d.signIn("Wen", "to be or not to be")
	status, page, _ := d.get(client, "/articles")
	if status != http.StatusOK || !strings.Contains(page, "Wen Li") {
		t.Errorf("the Library gives %d", status)
	}
}

func TestPeopleWhoCannotBeAddedAreNotAdded(t *testing.T) {
	db := newDB(t)
	must(t, "to be or not to be", "user", "add", "wen", "--role", "viewer", "--password-stdin", "--db", db)
	cases := []struct{ name, password, want string }{
		{"WEN", "to be or not to be", "There is somebody named"},
		{"ada", "short", "at least 12 characters"},
		{"ada", "", "at least 12 characters"},
		{"ada lovelace", "to be or not to be", "no name to sign in with"},
	}
	for _, tc := range cases {
		got := stet(t, tc.password, "user", "add", tc.name, "--role", "viewer", "--password-stdin", "--db", db)
		if got.status != 1 || !strings.Contains(got.err, tc.want) || strings.Count(got.err, "\n") != 1 || got.out != "" {
			t.Errorf("%s: ended with %d: %s", tc.name, got.status, got.err)
		}
	}
}

func TestATokenLetsAScriptIn(t *testing.T) {
	d := serve(t, newDB(t))
	must(t, "to be or not to be", "user", "add", "wen", "--role", "editor", "--password-stdin", "--db", d.db)
	token := must(t, "", "token", "add", "wen", "--label", "nightly export", "--db", d.db)
	if !strings.HasPrefix(token, "stet_") || strings.Count(token, "\n") != 1 || !strings.HasSuffix(token, "\n") {
		t.Fatalf("it prints %q", token)
	}
	if status := d.bearing(strings.TrimSpace(token)); status != http.StatusOK {
		t.Errorf("the token gives %d", status)
	}
	if status := d.bearing("stet_guess"); status != http.StatusUnauthorized {
		t.Errorf("a guess gives %d", status)
	}
	if got := stet(t, "", "token", "add", "nobody", "--db", d.db); got.status != 1 || !strings.Contains(got.err, "stet user add nobody") {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
}

func (d *running) bearing(token string) (status int) {
	d.t.Helper()
	request, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.base+"/articles", nil)
	if err != nil {
		d.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := browser(d.t).Do(request)
	status, _, _ = d.read(answer, err)
	return status
}

func TestTheLastAdminGetsInAgainFromTheCommandLine(t *testing.T) {
	db := newDB(t)
	must(t, "to be or not to be", "user", "add", "ada", "--role", "admin", "--password-stdin", "--db", db)
	if got := stet(t, "", "user", "second-factor-off", "ada", "--db", db); got.status != 1 || !strings.Contains(got.err, "no second factor") {
		t.Errorf("where there is none it ends with %d: %s", got.status, got.err)
	}
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Write(t.Context(), func(tx *store.Tx) error {
		if err := tx.PutSecondFactor(1, "SECRET", "2026-01-01T00:00:00.000Z"); err != nil {
			return err
		}
		return tx.ConfirmSecondFactor(1, nil, "2026-01-01T00:00:00.000Z")
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	if said := must(t, "", "user", "second-factor-off", "ada", "--db", db); said != "ada signs in by password alone now.\n" {
		t.Errorf("it says %q", said)
	}
	serve(t, db).signIn("ada", "to be or not to be")
}
