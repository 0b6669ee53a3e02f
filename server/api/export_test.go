package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// withHostileClaims marks claims that try to break out of a cell.
func withHostileClaims(t *testing.T) *newsroom {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	rosa.mark("US$12.62 million", object{"verdict": "disputed", "rating": 2, "note": "=HYPERLINK(\"https://evil.example\")\nsecond, line",
		"speaker": "@speaker", "citations": []object{
			{"url": "https://example.org/1", "title": "=1+1", "stance": "refutes", "primary": true, "locator": "p. 3"},
			{"url": "Box 7", "stance": "context"}}})
	rosa.mark("“治理之路” was the phrase 👨‍👩‍👧‍👦", object{"verdict": "disputed", "kind": "quotation", "note": "+1 | 'quoted' \"twice\"", "speaker": "-x"})
	n.as("imre").mark("spent", object{"verdict": "verified"})
	return n
}

func TestTheCSVIsReadBackAsPromised(t *testing.T) {
	n := withHostileClaims(t)
	a := n.as("vera").get("/export/claims.csv?verdict=disputed").is(t, 200)
	for name, want := range map[string]string{"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="claims-disputed.csv"`, "Cache-Control": "no-store"} {
		if got := a.Header().Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if !a.Flushed || strings.Count(a.Body.String(), "\r\n") != 3 {
		t.Errorf("flushed: %v, lines %q", a.Flushed, a.Body)
	}
	got := must(csv.NewReader(a.Body).ReadAll())
	claims := items(n.as("vera").get("/claims"))
	moment := func(i int, name string) string { return claims[i][name].(string) }
	want := [][]string{
		strings.Split("claim_id,article_id,article_title,article_url,published_on,revision,reviewer,start,end,quote,kind,speaker,verdict,rating,note,citations,primary_citations,sources,decision,created_at,updated_at,url,decision_verdict,decision_reason,carryover", ","),
		{"1", "1", "Lobbying in 2018", "https://news.example.org/lobbying", "2019-10-24", "1", "rosa", "18", "34", "US$12.62 million", "money", "'@speaker", "disputed", "2",
			"'=HYPERLINK(\"https://evil.example\")\nsecond, line", "2", "1", "'=1+1 <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary]", "",
			moment(0, "created_at"), moment(0, "updated_at"), base + "/articles/1#claim-1", "", "", ""},
		{"2", "1", "Lobbying in 2018", "https://news.example.org/lobbying", "2019-10-24", "1", "rosa", "69", "98", "“治理之路” was the phrase 👨‍👩‍👧‍👦", "quotation", "'-x", "disputed", "",
			"'+1 | 'quoted' \"twice\"", "0", "0", "", "", moment(1, "created_at"), moment(1, "updated_at"), base + "/articles/1#claim-2", "", "", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheCSVRawAndMarked(t *testing.T) {
	n := withHostileClaims(t)
	whole := n.as("vera").get("/export/claims.csv").is(t, 200).Body.String()
	marked := n.as("vera").get("/export/claims.csv?bom=1").is(t, 200).Body.String()
	if marked != "\ufeff"+whole {
		t.Error("bom=1 does more than put the mark before")
	}
	rows := must(csv.NewReader(n.as("vera").get("/export/claims.csv?raw=1").is(t, 200).Body).ReadAll())
	if note, speaker := rows[1][14], rows[1][11]; !strings.HasPrefix(note, "=HYPERLINK") || speaker != "@speaker" {
		t.Errorf("raw cells are %q and %q", note, speaker)
	}
}

func TestJSONLinesAreWhatTheAPITells(t *testing.T) {
	n := withHostileClaims(t)
	a := n.as("vera").get("/export/claims.jsonl?reviewer=rosa").is(t, 200)
	lines := strings.Split(strings.TrimSuffix(a.Body.String(), "\n"), "\n")
	claims := decode[struct{ Items []json.RawMessage }](n.as("vera").get("/claims?reviewer=rosa"))
	if len(lines) != 2 || !slices.EqualFunc(lines, claims.Items, func(line string, item json.RawMessage) bool { return line == string(item) }) {
		t.Errorf("%q\nis not\n%s", lines, claims.Items)
	}
	if kind := a.Header().Get("Content-Type"); kind != "application/jsonl; charset=utf-8" {
		t.Errorf("Content-Type %s", kind)
	}
}

func TestTheWorkbookIsOneOfTwoSheets(t *testing.T) {
	n := withHostileClaims(t)
	a := n.as("vera").get("/export/claims.xlsx").is(t, 200)
	book := must(excelize.OpenReader(bytes.NewReader(a.Body.Bytes())))
	defer book.Close()
	claims, sources := must(book.GetRows("Claims")), must(book.GetRows("Sources"))
	if len(claims) != 4 || len(sources) != 3 || claims[1][14] != "=HYPERLINK(\"https://evil.example\")\nsecond, line" || sources[1][3] != "=1+1" {
		t.Errorf("the sheets hold %q and %q", claims, sources)
	}
	if disposition := a.Header().Get("Content-Disposition"); disposition != `attachment; filename="claims.xlsx"` {
		t.Errorf("Content-Disposition %s", disposition)
	}
}

func TestReportsAreDownloaded(t *testing.T) {
	n := withHostileClaims(t)
	vera := n.as("vera")
	for path, want := range map[string]struct{ contentType, name string }{
		"/articles/1/report.html":                               {"text/html; charset=utf-8", "report-1.html"},
		"/articles/1/report.md":                                 {"text/markdown; charset=utf-8", "report-1.md"},
		"/articles/1/report.claimreview.json?verdict=disputed":  {"application/ld+json; charset=utf-8", "report-1-disputed.claimreview.json"},
		"/export/report.html?verdict=disputed&verdict=verified": {"text/html; charset=utf-8", "report-disputed-verified.html"},
	} {
		a := vera.get(path).is(t, 200)
		if kind, name := a.Header().Get("Content-Type"), a.Header().Get("Content-Disposition"); kind != want.contentType || name != `attachment; filename="`+want.name+`"` || !a.Flushed {
			t.Errorf("%s is %s, %s, flushed: %v", path, kind, name, a.Flushed)
		}
	}
	var reviews []object
	if err := json.Unmarshal(vera.get("/articles/1/report.claimreview.json?verdict=disputed&published_url=https://news.example.org/1").is(t, 200).Body.Bytes(), &reviews); err != nil || len(reviews) != 2 {
		t.Fatalf("%d reviews, %v", len(reviews), err)
	}
	if reviews[0]["url"] != "https://news.example.org/1#claim-1" || !strings.Contains(reviews[0]["reviewBody"].(string), "=HYPERLINK") {
		t.Errorf("the first is %v", reviews[0])
	}
	vera.get("/articles/99/report.html").refused(t, 404, "no article 99")
	vera.get("/articles/1/report.html?verdict=wrong").refused(t, 422, "unproven")
	lacks := vera.get("/articles/1/claimreview?verdict=disputed").is(t, 200).object()["lacks"].([]any)
	if first := lacks[0].(object); first["needed"] != true || first["claim_id"] != 0.0 || !strings.Contains(first["message"].(string), "Nobody is named as the publisher") {
		t.Errorf("first it lacks %v", first)
	}
	vera.get("/articles/99/claimreview").refused(t, 404)
	for _, path := range []string{"/articles/1/claimreview", "/articles/1/report.claimreview.json", "/export/report.claimreview.json"} {
		vera.get(path+"?published_url=mine").refused(t, 422, "no web address")
	}
}

// TestSeparatorsCannotBeStored sends the control characters at which an export cuts its rows in every field there is.
func TestSeparatorsCannotBeStored(t *testing.T) {
	n := newNewsroom(t)
	const cutting = "a\x1eb\x1fc\x00d"
	n.as("chidi").post("/articles", object{"title": cutting, "text": "One " + cutting + " text.", "byline": cutting, "publisher": cutting, "url": "https://example.org/" + cutting}).is(t, 201)
	citation := object{"url": "https://example.org/" + cutting, "stance": "refutes", "title": cutting, "publisher": cutting, "locator": cutting, "passage": cutting,
		"archived_url": "https://example.org/" + cutting}
	marked := n.as("rosa").markIn(2, "abcd text", object{"note": cutting, "speaker": cutting, "prefix": "One ", "citations": []object{citation, citation}})
	n.as("rosa").post(address(marked)+"/citations", citation).is(t, 201)
	claim := n.as("rosa").with("If-Match", "*").patch(address(marked), object{"note": "new " + cutting, "speaker": cutting}).is(t, 200).Body.String()
	if strings.ContainsAny(claim, "\x1e\x1f\x00") || strings.Contains(claim, `\u00`) {
		t.Errorf("the claim keeps control characters: %q", claim)
	}
	if got := n.as("vera").get("/export/claims.jsonl").is(t, 200).Body.String(); got != claim {
		t.Errorf("the export tells\n%s\nnot\n%s", got, claim)
	}
	rows := must(csv.NewReader(n.as("vera").get("/export/claims.csv").Body).ReadAll())
	if title, address := rows[1][2], rows[1][3]; title != "abcd" || address != "https://example.org/abcd" {
		t.Errorf("the article is %q at %q", title, address)
	}
}

func TestAnExportWithoutClaimsIsWhole(t *testing.T) {
	n := newNewsroom(t)
	for path, want := range map[string]int{"/export/claims.csv": 1, "/export/claims.jsonl": 0} {
		if got := strings.Count(n.as("vera").get(path).is(t, 200).Body.String(), "\n"); got != want {
			t.Errorf("%s has %d lines, want %d", path, got, want)
		}
	}
}
