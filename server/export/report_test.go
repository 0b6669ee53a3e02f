package export_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/span"
)

const reportText = "The company spent US$12.62 million in 2018.\n\n“治理之路” was the phrase 👨‍👩‍👧‍👦 he used."

// checked is what a report is made of, as lists.
type checked struct {
	export.Material
	Claims    []factcheck.Claim // in the order of a report
	Decisions []factcheck.Decision
}

// report makes the report: groups are found by what the claims say of the decision that stands on them, and counted one by one.
func (m checked) report() *export.Report {
	stands, left := map[int64]bool{0: false}, map[int64][]factcheck.Claim{}
	for _, d := range m.Decisions {
		stands[d.ID] = true
	}
	var undecided []*factcheck.Claim
	for _, c := range m.Claims {
		if stands[c.Desk.DecisionID] {
			left[c.Desk.DecisionID] = append(left[c.Desk.DecisionID], c)
			continue
		}
		undecided = append(undecided, &c)
		m.count(c.Verdict, []factcheck.Claim{c})
	}
	groups := map[factcheck.Outcome][]factcheck.DecidedGroup{}
	for _, d := range m.Decisions {
		if len(left[d.ID]) == 0 {
			continue
		}
		groups[d.Outcome] = append(groups[d.Outcome], factcheck.DecidedGroup{Decision: d, Left: left[d.ID]})
		if d.Outcome == factcheck.Accepted {
			m.count(d.Verdict, left[d.ID])
			m.Found.Decided++
		}
	}
	m.Undecided, m.Accepted, m.Rejected = each(undecided), each(groups[factcheck.Accepted]), each(groups[factcheck.Rejected])
	if m.Corrections == nil {
		m.Corrections = each[export.Correction](nil)
	}
	return export.NewReport(m.Material)
}

func (m *checked) count(v factcheck.Verdict, cited []factcheck.Claim) {
	m.Found.Add(v)
	if !slices.ContainsFunc(cited, func(c factcheck.Claim) bool { return len(c.Citations) > 0 }) {
		m.Found.Unsourced++
	}
}

func each[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// all goes through what has to come without an error.
func all[T any](t testing.TB, items iter.Seq2[T, error]) (list []T) {
	t.Helper()
	for item, err := range items {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, item)
	}
	return list
}

// material is an article with four readings of three groups: one decided against a reading, one rejected, one undecided.
func material() checked {
	cite := func(stance factcheck.Stance, url string, number int) factcheck.Citation {
		return factcheck.Citation{Number: number, URL: url, Title: "Filing", Stance: stance, Primary: true, Locator: "p. 3", AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/1"}
	}
	claim := func(id int64, reviewer string, start, end int, verdict factcheck.Verdict, note string, decision int64, citations ...factcheck.Citation) factcheck.Claim {
		text := span.NewText(reportText)
		return factcheck.Claim{ID: id, Reviewer: reviewer, Revision: 1, Span: factcheck.Span{Start: start, End: end}, Quote: text.Slice(factcheck.Span{Start: start, End: end}),
			Verdict: verdict, Note: note, Citations: citations, Desk: factcheck.DeskWord{DecisionID: decision}, CreatedAt: "2026-01-02T03:04:05.000Z", UpdatedAt: "2026-01-03T03:04:05.000Z"}
	}
	old := claim(8, "rosa", 0, 3, factcheck.Verified, "in the first text", 0)
	old.Revision = 0
	claims := []factcheck.Claim{
		claim(1, "rosa", 4, 11, factcheck.Verified, "", 30),
		claim(2, "rosa", 18, 34, factcheck.Verified, "so it says", 10, cite(factcheck.Supports, "https://example.org/1", 1)),
		claim(3, "imre", 18, 34, factcheck.Disputed, "12.6, not 12.62", 10, cite(factcheck.Supports, "https://example.org/1", 2), cite(factcheck.Refutes, "https://example.org/2", 3)),
		claim(4, "imre", 45, 51, factcheck.Unchecked, "", 0),
		claim(5, "rosa", 45, 59, factcheck.Unproven, "no idea", 99),
		old,
	}
	claims[2].Speaker, claims[2].Rating = "The treasurer", 2
	return checked{Material: export.Material{
		Article:  factcheck.Article{ID: 12, Title: "Lobbying", Byline: "A. Writer", Publisher: "The Paper", URL: "https://news.example.org/1", PublishedOn: "2019-10-24", Language: "en"},
		Revision: factcheck.Revision{Number: 1, Text: reportText, Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: 0, End: 43}}, {Kind: factcheck.Quote, Span: factcheck.Span{Start: 45, End: 82}}}},
		Text:     span.NewText(reportText),
		Readings: []export.Reading{{Reviewer: "imre", Blind: true, Submitted: true}, {Reviewer: "rosa", Blind: true}},
		Name:     func(reviewer string) string { return "Name of " + reviewer },
		MadeAt:   factcheck.At(time.Date(2026, 2, 4, 0, 0, 0, 0, time.UTC)),
	}, Claims: claims,
		Decisions: []factcheck.Decision{
			{ID: 10, Outcome: factcheck.Accepted, ClaimID: 3, Revision: 1, Span: factcheck.Span{Start: 18, End: 34}, Quote: "US$12.62 million", Verdict: factcheck.Disputed, Rating: 2, UpdatedAt: "2026-02-03T00:00:00.000Z"},
			{ID: 30, Outcome: factcheck.Rejected, Revision: 1, Quote: "company", Reason: "An opinion."},
			{ID: 40, Outcome: factcheck.Accepted, Revision: 1, Quote: "gone", Verdict: factcheck.Verified},
		},
	}
}

