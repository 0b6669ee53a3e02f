package desk_test

import (
	"strings"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestAgreedGroupsAreAcceptedTogether(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	n.mark(t, n.rosa, "was the phrase")
	n.mark(t, n.imre, "was the phrase") // agreed, but nobody has judged it
	_, err := n.DecideAgreed(ctx, n.rosa, n.article.ID, 0.5, nil)
	wantCode(t, err, factcheck.Forbidden)
	done, err := n.DecideAgreed(ctx, n.editor, n.article.ID, 0.5, nil)
	made := done.Made
	if err != nil || len(made) != 1 || made[0].Outcome != factcheck.Accepted || made[0].Verdict != factcheck.Verified {
		t.Fatalf("made %+v, %v", made, err)
	}
	for _, id := range []int64{rosa[0].ID, imre[0].ID} {
		if _, ok := made[0].Saw(id); !ok {
			t.Errorf("claim %d is not decided", id)
		}
	}
	again, err := n.DecideAgreed(ctx, n.editor, n.article.ID, 0.5, nil)
	if err != nil || len(again.Made) != 0 {
		t.Errorf("a second time it made %+v, %v", again, err)
	}
	if c := n.compare(t, n.editor); c.Decided != 1 || c.Undecided != 4 || c.Article.DecidedAt != "" {
		t.Errorf("%d decided, %d undecided, at %q", c.Decided, c.Undecided, c.Article.DecidedAt)
	}
}

// TestAnArticleIsDecidedAndLaterChangesShow goes through the life of a decided article.
func TestAllAgreedGroupsAreAcceptedHoweverMany(t *testing.T) {
	n := newNewsroom(t)
	const groups = 501 // one more than are accepted in one write
	for range groups {
		n.judge(t, n.rosa, "phrase", factcheck.Verified)
		n.judge(t, n.imre, "phrase", factcheck.Verified)
	}
	made, err := n.DecideAgreed(ctx, n.editor, n.article.ID, agreement.DefaultThreshold, nil)
	check(t, err)
	if c := n.compare(t, n.editor); len(made.Made) != groups || c.Decided != groups || c.Undecided != 0 || c.Article.DecidedAt == "" {
		t.Errorf("%d are accepted; %d are decided, %d are not; the article is decided at %q", len(made.Made), c.Decided, c.Undecided, c.Article.DecidedAt)
	}
}

func TestAnArticleIsDecidedAndLaterChangesShow(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	n.decide(t, accept(rosa[0], imre[0]))
	n.decide(t, desk.DecisionInput{ClaimIDs: accept(rosa[1], imre[1]).ClaimIDs, Outcome: factcheck.Rejected, Reason: "An opinion."})
	spans := n.decide(t, accept(rosa[2], imre[2]))
	if c := n.compare(t, n.editor); c.Article.DecidedAt != "" || c.Undecided != 1 {
		t.Fatalf("one group is left, and the article is decided at %q", c.Article.DecidedAt)
	}
	n.decide(t, accept(rosa[3]))
	c := n.compare(t, n.editor)
	if c.Article.DecidedAt == "" || c.Undecided != 0 || c.Decided != 4 {
		t.Fatalf("%d of 4 decided, at %q", c.Decided, c.Article.DecidedAt)
	}
	for i, g := range c.Groups {
		if g.Since || g.Undecided || g.Decision == nil {
			t.Errorf("group %d is %+v", i, g)
		}
	}

	since := func(what string, want ...bool) {
		t.Helper()
		c := n.compare(t, n.editor)
		if len(c.Groups) != len(want) {
			t.Fatalf("%s: %d groups", what, len(c.Groups))
		}
		for i, g := range c.Groups {
			if g.Since != want[i] {
				t.Errorf("%s: group %d since: %v", what, i, g.Since)
			}
		}
	}
	if _, err := n.ChangeClaim(ctx, n.imre, imre[0].ID, 0, desk.ClaimChange{Note: of("Looked again.")}); err != nil {
		t.Fatal(err)
	}
	since("a changed note", true, false, false, false)
	fresh := n.judge(t, n.imre, "治理之路", factcheck.Disputed)
	since("a claim that joins a group", true, false, false, true)
	n.judge(t, n.rosa, "was the phrase", factcheck.Verified)
	since("a claim by itself", true, false, false, true, true)
	if _, err := n.DeleteClaim(ctx, n.rosa, rosa[2].ID, 0); err != nil {
		t.Fatal(err)
	}
	since("a deleted claim", true, false, true, true, true)
	c = n.compare(t, n.editor)
	if c.Article.DecidedAt == "" || c.Undecided != 2 || len(c.Lost) != 0 {
		t.Errorf("the article is decided at %q, %d undecided, lost %v", c.Article.DecidedAt, c.Undecided, c.Lost)
	}

	if _, err := n.ChangeDecision(ctx, n.editor, c.Groups[3].Decision.ID, 0, desk.DecisionChange{ClaimIDs: accept(rosa[3], fresh).ClaimIDs}); err != nil {
		t.Fatal(err)
	}
	if _, err := n.ChangeDecision(ctx, n.editor, c.Groups[0].Decision.ID, 0, desk.DecisionChange{ClaimIDs: accept(rosa[0], imre[0]).ClaimIDs}); err != nil {
		t.Fatal(err)
	}
	since("two decisions looked at again", false, false, true, false, true)
	if _, err := n.DeleteClaim(ctx, n.imre, imre[2].ID, 0); err != nil {
		t.Fatal(err)
	}
	if c := n.compare(t, n.editor); len(c.Lost) != 1 || c.Lost[0].ID != spans.ID {
		t.Errorf("lost are %+v", c.Lost)
	}
	_, err := n.ChangeDecision(ctx, n.editor, spans.ID, 0, desk.DecisionChange{Reason: of("x")})
	wantCode(t, err, factcheck.Conflict)
	if _, err := n.ReopenDecision(ctx, n.editor, spans.ID, 0); err != nil {
		t.Fatal(err)
	}
	if c := n.compare(t, n.editor); c.Article.DecidedAt != "" || len(c.Lost) != 0 {
		t.Errorf("after reopening: decided at %q, lost %v", c.Article.DecidedAt, c.Lost)
	}
}

func TestALongClaimIsDecidedWithTheShortOnesInIt(t *testing.T) {
	n := newNewsroom(t)
	long := n.judge(t, n.rosa, "US$12.62 million in 2018, up from $2.83m in 2018", factcheck.Disputed)
	first := n.judge(t, n.imre, "US$12.62 million in 2018", factcheck.Disputed)
	second := n.judge(t, n.imre, "up from $2.83m in 2018", factcheck.Disputed)
	made := n.decide(t, accept(long, first, second))
	if len(made.Claims) != 3 || made.Verdict != factcheck.Disputed {
		t.Errorf("decided as %+v", made)
	}
	c := n.compare(t, n.editor)
	for i, g := range c.Groups {
		if g.Decision == nil || g.Decision.ID != made.ID || g.Undecided || g.Since {
			t.Errorf("group %d is %+v", i, g)
		}
	}
	if c.Article.DecidedAt == "" {
		t.Error("the article is not decided")
	}
}

// TestAGroupOfAnotherThresholdKeepsItsDecisions decides two claims apart and looks at them together.
func TestAGroupOfAnotherThresholdKeepsItsDecisions(t *testing.T) {
	n := newNewsroom(t)
	long := n.judge(t, n.rosa, "The company spent US$12.62 million in 2018", factcheck.Disputed)
	short := n.judge(t, n.imre, "in 2018, up", factcheck.Disputed)
	first := n.decide(t, accept(long))
	c, err := n.Compare(ctx, n.editor, n.article.ID, 0)
	if err != nil || len(c.Groups) != 1 || c.Groups[0].Decision == nil || !c.Groups[0].Undecided || c.Groups[0].Since || c.Undecided != 1 {
		t.Fatalf("at threshold 0: %+v, %v", c.Groups, err)
	}
	n.decide(t, accept(short))
	c, err = n.Compare(ctx, n.editor, n.article.ID, 0)
	if err != nil || c.Groups[0].Decision.ID != first.ID || c.Groups[0].Undecided || c.Groups[0].Since {
		t.Errorf("with both decided: %+v, %v", c.Groups, err)
	}
	if c, _ := n.Compare(ctx, n.editor, n.article.ID, 0.5); len(c.Groups) != 2 || c.Groups[1].Outcome != agreement.OnlyOne || c.Decided != 2 {
		t.Errorf("at threshold 0.5: %+v", c.Groups)
	}
}

func TestPseudonymsEndWithTheLastDecision(t *testing.T) {
	n := newNewsroom(t)
	c := n.judge(t, n.rosa, "The company", factcheck.Verified)
	n.submit(t, n.rosa)
	n.assign(t, n.imre, true, "")
	n.submit(t, n.imre)
	if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
		t.Fatal(err)
	}
	if !n.compare(t, n.editor).Masked {
		t.Error("names are shown before anything is decided")
	}
	made := n.decide(t, accept(c))
	if n.compare(t, n.editor).Masked {
		t.Error("pseudonyms are shown after all is decided")
	}
	if _, err := n.ReopenDecision(ctx, n.editor, made.ID, 0); err != nil {
		t.Fatal(err)
	}
	if !n.compare(t, n.editor).Masked {
		t.Error("names are shown after a decision was reopened")
	}
}

