package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/factcheck"
)

func TestTwoTabsSeeBothReadings(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1", url.Values{"version": {"1"}, "verdict": {"unproven"}, "note": {"From the first tab."}})
	mine := url.Values{"version": {"1"}, "verdict": {"disputed"}, "note": {"From the <second> tab."}}

	fragment := rosa.scripted(1).post("/claims/1", mine)
	n.wants(fragment, http.StatusConflict, `id="card-1"`, "versus", "From the first tab.", "From the &lt;second&gt; tab.", "Keep mine", `data-open="1"`, "Edit both")
	if fragment.header.Get("Stet-Claim") != "1" || strings.Contains(fragment.body, "<html") {
		t.Errorf("headers %v", fragment.header)
	}
	whole := rosa.post("/claims/1", mine)
	n.wants(whole, http.StatusConflict, "<html", "versus", "From the first tab.", "From the &lt;second&gt; tab.", `id="block-1"`)
	if c := n.standing(1); c.Note != "From the first tab." || c.Version != 2 {
		t.Errorf("a stale write won: %+v", c)
	}

	p := n.read(whole.body)
	again := url.Values{}
	for _, name := range []string{"version", "verdict", "note"} {
		again.Set(name, p.classField("keep", name))
	}
	n.leads(rosa.post("/claims/1", again), n.bench()+"?claim=1#claim-1")
	if c := n.standing(1); c.Note != "From the <second> tab." || c.Verdict != factcheck.Disputed {
		t.Errorf("mine was kept as %+v", c)
	}
}

func TestEveryStaleWriteShowsWhatStands(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1/citations", url.Values{"url": {"https://example.org/a"}, "title": {"First"}})
	for path, form := range map[string]url.Values{
		"/claims/1/delete":             {},
		"/claims/1/span":               {"quote": {"money"}},
		"/claims/1/citations/1":        {"url": {"https://example.org/b"}, "title": {"Second"}, "stance": {"refutes"}},
		"/claims/1/citations/1/delete": {},
	} {
		form.Set("version", "1")
		n.wants(rosa.scripted(1).post(path, form), http.StatusConflict, "versus", `action="`+path+`"`, `name="version" value="2"`)
		n.wants(rosa.post(path, form), http.StatusConflict, "<html", "versus")
	}
}

// keeping gives where the form “Keep mine” of a conflict leads, and what it sends.
func (n *newsroom) keeping(body string) (action string, form url.Values) {
	n.Helper()
	form = url.Values{}
	for _, node := range n.read(body).where(func(node *html.Node) bool { return node.Data == "form" && attribute(node, "class") == "keep" }) {
		action = attribute(node, "action")
		for field := range node.Descendants() {
			if field.Data == "input" {
				form.Add(attribute(field, "name"), attribute(field, "value"))
			}
		}
	}
	return action, form
}

func TestWhatWasTypedOverADeletedClaimComesBackWithIt(t *testing.T) {
	for name, typed := range map[string]struct {
		path string
		form url.Values
		kept func(c factcheck.Claim) bool
	}{
		"a note":           {"/claims/1", url.Values{"note": {"Typed too late."}}, func(c factcheck.Claim) bool { return c.Note == "Typed too late." }},
		"a span":           {"/claims/1/span", url.Values{"start": {"0"}, "end": {"3"}}, func(c factcheck.Claim) bool { return c.Span.Start == 0 }},
		"a new source":     {"/claims/1/citations", url.Values{"url": {"https://example.org/new"}, "key": {"k"}}, func(c factcheck.Claim) bool { return len(c.Citations) == 2 }},
		"a source changed": {"/claims/1/citations/1", url.Values{"url": {"https://example.org/other"}}, func(c factcheck.Claim) bool { return c.Citations[0].URL == "https://example.org/other" }},
		"a source removed": {"/claims/1/citations/1/delete", url.Values{}, func(c factcheck.Claim) bool { return len(c.Citations) == 0 }},
	} {
		t.Run(name, func(t *testing.T) {
			n := newNewsroom(t)
			n.mark("rosa", "company")
			rosa := n.browser("rosa")
			rosa.post("/claims/1/citations", url.Values{"url": {"https://example.org/a"}})
			rosa.post("/claims/1/delete", url.Values{"version": {"2"}})
			typed.form.Set("version", "2")
			refused := rosa.scripted(1).post(typed.path, typed.form)
			n.wants(refused, http.StatusConflict, "Deleted elsewhere", "Keep mine")
			action, keep := n.keeping(refused.body)
			if action != typed.path {
				t.Errorf("it leads to %s", action)
			}
			n.wants(rosa.scripted(1).post(action, keep), http.StatusOK, `id="card-1"`, "<mark")
			kept := n.standing(1)
			if kept.Deleted || !typed.kept(kept) {
				t.Errorf("brought back as %+v", kept)
			}
			again := rosa.scripted(1).post(action, keep) // the answer was lost
			if stands := n.standing(1); stands.Version != kept.Version || again.status != http.StatusOK && again.status != http.StatusConflict {
				t.Errorf("sent again it is answered with %d, and stands is %+v", again.status, stands)
			}
		})
	}
}

