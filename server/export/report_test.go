package export_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/export"
	"stet/server/factcheck"
)

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
	if _, err := r.Keep(10); err != nil || len(all(t, r.Findings)) != 10 || r.LeftOut != many/2-10 {
		t.Errorf("%d findings are kept, %d left out: %v", len(all(t, r.Findings)), r.LeftOut, err)
	}
}

// TestAReportOfMuchHoldsLittle has findings of few words first, and of more than a screen or memory is for.
func TestAReportOfMuchHoldsLittle(t *testing.T) {
	for _, test := range []struct{ words, read, kept int }{{1_000, 100, 100}, {200_000, 200, 20}, {5_000_000, 200, 1}} {
		m, read := material(), 0
		why := strings.Repeat("w", test.words)
		m.Undecided = func(yield func(*factcheck.Claim, error) bool) {
			for id := range int64(100) {
				read++
				if !yield(&factcheck.Claim{ID: id, Revision: 1, Span: factcheck.Span{Start: int(id) / 4, End: 43}, Verdict: factcheck.Disputed, Note: why}, nil) {
					return
				}
			}
		}
		m.Accepted, m.Rejected, m.Corrections = each[factcheck.DecidedGroup](nil), each[factcheck.DecidedGroup](nil), each[export.Correction](nil)
		m.Found.Disputed = 100
		r := export.NewReport(m.Material)
		for range 2 {
			if got := len(all(t, r.Findings)); got != 100 {
				t.Fatalf("%d findings of %d letters each", got, test.words)
			}
		}
		if read < test.read || read > test.read+50 {
			t.Errorf("%d claims were read to go twice through 100 of %d letters each", read, test.words)
		}
		held, err := r.Keep(1_000)
		if got := len(all(t, r.Findings)); err != nil || got != test.kept || r.LeftOut != 100-test.kept || held < got*test.words || held > 4<<20 && got > 1 {
			t.Errorf("of %d letters each %d findings are kept, %d left out, in %d bytes: %v", test.words, got, r.LeftOut, held, err)
		}
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
			if _, err := r.Keep(10); !errors.Is(err, lost) {
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
