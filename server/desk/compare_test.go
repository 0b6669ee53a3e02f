package desk_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/factcheck"
)

func (n *newsroom) judge(t *testing.T, by factcheck.Person, quote string, verdict factcheck.Verdict) factcheck.Claim {
	t.Helper()
	c, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Quote: quote, Verdict: verdict})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (n *newsroom) compare(t *testing.T, viewer factcheck.Person) *desk.Comparison {
	t.Helper()
	c, err := n.Compare(ctx, viewer, n.article.ID, agreement.DefaultThreshold)
	if err != nil {
		t.Fatal(err)
	}
	n.holdTable(t, viewer, c)
	return c
}

// readings has two reviewers read the article so that every outcome comes about; it gives rosa's and imre's claims.
func (n *newsroom) readings(t *testing.T) (rosa, imre []factcheck.Claim) {
	t.Helper()
	rosa = []factcheck.Claim{n.judge(t, n.rosa, "The company", factcheck.Verified), n.judge(t, n.rosa, "US$12.62 million", factcheck.Disputed),
		n.judge(t, n.rosa, "up from $2.83m", factcheck.Unproven), n.judge(t, n.rosa, "治理之路", factcheck.Verified)}
	imre = []factcheck.Claim{n.judge(t, n.imre, "The company", factcheck.Verified), n.judge(t, n.imre, "US$12.62 million", factcheck.Verified),
		n.judge(t, n.imre, "from $2.83m", factcheck.Unproven)}
	return rosa, imre
}

func outcomes(c *desk.Comparison) (all []agreement.Outcome) {
	for _, g := range c.Groups {
		all = append(all, g.Outcome)
	}
	return all
}

func TestTwoReadingsAreCompared(t *testing.T) {
	n := newNewsroom(t)
	n.readings(t)
	c := n.compare(t, n.editor)
	want := []agreement.Outcome{agreement.Agreed, agreement.VerdictDiffers, agreement.SpanDiffers, agreement.OnlyOne}
	if diff := cmp.Diff(want, outcomes(c)); diff != "" || c.Needs != "" || c.Undecided != 4 || c.Decided != 0 {
		t.Errorf("%+v: %s", c, diff)
	}
	if c.Readings[0].Reviewer != "imre" || c.Readings[1].DisplayName != "rosa" || c.Readings[1].Review.State() != factcheck.Reading || len(c.Readings[1].Claims) != 4 {
		t.Errorf("the readings are %+v", c.Readings)
	}
	if c.Judging.Percent.Units != 3 || math.Abs(*c.Judging.Percent.Value-2.0/3) > 1e-9 {
		t.Errorf("percent agreement is %+v", c.Judging.Percent)
	}
	if s := c.Groups[0].Suggestion; s == nil || s.For != 2 || c.Groups[1].Suggestion != nil {
		t.Errorf("suggested are %+v and %+v", s, c.Groups[1].Suggestion)
	}
}

func TestAComparisonSaysWhatItNeeds(t *testing.T) {
	n := newNewsroom(t)
	for _, step := range []struct {
		what func()
		says string
	}{
		{func() {}, "assign two reviewers"},
		{func() { n.assign(t, n.rosa, false, "") }, "assign two reviewers"},
		{func() { n.mark(t, n.rosa, "company") }, "assign another reviewer"},
		{func() { n.assign(t, n.imre, false, "") }, "assign another reviewer"},
		{func() { n.submit(t, n.imre) }, ""}, // who found nothing has read it all the same
	} {
		step.what()
		c := n.compare(t, n.editor)
		if !strings.Contains(c.Needs, step.says) || (c.Needs == "") != (step.says == "") {
			t.Errorf("it needs %q, want %q", c.Needs, step.says)
		}
	}
	if c := n.compare(t, n.editor); len(c.Groups) != 1 || c.Groups[0].Outcome != agreement.OnlyOne {
		t.Errorf("one claim against a reading without any gives %+v", c.Groups)
	}
}

