package main_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// program is the real one, built once for all tests. It is the one that is shipped, without the race detector, which looks at the
// same rooms in their own tests: under it, a browser would mostly wait.
var program string

func TestMain(m *testing.M) { os.Exit(buildAndTest(m)) }

func buildAndTest(m *testing.M) int {
	folder, err := os.MkdirTemp("", "stet")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	defer endChromium()
	program = filepath.Join(folder, "stet")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building stet: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// outcome is what a finished command left behind.
type outcome struct {
	out, err string
	status   int
}

// stet runs the program with what it reads from standard input, to its end.
func stet(t testing.TB, in string, args ...string) outcome {
	t.Helper()
	return finish(t, stetCommand(in, args...))
}

func stetCommand(in string, args ...string) *exec.Cmd {
	command := exec.Command(program, args...)
	command.Stdin = strings.NewReader(in)
	return command
}

func finish(t testing.TB, command *exec.Cmd) outcome {
	t.Helper()
	var out, stderr bytes.Buffer
	command.Stdout, command.Stderr = &out, &stderr
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{out.String(), stderr.String(), command.ProcessState.ExitCode()}
}

// must is stet for what has to succeed.
func must(t testing.TB, in string, args ...string) string {
	t.Helper()
	got := stet(t, in, args...)
	if got.status != 0 {
		t.Fatalf("stet %s ended with %d: %s", strings.Join(args, " "), got.status, got.err)
	}
	return got.out
}

// running is a desk that is being served, until the test ends.
type running struct {
	t       testing.TB
	base    string   // "http://127.0.0.1:43210"
	db      string   // its database file
	said    []string // what it printed
	process *os.Process
	ended   chan error
}

// serve starts a desk on a free port. It ends with the test, and must end well.
func serve(t testing.TB, db string, args ...string) *running {
	t.Helper()
	command := exec.Command(program, append([]string{"serve", "--addr", "127.0.0.1:0", "--db", db}, args...)...)
	printed, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	command.Stderr = &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	d := &running{t: t, db: db, process: command.Process, ended: make(chan error, 1)}
	t.Cleanup(func() {
		if err := d.stop(); err != nil {
			t.Errorf("the desk ended with %v\n%s", err, log.String())
		}
		if t.Failed() {
			t.Logf("the desk's log:\n%s", log.String())
		}
	})
	lines := bufio.NewScanner(printed)
	d.greeted(lines)
	go func() { // what is printed must be read out before the wait
		for lines.Scan() {
		}
		d.ended <- command.Wait()
	}()
	return d
}

// greeted reads what is printed up to the point where the desk answers.
func (d *running) greeted(lines *bufio.Scanner) {
	d.t.Helper()
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "Stet is at "); ok {
			d.base = address
		}
		if lines.Text() == "Ctrl+C stops it." {
			return
		}
		d.said = append(d.said, lines.Text())
	}
	d.t.Error("the desk ended before it answered")
}

// stop asks the desk to end, once, and waits until it has.
func (d *running) stop() error {
	if d.ended == nil {
		return nil
	}
	d.process.Signal(syscall.SIGTERM) // fails where it has ended already, which the wait tells
	err := <-d.ended
	d.ended = nil
	return err
}

// browser keeps cookies and follows no redirect, so that tests see each answer.
func browser(t testing.TB) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// get and post give the status and the body, and where a redirect leads.
func (d *running) get(client *http.Client, path string) (status int, body, location string) {
	d.t.Helper()
	answer, err := client.Get(d.base + path)
	return d.read(answer, err)
}

func (d *running) post(client *http.Client, path string, form url.Values) (status int, body, location string) {
	d.t.Helper()
	answer, err := client.PostForm(d.base+path, form)
	return d.read(answer, err)
}

func (d *running) read(answer *http.Response, err error) (status int, body, location string) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return answer.StatusCode, string(all), answer.Header.Get("Location")
}

// signIn gives a browser in which name is signed in.
func (d *running) signIn(name, password string) *http.Client {
	d.t.Helper()
	client := browser(d.t)
	status, _, location := d.post(client, "/sign-in", url.Values{"name": {name}, "password": {password}})
	if status != http.StatusSeeOther || location != "/articles" {
		d.t.Fatalf("signing in gives %d, to %q", status, location)
	}
	return client
}
