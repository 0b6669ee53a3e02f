package page_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

const ann = "T1\tmoney 18 34\tUS$12.62 million\nA1\tVerdict T1 disputed\n#1\tAnnotatorNotes T1\t<b>no</b>\nT2\tdate 0 7\tin 2018\n"

// bring sends the form of an article's other tools with a file.
func (b *browser) bring(name, content string, fields map[string]string) answer {
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
	return b.send(http.MethodPost, b.n.bench()+"/import", &body, form.FormDataContentType())
}

func TestAFileIsShownBeforeItComesIn(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	n.wants(rosa.get(n.bench()), http.StatusOK, `href="`+n.bench()+`/import"`)
	n.wants(rosa.get(n.bench()+"/import"), http.StatusOK, "Bring claims in", "W3C Web Annotation", n.bench()+"/export.brat.zip", "Sources are not in it.", "decisions are not in it")
	shown := rosa.bring("my <reading>.ann", ann, nil)
	n.wants(shown, http.StatusOK, "1 claim can come in, 1 item cannot.", "my &lt;reading&gt;.ann", "US$12.62 million", "&lt;b&gt;no&lt;/b&gt;", "at its position", "T2", "stand more than once", "Bring in 1 claim")
	if got := shown.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("it is kept: %q", got)
	}
	form := url.Values{"confirm": {"1"}, "format": {"brat"}, "name": {"x"}}
	content := hiddenField(t, shown.body, "content")
	form.Set("content", content)
	n.leads(rosa.post(n.bench()+"/import", form), n.bench()+"/import?in=1&left=1")
	n.wants(rosa.get(n.bench()+"/import?in=1&left=1"), http.StatusOK, "1 claim came in; 1 item was left out.")
	if c := n.standing(1); c.Reviewer != "rosa" || c.Verdict != "disputed" || c.Note != "<b>no</b>" {
		t.Errorf("it came in as %+v", c)
	}
	n.leads(rosa.post(n.bench()+"/import", form), n.bench()+"/import?in=0&left=2") // sent twice, it comes in once
}

// hiddenField reads what a form sends again.
func hiddenField(t *testing.T, page, name string) string {
	t.Helper()
	_, after, found := strings.Cut(page, `name="`+name+`" value="`)
	value, _, closed := strings.Cut(after, `"`)
	if !found || !closed {
		t.Fatalf("there is no field %s", name)
	}
	return value
}

func TestAFileThatCannotComeInIsRefusedAtItsForm(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	n.wants(rosa.bring("notes.txt", "Some prose.", nil), http.StatusUnprocessableEntity, `id="problem"`, "of no format that is known here", `data-field="format"`)
	n.wants(rosa.bring("x.json", "{", map[string]string{"format": "hypothesis"}), http.StatusUnprocessableEntity, "cannot be read as Hypothesis", `<option value="hypothesis" selected`)
	n.wants(rosa.post(n.bench()+"/import", url.Values{}), http.StatusUnprocessableEntity, "Choose the file")
	n.wants(rosa.post(n.bench()+"/import", url.Values{"content": {"%%"}}), http.StatusUnprocessableEntity, "did not arrive whole")
	n.wants(rosa.bring("x.ann", ann, map[string]string{"reviewer": "imre"}), http.StatusForbidden)
	n.wants(n.browser("vera").bring("x.ann", ann, nil), http.StatusForbidden)
	vera := n.browser("vera").get(n.bench() + "/import")
	n.wants(vera, http.StatusOK, "Take claims out")
	if strings.Contains(vera.body, "Bring claims in</h2>") || strings.Contains(vera.body, `id="bring"`) {
		t.Error("a viewer is offered to bring claims in")
	}
	n.wants(rosa.get("/articles/99/import"), http.StatusNotFound)
}

func TestAnEditorBringsClaimsIntoAnothersReview(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.get(n.bench()+"/import"), http.StatusOK, "Into the review of", `<option value="imre"`)
	shown := chidi.bring("x.ann", ann, map[string]string{"reviewer": "imre"})
	n.wants(shown, http.StatusOK, "into the review of <bdi>imre</bdi>")
	form := url.Values{"confirm": {"1"}, "reviewer": {hiddenField(t, shown.body, "reviewer")}, "content": {hiddenField(t, shown.body, "content")}}
	n.leads(chidi.post(n.bench()+"/import", form), n.bench()+"/import?in=1&left=1")
	if c := n.standing(1); c.Reviewer != "imre" {
		t.Errorf("it came into the review of %s", c.Reviewer)
	}
}

// TestTheListOfReviewsTellsNoOneBehindAPseudonym has one reviewer read, whose name would be the one that is missing, and then leave.
func TestTheListOfReviewsTellsNoOneBehindAPseudonym(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	list := regexp.MustCompile(`(?s)<select id="reviewer".*?</select>`)
	n.mark("rosa", "US$12.62 million")
	n.leads(chidi.post(n.bench()+"/pseudonyms", url.Values{"pseudonyms": {"1"}}), n.compare())
	want := regexp.MustCompile(`^<select id="reviewer" name="reviewer"><option value="(Reviewer [A-Z]+)">(Reviewer [A-Z]+)</option><option value="chidi" selected>chidi</option></select>$`)
	shown := list.FindString(chidi.get(n.bench() + "/import").body)
	if !want.MatchString(shown) {
		t.Errorf("the list is %s", shown)
	}
	if _, err := n.desk.DisablePerson(t.Context(), n.people["ada"], n.people["rosa"].ID); err != nil {
		t.Fatal(err)
	}
	if gone := list.FindString(chidi.get(n.bench() + "/import").body); gone != shown {
		t.Errorf("with rosa gone, the list is %s", gone)
	}
}

// TestWhoReadsBlindIsOfferedTheirOwnReviewAlone has an editor read blind, under pseudonyms: each that is listed would be somebody who reads.
func TestWhoReadsBlindIsOfferedTheirOwnReviewAlone(t *testing.T) {
	n := newNewsroom(t)
	ada, chidi := n.browser("ada"), n.browser("chidi")
	n.leads(ada.post(n.bench()+"/pseudonyms", url.Values{"pseudonyms": {"1"}}), n.compare())
	n.leads(ada.post(n.bench()+"/reviews", url.Values{"reviewer": {"chidi"}, "blind": {"1"}}), n.bench()+"/reviews")
	n.mark("rosa", "US$12.62 million")
	n.wants(chidi.get(n.bench()+"/import"), http.StatusOK, `<select id="reviewer" name="reviewer"><option value="chidi" selected>chidi</option></select>`)
}

func TestAnArticleIsTakenToOtherTools(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "US$12.62 million")
	vera := n.browser("vera")
	for path, piece := range map[string]string{"/report.webannotation.json": `"https://desk.example.org/articles/1#claim-1"`, "/export.hypothesis.json": `"total":1`,
		"/export.doccano.jsonl": `[18,34,"unchecked"]`, "/export.brat.zip": "article-1.ann", "/export.webanno.tsv": "#FORMAT=WebAnno TSV 3.3",
		"/report.webannotation.json?page=1": `"type":"AnnotationPage"`, "/export.doccano.jsonl?verdict=disputed": `"label":[]`} {
		got := vera.get(n.bench() + path)
		n.wants(got, http.StatusOK, piece)
		if !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s comes as %v", path, got.header)
		}
	}
	n.wants(vera.get(n.bench()+"/export.doccano.jsonl?verdict=maybe"), http.StatusUnprocessableEntity)
	n.wants(vera.get("/articles/99/export.doccano.jsonl"), http.StatusNotFound)
}