func TestTheDesksWordReplacesTheReadings(t *testing.T) {
	r := material().report()
	var got []string
	findings := all(t, r.Findings)
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%d %d %q %s by %q: %q, %d sources, %d against it", f.Number, f.ClaimID, f.Quote, f.Verdict, f.Reviewer, f.Reason, len(f.Sources), len(f.Dissent)))
	}
	want := []string{
		`1 3 "US$12.62 million" disputed by "": "12.6, not 12.62", 2 sources, 1 against it`,
		`2 4 "“治理之路”" unchecked by "Name of imre": "", 0 sources, 0 against it`,
		`3 5 "“治理之路” was the" unproven by "Name of rosa": "no idea", 0 sources, 0 against it`,
		`4 8 "The" verified by "Name of rosa": "in the first text", 0 sources, 0 against it`,
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if d := findings[0].Dissent[0]; d != (export.Dissent{Reviewer: "Name of rosa", Verdict: factcheck.Verified, Reason: "so it says"}) {
		t.Errorf("read otherwise by %+v", d)
	}
	if diff := gocmp.Diff([]export.SetAside{{Quote: "company", Reason: "An opinion."}}, all(t, r.SetAside)); diff != "" {
		t.Error(diff)
	}
	if in := len(all(t, r.InText)); in != 3 || r.Shown != 4 || r.Decided != 1 {
		t.Errorf("%d findings in the text, of %d; %d decided", in, r.Shown, r.Decided)
	}
}

