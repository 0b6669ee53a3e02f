package desk_test

import (
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// compared imports an article that rosa and another have read to the end.
func (n *newsroom) compared(t *testing.T, other factcheck.Person) factcheck.Article {
	t.Helper()
	n.article = n.importText(t, text)
	n.readingsWith(t, other)
	n.submit(t, n.rosa)
	n.submit(t, other)
	return n.article
}

func (n *newsroom) readingsWith(t *testing.T, other factcheck.Person) {
	t.Helper()
	n.judge(t, n.rosa, "The company", factcheck.Verified)
	n.judge(t, n.rosa, "US$12.62 million", factcheck.Disputed)
	n.judge(t, n.rosa, "治理之路", factcheck.Verified)
	n.judge(t, other, "The company", factcheck.Verified)
	n.judge(t, other, "US$12.62 million", factcheck.Verified)
}

func (n *newsroom) agreement(t *testing.T, viewer factcheck.Person, since, until string) *desk.DeskAgreement {
	t.Helper()
	a, err := n.Agreement(ctx, viewer, since, until)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestTheDesksAgreementSaysWhatEntered(t *testing.T) {
	n := newNewsroom(t) // article 1: nobody has read it
	first := n.compared(t, n.imre)
	second := n.compared(t, n.joined(t))
	n.article = n.importText(t, text) // one review of two submitted
	n.readingsWith(t, n.imre)
	n.submit(t, n.rosa)
	masked := n.compared(t, n.imre)
	if _, err := n.SetPseudonyms(ctx, n.editor, masked.ID, true); err != nil {
		t.Fatal(err)
	}
	n.compared(t, n.imre)
	n.assign(t, n.editor, true, "")

	a := n.agreement(t, n.editor, "", "")
	left := []desk.LeftOut{{"nobody has read them", 1}, {"fewer than two reviews of them are submitted", 1},
		{"their reviewers are under pseudonyms until they are decided", 1}, {"you read them blind", 1}}
	if diff := cmp.Diff(left, a.LeftOut); diff != "" {
		t.Error(diff)
	}
	if len(a.Articles) != 2 || a.Articles[0].Article.ID != second.ID || a.Articles[1].Article.ID != first.ID || a.Articles[1].Groups != 3 {
		t.Errorf("the articles are %+v", a.Articles)
	}
	if diff := cmp.Diff([]string{"imre", "rosa"}, a.Articles[1].Reviewers); diff != "" {
		t.Error(diff)
	}
	if p := a.Judging.Percent; p.Units != 4 || p.LeftOut != 2 || math.Abs(*p.Value-0.5) > 1e-9 || a.Judging.Kappa != nil {
		t.Errorf("pooled, percent agreement is %+v", p)
	}
	if len(a.Pairs) != 2 || a.Pairs[0].Reviewers != [2]string{"imre", "rosa"} || a.Pairs[0].Articles != 1 || a.Pairs[0].Kappa.Units != 2 || a.Pairs[0].Finding.Claims != [2]int{2, 3} {
		t.Errorf("the pairs are %+v", a.Pairs)
	}
	if m := a.AlphaU; m.Articles != 2 || m.LeftOut != 0 || *m.Value != *a.Articles[0].Finding.AlphaU.Value {
		t.Errorf("the median alpha is %+v", m)
	}
	if len(a.Months) != 1 || a.Months[0].Articles != 2 || a.Months[0].Judging.Percent.Units != 4 || a.Months[0].Month != a.Articles[0].ComparedOn[:7] {
		t.Errorf("the months are %+v", a.Months)
	}
	if everything := n.agreement(t, n.vera, "", ""); len(everything.Articles) != 3 {
		t.Errorf("who reads nothing blind is given %d articles", len(everything.Articles))
	}
}

// TestAReviewSubmittedAtNoTimeTakesNoFiguresAway has a desk hold what no archive may bring in any more.
func TestAReviewSubmittedAtNoTimeTakesNoFiguresAway(t *testing.T) {
	n := newNewsroom(t)
	article := n.compared(t, n.imre)
	check(t, n.store.Write(ctx, func(tx *store.Tx) error {
		for _, reviewer := range []int64{n.rosa.ID, n.imre.ID} {
			review, _, err := tx.ReviewBy(reviewer, article.ID)
			if err != nil {
				return err
			}
			if err := tx.SubmitReview(review.ID, "zz"); err != nil {
				return err
			}
		}
		return nil
	}))
	if a := n.agreement(t, n.editor, "", ""); len(a.Articles) != 1 || a.Articles[0].ComparedOn != "zz" {
		t.Errorf("the articles are %+v", a.Articles)
	}
}

func TestTwoArticlesOfAPairAreOneContinuum(t *testing.T) {
	n := newNewsroom(t)
	n.compared(t, n.imre)
	alone := n.agreement(t, n.editor, "", "").Pairs[0]
	n.compared(t, n.imre)
	both := n.agreement(t, n.editor, "", "").Pairs[0]
	if both.Articles != 2 || both.Kappa.Units != 2*alone.Kappa.Units || both.AlphaU.Units != 2*alone.AlphaU.Units || *both.Finding.Exact.F1 != *alone.Finding.Exact.F1 {
		t.Errorf("one article gives %+v, two the like of it %+v", alone, both)
	}
}

// TestSoManyClaimsArePooledAndNoMore has three articles, of which two have as many claims as are taken together.
func TestSoManyClaimsArePooledAndNoMore(t *testing.T) {
	n := newNewsroom(t)
	n.compared(t, n.imre)
	second := n.compared(t, n.imre)
	third := n.compared(t, n.imre)
	desk.PoolAtMost(t, 6) // an article has five
	a := n.agreement(t, n.editor, "", "")
	if len(a.Articles) != 2 || a.Articles[0].Article.ID != third.ID || a.Articles[1].Article.ID != second.ID {
		t.Errorf("taken together are %+v", a.Articles)
	}
	want := desk.LeftOut{Why: "those compared after them have as many claims as are taken together; choose their dates to see them", Articles: 1}
	if len(a.LeftOut) == 0 || a.LeftOut[len(a.LeftOut)-1] != want {
		t.Errorf("left out are %+v", a.LeftOut)
	}
	if p := a.Pairs[0]; p.Articles != 2 {
		t.Errorf("the pair is %+v", p)
	}
}

func TestTheDesksAgreementIsBoundByDates(t *testing.T) {
	n := newNewsroom(t)
	a := n.compared(t, n.imre)
	on := n.agreement(t, n.editor, "", "").Articles[0].ComparedOn
	day, err := time.Parse(time.DateOnly, on)
	if err != nil {
		t.Fatal(err)
	}
	before, after := day.AddDate(0, 0, -1).Format(time.DateOnly), day.AddDate(0, 0, 1).Format(time.DateOnly)
	for bounds, want := range map[[2]string]int{{on, on}: 1, {before, after}: 1, {after, ""}: 0, {"", before}: 0, {"", ""}: 1} {
		got := n.agreement(t, n.editor, bounds[0], bounds[1])
		if len(got.Articles) != want || want == 0 && got.LeftOut[len(got.LeftOut)-1] != (desk.LeftOut{Why: "they were compared at another time", Articles: 1}) {
			t.Errorf("%v: %d articles of which article %d is one, left out %v", bounds, len(got.Articles), a.ID, got.LeftOut)
		}
	}
	_, err = n.Agreement(ctx, n.editor, "yesterday", "")
	wantCode(t, err, factcheck.Invalid)
}

func TestADeskWithoutReadingsHasNoAgreement(t *testing.T) {
	n := newNewsroom(t)
	a := n.agreement(t, n.editor, "", "")
	if a.Judging.Percent.Value != nil || a.Judging.Percent.Undefined == "" || a.AlphaU.Value != nil || len(a.Pairs)+len(a.Months)+len(a.Articles) != 0 {
		t.Errorf("%+v", a)
	}
}
