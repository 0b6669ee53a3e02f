package apart

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/gob"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"stet/server/extract"
	"stet/server/factcheck"
)

// What this program does when it is run by a reader.
var reads = map[string]func() error{
	"reads":     func() error { return Serve(os.Stdin, os.Stdout) },
	"stands":    func() error { select {} },
	"panics":    func() error { panic("at the third table") },
	"grows":     grow,
	"after one": afterOne,
}

func TestMain(m *testing.M) {
	if read := reads[os.Args[len(os.Args)-1]]; read != nil {
		if err := read(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// grow takes memory until it is ended, with a little less than there is for honest files.
func grow() error {
	go endBeyond(64 << 20)
	for taken := [][]byte{}; ; {
		taken = append(taken, bytes.Repeat([]byte{1}, 8<<20))
	}
}

// afterOne tells of one article, and of no other.
func afterOne() error {
	if err := gob.NewEncoder(os.Stdout).Encode(answer{Name: "first"}); err != nil {
		return err
	}
	select {}
}

// reader makes one by what this program does.
func reader(t *testing.T, what string) (r *Reader, log *bytes.Buffer) {
	t.Helper()
	log = &bytes.Buffer{}
	return New(slog.New(slog.NewTextHandler(log, nil)), os.Args[0], what), log
}

func zipped(t *testing.T, files ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i, text := range files {
		f, err := z.Create(fmt.Sprintf("%d.html", i))
		if err == nil {
			_, err = f.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// told is an item as it is looked at: what of it goes from one process to the other.
type told struct {
	name  string
	about extract.About
	whole extract.Article
	notes []string
	code  factcheck.Code
	said  string
}

func toldOf(item extract.Item) told {
	said := ""
	if item.Err != nil {
		said = item.Err.Error()
	}
	return told{item.Name, item.Draft.About, item.Draft.Whole(), item.Draft.Notes, factcheck.CodeOf(item.Err), said}
}

// TestApartIsReadWhatIsReadHere reads files both ways.
func TestApartIsReadWhatIsReadHere(t *testing.T) {
	page := "<html lang=en><title>Ships</title><meta name=author content='A. Writer'><body><nav><a href=/>Home</a></nav><article><h1>Ships</h1><p>Of 14 ships, " +
		"<a href='https://example.org/x'>9 sailed</a>. The others waited for the tide, and for the pilot.</p><ul><li>First, “one”</li></ul></article>"
	r, log := reader(t, "reads")
	for name, raw := range map[string][]byte{
		"page.html": []byte(page), "text.txt": []byte("Fares rose\n\nby 4.5 percent.\n"), "gbk.txt": []byte("\xd6\xce\xc0\xed\xd6\xae\xc2\xb7\xa3\xac\xb2\xbb\xca\xc7\xd2\xbb\xcc\xf5"), "empty.txt": nil, "notes.md": []byte("---\ntitle: N\n---\n# Notes\n\n- one\n"),
		"list.jsonl": []byte("{\"title\":\"A\",\"text\":\"One.\"}\n{broken\n{\"title\":\"B\",\"text\":\"Two.\"}\n"), "list.csv": []byte("title,text\nA,One.\nB,\n"),
		"all.zip": zipped(t, page, "", "<p>"+strings.Repeat("Another text. ", 20_000)), "torn.zip": zipped(t, page)[:60], "odd\xff.txt": []byte("A name that is no text."),
	} {
		s := extract.Source{Name: name, Raw: raw, Address: "https://example.org/from"}
		var here, apart []told
		for item := range extract.Items(s) {
			here = append(here, toldOf(item))
		}
		for item := range r.Items(t.Context(), s) {
			apart = append(apart, toldOf(item))
		}
		if len(here) == 0 || !reflect.DeepEqual(here, apart) {
			t.Errorf("%s is read apart as\n%+v, here as\n%+v", name, apart, here)
		}
		draft, err := extract.Read(s)
		draftApart, errApart := r.Read(t.Context(), s)
		if one, oneApart := toldOf(extract.Item{Draft: draft, Err: err}), toldOf(extract.Item{Draft: draftApart, Err: errApart}); !reflect.DeepEqual(one, oneApart) {
			t.Errorf("%s as one article is read apart as\n%+v, here as\n%+v", name, oneApart, one)
		}
	}
	if log.Len() > 0 {
		t.Errorf("logged is %s", log)
	}
}

// TestReadingThatDoesNotEndWellEndsAlone has a process stand still, take all memory, and break off.
func TestReadingThatDoesNotEndWellEndsAlone(t *testing.T) {
	for what, want := range map[string]struct {
		code   factcheck.Code
		says   string
		logged string
	}{
		"stands": {factcheck.TooLarge, "more than half a minute", ""},
		"grows":  {factcheck.TooLarge, "more memory", ""},
		"panics": {factcheck.Invalid, "broke off", "at the third table"},
	} {
		r, log := reader(t, what)
		if what == "stands" {
			r.patience = 50 * time.Millisecond
		}
		_, err := r.Read(t.Context(), extract.Source{Name: "x.txt", Raw: bytes.Repeat([]byte("Too much. "), 100_000)})
		if factcheck.CodeOf(err) != want.code || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: the error is %v", what, err)
		}
		if !strings.Contains(log.String(), want.logged) || want.logged == "" && log.Len() > 0 {
			t.Errorf("%s: logged is %s", what, log)
		}
	}
}

// TestNothingIsReadAfterAnArticleThatEndsItsProcess has the second of a file stand still.
func TestNothingIsReadAfterAnArticleThatEndsItsProcess(t *testing.T) {
	r, _ := reader(t, "after one")
	var items []extract.Item
	for item := range r.Items(t.Context(), extract.Source{Name: "list.jsonl"}) {
		items = append(items, item)
		r.patience = 50 * time.Millisecond
	}
	if len(items) != 2 || items[0].Name != "first" || items[0].Err != nil || items[1].Name != "list.jsonl" || factcheck.CodeOf(items[1].Err) != factcheck.TooLarge || !strings.Contains(items[1].Err.Error(), "What comes after it") {
		t.Errorf("told is %+v", items)
	}
}

// TestReadingEndsWithWhoAskedForIt has the request end while the process stands still.
func TestReadingEndsWithWhoAskedForIt(t *testing.T) {
	r, log := reader(t, "stands")
	ctx, leave := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, leave)
	if _, err := r.Read(ctx, extract.Source{Name: "x.txt"}); err != context.Canceled || log.Len() > 0 {
		t.Errorf("the error is %v, logged is %s", err, log)
	}
}

// TestAProcessEndsWithTheOneThatAsks closes what it is asked by while it waits to be asked for the next article.
func TestAProcessEndsWithTheOneThatAsks(t *testing.T) {
	r, _ := reader(t, "reads")
	p, err := r.start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if a := p.next(&order{Source: extract.Source{Name: "list.jsonl", Raw: []byte("{\"title\":\"A\",\"text\":\"One.\"}\n{\"title\":\"B\",\"text\":\"Two.\"}\n")}}); a.err != nil {
		t.Fatal(a.err)
	}
	p.in.Close()
	if err := p.Wait(); err != nil {
		t.Error(err)
	}
}

func TestWithoutAProcessNothingIsRead(t *testing.T) {
	var log bytes.Buffer
	r := New(slog.New(slog.NewTextHandler(&log, nil)), "/nowhere/stet")
	if _, err := r.Read(t.Context(), extract.Source{Name: "x.txt"}); factcheck.CodeOf(err) != factcheck.Unavailable || log.Len() == 0 {
		t.Errorf("the error is %v, logged is %s", err, &log)
	}
}