// TestFindingsComeInTheOrderOfTheText merges any words of the desk with any readings.
func TestFindingsComeInTheOrderOfTheText(t *testing.T) {
	byPlace := func(a, b *export.Finding) int {
		return cmp.Or(cmp.Compare(b.Revision, a.Revision), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	}
	rapid.Check(t, func(t *rapid.T) {
		place := func(id int64) *export.Finding {
			start := rapid.IntRange(0, 5).Draw(t, "start")
			return &export.Finding{ClaimID: id, Revision: rapid.IntRange(1, 3).Draw(t, "revision"), Span: factcheck.Span{Start: start, End: start + rapid.IntRange(1, 3).Draw(t, "length")}}
		}
		var words, readings []*export.Finding
		for i := range rapid.IntRange(0, 8).Draw(t, "words") {
			words = append(words, place(int64(i+1)))
		}
		for i := range rapid.IntRange(0, 8).Draw(t, "readings") {
			readings = append(readings, place(int64(i+100)))
		}
		slices.SortStableFunc(words, byPlace)
		slices.SortStableFunc(readings, byPlace)
		m := checked{Material: export.Material{Name: strings.Clone, Revision: factcheck.Revision{Number: 3}}}
		for _, w := range words {
			m.Decisions = append(m.Decisions, factcheck.Decision{ID: w.ClaimID, ClaimID: w.ClaimID, Outcome: factcheck.Accepted, Revision: w.Revision, Span: w.Span, Verdict: factcheck.Verified})
			m.Claims = append(m.Claims, factcheck.Claim{Desk: factcheck.DeskWord{DecisionID: w.ClaimID}})
		}
		for _, r := range readings {
			m.Claims = append(m.Claims, factcheck.Claim{ID: r.ClaimID, Revision: r.Revision, Span: r.Span, Verdict: factcheck.Disputed, Reviewer: "rosa"})
		}
		want := slices.Concat(words, readings)
		slices.SortStableFunc(want, byPlace)
		for f, err := range m.report().Findings {
			if err != nil || f.ClaimID != want[f.Number-1].ClaimID || f.Span != want[f.Number-1].Span {
				t.Fatalf("finding %d is of claim %d, not of %d: %v", f.Number, f.ClaimID, want[f.Number-1].ClaimID, err)
			}
			want[f.Number-1] = nil
		}
		if slices.ContainsFunc(want, func(f *export.Finding) bool { return f != nil }) {
			t.Fatal("findings are missing, or come twice")
		}
	})
}

func TestAReportOfSomeVerdictsCountsThemAll(t *testing.T) {
	m := material()
	m.Verdicts = []factcheck.Verdict{factcheck.Unproven}
	r := m.report()
	findings := all(t, r.Findings)
	if len(findings) != 1 || findings[0].Number != 1 || r.Shown != 1 || r.Coverage.Total() != 4 {
		t.Errorf("%d findings, numbered from %d, of %d", len(findings), findings[0].Number, r.Coverage.Total())
	}
}

// TestAReportOfManyFindingsHoldsFewOfThem reads 100,000 findings three times over, and asks each time for the claim anew.
func TestAReportOfManyFindingsHoldsFewOfThem(t *testing.T) {
	const many = 100_000
	m, read := material(), 0
	m.Undecided = func(yield func(*factcheck.Claim, error) bool) {
		var c factcheck.Claim // the same one each time, as the store gives it
		for c.ID = range int64(many) {
			read++
			c.Revision, c.Start, c.End, c.Verdict = 1, int(c.ID)/(many/40), 43, factcheck.Verdicts[c.ID%2]
			if !yield(&c, nil) {
				return
			}
		}
	}
	m.Accepted, m.Rejected, m.Corrections = each[factcheck.DecidedGroup](nil), each[factcheck.DecidedGroup](nil), each[export.Correction](nil)
	m.Found.Verified, m.Found.Disputed = many/2, many/2
	m.Verdicts = factcheck.Verdicts[:1]
	r := export.NewReport(m.Material)
	for range 2 {
		last := 0
		for f, err := range r.Findings {
			if last++; err != nil || f.Number != last || f.Verdict != factcheck.Verdicts[0] {
				t.Fatalf("finding %d has the number %d and is %s: %v", last, f.Number, f.Verdict, err)
			}
		}
		if last != many/2 || last != r.Shown {
			t.Fatalf("%d findings of %d", last, r.Shown)
		}
	}
	for range r.Findings {
		break
	}
	if read < 2*many || read > 2*many+10 {
		t.Errorf("%d claims were read to go through %d twice, and to begin once more", read, many)
	}
	if err := r.Keep(10); err != nil || len(all(t, r.Findings)) != 10 || r.LeftOut != many/2-10 {
		t.Errorf("%d findings are kept, %d left out: %v", len(all(t, r.Findings)), r.LeftOut, err)
	}
}

// TestWhatCannotBeReadEndsAReport fails in each of the sequences that a report goes through, in the middle and at its end.
func TestWhatCannotBeReadEndsAReport(t *testing.T) {
	lost := errors.New("the disk is gone")
	m := material()
	whole := m.report()
	for _, f := range []export.ReportFormat{export.Markdown, export.ClaimReview} {
		for name, broken := range map[string]func(*export.Report){
			"findings":    func(r *export.Report) { r.Findings = breaking(whole.Findings, lost) },
			"set aside":   func(r *export.Report) { r.SetAside = breaking(whole.SetAside, lost) },
			"corrections": func(r *export.Report) { r.Corrections = breaking(whole.Corrections, lost) },
		} {
			if f == export.ClaimReview && name != "findings" {
				continue // it has none of these
			}
			r := m.report()
			broken(r)
			if err := export.WriteReports(&bytes.Buffer{}, f, export.Just(r), export.ReportOptions{}); !errors.Is(err, lost) {
				t.Errorf("%s without all %s ends with %v", f, name, err)
			}
			if err := r.Keep(10); !errors.Is(err, lost) {
				t.Errorf("without all %s it is kept: %v", name, err)
			}
		}
	}
}

// breaking gives what a sequence gives and then an error.
func breaking[T any](items iter.Seq2[T, error], lost error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for item := range items {
			if !yield(item, nil) {
				return
			}
		}
		var none T
		yield(none, lost)
	}
}

