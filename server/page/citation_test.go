package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var report = url.Values{
	"url": {"https://example.org/report?a=1&b=2"}, "title": {"The <report>"}, "publisher": {"Agency"}, "stance": {"refutes"}, "primary": {"primary"},
	"locator": {"table 2"}, "passage": {"None.\nAt all."}, "published_on": {"2019-01-02"}, "accessed_on": {"2019-11-03"}, "archived_url": {"https://archive.example/1"},
}

func TestSourcesAreAddedChangedAndRemoved(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	n.wants(rosa.scripted(1).post("/claims/1/citations", report), http.StatusOK,
		`id="cite-1-1"`, `data-into="#cites-1"`, "The &lt;report&gt;", `id="cite-new-1"`, `id="cites-count-1"`, `id="state-1"`, `href="https://example.org/report?a=1&amp;b=2"`)
	n.wants(rosa.scripted(0).post("/claims/1/citations", url.Values{"url": {"https://example.org/other"}}), http.StatusOK, `id="card-1"`, "2 sources, primary")

	changed := url.Values{"version": {"3"}, "url": report["url"], "title": {"Corrected"}, "stance": {"context"}, "primary": {"secondary"}}
	got := rosa.scripted(1).post("/claims/1/citations/1", changed)
	n.wants(got, http.StatusOK, `id="cited-1-1"`, "Corrected", "secondary", `id="state-1"`)
	if strings.Contains(got.body, "cite-form") || got.header.Get("ETag") != `"4"` {
		t.Errorf("ETag %s, the form came too: %s", got.header.Get("ETag"), got.body)
	}
	n.wants(rosa.scripted(1).post("/claims/1/citations/2/delete", url.Values{"version": {"4"}}), http.StatusOK,
		`id="cite-1-2" data-gone`, `id="cites-count-1"`, `id="toast"`, n.bench()+"/undo")
	n.wants(rosa.get("/sources"), http.StatusOK, "The &lt;report&gt;")
	changed.Set("version", "5")
	n.leads(rosa.post("/claims/1/citations/1", changed), n.bench()+"?claim=1#claim-1")
	n.wants(rosa.post("/claims/1/citations/9", changed), http.StatusNotFound)
}

func TestARefusedSourceIsShownAgainAsTyped(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	for _, address := range []string{"javascript:alert(1)", "", "https://"} {
		typed := url.Values{"url": {address}, "passage": {"Word for word."}}
		got := rosa.post("/claims/1/citations", typed)
		n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, "Word for word.")
		p := n.read(got.body)
		if shown := p.field("cite-new-1", "url"); shown != address {
			t.Errorf("typed was %q, shown is %q", address, shown)
		}
		n.wants(rosa.scripted(1).post("/claims/1/citations", typed), http.StatusUnprocessableEntity, `data-field="url"`)
	}
	rosa.post("/claims/1/citations", report)
	got := rosa.post("/claims/1/citations/1", url.Values{"version": {"2"}, "url": {"javascript:x"}, "title": {"Mine"}})
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`)
	if shown := n.read(got.body).field("cite-form-1-1", "title"); shown != "Mine" {
		t.Errorf("the title typed is shown as %q", shown)
	}
}

func TestOnlyWebAddressesBecomeLinks(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	for _, address := range []string{"https://example.org/a", "ISBN 978-3-16-148410-0", "ftp://example.org/b", "Shelf 4, box 12"} {
		rosa.post("/claims/1/citations", url.Values{"url": {address}})
	}
	for _, path := range []string{n.bench() + "?claim=1", "/sources"} {
		p := n.read(rosa.get(path).body)
		for _, link := range p.where(func(node *html.Node) bool { return node.Data == "a" && attribute(node, "target") == "_blank" }) {
			if href := attribute(link, "href"); !strings.HasPrefix(href, "https://") || !strings.Contains(attribute(link, "rel"), "noopener") {
				t.Errorf("%s: a link leads to %q with rel %q", path, href, attribute(link, "rel"))
			}
		}
	}
}

func TestKnownSourcesAreSuggested(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1/citations", report)
	rosa.header.Set("Accept", "application/json")
	n.wants(rosa.get("/sources?q=agen"), http.StatusOK, `"publisher":"Agency"`, `"uses":1`)
	if got := rosa.get("/sources?q=nowhere"); strings.TrimSpace(got.body) != "[]" {
		t.Errorf("nothing found is %s", got.body)
	}
}
