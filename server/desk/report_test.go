package desk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

func (n *newsroom) report(t *testing.T, viewer factcheck.Person, verdicts ...factcheck.Verdict) *export.Report {
	t.Helper()
	var kept *export.Report
	check(t, n.Report(ctx, viewer, desk.ReportAsk{ArticleID: n.article.ID, Verdicts: verdicts}, func(r *export.Report) error {
		kept = r
		_, err := r.Keep(1000)
		return err
	}))
	return kept
}

func (n *newsroom) judged(t *testing.T, by factcheck.Person, quote string, verdict factcheck.Verdict) factcheck.Claim {
	t.Helper()
	c, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Quote: quote, Verdict: verdict})
	check(t, err)
	return c
}

func said(r *export.Report) (said []string) {
	for f := range r.Findings {
		by := f.Reviewer
		if f.Decided() {
			by = "the desk"
		}
		said = append(said, f.Quote+": "+string(f.Verdict)+" by "+by)
	}
	return said
}

func TestAReportHoldsTheDesksWordOrTheReadings(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.judged(t, n.rosa, "phrase", factcheck.Verified), n.judged(t, n.imre, "phrase", factcheck.Disputed)
	n.judged(t, n.rosa, "The company", factcheck.Unproven)
	want := []string{"The company: unproven by rosa", "phrase: verified by rosa", "phrase: disputed by imre"}
	if diff := cmp.Diff(want, said(n.report(t, n.vera))); diff != "" {
		t.Errorf("undecided: %s", diff)
	}
	in := accept(rosa, imre)
	in.ClaimID = imre.ID
	decision := n.decide(t, in)
	want = []string{"The company: unproven by rosa", "phrase: disputed by the desk"}
	if diff := cmp.Diff(want, said(n.report(t, n.vera))); diff != "" {
		t.Errorf("decided: %s", diff)
	}
	if diff := cmp.Diff(want[1:], said(n.report(t, n.vera, factcheck.Disputed))); diff != "" {
		t.Errorf("disputed only: %s", diff)
	}
	_, err := n.ReopenDecision(ctx, n.editor, decision.ID, 0)
	check(t, err)
	if got := said(n.report(t, n.vera)); len(got) != 3 {
		t.Errorf("reopened: %v", got)
	}
}

func TestWhoReadsBlindReportsTheirOwn(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.AssignReview(ctx, n.editor, n.article.ID, "rosa", true, "")
	check(t, err)
	own, other := n.judged(t, n.rosa, "phrase", factcheck.Verified), n.judged(t, n.imre, "phrase", factcheck.Disputed)
	n.decide(t, func() desk.DecisionInput { in := accept(own, other); in.ClaimID = other.ID; return in }())
	r := n.report(t, n.rosa)
	if diff := cmp.Diff([]string{"phrase: verified by rosa"}, said(r)); diff != "" || len(r.Readings) != 1 || r.Agreement != "" {
		t.Errorf("%d readings, %q %s", len(r.Readings), r.Agreement, diff)
	}
}

func TestAReportSaysHowFarTheReadingsAgree(t *testing.T) {
	n := newNewsroom(t)
	n.readings(t)
	for range 2 {
		alpha := n.compare(t, n.vera).Judging.AlphaNominal
		want := fmt.Sprintf("α = %.2f, over %d claims.", *alpha.Value, alpha.Units)
		if r := n.report(t, n.vera); !strings.HasSuffix(r.Agreement, want) {
			t.Errorf("it says %q, not %q", r.Agreement, want)
		}
		n.judge(t, n.imre, "治理之路", factcheck.Disputed)
	}
}

func TestPseudonymsHoldInTheReport(t *testing.T) {
	n := newNewsroom(t)
	n.judged(t, n.rosa, "phrase", factcheck.Verified)
	n.judged(t, n.imre, "phrase", factcheck.Disputed)
	_, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true)
	check(t, err)
	for _, line := range said(n.report(t, n.vera)) {
		if strings.Contains(line, "rosa") || strings.Contains(line, "imre") || !strings.Contains(line, "Reviewer ") {
			t.Errorf("it names %s", line)
		}
	}
}