func TestCoverageIsSaidInRightNumbers(t *testing.T) {
	for want, c := range map[string]export.Coverage{
		"No claims marked": {},
		"1 of 1 claim checked, none disputed, none without a source":                 {VerdictCounts: factcheck.VerdictCounts{Verified: 1}},
		"0 of 1 claim checked, none disputed, 1 without a source":                    {VerdictCounts: factcheck.VerdictCounts{Unchecked: 1}, Unsourced: 1},
		"41 of 43 claims checked, 6 disputed, 2 without a source":                    {VerdictCounts: factcheck.VerdictCounts{Verified: 30, Disputed: 6, Unproven: 5, Unchecked: 2}, Unsourced: 2},
		"1,000,001 of 1,000,001 claims checked, 12 disputed, 1,200 without a source": {VerdictCounts: factcheck.VerdictCounts{Verified: 999_989, Disputed: 12}, Unsourced: 1200},
	} {
		if got := c.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func writtenReport(t testing.TB, f export.ReportFormat, m checked, options export.ReportOptions) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := export.WriteReports(&out, f, export.Just(m.report()), options); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rendered gives the text and the links of a Markdown file, as CommonMark reads it.
func rendered(t testing.TB, source []byte) (text string, links []string) {
	t.Helper()
	var page bytes.Buffer
	if err := goldmark.Convert(source, &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			b.WriteString(node.Data)
		}
		if node.Type == html.ElementNode && !slices.Contains(strings.Fields("html head body h1 h2 h3 h4 h5 h6 p ul li a strong hr blockquote"), node.Data) {
			t.Errorf("a text has become <%s>", node.Data)
		}
		for _, a := range node.Attr {
			if a.Key == "href" {
				links = append(links, a.Val)
			}
		}
	}
	return b.String(), links
}

func TestAMarkdownReportSaysItAll(t *testing.T) {
	m := material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", Method: "We ask.\nTwice.", Corrections: "desk@example.org"}
	text, links := rendered(t, writtenReport(t, export.Markdown, m, export.ReportOptions{}))
	for _, want := range []string{"Lobbying", "US$12.62 million[1] in 2018", "“治理之路”[2] was the[3]", "Disputed, 2 Mostly false, the desk’s decision, claimed by The treasurer", "12.6, not 12.62",
		"For: Filing; p. 3; primary source; seen 2026-01-02; archived copy", "Against: Filing", "Read otherwise by Name of rosa: Verified so it says", "“company” An opinion.", "in revision 0 of the article",
		"Nothing has been corrected.", "each without seeing what the others marked", "1 reading is not handed in", "We ask.", "Twice.", "desk@example.org", "Published by The Desk"} {
		if !strings.Contains(text, want) {
			t.Errorf("it lacks %q", want)
		}
	}
	if !strings.Contains(text, "3 of 4 claims checked, 1 disputed, 3 without a source.") {
		t.Errorf("the coverage is not told:\n%s", text)
	}
	for _, want := range []string{"https://example.org/1", "https://example.org/2", "https://archive.example.org/1", "https://news.example.org/1", "https://desk.example.org"} {
		if !slices.Contains(links, want) {
			t.Errorf("it lacks a link to %s", want)
		}
	}
}

// TestNothingWrittenBecomesMarkdown puts any text into every field a person writes.
func TestNothingWrittenBecomesMarkdown(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		hostile := rapid.SampledFrom([]string{"# head", "- item", "1. item", "12) item", "> quote", "    code", "```\ncode\n```", "~~~", "<b>bold</b>", "<!-- x -->", "*a* _b_ **c**", "[a](javascript:alert(1))",
			"![x](y)", "a\n===", "a\n---", "---", "***", "| a | b |\n|---|---|", "&amp; &lt;", `\*`, "$x$", "www.example.org", "https://example.org/_a_", "<https://example.org>", "a  \nb", "\ttab", "+ plus", "= =", ": x", "^a^", "{#id}", "[^1]: note", "[a]: https://example.org"})
		line := rapid.SliceOfN(rapid.OneOf(hostile, rapid.StringMatching(`[ -~]{1,12}`)), 1, 4)
		note := strings.TrimSpace(strings.Join(line.Draw(rt, "lines"), "\n"))
		m := material()
		m.Claims[2].Note, m.Article.Title, m.Claims[2].Speaker = note, strings.Join(strings.Fields(note), " "), strings.Join(strings.Fields(note), " ")
		m.Claims[2].Citations[0].Passage = note
		m.Claims[2].Citations[1].Title = strings.Join(strings.Fields(note), " ")
		text, links := rendered(t, writtenReport(t, export.Markdown, m, export.ReportOptions{}))
		packed := strings.Join(strings.Fields(text), " ")
		if times := strings.Count(packed, strings.Join(strings.Fields(note), " ")); times < 4 {
			rt.Fatalf("%q stands %d times in\n%s", note, times, text)
		}
		for _, l := range links {
			if u, err := url.Parse(l); err != nil || u.Host == "" || !strings.HasSuffix(u.Host, "example.org") {
				rt.Fatalf("a link leads to %q", l)
			}
		}
	})
}

