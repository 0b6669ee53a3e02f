package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func (n *newsroom) assign(t *testing.T, reviewer factcheck.Person, blind bool, dueOn string) factcheck.Review {
	t.Helper()
	v, err := n.AssignReview(ctx, n.editor, n.article.ID, reviewer.Name, blind, dueOn)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (n *newsroom) submit(t *testing.T, by factcheck.Person) factcheck.Review {
	t.Helper()
	v, _, err := n.SubmitReview(ctx, by, n.reviewOf(t, by).ID)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// reviewOf reads a person's review of the article from the database.
func (n *newsroom) reviewOf(t *testing.T, p factcheck.Person) (v factcheck.Review) {
	t.Helper()
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		v, _, err = r.ReviewBy(p.ID, n.article.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (n *newsroom) articleEvents(t *testing.T, viewer factcheck.Person) (actions []factcheck.Action) {
	t.Helper()
	err := n.store.Read(ctx, func(r *store.Reader) error {
		events, _, err := r.ArticleEvents(viewer.ID, n.article.ID, 0, 1000)
		for _, e := range events {
			actions = append(actions, e.Action)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return actions
}

func TestAReviewFromAssignmentToReopening(t *testing.T) {
	n := newNewsroom(t)
	assigned := n.assign(t, n.rosa, true, "2026-03-01")
	want := factcheck.Review{ID: assigned.ID, ArticleID: n.article.ID, ReviewerID: n.rosa.ID, Reviewer: "rosa", Blind: true, DueOn: "2026-03-01", AssignedBy: "chidi"}
	if diff := cmp.Diff(want, assigned); diff != "" {
		t.Error(diff)
	}
	if kept := n.reviewOf(t, n.rosa); kept != want || kept.State() != factcheck.Assigned {
		t.Errorf("kept as %+v", kept)
	}
	c := n.mark(t, n.rosa, "company")
	if kept := n.reviewOf(t, n.rosa); kept.State() != factcheck.Reading || kept.OpenedAt == "" || c.ReviewID != assigned.ID {
		t.Errorf("with a claim it is %+v", kept)
	}
	open := n.assign(t, n.rosa, false, "")
	if open.Blind || open.DueOn != "" || open.ID != assigned.ID {
		t.Errorf("assigned again it is %+v", open)
	}
	submitted, unchecked, err := n.SubmitReview(ctx, n.rosa, assigned.ID)
	if err != nil || submitted.State() != factcheck.Submitted || len(unchecked) != 1 || unchecked[0].ID != c.ID {
		t.Errorf("submitted as %+v, unchecked %v, %v", submitted, unchecked, err)
	}
	if again, _, err := n.SubmitReview(ctx, n.rosa, assigned.ID); err != nil || again.SubmittedAt != submitted.SubmittedAt {
		t.Errorf("submitted twice: %+v, %v", again, err)
	}
	reopened, err := n.ReopenReview(ctx, n.editor, assigned.ID)
	if err != nil || reopened.State() != factcheck.Reading {
		t.Errorf("reopened as %+v, %v", reopened, err)
	}
	wanted := []factcheck.Action{factcheck.ArticleImported, factcheck.ReviewAssigned, factcheck.ReviewOpened, factcheck.ClaimCreated,
		factcheck.ReviewAssigned, factcheck.ReviewSubmitted, factcheck.ReviewReopened}
	if diff := cmp.Diff(wanted, n.articleEvents(t, n.editor)); diff != "" {
		t.Errorf("the history: %s", diff)
	}
}

func TestAssigningTheSameAgainIsNoEvent(t *testing.T) {
	n := newNewsroom(t)
	n.assign(t, n.rosa, true, "2026-03-01")
	n.assign(t, n.rosa, true, "2026-03-01")
	if events := n.articleEvents(t, n.editor); len(events) != 2 {
		t.Errorf("the history is %v", events)
	}
}

func TestWhatCannotBeAssignedIsRefused(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.DisablePerson(ctx, n.admin, n.imre.ID); err != nil {
		t.Fatal(err)
	}
	n.assign(t, n.rosa, true, "")
	n.submit(t, n.rosa)
	for name, test := range map[string]struct {
		by       factcheck.Person
		article  int64
		reviewer string
		dueOn    string
		code     factcheck.Code
		words    string
	}{
		"by a reviewer":           {n.rosa, n.article.ID, "rosa", "", factcheck.Forbidden, "editor"},
		"nobody named":            {n.editor, n.article.ID, " ", "", factcheck.Invalid, "Name who"},
		"somebody unknown":        {n.editor, n.article.ID, "zelda", "", factcheck.Invalid, "zelda"},
		"a viewer":                {n.editor, n.article.ID, "vera", "", factcheck.Invalid, "viewer"},
		"somebody shut out":       {n.editor, n.article.ID, "imre", "", factcheck.Invalid, "disabled"},
		"no such date":            {n.editor, n.article.ID, "rosa", "soon", factcheck.Invalid, "2019-10-24"},
		"no such article":         {n.editor, 99, "rosa", "", factcheck.NotFound, "no article 99"},
		"what is submitted":       {n.editor, n.article.ID, "rosa", "2026-03-01", factcheck.Conflict, "Reopen it first"},
		"by a disabled editor":    {factcheck.Person{ID: n.editor.ID, Role: factcheck.Editor, Disabled: true}, n.article.ID, "rosa", "", factcheck.Forbidden, ""},
		"without being signed in": {factcheck.Person{}, n.article.ID, "rosa", "", factcheck.Forbidden, ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := n.AssignReview(ctx, test.by, test.article, test.reviewer, true, test.dueOn)
			wantCode(t, err, test.code)
			if err != nil && !strings.Contains(err.Error(), test.words) {
				t.Errorf("%q does not say %q", err, test.words)
			}
		})
	}
}

func TestOnlyTheirReviewerSubmitsAndOnlyEditorsReopen(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "company")
	id := n.reviewOf(t, n.rosa).ID
	for _, by := range []factcheck.Person{n.imre, n.editor, n.admin, n.vera} {
		_, _, err := n.SubmitReview(ctx, by, id)
		wantCode(t, err, factcheck.Forbidden)
	}
	n.submit(t, n.rosa)
	for _, by := range []factcheck.Person{n.rosa, n.imre, n.vera} {
		_, err := n.ReopenReview(ctx, by, id)
		wantCode(t, err, factcheck.Forbidden)
	}
	_, _, err := n.SubmitReview(ctx, n.rosa, 99)
	wantCode(t, err, factcheck.NotFound)
	_, err = n.ReopenReview(ctx, n.editor, 99)
	wantCode(t, err, factcheck.NotFound)
}

func TestABlindReaderDoesNotFindTheOthersReview(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.imre, "company")
	n.assign(t, n.rosa, true, "")
	_, _, err := n.SubmitReview(ctx, n.rosa, n.reviewOf(t, n.imre).ID)
	wantCode(t, err, factcheck.NotFound)
}

func TestASubmittedReviewTakesNoWrites(t *testing.T) {
	n := newNewsroom(t)
	kept, gone := n.mark(t, n.rosa, "company"), n.mark(t, n.rosa, "治理之路")
	if _, err := n.AddCitation(ctx, n.rosa, kept.ID, 0, factcheck.Citation{URL: "https://example.org"}, "cited"); err != nil {
		t.Fatal(err)
	}
	if _, err := n.DeleteClaim(ctx, n.rosa, gone.ID, 0); err != nil {
		t.Fatal(err)
	}
	n.submit(t, n.rosa)
	cite := factcheck.Citation{Number: 1, URL: "https://example.org/2"}
	for name, write := range map[string]func() error{
		"create": func() error {
			_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "up from"})
			return err
		},
		"change": func() error {
			_, err := n.ChangeClaim(ctx, n.rosa, kept.ID, 0, desk.ClaimChange{Note: of("x")})
			return err
		},
		"delete":      func() error { _, err := n.DeleteClaim(ctx, n.rosa, kept.ID, 0); return err },
		"restore":     func() error { _, err := n.RestoreClaim(ctx, n.rosa, gone.ID, 0); return err },
		"undo":        func() error { _, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); return err },
		"cite":        func() error { _, err := n.AddCitation(ctx, n.rosa, kept.ID, 0, cite, ""); return err },
		"cite anew":   func() error { _, err := n.ChangeCitation(ctx, n.rosa, kept.ID, 0, cite); return err },
		"remove cite": func() error { _, err := n.RemoveCitation(ctx, n.rosa, kept.ID, 0, 1); return err },
	} {
		t.Run(name, func(t *testing.T) {
			err := write()
			wantCode(t, err, factcheck.Conflict)
			if err != nil && err.Error() != "Your review is submitted; ask an editor to reopen it." {
				t.Error(err)
			}
		})
	}
	if again, err := n.AddCitation(ctx, n.rosa, kept.ID, 0, factcheck.Citation{URL: "https://example.org"}, "cited"); err != nil || len(again.Citations) != 1 {
		t.Errorf("what was cited before is told again as %+v, %v", again.Citations, err)
	}
	if _, err := n.ReopenReview(ctx, n.editor, kept.ReviewID); err != nil {
		t.Fatal(err)
	}
	if _, err := n.ChangeClaim(ctx, n.rosa, kept.ID, 0, desk.ClaimChange{Note: of("after all")}); err != nil {
		t.Error(err)
	}
}

func TestMyReviewsComeByWhenTheyAreDue(t *testing.T) {
	n := newNewsroom(t)
	var ids []int64
	for _, due := range []string{"", "2026-05-01", "2026-04-01", "", ""} {
		a := n.importText(t, text)
		if _, err := n.AssignReview(ctx, n.editor, a.ID, "rosa", false, due); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, a.ID)
	}
	var mine []store.MyReview
	read := func() {
		if err := n.store.Read(ctx, func(r *store.Reader) (err error) {
			mine, err = r.MyReviews(n.rosa.ID)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	read()
	submitted := mine[4].ID
	if _, _, err := n.SubmitReview(ctx, n.rosa, submitted); err != nil {
		t.Fatal(err)
	}
	read()
	var order []int64
	for _, m := range mine {
		order = append(order, m.ArticleID)
	}
	if diff := cmp.Diff([]int64{ids[2], ids[1], ids[0], ids[3], ids[4]}, order); diff != "" || mine[4].State() != factcheck.Submitted || mine[0].ArticleTitle != "Lobbying" {
		t.Errorf("mine are %+v: %s", mine, diff)
	}
}

func TestWhoReadsBlindAssignsNobody(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.AssignReview(ctx, n.admin, n.article.ID, n.editor.Name, true, "")
	check(t, err)
	n.judge(t, n.rosa, "The company", factcheck.Disputed)
	n.submit(t, n.rosa)
	assign := func(by factcheck.Person, reviewer string, blind bool) error {
		_, err := n.AssignReview(ctx, by, n.article.ID, reviewer, blind, "")
		return err
	}
	var refused []string
	for _, reviewer := range []string{"rosa", "imre", "nobody", "chidi"} { // one has submitted, one has not begun
		err := assign(n.editor, reviewer, false)
		wantCode(t, err, factcheck.Conflict)
		refused = append(refused, err.Error())
	}
	if len(slices.Compact(refused)) != 1 {
		t.Errorf("the refusals differ: %q", refused)
	}
	wantCode(t, assign(n.editor, "imre", true), factcheck.Conflict)
	check(t, assign(n.editor, "chidi", true))
	check(t, assign(n.admin, "imre", true))
	n.submit(t, n.editor)
	check(t, assign(n.editor, "imre", false))
}

func TestAnotherEditorTakesBlindnessOff(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.AssignReview(ctx, n.admin, n.article.ID, n.editor.Name, true, "")
	check(t, err)
	v, err := n.AssignReview(ctx, n.admin, n.article.ID, n.editor.Name, false, "")
	if err != nil || v.Blind {
		t.Errorf("assigned %+v, %v", v, err)
	}
}