func TestTheCorrectionsAreOfTheEvents(t *testing.T) {
	n := newNewsroom(t)
	change := func(by factcheck.Person, c factcheck.Claim, verdict factcheck.Verdict, note string) {
		_, err := n.ChangeClaim(ctx, by, c.ID, 0, desk.ClaimChange{Verdict: &verdict, Note: &note})
		check(t, err)
	}
	twice, back, first, gone := n.judged(t, n.rosa, "phrase", factcheck.Verified), n.judged(t, n.rosa, "The company", factcheck.Verified),
		n.judged(t, n.rosa, "2.83m", factcheck.Unchecked), n.judged(t, n.rosa, "was", factcheck.Disputed)
	change(n.rosa, twice, factcheck.Unproven, "not yet")
	change(n.rosa, twice, factcheck.Disputed, "the filing says otherwise")
	change(n.rosa, back, factcheck.Disputed, "")
	change(n.rosa, back, factcheck.Verified, "")
	change(n.rosa, first, factcheck.Disputed, "found at last")
	_, err := n.DeleteClaim(ctx, n.rosa, gone.ID, 0)
	check(t, err)
	decided := n.judged(t, n.imre, "US$12.62 million", factcheck.Verified)
	decision := n.decide(t, accept(decided))
	_, err = n.ChangeDecision(ctx, n.editor, decision.ID, 0, desk.DecisionChange{Verdict: factcheck.Disputed, Rating: of(factcheck.Rating(2)), Reason: of("A reader wrote to us.")})
	check(t, err)
	var got []string
	for c := range n.report(t, n.vera).Corrections {
		got = append(got, c.What+" | "+c.Why)
	}
	slices.Sort(got)
	want := []string{
		"“US$12.62 million”: verified before, disputed (2 of 5) now | A reader wrote to us.",
		"“phrase”: verified before, disputed now | the filing says otherwise",
		"“was”: disputed before, withdrawn now | ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	_, err = n.ReopenDecision(ctx, n.editor, decision.ID, 0)
	check(t, err)
	var last export.Correction
	for last = range n.report(t, n.vera).Corrections {
		continue
	}
	if !strings.Contains(last.What, "the decision, disputed (2 of 5), was taken back") {
		t.Errorf("the last is %q", last.What)
	}
}

func TestTheReportOfTheWholeDesk(t *testing.T) {
	n := newNewsroom(t)
	n.judged(t, n.rosa, "phrase", factcheck.Verified)
	unread := n.importText(t, "Nobody has read this.")
	n.article = n.importText(t, text)
	n.judged(t, n.imre, "phrase", factcheck.Disputed)
	articles := func(verdicts ...factcheck.Verdict) (ids []int64) {
		check(t, n.store.Snapshot(ctx, func(r *store.Reader) error {
			reports, err := n.Reports(r, n.vera, desk.ReportAsk{Verdicts: verdicts})
			check(t, err)
			for report, err := range reports.Each {
				check(t, err)
				ids = append(ids, report.Article.ID)
			}
			return nil
		}))
		return ids
	}
	if got := articles(); !slices.Equal(got, []int64{unread.ID + 1, unread.ID - 1}) {
		t.Errorf("it has the articles %v", got)
	}
	if got := articles(factcheck.Disputed); !slices.Equal(got, []int64{unread.ID + 1}) {
		t.Errorf("of the disputed it has the articles %v", got)
	}
	if err := n.Report(ctx, n.vera, desk.ReportAsk{ArticleID: 99}, nil); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("of no article: %v", err)
	}
}

