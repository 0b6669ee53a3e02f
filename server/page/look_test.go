package page_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const messy = "A ferry for the harbour\n\nThe ferry will cross every 20 minutes from March, the company said.\n\nAdvertisement\n\nSome 48,000 people crossed last week.\n\nBy Mina Okafor, Harbour Post\n\nRead more: Fares to rise by a tenth"

// look brings a text in and gives the address of the screen on which it is looked over.
func (b *browser) look(form url.Values) string {
	b.n.Helper()
	got := b.post("/imports", form)
	if got.status != http.StatusSeeOther || !strings.HasPrefix(got.header.Get("Location"), "/imports/") {
		b.n.Fatalf("status %d to %q: %.600s", got.status, got.header.Get("Location"), got.body)
	}
	return got.header.Get("Location")
}

func TestATextIsLookedOverBeforeItIsImported(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	at := chidi.look(url.Values{"text": {messy}, "publisher": {"The Post"}})
	got := chidi.get(at)
	n.wants(got, http.StatusOK, "A ferry for the harbour", "set aside: advertisement", "set aside: related story", "set aside: byline", "3 blocks set aside", `value="The Post"`)
	n.leads(chidi.post(at, url.Values{"title": {"Ferry"}, "keep.0": {"1"}, "keep.1": {"1"}, "keep.2": {"1"}}), "/articles/2")
	n.leads(chidi.post(at, url.Values{"title": {"Ferry"}, "keep.0": {"1"}, "keep.1": {"1"}, "keep.2": {"1"}}), "/articles/2") // sent twice
	n.wants(chidi.post(at, url.Values{"title": {"From another tab"}, "byline": {"Typed there"}, "keep.0": {"1"}, "arrival": {strings.Repeat("a", 32)}}), http.StatusConflict,
		"article 2", `value="From another tab"`, `value="Typed there"`)
	n.leads(chidi.get(at), "/articles/2")
	v, err := n.desk.Revision(t.Context(), 2, 1)
	if err != nil {
		t.Fatal(err)
	}
	if v.Text != "A ferry for the harbour\n\nThe ferry will cross every 20 minutes from March, the company said.\n\nAdvertisement" || len(v.SetAside) != 3 {
		t.Errorf("the text is %q, set aside %+v", v.Text, v.SetAside)
	}
	if v.SetAside[0].Reason != "left out by hand" || v.SetAside[1].Reason != "byline" || v.SetAside[2].After != 3 {
		t.Errorf("set aside are %+v", v.SetAside)
	}
}

func TestARefusedLookKeepsWhatWasTyped(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	at := chidi.look(url.Values{"text": {messy}})
	got := chidi.post(at, url.Values{"title": {"<b>"}, "published_on": {"yesterday"}, "keep.2": {"1"}})
	n.wants(got, http.StatusUnprocessableEntity, "is no date", `value="&lt;b&gt;"`, `value="yesterday"`, "5 blocks set aside")
	n.wants(chidi.post(at, url.Values{"title": {"T"}}), http.StatusUnprocessableEntity, "empty")
	n.leads(chidi.post(at+"/drop", nil), "/articles")
	n.wants(chidi.get(at), http.StatusNotFound, "It was dropped")
}

func TestWhatIsThereAlreadyIsNamedBeforeItIsImported(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.get(chidi.look(url.Values{"text": {text}})), http.StatusOK, `href="/articles/1"`, "has the same text", "Import anyway")
	n.wants(chidi.get(chidi.look(url.Values{"text": {strings.Replace(text, "12.62", "12.63", 1)}})), http.StatusOK, "has nearly the same text")
}

func TestADraftIsItsOwnersAlone(t *testing.T) {
	n := newNewsroom(t)
	at := n.browser("chidi").look(url.Values{"text": {messy}})
	n.wants(n.browser("ada").get(at), http.StatusNotFound)
	n.wants(n.browser("ada").post(at, url.Values{"title": {"T"}, "keep.0": {"1"}}), http.StatusNotFound)
	for _, name := range []string{"rosa", "vera"} {
		n.wants(n.browser(name).get(at), http.StatusForbidden)
		n.wants(n.browser(name).post(at+"/drop", nil), http.StatusForbidden)
		n.wants(n.browser(name).post("/imports", url.Values{"text": {"x"}}), http.StatusForbidden)
	}
	n.wants(n.browser("chidi").get(at), http.StatusOK)
}

func TestAPasteKeepsItsHeadingsListsAndLinks(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	copied := `<meta charset='utf-8'><h2>Ferry fares</h2><p>They rise to <a href="https://post.example/fares">11.40 dollars</a>.</p><ul><li>Single</li><li>Monthly</li></ul><blockquote>Too much, he said.</blockquote>`
	n.wants(chidi.get(chidi.look(url.Values{"text": {"Ferry fares They rise"}, "html": {copied}})), http.StatusOK, "bit--list_item", "bit--quotation", `value="Ferry fares"`)
	n.leads(chidi.post("/articles", url.Values{"text": {"Ferry fares"}, "html": {copied}, "title": {"T"}}), "/articles/2")
	n.wants(chidi.get("/articles/2"), http.StatusOK, `href="https://post.example/fares"`, "<li")
}