func TestWhoReadsBlindGetsNoComparison(t *testing.T) {
	n := newNewsroom(t)
	n.readings(t)
	n.assign(t, n.rosa, true, "")
	if c := n.compare(t, n.rosa); !strings.Contains(c.Needs, "Submit your review") || len(c.Groups)+len(c.Readings)+len(c.Left)+c.Undecided != 0 || c.Finding.Pairs != nil {
		t.Errorf("a blind reader is told %+v", c)
	}
	n.submit(t, n.rosa)
	if c := n.compare(t, n.rosa); len(c.Groups) != 4 {
		t.Errorf("after submitting they get %d groups", len(c.Groups))
	}
}

func TestAComparisonFollowsEveryChange(t *testing.T) {
	n := newNewsroom(t)
	rosa, _ := n.readings(t)
	n.compare(t, n.editor)
	if _, err := n.ChangeClaim(ctx, n.rosa, rosa[1].ID, 0, desk.ClaimChange{Verdict: of(factcheck.Verified)}); err != nil {
		t.Fatal(err)
	}
	if c := n.compare(t, n.editor); c.Groups[1].Outcome != agreement.Agreed {
		t.Errorf("after a change of verdict the group is %s", c.Groups[1].Outcome)
	}
	if _, err := n.DeleteClaim(ctx, n.rosa, rosa[3].ID, 0); err != nil {
		t.Fatal(err)
	}
	if c := n.compare(t, n.editor); len(c.Groups) != 3 {
		t.Errorf("after a delete there are %d groups", len(c.Groups))
	}
	n.assign(t, n.joined(t), false, "")
	n.submit(t, n.joined(t))
	if c := n.compare(t, n.editor); len(c.Readings) != 3 {
		t.Errorf("after a third review there are %d readings", len(c.Readings))
	}
}

// joined gives a third reviewer.
func (n *newsroom) joined(t *testing.T) factcheck.Person {
	t.Helper()
	if n.third.ID == 0 {
		n.third = n.person(t, "zelda", factcheck.Reviewer)
	}
	return n.third
}

func TestThresholdsOutOfBoundsAreRefused(t *testing.T) {
	n := newNewsroom(t)
	for _, threshold := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1)} {
		_, err := n.Compare(ctx, n.editor, n.article.ID, threshold)
		wantCode(t, err, factcheck.Invalid)
	}
	_, err := n.Compare(ctx, n.editor, 99, 0.5)
	wantCode(t, err, factcheck.NotFound)
}