func TestWhatWasKeptOverADeletedClaimDoesNotWinOverWhatWasSavedSince(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa").scripted(1)
	rosa.post("/claims/1/delete", url.Values{"version": {"1"}})
	action, keep := n.keeping(rosa.post("/claims/1", url.Values{"version": {"1"}, "note": {"Older."}}).body)
	rosa.post("/claims/1/restore", url.Values{"version": {"2"}})
	rosa.post("/claims/1", url.Values{"version": {"3"}, "note": {"Newer."}})
	n.wants(rosa.post(action, keep), http.StatusConflict, "versus", "Older.", "Newer.")
	if c := n.standing(1); c.Note != "Newer." || c.Deleted {
		t.Errorf("stands is %+v", c)
	}
}

func TestARestoreIsOfTheDeletionThatWasSeen(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa").scripted(1)
	rosa.post("/claims/1/delete", url.Values{"version": {"1"}})
	n.wants(rosa.post("/claims/1/restore", url.Values{"version": {"2"}}), http.StatusOK, "is back")
	n.wants(rosa.post("/claims/1/restore", url.Values{"version": {"2"}}), http.StatusOK, "is back")
	rosa.post("/claims/1/delete", url.Values{"version": {"3"}})
	n.wants(rosa.post("/claims/1/restore", url.Values{"version": {"2"}}), http.StatusConflict, "Deleted elsewhere", "to be brought back", `action="/claims/1/restore"`)
	if !n.standing(1).Deleted {
		t.Error("an old undo brings back what was deleted again")
	}
}

func TestAWriteThatComesTwiceIsNoConflict(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa").scripted(1)
	for path, form := range map[string]url.Values{
		"/claims/1":      {"verdict": {"disputed"}, "note": {" No. "}},
		"/claims/1/span": {"start": {"0"}, "end": {"11"}},
	} {
		form.Set("version", strconv.Itoa(n.standing(1).Version))
		first := rosa.post(path, form)
		n.wants(first, http.StatusOK)
		again := rosa.post(path, form)
		n.wants(again, http.StatusOK)
		if again.header.Get("ETag") != first.header.Get("ETag") {
			t.Errorf("%s sent twice made version %s of %s", path, again.header.Get("ETag"), first.header.Get("ETag"))
		}
	}
}

func TestAFormSentWholeChangesNoMoreThanItsPersonDid(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	drawn := url.Values{"version": {"1"}, "was.verdict": {"unchecked"}, "verdict": {"unchecked"}, "was.note": {""}, "note": {"Mine alone."}}
	rosa.post("/claims/1", url.Values{"version": {"1"}, "verdict": {"unproven"}})
	p := n.read(rosa.post("/claims/1", drawn).body)
	n.leads(rosa.post("/claims/1", url.Values{"version": {p.classField("keep", "version")}, "note": {p.classField("keep", "note")}}), n.bench()+"?claim=1#claim-1")
	if c := n.standing(1); c.Note != "Mine alone." || c.Verdict != factcheck.Unproven {
		t.Errorf("kept is %+v", c)
	}
}
