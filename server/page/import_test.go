package page_test

import (
	"bytes"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// upload sends the import form with a file.
func (b *browser) upload(name, content string, fields map[string]string) answer {
	b.n.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range fields {
		form.WriteField(field, value)
	}
	file, err := form.CreateFormFile("file", name)
	if err != nil {
		b.n.Fatal(err)
	}
	file.Write([]byte(content))
	form.Close()
	return b.send(http.MethodPost, "/articles", &body, form.FormDataContentType())
}

func TestImportByPaste(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	key := n.read(chidi.get("/articles/new").body).field("import", "key")
	form := url.Values{"key": {key}, "title": {"治理"}, "byline": {"Lu"}, "publisher": {"The Paper"}, "url": {"https://example.org/1"},
		"published_on": {"2019-10-24"}, "language": {"zh-Hans"}, "text": {"\nOne.\r\n\r\nTwo."}}
	n.leads(chidi.post("/articles", form), "/articles/2")
	n.leads(chidi.post("/articles", form), "/articles/2")
	again := maps.Clone(form)
	again.Set("text", "Three.")
	refused := chidi.post("/articles", again) // the same page, standing open twice
	n.wants(refused, http.StatusConflict, "Something else was sent", key, "Three.")
	again.Set("key", n.read(refused.body).field("import", "key"))
	looked := chidi.post("/articles", again).header.Get("Location") // the address is that of the first: it is looked at before
	if !strings.HasPrefix(looked, "/imports/") {
		t.Fatalf("it leads to %q", looked)
	}
	n.wants(chidi.get(looked), http.StatusOK, "/articles/2", "Three.")
	again.Set("url", "https://example.org/3")
	n.leads(chidi.post("/articles", again), "/articles/3")
	n.wants(chidi.get("/articles/2"), http.StatusOK, "治理", "Lu", "The Paper", "2019-10-24", `lang="zh-Hans"`, `href="https://example.org/1"`, ">One.</p>", ">Two.</p>")
	n.wants(chidi.get("/articles?q="+url.QueryEscape("治理")), http.StatusOK, "/articles/2")
}

func TestARefusedImportKeepsWhatWasTyped(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	typed := url.Values{"title": {"<b>"}, "byline": {"B"}, "text": {"\n\n</textarea>One."}, "published_on": {"yesterday"}, "format": {"markdown"}}
	got := chidi.post("/articles", typed)
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, `<option value="markdown" selected`)
	p := n.read(got.body)
	for name := range typed {
		if name == "format" {
			continue
		}
		if shown := p.field("import", name); shown != typed.Get(name) {
			t.Errorf("%s: typed was %q, shown is %q", name, typed.Get(name), shown)
		}
	}
	n.wants(chidi.post("/articles", url.Values{"text": {" \n "}}), http.StatusUnprocessableEntity, "empty")
	n.wants(chidi.post("/articles", url.Values{"text": {"caf\xe9\x00"}}), http.StatusUnprocessableEntity, "no text")
	n.wants(chidi.post("/articles", url.Values{"text": {strings.Repeat("long ", 1<<20)}}), http.StatusRequestEntityTooLarge)
}

func TestImportOfAFile(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.leads(chidi.upload("piece.md", "---\ntitle: From the file\n---\n\nOne [link](https://example.org/).\n", nil), "/articles/2")
	n.wants(chidi.get("/articles/2"), http.StatusOK, "From the file", `<a class="out"`)
	n.leads(chidi.upload("A long first line.txt", strings.Repeat("word ", 60)+"\n\nTwo.", map[string]string{"byline": "B"}), "/articles/3")
	n.wants(chidi.get("/articles/3"), http.StatusOK, "A long first line")
	n.wants(chidi.upload("bad.txt", "One.", map[string]string{"url": "javascript:x"}), http.StatusUnprocessableEntity, "One.", `id="problem"`)
}

func TestAFileIsReadAsTheFormSays(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	const marked = "# A heading\n\nOne."
	n.leads(chidi.upload("piece.md", marked, map[string]string{"format": "text", "title": "As text"}), "/articles/2")
	n.wants(chidi.get("/articles/2"), http.StatusOK, "# A heading")
	n.leads(chidi.upload("piece.md", marked, map[string]string{"format": ""}), "/articles/3")
	n.leads(chidi.upload("piece.txt", marked+" Another.", map[string]string{"format": "markdown"}), "/articles/4")
	for _, path := range []string{"/articles/3", "/articles/4"} {
		if strings.Contains(chidi.get(path).body, "# A heading") {
			t.Errorf("%s was not read as Markdown", path)
		}
	}
}

func TestWhatIsNoTextIsRefusedAndNotShown(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	for name, file := range map[string][2]string{
		"piece.docx": {"PK\x03\x04\x14", "damaged"}, "piece.pdf": {"%PDF-1.7", "PDF"}, "piece.html": {"<!doctype html><script>One.</script>", "empty"}, "data.txt": {"caf\xe9\x00", "no text"},
	} {
		got := chidi.upload(name, file[0], map[string]string{"title": "Kept"})
		n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, file[1])
		if p := n.read(got.body); strings.TrimSpace(p.field("import", "text")) != "" || p.field("import", "title") != "Kept" {
			t.Errorf("%s: shown again are the title %q and the text %q", name, p.field("import", "title"), p.field("import", "text"))
		}
	}
	n.wants(chidi.post("/articles", url.Values{"text": {"<html><body>One."}, "format": {"text"}}), http.StatusUnprocessableEntity, "HTML", "&lt;html&gt;")
}

func TestATextAndAFileAreOneTooMany(t *testing.T) {
	n := newNewsroom(t)
	got := n.browser("chidi").upload("piece.txt", "From the file.", map[string]string{"text": "Pasted & typed."})
	n.wants(got, http.StatusUnprocessableEntity, "piece.txt", "only one of them")
	if text := strings.TrimSpace(n.read(got.body).field("import", "text")); text != "Pasted & typed." {
		t.Errorf("shown again is %q", text)
	}
}

func TestTheTitleIsTakenFromTheTextWhereItFits(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.leads(chidi.post("/articles", url.Values{"text": {"One line alone."}}), "/articles/2")
	n.wants(chidi.get("/articles/2"), http.StatusOK, "<h1", "One line alone.")
	long := strings.Repeat("A long first line. ", 20)
	got := chidi.post("/articles", url.Values{"text": {long}, "published_on": {"yesterday"}})
	n.wants(got, http.StatusUnprocessableEntity, "first line is too long", "is no date")
	got = chidi.post("/articles", url.Values{"text": {"One line alone."}, "published_on": {"yesterday"}})
	n.wants(got, http.StatusUnprocessableEntity, "is no date")
	if strings.Contains(got.body, "title is missing") {
		t.Error("a title that may be left out is asked for")
	}
}

func TestOnlyEditorsImport(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	n.wants(rosa.get("/articles/new"), http.StatusForbidden, "editors")
	n.wants(rosa.post("/articles", url.Values{"title": {"T"}, "text": {"One."}}), http.StatusForbidden)
	if strings.Contains(rosa.get("/articles").body, `action="/articles" method="post"`) {
		t.Error("a reviewer is offered an import")
	}
}