// TestClaimReviewKeepsToThePublishedRules checks each object against what schema.org says of the types and what Google asks of a
// fact-check (developers.google.com/search/docs/appearance/structured-data/factcheck).
func TestClaimReviewKeepsToThePublishedRules(t *testing.T) {
	m := material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", LogoURL: "https://desk.example.org/logo.png"}
	m.Claims[2].Note = "</script><script>alert(1)</script> \u2028 =1+1"
	text := writtenReport(t, export.ClaimReview, m, export.ReportOptions{BaseURL: "https://stet.example.org", PublishedURL: "https://news.example.org/checks/1"})
	if bytes.Contains(text, []byte("</")) {
		t.Errorf("it cannot stand in a page: %s", text)
	}
	var reviews []map[string]any
	if err := json.Unmarshal(text, &reviews); err != nil {
		t.Fatal(err)
	}
	if len(reviews) != 3 {
		t.Errorf("%d reviews of 3 findings with a verdict", len(reviews))
	}
	for _, review := range reviews {
		follows(t, "ClaimReview", review)
		if review["@context"] != "https://schema.org" {
			t.Errorf("its context is %v", review["@context"])
		}
	}
	first := reviews[0]
	rating := map[string]any{"@type": "Rating", "ratingValue": 2.0, "bestRating": 5.0, "worstRating": 1.0, "alternateName": "Mostly false"}
	if diff := gocmp.Diff(rating, first["reviewRating"]); diff != "" || first["claimReviewed"] != "US$12.62 million" || first["url"] != "https://news.example.org/checks/1#claim-3" || first["datePublished"] != "2026-02-03" {
		t.Errorf("the first is %v %s", first, diff)
	}
	if author := first["itemReviewed"].(map[string]any)["author"]; !gocmp.Equal(author, map[string]any{"@type": "Person", "name": "The treasurer"}) {
		t.Errorf("the claim is %v's", author)
	}
	if unrated := reviews[1]["reviewRating"].(map[string]any); unrated["ratingValue"] != 3.0 || unrated["alternateName"] != "Unproven" {
		t.Errorf("without a rating it is rated %v", unrated)
	}
}

// rule is what a property must hold: a type of schema.org's, whether Google requires it.
type rule struct {
	types    []string
	required bool
}

// rules are the properties that may stand in each type, as schema.org has them, with what Google requires.
var rules = map[string]map[string]rule{
	"ClaimReview": {"claimReviewed": {[]string{"Text"}, true}, "reviewRating": {[]string{"Rating"}, true}, "url": {[]string{"URL"}, true}, "author": {[]string{"Organization", "Person"}, false},
		"datePublished": {[]string{"Date"}, true}, "itemReviewed": {[]string{"Claim"}, false}, "reviewBody": {[]string{"Text"}, false}, "@context": {[]string{"URL"}, true}},
	"Rating":       {"ratingValue": {[]string{"Number"}, true}, "bestRating": {[]string{"Number"}, true}, "worstRating": {[]string{"Number"}, true}, "alternateName": {[]string{"Text"}, true}},
	"Claim":        {"author": {[]string{"Organization", "Person"}, false}, "datePublished": {[]string{"Date"}, false}, "appearance": {[]string{"Article"}, false}},
	"Article":      {"url": {[]string{"URL"}, false}, "headline": {[]string{"Text"}, true}, "datePublished": {[]string{"Date"}, false}, "inLanguage": {[]string{"Text"}, false}, "publisher": {[]string{"Organization"}, false}},
	"Organization": {"name": {[]string{"Text"}, true}, "url": {[]string{"URL"}, false}, "logo": {[]string{"URL"}, false}},
	"Person":       {"name": {[]string{"Text"}, true}},
}

