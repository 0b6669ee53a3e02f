package api_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
)

func items(a *answer) []object {
	var list []object
	for _, item := range a.object()["items"].([]any) {
		list = append(list, item.(object))
	}
	return list
}

func ids(items []object) (ids []int) {
	for _, item := range items {
		ids = append(ids, int(item["id"].(float64)))
	}
	return ids
}

// pages follows the cursors from a list's first page to its last, with something done between two pages.
func pages(t *testing.T, c caller, path string, between func()) (all []object, sizes []int) {
	t.Helper()
	for cursor := ""; ; {
		a := c.get(path+cursor).is(t, 200)
		page := items(a)
		all, sizes = append(all, page...), append(sizes, len(page))
		next, more := a.object()["next_cursor"].(string)
		if !more {
			return all, sizes
		}
		cursor = "&cursor=" + next
		between()
	}
}

func TestEveryListIsPaged(t *testing.T) {
	n := newNewsroom(t)
	n.markMany(t, 120)
	rosa := n.as("rosa")
	another := func() { rosa.mark("spent", nil) }
	claims, sizes := pages(t, rosa, "/claims?q=number", another)
	if got := ids(claims); !slices.IsSorted(got) || len(slices.Compact(got)) != 120 || !slices.Equal(sizes, []int{50, 50, 20}) {
		t.Errorf("the claims come in pages of %v: %v", sizes, got)
	}
	if _, sizes = pages(t, rosa, "/articles/1/claims?q=number&limit=40", another); !slices.Equal(sizes, []int{40, 40, 40}) {
		t.Errorf("an article's claims come in pages of %v", sizes)
	}
	if all := items(rosa.get("/claims?limit=500")); len(all) != 124 {
		t.Errorf("at most 500 are %d of 124", len(all))
	}
	events, _ := pages(t, rosa, "/articles/1/events?limit=7", func() {})
	if got := ids(events); !slices.IsSorted(got) || len(slices.Compact(got)) != 126 {
		t.Errorf("%d events, want one each for the import, the review and 124 claims", len(got))
	}
}

// markMany marks claims with the notes "number 0", "number 1" and so on.
func (n *newsroom) markMany(t *testing.T, count int) {
	t.Helper()
	for i := range count {
		start := i % 40
		in := desk.NewClaim{Span: &factcheck.Span{Start: start, End: start + 6}, Verdict: factcheck.Verdicts[i%4], Note: fmt.Sprint("number ", i)}
		if _, err := n.desk.CreateClaim(context.Background(), n.people["rosa"], 1, in); err != nil {
			t.Fatal(err)
		}
	}
}

func TestClaimsAreNarrowed(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre, editor := n.as("rosa"), n.as("imre"), n.as("chidi")
	editor.post("/articles", object{"title": "Second", "text": "A second text, of 12% and 治理."}).is(t, 201)
	rosa.mark("US$12.62 million", object{"verdict": "disputed", "note": "the filings say otherwise"})
	rosa.mark("$2.83m", object{"verdict": "verified"})
	imre.mark("治理之路", object{"verdict": "disputed", "kind": "quotation"})
	imre.markIn(2, "12%", object{"verdict": "unproven", "speaker": "A. Writer"})
	for query, want := range map[string][]int{
		"":                                    {1, 2, 3, 4},
		"verdict=disputed":                    {1, 3},
		"verdict=disputed&verdict=unproven":   {1, 3, 4},
		"kind=money":                          {1, 2},
		"article_id=2":                        {4},
		"article_id=99":                       nil,
		"reviewer=imre":                       {3, 4},
		"reviewer=IMRE&verdict=disputed":      {3},
		"q=filings":                           {1},
		"q=%E6%B2%BB%E7%90%86":                {3},
		"q=writer&verdict=unproven":           {4},
		"since=2020-01-01":                    {1, 2, 3, 4},
		"until=2020-01-01":                    nil,
		"verdict=&kind=&reviewer=&q=&cursor=": {1, 2, 3, 4},
	} {
		if got := ids(items(n.as("vera").get("/claims?"+query).is(t, 200))); !slices.Equal(got, want) {
			t.Errorf("%q gives %v, want %v", query, got, want)
		}
	}
	if got := ids(items(rosa.get("/articles/1/claims?verdict=disputed&reviewer=imre"))); !slices.Equal(got, []int{3}) {
		t.Errorf("narrowed within an article: %v", got)
	}
}

