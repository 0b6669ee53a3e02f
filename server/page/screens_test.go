package page_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
)

const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`

// everyScreen gives every screen as an admin sees it, over texts that would break out of a page if they could.
func everyScreen(n *newsroom) map[string]page {
	n.Helper()
	read, err := extract.Plain([]byte(hostile + "\n\nTwo."))
	if err != nil {
		n.Fatal(err)
	}
	read.Title, read.Byline, read.Publisher = hostile, hostile, hostile
	if n.article, err = n.desk.ImportArticle(n.Context(), n.people["ada"], desk.NewArticle{Article: read}); err != nil {
		n.Fatal(err)
	}
	source := factcheck.Citation{URL: hostile, Title: hostile, Publisher: hostile, Locator: hostile, Passage: hostile}
	_, err = n.desk.CreateClaim(n.Context(), n.people["ada"], n.article.ID, desk.NewClaim{
		Quote: hostile, Note: hostile, Speaker: hostile, Verdict: factcheck.Disputed, Rating: 2, Citations: []factcheck.Citation{source}})
	if err != nil {
		n.Fatal(err)
	}
	n.mark("imre", hostile)
	ada, imre, stranger := n.browser("ada"), n.browser("imre"), n.stranger()
	ada.post("/people", url.Values{"name": {"lena"}, "display_name": {hostile}, "role": {"viewer"}, "password": {"a sentence is good"}})
	q := url.QueryEscape(hostile)
	screens := map[string]page{}
	for _, path := range []string{"/articles", "/articles?q=" + q, "/articles?q=script", "/articles/new", n.bench(), n.bench() + "?claim=1", n.bench() + "?q=" + q + "&reviewer=" + q,
		n.bench() + "/compare", n.bench() + "/compare?group=1", n.bench() + "/compare?with=" + q + "&show=" + q + "&threshold=" + q, n.bench() + "/reviews", "/reviewers",
		"/claims", "/claims?q=" + q, "/claims?since=" + q, "/claims/1/history", "/sources", "/sources?q=" + q, "/people", "/you", "/help", "/nowhere/" + q, "/claims/" + q} {
		screens[path] = n.read(ada.get(path).body)
	}
	screens["somebody else's card"] = n.read(imre.get(n.bench() + "?claim=1").body)
	screens["/sign-in"] = n.read(stranger.get("/sign-in?next=" + q).body)
	screens["wrong password"] = n.read(stranger.post("/sign-in", url.Values{"name": {hostile}}).body)
	screens["unsent"] = n.read(stranger.post("/claims/1", url.Values{hostile: {hostile}, "note": {hostile}}).body)
	screens["refused import"] = n.read(ada.post("/articles", url.Values{"title": {hostile}, "text": {hostile}, "url": {hostile}}).body)
	screens["refused quote"] = n.read(ada.post(n.bench()+"/claims", url.Values{"quote": {hostile + "x"}, "note": {hostile}}).body)
	screens["refused source"] = n.read(ada.post("/claims/1/citations", url.Values{"url": {"javascript:" + hostile}, "title": {hostile}}).body)
	screens["refused decision"] = n.read(ada.post(n.bench()+"/decisions", url.Values{"claim_ids": {"1"}, "take": {"1"}, "words": {hostile + "x"}, "reason": {hostile}}).body)
	screens["refused assignment"] = n.read(ada.post(n.bench()+"/reviews", url.Values{"reviewer": {hostile}, "due_on": {hostile}}).body)
	screens["submit?"] = n.read(imre.post("/reviews/2/submit", url.Values{}).body)
	screens["conflict"] = n.read(ada.post("/claims/1", url.Values{"version": {"9"}, "note": {hostile}}).body)
	return screens
}

func TestEveryScreenIsSafeAndSound(t *testing.T) {
	n := newNewsroom(t)
	for name, p := range everyScreen(n) {
		for _, fault := range slices.Concat(unsafeParts(p), repeatedIDs(p), unnamedControls(p), badHeadings(p), brokenReferences(p)) {
			t.Errorf("%s: %s", name, fault)
		}
	}
	if got := n.browser("vera").get(n.bench()); got.status != http.StatusOK {
		t.Errorf("a viewer gets %d", got.status)
	}
}

// unsafeParts finds what a strict policy would refuse and a person did not write: scripts, styles and handlers in the page.
func unsafeParts(p page) (faults []string) {
	for _, n := range p.where(func(*html.Node) bool { return true }) {
		data := attribute(n, "type") == "application/json"
		if n.Data == "img" || n.Data == "script" && !data && !strings.HasPrefix(attribute(n, "src"), "/static/") {
			faults = append(faults, "there is an element "+n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "href" && strings.HasPrefix(a.Val, "javascript:") {
				faults = append(faults, "there is an attribute "+a.Key+"="+a.Val)
			}
		}
	}
	return faults
}

func repeatedIDs(p page) (faults []string) {
	seen := map[string]bool{}
	for _, id := range p.ids("") {
		if id != "" && seen[id] {
			faults = append(faults, "two elements are called "+id)
		}
		seen[id] = true
	}
	return faults
}

// unnamedControls finds controls without a label, and links and buttons without words.
func unnamedControls(p page) (faults []string) {
	for _, n := range p.where(func(*html.Node) bool { return true }) {
		switch {
		case n.Data == "input" && attribute(n, "type") == "hidden" || has(n, "hidden"):
		case n.Data == "input" || n.Data == "select" || n.Data == "textarea":
			if !labelled(p, n) {
				faults = append(faults, "no label for the control "+attribute(n, "name"))
			}
		case n.Data == "button" || n.Data == "a" || n.Data == "summary":
			if strings.TrimSpace(textOf(n)) == "" && attribute(n, "aria-label") == "" {
				faults = append(faults, "no words on a "+n.Data+" to "+attribute(n, "href"))
			}
		}
	}
	return faults
}

func labelled(p page, control *html.Node) bool {
	for up := control.Parent; up != nil; up = up.Parent {
		if up.Data == "label" {
			return true
		}
	}
	id := attribute(control, "id")
	return id != "" && len(p.where(func(n *html.Node) bool { return n.Data == "label" && attribute(n, "for") == id })) == 1
}

// badHeadings finds pages without their one main heading and main part, and headings that skip a level.
func badHeadings(p page) (faults []string) {
	for _, tag := range []string{"h1", "main", "title"} {
		if count := len(p.where(func(n *html.Node) bool { return n.Data == tag && n.Namespace == "" })); count != 1 {
			faults = append(faults, "the page has not one "+tag)
		}
	}
	level := byte('2') // the list of claims stands before the article's title
	for _, n := range p.where(func(n *html.Node) bool {
		return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
	}) {
		if n.Data[1] > level+1 {
			faults = append(faults, "the heading “"+textOf(n)+"” skips a level")
		}
		level = n.Data[1]
	}
	return faults
}

// brokenReferences finds attributes that name an element which is not in the page.
func brokenReferences(p page) (faults []string) {
	for _, n := range p.where(func(*html.Node) bool { return true }) {
		for _, name := range []string{"for", "form", "aria-labelledby", "aria-describedby", "aria-details"} {
			for id := range strings.FieldsSeq(attribute(n, name)) {
				if p.byID(id) == "" {
					faults = append(faults, name+" names "+id+", which is not there")
				}
			}
		}
	}
	return faults
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}
