package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTheLibraryListsShelvesAndFinds(t *testing.T) {
	n := newNewsroom(t)
	n.importText("Another article about whales.")
	n.mark("rosa", "US$12.62 million")
	rosa := n.browser("rosa")
	n.wants(rosa.get("/articles"), http.StatusOK, "2 articles, 1 claim, 0 disputed", `href="/articles/1"`, `href="/articles/2"`, "Continue", "Read<", "nobody yet", "1 claim unchecked")
	for path, want := range map[string][2]bool{
		"/articles?mine=1": {true, false}, "/articles?unread=1": {false, true}, "/articles?q=whale": {false, true}, "/articles?q=12.62": {true, false},
		"/articles?sort=title": {true, true}, "/articles?sort=progress": {true, true}, "/articles?sort=published": {true, true}, "/articles?sort=no": {true, true},
	} {
		list, _, _ := strings.Cut(rosa.get(path).body, "<aside")
		for i, address := range []string{`<h3><a href="/articles/1"`, `<h3><a href="/articles/2"`} {
			if strings.Contains(list, address) != want[i] {
				t.Errorf("%s: article %d is listed: %v", path, i+1, !want[i])
			}
		}
	}
	n.wants(rosa.get("/articles?q=%3Cunheard%3E"), http.StatusOK, "Nothing holds", "&lt;unheard&gt;", "Try fewer words")
	n.wants(rosa.get("/articles?q=company"), http.StatusOK, "best first")
}

func TestAnEmptyLibrarySaysWhatToDo(t *testing.T) {
	n := newNewsroom(t)
	n.wants(n.browser("imre").get("/articles?mine=1"), http.StatusOK, "No article on this shelf", "your reading begins")
	n.wants(n.browser("imre").get(n.bench()), http.StatusOK, "Nothing marked yet")
}

func TestTheClaimsScreenFiltersAndExports(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "US$12.62 million")
	n.mark("imre", "治理之路")
	rosa := n.browser("rosa")
	rosa.post("/claims/1", url.Values{"version": {"1"}, "verdict": {"disputed"}, "note": {"=1+1"}})
	n.wants(rosa.get("/claims"), http.StatusOK, "<b>2</b> of 2 shown", `href="/articles/1?claim=1#claim-1"`, "1 to 2 of 2")
	for query, want := range map[string]string{
		"verdict=disputed": "<b>1</b> of 2 shown: disputed", "kind=money": "<b>1</b> of 2 shown: money", "reviewer=imre": "<b>1</b> of 2 shown: by imre",
		"q=治理": "<b>1</b> of 2 shown: with “治理”", "article_id=1": "<b>2</b> of 2 shown: article 1", "since=2999-01-01": "No claim passes this filter",
		"until=2000-01-01": "No claim passes this filter", "verdict=verified&verdict=disputed": "<b>1</b> of 2 shown: verified, disputed",
		"verdict=&kind=&article_id=&reviewer=&q=&since=&until=": "1 to 2 of 2",
	} {
		n.wants(rosa.get("/claims?"+query), http.StatusOK, want)
	}
	n.wants(rosa.get("/claims?since=yesterday&verdict=no"), http.StatusUnprocessableEntity, `id="problem"`, `value="yesterday"`, "is no date", "There is no verdict")

	got := rosa.get("/export/claims.csv?bom=1&verdict=disputed")
	n.wants(got, http.StatusOK, "\ufeffclaim_id,", "US$12.62 million", "'=1+1", "https://desk.example.org/articles/1")
	if strings.Contains(got.body, "治理之路") || !strings.Contains(got.header.Get("Content-Disposition"), "claims-disputed.csv") {
		t.Errorf("%v: %s", got.header, got.body)
	}
	for _, query := range []string{"since=x", "verdict=disputable", "verdict=disputed&verdict=no", "kind=rumour", "article_id=x", "article=1"} {
		n.wants(rosa.get("/export/claims.csv?"+query), http.StatusUnprocessableEntity)
		n.wants(rosa.get("/claims?"+query), http.StatusUnprocessableEntity, `id="problem"`)
	}
	n.wants(rosa.get("/export/claims.csv?verdict="), http.StatusOK, "US$12.62 million", "治理之路")
}

func TestClaimsAreLeafedThrough(t *testing.T) {
	n := newNewsroom(t)
	for i := range 60 {
		n.markSpan("rosa", i, i+1+i%7)
	}
	rosa := n.browser("rosa")
	n.wants(rosa.get("/claims?kind="), http.StatusOK, "1 to 50 of 60", `href="/claims?from=50"`)
	n.wants(rosa.get("/claims?from=50"), http.StatusOK, "51 to 60 of 60", `href="/claims?from=0"`)
}