func TestArticles(t *testing.T) {
	n := newNewsroom(t)
	editor := n.as("chidi")
	sent := object{"title": "  治理 and figures ", "text": "\ufeffFirst\u00a0line.\r\n\r\n\r\nSecond \u202eline\u202c with e\u0301 and 👍🏽.\x00", "byline": "A. Writer", "publisher": "The Paper",
		"url": "https://news.example.org/2", "published_on": "2020-02-29", "language": "en"}
	a := editor.post("/articles", sent).is(t, 201)
	clean := "First line.\n\nSecond line with é and 👍🏽."
	want := object{"id": 2.0, "title": "治理 and figures", "byline": "A. Writer", "publisher": "The Paper", "url": "https://news.example.org/2",
		"published_on": "2020-02-29", "language": "en", "words": 7.0, "pseudonyms": false, "decided_at": nil, "revision": object{"number": 1.0, "text": clean, "length": float64(len([]rune(clean)))}}
	if diff := cmp.Diff(want, a.object(), ignoring("created_at", "updated_at")); diff != "" {
		t.Error(diff)
	}
	if place := a.Header().Get("Location"); place != "/api/v1/articles/2" {
		t.Errorf("Location %s", place)
	}
	for _, path := range []string{"/articles/2", "/articles/2?revision=1"} {
		if got := n.as("vera").get(path).is(t, 200).object(); !cmp.Equal(got, a.object()) {
			t.Errorf("%s gives %v", path, got)
		}
	}
	delete(want["revision"].(object), "text")
	if got := items(n.as("vera").get("/articles").is(t, 200)); len(got) != 2 || !cmp.Equal(got[0], want, ignoring("created_at", "updated_at")) {
		t.Errorf("the list is %v", got)
	}
}

func TestArticlesAreListedAndFound(t *testing.T) {
	n := newNewsroom(t)
	editor := n.as("chidi")
	for i := range 6 {
		editor.post("/articles", object{"title": fmt.Sprint("Article ", i), "text": "About 网络治理 and taxes."}).is(t, 201)
	}
	n.as("rosa").mark("US$12.62 million", object{"note": "a remarkable figure"})
	vera := n.as("vera")
	listed, sizes := pages(t, vera, "/articles?limit=3", func() { editor.post("/articles", object{"title": "Meanwhile", "text": "x"}).is(t, 201) })
	if got := ids(listed); !slices.Equal(got, []int{7, 6, 5, 4, 3, 2, 1}) || !slices.Equal(sizes, []int{3, 3, 1}) {
		t.Errorf("listed in pages of %v: %v", sizes, got)
	}
	found, sizes := pages(t, vera, "/articles?q=%E6%B2%BB%E7%90%86&limit=4", func() {})
	if got := ids(found); len(got) != 7 || !slices.Equal(sizes, []int{4, 3}) {
		t.Errorf("found in pages of %v: %v", sizes, got)
	}
	for query, want := range map[string]int{"taxes": 6, "remarkable": 1, "lobbying": 1, "nowhere": 0, "%3F!": 0} {
		if got := items(vera.get("/articles?q="+query).is(t, 200)); len(got) != want {
			t.Errorf("%s finds %d articles, want %d", query, len(got), want)
		}
	}
}

