package desk_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// TestTheSummaryHasTheFiguresOfTheReports holds what SQL counts against what the reports say, one by one and in all, for everybody and
// every choice of findings.
func TestTheSummaryHasTheFiguresOfTheReports(t *testing.T) {
	n := newNewsroom(t)
	source := []factcheck.Citation{{URL: "https://example.org/1", Stance: factcheck.Refutes}}
	cited := func(by factcheck.Person, quote string, verdict factcheck.Verdict) factcheck.Claim {
		c, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Quote: quote, Verdict: verdict, Citations: source})
		check(t, err)
		return c
	}
	agreed, other := cited(n.rosa, "phrase", factcheck.Verified), n.judged(t, n.imre, "phrase", factcheck.Disputed)
	in := accept(agreed, other)
	in.ClaimID = other.ID
	n.decide(t, in)
	opinion := n.judged(t, n.rosa, "The company", factcheck.Unproven)
	n.decide(t, desk.DecisionInput{ClaimIDs: []int64{opinion.ID}, Outcome: factcheck.Rejected, Reason: "An opinion."})
	gone := n.judged(t, n.rosa, "2.83m", factcheck.Disputed)
	_, err := n.DeleteClaim(ctx, n.rosa, gone.ID, 0)
	check(t, err)
	lapsed := n.judged(t, n.imre, "12.62", factcheck.Unproven)
	decision := n.decide(t, accept(lapsed))
	_, err = n.ReopenDecision(ctx, n.editor, decision.ID, 0)
	check(t, err)
	n.judged(t, n.imre, "was", factcheck.Unchecked)
	n.importText(t, "Nobody has read this.")
	n.article = n.importText(t, text)
	_, err = n.AssignReview(ctx, n.editor, n.article.ID, "rosa", true, "")
	check(t, err)
	cited(n.rosa, "phrase", factcheck.Verified)
	n.decide(t, accept(n.judged(t, n.imre, "phrase", factcheck.Disputed)))
	n.judged(t, n.imre, "The company", factcheck.Disputed)
	articles := map[string]int{}
	for _, viewer := range []factcheck.Person{n.vera, n.rosa, n.imre, n.editor, desk.CommandLine} {
		for _, verdicts := range [][]factcheck.Verdict{nil, {factcheck.Disputed}, {factcheck.Unproven}, {factcheck.Unchecked, factcheck.Verified}} {
			articles[viewer.Name] += n.holdSummary(t, viewer, desk.ReportAsk{Verdicts: verdicts})
		}
	}
	if articles["rosa"] == articles["imre"] || articles["imre"] == 0 {
		t.Errorf("blind or not, so many articles are listed: %v", articles)
	}
}

// holdSummary compares a summary with the reports that follow it, and gives how many there are.
func (n *newsroom) holdSummary(t *testing.T, viewer factcheck.Person, ask desk.ReportAsk) (shown int) {
	t.Helper()
	check(t, n.store.Snapshot(ctx, func(r *store.Reader) error {
		reports, err := n.Reports(r, viewer, ask)
		check(t, err)
		s, err := reports.Summary()
		check(t, err)
		type line struct {
			article int64
			said    string
		}
		var listed, told []line
		for a, err := range s.Each() {
			check(t, err)
			listed = append(listed, line{a.ID, export.CoverageOf(a).String()})
		}
		for report, err := range reports.Each {
			check(t, err)
			told = append(told, line{report.Article.ID, report.Coverage.String()})
		}
		if diff := cmp.Diff(told, listed, cmp.AllowUnexported(line{})); diff != "" || s.Shown != len(told) {
			t.Errorf("%s, %v: %d are shown %s", viewer.Name, ask.Verdicts, s.Shown, diff)
		}
		everything, err := n.Reports(r, viewer, desk.ReportAsk{})
		check(t, err)
		var whole export.Coverage
		for report, err := range everything.Each {
			check(t, err)
			for f, err := range report.Findings {
				check(t, err)
				whole.Add(f.Verdict)
				if len(f.Sources) == 0 {
					whole.Unsourced++
				}
			}
		}
		if whole != s.Coverage {
			t.Errorf("%s: the summary says %s, the reports %s", viewer.Name, s.Coverage, whole)
		}
		shown = s.Shown
		return nil
	}))
	return shown
}
