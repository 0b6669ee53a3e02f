package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

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

func TestWhatWasTypedOverADeletedClaimCanBeBroughtBackWithIt(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1/delete", url.Values{"version": {"1"}})
	mine := url.Values{"version": {"1"}, "note": {"Typed too late."}}
	n.wants(rosa.scripted(1).post("/claims/1", mine), http.StatusConflict, "Deleted elsewhere", "Typed too late.", `action="/claims/1/restore"`)
	n.leads(rosa.post("/claims/1/restore", mine), n.bench()+"?claim=1#claim-1")
	if c := n.standing(1); c.Deleted || c.Note != "Typed too late." {
		t.Errorf("brought back as %+v", c)
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