func follows(t *testing.T, kind string, object map[string]any) {
	t.Helper()
	if object["@type"] != kind {
		t.Errorf("a %v stands where a %s must", object["@type"], kind)
	}
	for name, r := range rules[kind] {
		if _, ok := object[name]; !ok && r.required {
			t.Errorf("a %s lacks its %s", kind, name)
		}
	}
	for name, value := range object {
		r, known := rules[kind][name]
		switch {
		case name == "@type":
		case !known:
			t.Errorf("a %s has no %s", kind, name)
		case !slices.ContainsFunc(r.types, func(wanted string) bool { return is(t, wanted, value) }):
			t.Errorf("%s of a %s is %v, which is none of %v", name, kind, value, r.types)
		}
	}
	if kind == "Rating" && (object["ratingValue"].(float64) < object["worstRating"].(float64) || object["ratingValue"].(float64) > object["bestRating"].(float64)) {
		t.Errorf("the rating %v lies outside its bounds", object)
	}
}

func is(t *testing.T, wanted string, value any) bool {
	text, isText := value.(string)
	switch wanted {
	case "Text":
		return isText && text != ""
	case "Number":
		_, ok := value.(float64)
		return ok
	case "Date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "URL":
		u, err := url.Parse(text)
		return err == nil && u.IsAbs() && u.Host != ""
	}
	object, ok := value.(map[string]any)
	if ok && object["@type"] == wanted {
		follows(t, wanted, object)
		return true
	}
	return false
}

func TestWhatClaimsLackIsSaidInPlainWords(t *testing.T) {
	m := material()
	m.Article.URL = ""
	var said []string
	for _, l := range all(t, m.report().Lacks(export.ReportOptions{})) {
		said = append(said, fmt.Sprintf("%d %v %s", l.Number, l.Needed, l.Message))
	}
	told := strings.Join(said, "\n")
	for _, want := range []string{"0 true Nobody is named as the publisher", "0 true It is not said where the report will stand", "0 false The article has no web address", "2 true It has no verdict yet and is left out.",
		"3 false It has no rating", "unproven counts as 3 of 5", "3 false It cites no source.", "3 false It does not say who made the claim"} {
		if !strings.Contains(told, want) {
			t.Errorf("it does not say %q:\n%s", want, told)
		}
	}
	m = material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", LogoURL: "https://desk.example.org/l.png"}
	m.Claims, m.Decisions = m.Claims[2:3], m.Decisions[:1]
	if lacks := all(t, m.report().Lacks(export.ReportOptions{PublishedURL: "https://news.example.org/1"})); len(lacks) != 0 {
		t.Errorf("with everything said it lacks %v", lacks)
	}
}

func TestReportsOfNothingAreWhole(t *testing.T) {
	none := export.Reports{Each: each[*export.Report](nil), Summary: func() (*export.Summary, error) { return &export.Summary{}, nil }}
	for f, want := range map[export.ReportFormat]string{export.ClaimReview: "[]\n", export.Markdown: "# Fact-check report\n\nThere is nothing to report yet: no claim is among those asked for.\n"} {
		var out bytes.Buffer
		if err := export.WriteReports(&out, f, none, export.ReportOptions{}); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v", f, out.String(), err)
		}
	}
}

// TestWhatHeadsAReportGoesOutFirst looks at what has been written when the report itself is asked for.
func TestWhatHeadsAReportGoesOutFirst(t *testing.T) {
	for f, want := range map[export.ReportFormat]string{export.ClaimReview: "[", export.Markdown: "# Lobbying\n\n"} {
		var out bytes.Buffer
		report := material().report()
		one := export.Reports{Title: report.Article.Title, Each: func(yield func(*export.Report, error) bool) {
			if out.String() != want {
				t.Errorf("%s: %q has gone out", f, out.String())
			}
			yield(report, nil)
		}}
		if err := export.WriteReports(&out, f, one, export.ReportOptions{}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReportFormatsAreFoundByName(t *testing.T) {
	for _, f := range export.ReportFormats() {
		if got, err := export.ParseReportFormat(string(f)); got != f || err != nil {
			t.Errorf("%s is read as %s, %v", f, got, err)
		}
	}
	if _, err := export.ParseReportFormat("pdf"); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "html, md, claimreview") {
		t.Errorf("pdf: %v", err)
	}
	if name := export.HTML.FileName(12, []factcheck.Verdict{factcheck.Disputed}); name != "report-12-disputed.html" {
		t.Errorf("a file is called %s", name)
	}
	if name := export.ClaimReview.FileName(0, nil); name != "report.claimreview.json" {
		t.Errorf("a file is called %s", name)
	}
}