// TestPseudonymsHideWhoIsWho compares everything that a masked comparison says with what the open one says.
func TestPseudonymsHideWhoIsWho(t *testing.T) {
	n := newNewsroom(t)
	n.readings(t)
	n.judge(t, n.joined(t), "US$12.62 million in 2018", factcheck.Verified)
	open := n.compare(t, n.editor)
	if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
		t.Fatal(err)
	}
	masked := n.compare(t, n.editor)
	if !masked.Masked || open.Masked || !masked.Article.Pseudonyms {
		t.Fatalf("masked: %v, open: %v", masked.Masked, open.Masked)
	}
	names := map[string]string{}
	for _, r := range masked.Readings {
		for _, o := range open.Readings {
			if o.Claims[0].ID == r.Claims[0].ID {
				names[o.Reviewer] = r.Reviewer
			}
		}
		if !strings.HasPrefix(r.Reviewer, "Reviewer ") || r.Review.ID < 1e12 || r.Review.ReviewerID != 0 || r.DisplayName != r.Reviewer {
			t.Errorf("a masked reading is %+v", r)
		}
	}
	if len(names) != 3 || !slices.IsSortedFunc(masked.Readings, func(a, b desk.Reading) int { return strings.Compare(a.Reviewer, b.Reviewer) }) {
		t.Errorf("the pseudonyms are %v in %v", names, masked.Readings)
	}
	for i, g := range masked.Groups {
		if len(g.Members) != len(open.Groups[i].Members) {
			t.Fatalf("group %d differs", i)
		}
		for m, member := range g.Members {
			if member.Reviewer != member.Claim.Reviewer || member.Claim.ReviewerID != 0 || member.Claim.ReviewID < 1e12 || m > 0 && member.Reviewer < g.Members[m-1].Reviewer {
				t.Errorf("a masked member is %+v", member)
			}
		}
		overlapping := func(c *desk.Comparison, i int) (ids []int64) {
			for _, o := range c.Groups[i].Overlaps {
				ids = append(ids, c.Groups[o.Group].Members[o.Member].Claim.ID)
			}
			slices.Sort(ids)
			return ids
		}
		if diff := cmp.Diff(overlapping(open, i), overlapping(masked, i)); diff != "" {
			t.Errorf("overlaps of group %d: %s", i, diff)
		}
		if s := g.Suggestion; s != nil && !slices.ContainsFunc(g.Members, func(m agreement.Member) bool { return m.Reviewer == s.Reviewer && m.Claim.ID == s.Claim.ID }) {
			t.Errorf("suggested is %+v", s)
		}
	}
	for _, p := range open.Finding.Pairs {
		a, b := names[p.Reviewers[0]], names[p.Reviewers[1]]
		i := slices.IndexFunc(masked.Finding.Pairs, func(m agreement.PairFinding) bool {
			return m.Reviewers == [2]string{min(a, b), max(a, b)}
		})
		if i < 0 {
			t.Fatalf("no pair %s and %s", a, b)
		}
		m := masked.Finding.Pairs[i]
		if a > b {
			m = m.Turned()
		}
		m.Reviewers = p.Reviewers
		if diff := cmp.Diff(p, m); diff != "" {
			t.Errorf("the pair %v: %s", p.Reviewers, diff)
		}
	}
}

// TestPseudonymsStayAndTellNoOrder turns pseudonyms on for many articles: a reviewer who joins changes nobody's letter, and no
// letter falls to the first reviewer more often than chance has it.
func TestPseudonymsStayAndTellNoOrder(t *testing.T) {
	n := newNewsroom(t)
	letters := map[string]int{}
	const articles = 60
	for range articles {
		n.article = n.importText(t, text)
		rosa, imre := n.mark(t, n.rosa, "The company"), n.mark(t, n.imre, "The company")
		if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
			t.Fatal(err)
		}
		before := whoIsWho(n.compare(t, n.editor))
		n.mark(t, n.joined(t), "The company")
		after := whoIsWho(n.compare(t, n.editor))
		if before[rosa.ID] != after[rosa.ID] || before[imre.ID] != after[imre.ID] || len(after) != 3 {
			t.Fatalf("the pseudonyms were %v and are %v", before, after)
		}
		letters[after[rosa.ID]]++
	}
	for letter, times := range letters {
		if times > articles/2 {
			t.Errorf("the first reviewer is %s %d times of %d", letter, times, articles)
		}
	}
	if len(letters) < 4 {
		t.Errorf("the first reviewer has only the letters %v", letters)
	}
}

// whoIsWho gives the reviewer of each claim of a comparison's readings.
func whoIsWho(c *desk.Comparison) map[int64]string {
	who := map[int64]string{}
	for _, r := range c.Readings {
		for _, claim := range r.Claims {
			who[claim.ID] = r.Reviewer
		}
	}
	return who
}

func TestPseudonymsAreTheEditorsToChoose(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.SetPseudonyms(ctx, n.rosa, n.article.ID, true)
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.SetPseudonyms(ctx, n.editor, 99, true)
	wantCode(t, err, factcheck.NotFound)
	for range 2 {
		if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
			t.Fatal(err)
		}
	}
	if events := n.articleEvents(t, n.editor); len(events) != 2 || events[1] != factcheck.ArticleChanged {
		t.Errorf("the history is %v", events)
	}
}
