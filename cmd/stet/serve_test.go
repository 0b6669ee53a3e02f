package main_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stet/seeds"
	"stet/server/store"
)

func newDB(t testing.TB) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "stet.db")
}

// newDesk makes a desk without people, and gives its database.
func newDesk(t testing.TB) string {
	t.Helper()
	db := newDB(t)
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return db
}

func TestHealth(t *testing.T) {
	d := serve(t, newDB(t))
	if status, body, _ := d.get(browser(t), "/healthz"); status != http.StatusOK || body != "ok" {
		t.Errorf("got %d %q", status, body)
	}
}

func TestTermEndsTheDeskInOrder(t *testing.T) {
	d := serve(t, newDB(t))
	host := strings.TrimPrefix(d.base, "http://")
	slow, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer slow.Close()
	form := url.Values{"name": {"nobody"}, "password": {"no such password"}}.Encode()
	fmt.Fprintf(slow, "POST /sign-in HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", host, len(form))
	answers := bufio.NewReader(slow)
	if line, err := answers.ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 100") {
		t.Fatalf("the desk does not wait for the form: %q, %v", line, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- d.stop() }()
	untilRefused(t, host)
	fmt.Fprint(slow, form)
	if _, err := answers.ReadString('\n'); err != nil { // the empty line after 100
		t.Fatal(err)
	}
	answer, err := http.ReadResponse(answers, nil)
	if err != nil || answer.StatusCode != http.StatusUnauthorized && answer.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("the request under way was not answered: %v, %v", answer, err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the desk ended with %v", err)
	}
}

// untilRefused knocks until nobody opens: the desk has heard the signal.
func untilRefused(t *testing.T, host string) {
	t.Helper()
	for {
		knock, err := net.Dial("tcp", host)
		if err != nil {
			return
		}
		knock.Close()
	}
}

func TestAHeaderHasALimit(t *testing.T) {
	d := serve(t, newDB(t))
	request, err := http.NewRequest(http.MethodGet, d.base+"/sign-in", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Long", strings.Repeat("x", 1<<17))
	answer, err := browser(t).Do(request)
	if status, _, _ := d.read(answer, err); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("128 KB of header give %d", status)
	}
}

func TestAPortInUseIsNamed(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	got := stet(t, "", "serve", "--addr", taken.Addr().String(), "--db", newDB(t))
	want := fmt.Sprintf("stet: --addr %s: another program listens there; stop it, or choose another port, for example --addr 127.0.0.1:", taken.Addr())
	if got.status != 1 || !strings.HasPrefix(got.err, want) || strings.Count(got.err, "\n") != 1 {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
}

func TestADatabaseThatCannotBeIsNamed(t *testing.T) {
	notOne := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notOne, []byte(strings.Repeat("Not a database at all. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, db := range []string{t.TempDir(), filepath.Join(t.TempDir(), "no", "such", "folder.db"), notOne} {
		got := stet(t, "", "serve", "--addr", "127.0.0.1:0", "--db", db)
		if got.status != 1 || !strings.Contains(got.err, "--db") || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%s: ended with %d: %s", db, got.status, got.err)
		}
	}
}

func TestWrongUsageEndsWith2(t *testing.T) {
	cases := []struct {
		args []string
		want string
	}{
		{[]string{"serve", "--addr", "foo"}, `--addr "foo": give host:port, for example 127.0.0.1:8080`},
		{[]string{"serve", "--base-url", "desk"}, `--base-url "desk": give scheme and host alone`},
		{[]string{"serve", "--body-limit", "much"}, "for example 10MB"},
		{[]string{"serve", "--session-idle", "a while"}, "--session-idle"},
		{[]string{"serve", "--log-format", "xml"}, "--log-format"},
		{[]string{"serve", "--adr", "127.0.0.1:8080"}, "--adr"},
		{[]string{"sing"}, "sing"},
		{[]string{"user", "add", "rosa", "--password-stdin"}, "--role"},
		{[]string{"user", "add", "rosa", "--role", "king", "--password-stdin"}, "--role"},
		{[]string{"user", "add", "rosa", "--role", "viewer"}, "--password-stdin"},
		{[]string{"import"}, "<file>"},
		{[]string{"import", "--format", "pdf", "a.pdf"}, "--format"},
	}
	for _, tc := range cases {
		t.Run(strings.Join(tc.args, " "), func(t *testing.T) {
			got := stet(t, "", tc.args...)
			if got.status != 2 || !strings.Contains(got.err, tc.want) || strings.Count(got.err, "\n") != 1 {
				t.Errorf("ended with %d: %s", got.status, got.err)
			}
		})
	}
}

func TestSettingsComeFromTheEnvironment(t *testing.T) {
	command := stetCommand("", "serve")
	command.Env = append(os.Environ(), "STET_ADDR=foo", "STET_DB="+newDB(t))
	if got := finish(t, command); got.status != 2 || !strings.Contains(got.err, `--addr "foo"`) {
		t.Errorf("ended with %d: %s", got.status, got.err)
	}
}

func TestHelpIsNoFailure(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"serve", "--help"}} {
		if got := stet(t, "", args...); got.status != 0 || !strings.Contains(got.out, "Usage: stet") {
			t.Errorf("%v ends with %d and prints %q", args, got.status, got.out)
		}
	}
}