func TestHistoryIsToldOldestFirst(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	rosa.with("If-Match", "*").patch(path, object{"verdict": "disputed"}).is(t, 200)
	rosa.delete(path).is(t, 204)
	rosa.send("POST", path+"/restore", nil).is(t, 200)
	var told []string
	for _, e := range items(n.as("vera").get(path+"/events").is(t, 200)) {
		before, _ := e["before"].(object)
		after, _ := e["after"].(object)
		told = append(told, fmt.Sprintf("%v by %v: %v to %v", e["action"], e["by"], before["verdict"], after["verdict"]))
		if e["claim_id"] != 1.0 || e["article_id"] != 1.0 || e["undoes"] != nil || !strings.HasSuffix(e["at"].(string), "Z") {
			t.Errorf("the event tells %v", e)
		}
	}
	want := []string{"claim.created by rosa: <nil> to unchecked", "claim.changed by rosa: unchecked to disputed",
		"claim.deleted by rosa: disputed to <nil>", "claim.restored by rosa: <nil> to disputed"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	first := items(n.as("vera").get("/articles/1/events?limit=2").is(t, 200))
	if first[0]["action"] != "article.imported" || first[0]["claim_id"] != nil || first[1]["action"] != "review.opened" {
		t.Errorf("the article's history begins %v", first)
	}
}

// A state is as long as a note may be: pages end where they hold enough, and together they hold all.
func TestAHistoryOfLongNotesIsToldInPagesThatCanBeRead(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	for i := range longNotes {
		rosa.with("If-Match", "*").patch(path, object{"note": strings.Repeat("é", 99_990) + strconv.Itoa(i)}).is(t, 200)
	}
	for _, list := range []string{path + "/events?limit=500", "/articles/1/events?limit=500"} {
		told := map[string]bool{}
		for cursor, more := "", true; more; {
			a := n.as("vera").get(list+cursor).is(t, 200)
			if len(a.Body.Bytes()) > 5<<20 {
				t.Errorf("%s tells %d bytes at once", list, len(a.Body.Bytes()))
			}
			for _, e := range items(a) {
				after, _ := e["after"].(object)
				note, _ := after["note"].(string)
				told[strings.TrimLeft(note, "é")] = true
			}
			var next string
			next, more = a.object()["next_cursor"].(string)
			cursor = "&cursor=" + next
		}
		for i := range longNotes {
			if !told[strconv.Itoa(i)] {
				t.Errorf("%s never tells note %d", list, i)
			}
		}
	}
}

func TestClaimsWithLongNotesAreToldInPagesThatCanBeRead(t *testing.T) {
	n := newNewsroom(t)
	for range longNotes * 3 / 2 {
		n.as("rosa").mark("spent", object{"note": strings.Repeat("é", 99_990)})
	}
	told := 0
	for cursor, more := "", true; more; {
		a := n.as("vera").get("/claims?limit=500"+cursor).is(t, 200)
		if told += len(items(a)); len(a.Body.Bytes()) > 5<<20 {
			t.Errorf("%d bytes are told at once", len(a.Body.Bytes()))
		}
		var next string
		next, more = a.object()["next_cursor"].(string)
		cursor = "&cursor=" + next
	}
	if told != longNotes*3/2 {
		t.Errorf("%d claims are told of %d", told, longNotes*3/2)
	}
}

const longNotes = 20 // of which about half fit into an answer

func TestReviewsTellHowFarTheyAre(t *testing.T) {
	n := newNewsroom(t)
	n.as("rosa").mark("spent", object{"verdict": "verified"})
	n.as("rosa").mark("The company", nil)
	n.as("imre").mark("spent", object{"verdict": "unproven"})
	got, sizes := pages(t, n.as("vera"), "/articles/1/reviews?limit=1", func() {})
	for _, review := range got {
		if _, err := time.Parse(time.RFC3339, review["opened_at"].(string)); err != nil {
			t.Error(err)
		}
		delete(review, "opened_at")
	}
	open := object{"state": "reading", "submitted": false, "submitted_at": nil, "blind": false, "due_on": "", "assigned_by": ""}
	want := []object{
		{"id": 1.0, "article_id": 1.0, "reviewer": "rosa", "display_name": "ROSA", "checked": 1.0, "total": 2.0,
			"claims": object{"verified": 1.0, "disputed": 0.0, "unproven": 0.0, "unchecked": 1.0}},
		{"id": 2.0, "article_id": 1.0, "reviewer": "imre", "display_name": "IMRE", "checked": 1.0, "total": 1.0,
			"claims": object{"verified": 0.0, "disputed": 0.0, "unproven": 1.0, "unchecked": 0.0}},
	}
	maps.Copy(want[0], open)
	maps.Copy(want[1], open)
	if diff := cmp.Diff(want, got); diff != "" || len(sizes) != 2 {
		t.Errorf("in %d pages: %s", len(sizes), diff)
	}
}