func TestAnAddressThatIsNotPublicIsRefused(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.post("/imports", url.Values{"address": {"http://127.0.0.1:1/"}, "title": {"Kept"}}), http.StatusUnprocessableEntity, "not on the public web", `value="http://127.0.0.1:1/"`, `value="Kept"`)
	n.wants(chidi.post("/imports", url.Values{"address": {"https://example.org/"}, "text": {"Typed."}}), http.StatusUnprocessableEntity, "only one of them", "Typed.")
}

// files sends files to be imported one after the other.
func (b *browser) files(files ...[2]string) answer {
	b.n.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := form.CreateFormFile("file", f[0])
		if err != nil {
			b.n.Fatal(err)
		}
		part.Write([]byte(f[1]))
	}
	form.Close()
	return b.send(http.MethodPost, "/imports", &body, form.FormDataContentType())
}

func TestSeveralFilesAreImportedOneAfterTheOther(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	list := `{"title": "Listed", "text": "A listed article of some words, long enough to be told from others."}` + "\nno JSON\n" + `{"title": "Nearly", "text": "` + strings.ReplaceAll(strings.Replace(text, "12.62", "12.63", 1), "\n", `\n`) + `"}`
	got := chidi.files([2]string{"one.txt", "One.\n\nTwo."}, [2]string{"same.txt", text}, [2]string{"bad.docx", "PK\x03\x04"}, [2]string{"list.jsonl", list})
	n.wants(got, http.StatusOK, `href="/articles/2"`, "there already", "The desk has the same text as article 1.", "damaged", "list.jsonl, line 2", "no JSON object", "nearly the same as article 1")
	n.wants(chidi.get("/articles/3"), http.StatusOK, "Listed")
	n.wants(chidi.get(regexp.MustCompile(`/imports/\d+`).FindString(got.body)), http.StatusOK, "Nearly")
}

func TestAScriptIsToldOfEachArticle(t *testing.T) {
	n := newNewsroom(t)
	got := n.browser("chidi").scripted(0).files([2]string{"list.csv", "title,text\nFirst,\"Of a table, one.\"\nSecond,\n"})
	n.wants(got, http.StatusOK)
	var outcomes []string
	for line := range strings.Lines(got.body) {
		var told struct{ Outcome, HTML string }
		if err := json.Unmarshal([]byte(line), &told); err != nil || !strings.Contains(told.HTML, "<li") {
			t.Errorf("%q: %v", line, err)
		}
		outcomes = append(outcomes, told.Outcome)
	}
	if strings.Join(outcomes, ", ") != "imported, not imported" || got.header.Get("Content-Type") != "application/x-ndjson" {
		t.Errorf("told of %q as %s", outcomes, got.header.Get("Content-Type"))
	}
}

// leaver is somebody who stops reading after some lines.
type leaver struct {
	*httptest.ResponseRecorder
	lines int
	leave func()
}

func (l *leaver) Write(p []byte) (int, error) {
	if l.lines -= bytes.Count(p, []byte("\n")); l.lines <= 0 {
		l.leave()
	}
	return l.ResponseRecorder.Write(p)
}

func TestWhoStopsReadingStopsTheImport(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "list.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		fmt.Fprintf(part, "{\"title\": \"T%d\", \"text\": \"Article %d of a list, of %d words and no more.\"}\n", i, i, i*31)
	}
	form.Close()
	ctx, cancel := context.WithCancel(t.Context())
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/imports", &body)
	request.Header = chidi.scripted(0).header.Clone()
	request.AddCookie(chidi.cookies[0])
	request.Header.Set("Content-Type", form.FormDataContentType())
	n.handler.ServeHTTP(&leaver{httptest.NewRecorder(), 3, cancel}, request)
	n.wants(chidi.get("/articles"), http.StatusOK, "<p>4 articles")
}

func TestCaptionsAreSetAsideAndSaidSo(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	prose := "<p>Some 48,000 people crossed last week, said the company on Monday, and nobody knows how many of them came back again by land.</p>"
	page := "<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1>" + prose + "<figure><img src=a.jpg><figcaption>The ferry at the north pier. Photograph: Harbour Agency</figcaption></figure>" +
		strings.Repeat(prose, 5) + "</article></body></html>"
	at := chidi.files([2]string{"ferry.html", page}).header.Get("Location")
	n.wants(chidi.get(at), http.StatusOK, "1 picture caption is set aside, too", "Photograph: Harbour Agency")
}