func TestTheDemonstrationLetsInWhomItNames(t *testing.T) {
	db := newDB(t)
	d := serve(t, db, "--demo")
	for _, p := range seeds.People {
		if !strings.Contains(strings.Join(d.said, "\n"), p.Password) {
			t.Errorf("%s's password is not told", p.Name)
		}
	}
	before := d.tally()
	if !strings.HasPrefix(before, "5 articles, ") {
		t.Errorf("the Library shows %q", before)
	}
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	must(t, "another password for her", "user", "add", "wen", "--role", "viewer", "--password-stdin", "--db", db)
	again := serve(t, db, "--demo")
	if after := again.tally(); after != before {
		t.Errorf("the Library showed %q, and shows %q after a second start", before, after)
	}
}

// tally is what a demonstration reviewer's Library says that the desk has.
func (d *running) tally() string {
	d.t.Helper()
	_, page, _ := d.get(d.signIn(seeds.People[0].Name, seeds.People[0].Password), "/articles")
	return regexp.MustCompile(`\d+ articles, \d+ claims`).FindString(page)
}

func TestAFreshDeskIsSetUpOnce(t *testing.T) {
	d := serve(t, newDB(t))
	_, address, _ := strings.Cut(strings.Join(d.said, "\n"), d.base+"/setup")
	if address == "" {
		t.Fatalf("no set-up address is told: %q", d.said)
	}
	client := browser(t)
	if status, page, _ := d.get(client, "/setup"+address); status != http.StatusOK || !strings.Contains(page, `name="key"`) {
		t.Fatalf("the set-up address gives %d", status)
	}
	query, err := url.ParseQuery(strings.TrimPrefix(address, "?"))
	if err != nil {
		t.Fatal(err)
	}
	form := url.Values{"key": query["key"], "name": {"ada"}, "display_name": {"Ada"}, "password": {"to be or not to be"}}
	if status, _, location := d.post(client, "/setup", form); status != http.StatusSeeOther || location != "/articles" {
		t.Fatalf("setting up gives %d, to %q", status, location)
	}
	if status, _, _ := d.get(client, "/people"); status != http.StatusOK {
		t.Errorf("the first person is not let in to the People screen: %d", status)
	}
	if status, _, _ := d.post(browser(t), "/setup", form); status != http.StatusNotFound {
		t.Errorf("the key opens twice: %d", status)
	}
}

func TestADeskWithPeopleOffersNoSetUp(t *testing.T) {
	db := newDB(t)
	must(t, "to be or not to be", "user", "add", "ada", "--role", "admin", "--password-stdin", "--db", db)
	d := serve(t, db)
	if said := strings.Join(d.said, "\n"); strings.Contains(said, "setup") {
		t.Errorf("it says %q", said)
	}
	if status, _, _ := d.get(browser(t), "/setup?key="); status != http.StatusNotFound {
		t.Errorf("/setup gives %d", status)
	}
}