func TestWhoPublishesIsTheAdminsToSay(t *testing.T) {
	n := newNewsroom(t)
	wanted := factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", LogoURL: "https://desk.example.org/l.png", Method: "We ask.\n\nTwice.", Corrections: "desk@example.org"}
	wantCode(t, n.SetPublisher(ctx, n.editor, factcheck.Publisher{}, wanted), factcheck.Forbidden)
	wantCode(t, n.SetPublisher(ctx, n.admin, factcheck.Publisher{}, factcheck.Publisher{URL: "https://desk.example.org"}), factcheck.Invalid)
	wantCode(t, n.SetPublisher(ctx, n.admin, factcheck.Publisher{}, factcheck.Publisher{Name: "x", URL: "javascript:alert(1)"}), factcheck.Invalid)
	check(t, n.SetPublisher(ctx, n.admin, factcheck.Publisher{}, wanted))
	check(t, n.SetPublisher(ctx, n.admin, factcheck.Publisher{}, wanted))
	if got := n.report(t, n.vera).Publisher; got != wanted {
		t.Errorf("the publisher is %+v", got)
	}
	stale := wanted
	stale.Name, stale.Method = "The Other Desk", "We look."
	check(t, n.SetPublisher(ctx, n.admin, wanted, stale))
	wantCode(t, n.SetPublisher(ctx, n.admin, wanted, factcheck.Publisher{Name: "The Third Desk", URL: wanted.URL, LogoURL: wanted.LogoURL, Method: wanted.Method, Corrections: wanted.Corrections}), factcheck.Conflict)
	moved := wanted
	moved.URL = "https://desk.example.net"
	check(t, n.SetPublisher(ctx, n.admin, wanted, moved)) // of which the rest is as it was seen
	stale.URL = moved.URL
	if got := n.report(t, n.vera).Publisher; got != stale {
		t.Errorf("after two changes the publisher is %+v", got)
	}
	check(t, n.SetPublisher(ctx, n.admin, stale, factcheck.Publisher{}))
	if got := n.report(t, n.vera).Publisher; got != (factcheck.Publisher{}) {
		t.Errorf("taken back, the publisher is %+v", got)
	}
}

func TestATokenIsRevoked(t *testing.T) {
	n := newNewsroom(t)
	for name, c := range map[string]struct {
		by   factcheck.Person
		want factcheck.Code
	}{"one's own": {n.rosa, ""}, "another's, by an admin": {n.admin, ""}, "another's": {n.imre, factcheck.NotFound}} {
		hash := "hash " + name
		check(t, n.AddToken(ctx, n.rosa, n.rosa.ID, "nightly", hash))
		var id int64
		check(t, n.store.Read(ctx, func(r *store.Reader) error {
			tokens, err := r.Tokens(n.rosa.ID)
			id = tokens[0].ID
			return err
		}))
		err := n.RevokeToken(ctx, c.by, id)
		if wantCode(t, err, c.want); (n.bearer(hash) == "") != (c.want == "") {
			t.Errorf("%s: the token is %q's", name, n.bearer(hash))
		}
	}
	wantCode(t, n.RevokeToken(ctx, n.rosa, 99), factcheck.NotFound)
}

// TestTheReportOfTheWholeDeskIsOneSnapshot marks a claim while the reports are being made.
func TestTheReportOfTheWholeDeskIsOneSnapshot(t *testing.T) {
	n := newNewsroom(t)
	n.judged(t, n.rosa, "phrase", factcheck.Verified)
	first := n.article
	n.article = n.importText(t, text)
	n.judged(t, n.rosa, "phrase", factcheck.Verified)
	n.article = first
	var claims []int
	check(t, n.store.Snapshot(ctx, func(r *store.Reader) error {
		reports, err := n.Reports(r, n.vera, desk.ReportAsk{})
		check(t, err)
		for report, err := range reports.Each {
			check(t, err)
			_, err := report.Keep(10)
			check(t, err)
			claims = append(claims, len(said(report)))
			if len(claims) == 1 {
				n.judged(t, n.imre, "The company", factcheck.Disputed)
			}
		}
		return nil
	}))
	if !slices.Equal(claims, []int{1, 1}) || len(said(n.report(t, n.vera))) != 2 {
		t.Errorf("the reports have %v findings", claims)
	}
}