// TestNoNameIsToldWhileSomebodyReads has an editor decide all that is marked, again and again, before the readers are done.
func TestNoNameIsToldWhileSomebodyReads(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
		t.Fatal(err)
	}
	told := func(when string, names bool) {
		t.Helper()
		if c := n.compare(t, n.vera); c.Masked == names || (c.Article.DecidedAt != "") != names {
			t.Errorf("%s: masked %v, decided %q", when, c.Masked, c.Article.DecidedAt)
		}
		n.read(t, func(r *store.Reader) error {
			reviews, err := r.Reviews(n.vera.ID, n.article.ID)
			for _, v := range reviews {
				if strings.HasPrefix(v.Reviewer, "Reviewer ") == names {
					t.Errorf("%s: told is %s", when, v.Reviewer)
				}
			}
			return err
		})
	}
	own := n.judge(t, n.editor, "The company", factcheck.Verified)
	n.submit(t, n.editor)
	n.decide(t, accept(own))
	told("when the only reader is done and all is decided", true)
	n.assign(t, n.rosa, false, "")
	told("when somebody else is to read", false)
	first := n.judge(t, n.rosa, "US$12.62 million", factcheck.Disputed)
	second := n.judge(t, n.imre, "in 2018, up", factcheck.Disputed)
	n.decide(t, accept(first))
	told("when somebody goes on reading", false)
	n.submit(t, n.rosa)
	n.submit(t, n.imre)
	told("when all are done and not all is decided", false)
	n.decide(t, accept(second))
	told("when all is decided", true)
	last := n.assign(t, n.admin, false, "")
	told("when one more is to read", false)
	if _, err := n.UnassignReview(ctx, n.editor, last.ID); err != nil {
		t.Fatal(err)
	}
	told("when that is taken back", true)
}

func TestAClaimThatJoinsADecidedGroupShows(t *testing.T) {
	n := newNewsroom(t)
	made := n.decide(t, accept(n.judge(t, n.rosa, "The company", factcheck.Verified)))
	n.mark(t, n.rosa, "治理之路") // still undecided, so that the article is open
	for late := n.judge(t, n.imre, "The company", factcheck.Disputed); late.CreatedAt <= made.UpdatedAt; {
		if _, err := n.DeleteClaim(ctx, n.imre, late.ID, 0); err != nil {
			t.Fatal(err)
		}
		late = n.judge(t, n.imre, "The company", factcheck.Disputed)
	}
	if g := n.compare(t, n.editor).Groups[0]; !g.Since || !g.Undecided || g.Decision == nil || len(g.Members) != 2 {
		t.Errorf("the group is %+v", g)
	}
}
