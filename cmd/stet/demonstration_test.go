package main_test

import (
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stet/seeds"
)

// demonstration is the demonstration library, loaded once by the program itself, with everybody signed in.
var demonstration struct {
	once    sync.Once
	db      string
	cookies map[string]string // session cookies by the person's name
}

// demo serves a copy of the demonstration library that is the test's own.
func demo(t *testing.T, flags ...string) *running {
	t.Helper()
	return serve(t, seededDesk(t), flags...)
}

// seededDesk gives the path of a copy of the demonstration library that is the test's own.
func seededDesk(t *testing.T) string {
	t.Helper()
	demonstration.once.Do(func() { loadDemonstration(t) })
	if demonstration.cookies == nil {
		t.Fatal("the demonstration library could not be made")
	}
	db := filepath.Join(t.TempDir(), "desk.db")
	copyDatabase(t, demonstration.db, db)
	return db
}

func loadDemonstration(t *testing.T) {
	t.Helper()
	demonstration.db = filepath.Join(filepath.Dir(program), "demonstration.db")
	d := serve(t, demonstration.db, "--demo")
	cookies := map[string]string{}
	for _, p := range seeds.People {
		cookies[p.Name] = d.sessionOf(d.signIn(p.Name, p.Password))
	}
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	demonstration.cookies = cookies
}

// sessionOf reads the session's cookie out of a client.
func (d *running) sessionOf(client *http.Client) string {
	d.t.Helper()
	request, err := http.NewRequest(http.MethodGet, d.base, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, cookie := range client.Jar.Cookies(request.URL) {
		if cookie.Name == "stet" {
			return cookie.Value
		}
	}
	d.t.Fatal("there is no session cookie")
	return ""
}

func passwordOf(name string) string {
	for _, p := range seeds.People {
		if p.Name == name {
			return p.Password
		}
	}
	panic("nobody is named " + name)
}

// copyDatabase copies a database file that nobody has open.
func copyDatabase(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
