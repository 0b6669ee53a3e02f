package desk_test

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// masked has rosa and imre read, and puts the article under pseudonyms.
func (n *newsroom) masked(t *testing.T) (rosa, imre []factcheck.Claim) {
	t.Helper()
	rosa, imre = n.readings(t)
	if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
		t.Fatal(err)
	}
	return rosa, imre
}

func (n *newsroom) read(t *testing.T, f func(*store.Reader) error) {
	t.Helper()
	if err := n.store.Read(ctx, f); err != nil {
		t.Fatal(err)
	}
}

// told gives a claim and its review as somebody is told of them.
func (n *newsroom) told(t *testing.T, viewer factcheck.Person, claim int64) (c factcheck.Claim, v factcheck.Review) {
	t.Helper()
	n.read(t, func(r *store.Reader) (err error) {
		if c, err = r.Claim(viewer.ID, claim); err == nil {
			v, err = r.Review(viewer.ID, c.ReviewID)
		}
		return err
	})
	return c, v
}

func TestOnlyReviewersThemselvesAreToldWhoTheyAre(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.masked(t)
	for _, viewer := range []factcheck.Person{n.editor, n.imre, n.joined(t)} {
		c, v := n.told(t, viewer, rosa[0].ID)
		if !strings.HasPrefix(c.Reviewer, "Reviewer ") || c.ReviewerID != 0 || v.Reviewer != c.Reviewer || v.ID != c.ReviewID || v.ReviewerID != 0 || v.ID == rosa[0].ReviewID {
			t.Errorf("%s is told %+v of %+v", viewer.Name, c, v)
		}
	}
	if c, v := n.told(t, n.rosa, rosa[0].ID); c.Reviewer != "rosa" || c.ReviewerID != n.rosa.ID || v.ID != rosa[0].ReviewID {
		t.Errorf("rosa is told %+v of %+v", c, v)
	}
	c := n.compare(t, n.rosa)
	if who := whoIsWho(c); who[rosa[0].ID] != "rosa" || !strings.HasPrefix(who[imre[0].ID], "Reviewer ") {
		t.Errorf("rosa compares %v", who)
	}
	if c, _ := n.told(t, desk.CommandLine, rosa[0].ID); c.Reviewer != "rosa" {
		t.Errorf("whoever has the file is told %s", c.Reviewer)
	}
}

func TestAReviewUnderAPseudonymIsReopenedAndAssignedByIt(t *testing.T) {
	n := newNewsroom(t)
	rosa, _ := n.masked(t)
	n.submit(t, n.rosa)
	_, told := n.told(t, n.editor, rosa[0].ID)
	_, err := n.ReopenReview(ctx, n.editor, rosa[0].ReviewID)
	wantCode(t, err, factcheck.NotFound)
	reopened, err := n.ReopenReview(ctx, n.editor, told.ID)
	if err != nil || reopened.Submitted() || reopened.ID != told.ID || reopened.Reviewer != told.Reviewer || n.reviewOf(t, n.rosa).Submitted() {
		t.Errorf("reopened as %+v, %v", reopened, err)
	}
	_, err = n.AssignReview(ctx, n.editor, n.article.ID, "Rosa", false, "2031-01-01")
	wantCode(t, err, factcheck.Invalid)
	assigned, err := n.AssignReview(ctx, n.editor, n.article.ID, told.Reviewer, false, "2031-01-01")
	if err != nil || assigned.ID != told.ID || assigned.Reviewer != told.Reviewer || n.reviewOf(t, n.rosa).DueOn != "2031-01-01" {
		t.Errorf("assigned as %+v, %v", assigned, err)
	}
	if joined := n.assign(t, n.joined(t), false, ""); !strings.HasPrefix(joined.Reviewer, "Reviewer ") || joined.AssignedBy != "" {
		t.Errorf("who joins is told as %+v", joined)
	}
}

func TestPseudonymsGiveNothingAwayInOrderOrHistory(t *testing.T) {
	n := newNewsroom(t)
	n.assign(t, n.rosa, false, "")
	n.assign(t, n.imre, false, "")
	n.masked(t)
	n.submit(t, n.imre)
	n.read(t, func(r *store.Reader) error {
		events, _, err := r.ArticleEvents(n.editor.ID, n.article.ID, 0, 100)
		for _, e := range events {
			if said := e.By + string(e.Before) + string(e.After); strings.Contains(said, "rosa") || strings.Contains(said, "imre") {
				t.Errorf("%s tells %s", e.Action, said)
			}
			if e.Action == factcheck.ReviewAssigned && strings.Contains(string(e.After), "Reviewer ") {
				t.Errorf("in the order of assignments stands %s", e.After)
			}
		}
		reviews, err2 := r.Reviews(n.editor.ID, n.article.ID)
		if len(reviews) != 2 || reviews[0].Reviewer > reviews[1].Reviewer || err2 != nil {
			t.Errorf("listed are %+v, %v", reviews, err2)
		}
		return err
	})
}

// TestWhoCarriesClaimsIsNotToldAsAReviewer has an editor who reviews, too, correct the text: beside the article's own event, a
// pseudonym on what it did to the claims would name them.
func TestWhoCarriesClaimsIsNotToldAsAReviewer(t *testing.T) {
	n := newNewsroom(t)
	n.masked(t)
	n.mark(t, n.admin, "The company")
	in, err := extract.Plain([]byte("Corrected.\n\n" + text))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.ReviseArticle(ctx, n.admin, n.article.ID, desk.RevisionInput{Article: in}); err != nil {
		t.Fatal(err)
	}
	carried := 0
	n.read(t, func(r *store.Reader) error {
		events, _, err := r.ArticleEvents(n.vera.ID, n.article.ID, 0, 100)
		for _, e := range events {
			switch e.Action {
			case factcheck.ArticleRevised:
				if e.By != n.admin.Name {
					t.Errorf("the text was corrected by %q", e.By)
				}
			case factcheck.ClaimCarried:
				if carried++; e.By != "an editor" {
					t.Errorf("claim %d was carried by %q", e.ClaimID, e.By)
				}
			}
		}
		return err
	})
	if carried == 0 {
		t.Error("nothing was carried")
	}
}

// TestWhoReadsBlindIsNotToldThatSomebodyElseReads has the text corrected under a blind reviewer's claim, and another reviewer assigned then.
func TestWhoReadsBlindIsNotToldThatSomebodyElseReads(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true)
	check(t, err)
	_, err = n.AssignReview(ctx, n.editor, n.article.ID, "rosa", true, "")
	check(t, err)
	made := n.mark(t, n.rosa, "The company")
	in, err := extract.Plain([]byte("Corrected.\n\n" + text))
	check(t, err)
	_, err = n.ReviseArticle(ctx, n.admin, n.article.ID, desk.RevisionInput{Article: in})
	check(t, err)
	by := func() (names []string) {
		n.read(t, func(r *store.Reader) error {
			events, _, err := r.ClaimEvents(n.rosa.ID, made.ID, 0, 100)
			for _, e := range events {
				names = append(names, e.By)
			}
			return err
		})
		return names
	}
	before := by()
	_, err = n.AssignReview(ctx, n.editor, n.article.ID, "imre", true, "")
	check(t, err)
	if after := by(); !slices.Equal(before, after) || !slices.Contains(after, "an editor") {
		t.Errorf("the claim’s events are by %q, and once another reads by %q", before, after)
	}
}

func TestAssignmentsAreTakenBack(t *testing.T) {
	n := newNewsroom(t)
	assigned := n.assign(t, n.rosa, true, "")
	_, err := n.UnassignReview(ctx, n.rosa, assigned.ID)
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.UnassignReview(ctx, n.editor, 99)
	wantCode(t, err, factcheck.NotFound)
	if v, err := n.UnassignReview(ctx, n.editor, assigned.ID); err != nil || v.ArticleID != n.article.ID || n.reviewOf(t, n.rosa).ID != 0 {
		t.Errorf("taken back: %+v, %v", v, err)
	}
	if events := n.articleEvents(t, n.editor); events[len(events)-1] != factcheck.ReviewUnassigned {
		t.Errorf("the history is %v", events)
	}
	if again := n.assign(t, n.imre, false, ""); again.ID == assigned.ID {
		t.Errorf("the id %d is given twice", again.ID)
	}
	if c := n.mark(t, n.rosa, "The company"); c.ReviewID == assigned.ID {
		t.Errorf("the id %d is given twice", c.ReviewID)
	}
}

func TestAReadingIsNotTakenBack(t *testing.T) {
	n := newNewsroom(t)
	refused := func(review int64, says string) {
		t.Helper()
		_, err := n.UnassignReview(ctx, n.editor, review)
		wantCode(t, err, factcheck.Conflict)
		if !strings.Contains(err.Error(), says) {
			t.Errorf("it says %q", err)
		}
	}
	c := n.mark(t, n.rosa, "The company")
	refused(c.ReviewID, "holds a claim")
	n.mark(t, n.rosa, "US$12.62 million")
	refused(c.ReviewID, "holds 2 claims")
	for _, claim := range []int64{c.ID, c.ID + 1} {
		if _, err := n.DeleteClaim(ctx, n.rosa, claim, 0); err != nil {
			t.Fatal(err)
		}
	}
	refused(c.ReviewID, "can bring back")
	n.assign(t, n.imre, false, "")
	n.submit(t, n.imre)
	refused(n.reviewOf(t, n.imre).ID, "found no claim")
}

// TestAPseudonymTellsNothingOfTheAccount asks alike for a reader who can sign in, for one who cannot, and for one who has become a viewer.
func TestAPseudonymTellsNothingOfTheAccount(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.masked(t)
	other := n.mark(t, n.joined(t), "The company")
	_, err := n.DisablePerson(ctx, n.admin, n.imre.ID)
	check(t, err)
	_, err = n.ChangePerson(ctx, n.admin, n.joined(t).ID, stateOf(n.joined(t)), desk.PersonState{Role: factcheck.Viewer})
	check(t, err)
	file, err := json.Marshal(map[string]any{"text": text, "label": []any{[]any{4, 11, "disputed"}}})
	check(t, err)
	for _, claim := range []factcheck.Claim{rosa[0], imre[0], other} {
		_, told := n.told(t, n.editor, claim.ID)
		v, err := n.AssignReview(ctx, n.editor, n.article.ID, told.Reviewer, false, "2031-01-01")
		if err != nil || v.Reviewer != told.Reviewer || v.DueOn != "2031-01-01" {
			t.Errorf("%s is assigned %+v, %v", told.Reviewer, v, err)
		}
		for _, dry := range []bool{true, false} {
			brought, err := n.BringClaims(ctx, n.editor, n.article.ID, desk.Bringing{File: bytes.NewReader(file), Reviewer: told.Reviewer, DryRun: dry})
			if err != nil || brought.Reviewer != told.Reviewer || len(brought.Claims) != 1 {
				t.Errorf("into the review of %s came %+v, %v", told.Reviewer, brought, err)
			}
		}
	}
}

// TestWhoReadsIsNotToldByBringingClaimsIn tries the names of whoever reads and whoever does not: all are refused alike.
func TestWhoReadsIsNotToldByBringingClaimsIn(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "The company")
	_, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true)
	check(t, err)
	answers := map[string]bool{}
	for _, name := range []string{"rosa", "imre", "nobody"} {
		_, err := n.bring(n.editor, desk.Bringing{Reviewer: name, DryRun: true}, ann)
		wantCode(t, err, factcheck.Invalid)
		answers[strings.ReplaceAll(err.Error(), name, "X")] = true
	}
	if len(answers) != 1 {
		t.Errorf("the answers are %q", slices.Collect(maps.Keys(answers)))
	}
	_, err = n.bring(n.editor, desk.Bringing{Reviewer: n.editor.Name, DryRun: true}, ann)
	check(t, err)
}

// TestNoRefusalTellsWhichOfThoseWhoLeftRead assigns two people who may not read any more, one of whom reads under a pseudonym.
func TestNoRefusalTellsWhichOfThoseWhoLeftRead(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "The company")
	_, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true)
	check(t, err)
	for _, leave := range []func(factcheck.Person) error{
		func(p factcheck.Person) error {
			_, err := n.ChangePerson(ctx, n.admin, p.ID, stateOf(p), desk.PersonState{Role: factcheck.Viewer})
			return err
		},
		func(p factcheck.Person) error { _, err := n.DisablePerson(ctx, n.admin, p.ID); return err },
	} {
		answers := map[string]bool{}
		for _, p := range []factcheck.Person{n.rosa, n.imre} {
			check(t, leave(p))
			_, err := n.AssignReview(ctx, n.editor, n.article.ID, p.Name, false, "")
			wantCode(t, err, factcheck.Invalid)
			answers[strings.ReplaceAll(err.Error(), p.Name, "X")] = true
		}
		if len(answers) != 1 {
			t.Errorf("the answers are %q", slices.Collect(maps.Keys(answers)))
		}
	}
}

// TestNoHistoryTellsWhoseAssignmentWasTakenBack takes back what somebody had handed in and reopened, and assigns it again.
func TestNoHistoryTellsWhoseAssignmentWasTakenBack(t *testing.T) {
	n := newNewsroom(t)
	n.masked(t)
	reader := n.joined(t)
	n.assign(t, reader, false, "")
	n.submit(t, reader)
	var told map[string]store.Pseudonym
	n.read(t, func(r *store.Reader) (err error) {
		told, err = r.Pseudonyms(store.Stranger, n.article.ID)
		return err
	})
	_, err := n.ReopenReview(ctx, n.editor, told[reader.Name].ReviewID)
	check(t, err)
	_, err = n.UnassignReview(ctx, n.editor, told[reader.Name].ReviewID)
	check(t, err)
	tells := func() {
		t.Helper()
		for _, viewer := range []factcheck.Person{n.editor, n.vera, n.admin} {
			n.read(t, func(r *store.Reader) error {
				events, _, err := r.ArticleEvents(viewer.ID, n.article.ID, 0, 100)
				for _, e := range events {
					said := e.By + string(e.Before) + string(e.After)
					if strings.Contains(said, reader.Name) || e.Action == factcheck.ReviewUnassigned && strings.Contains(said, "Reviewer ") {
						t.Errorf("%s tells %s", e.Action, said)
					}
				}
				return err
			})
		}
	}
	tells()
	n.assign(t, reader, false, "")
	tells()
}

// TestNothingUnderPseudonymsRestsOnNames has the readers change names, and keep their pseudonyms: whatever comes first by name, or is
// drawn first, would tell whose is whose.
func TestNothingUnderPseudonymsRestsOnNames(t *testing.T) {
	n, path := newsroomAt(t)
	n.article = n.importText(t, strings.TrimSpace(strings.Repeat("The company spent a lot. ", 30)))
	chance := rand.New(rand.NewPCG(7, 0))
	for _, reader := range []factcheck.Person{n.rosa, n.imre, n.joined(t), n.admin} {
		for at := range 30 {
			span := factcheck.Span{Start: 25*at + 4*chance.IntN(2), End: 25*at + 17 + 2*chance.IntN(2)}
			if _, err := n.CreateClaim(ctx, reader, n.article.ID, desk.NewClaim{Span: &span, Verdict: factcheck.Verdicts[chance.IntN(3)]}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := n.SetPseudonyms(ctx, n.editor, n.article.ID, true); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var want string
	for turn := range 4 {
		n.Desk = desk.New(n.store) // keeps nothing of what it told before
		c := n.compare(t, n.vera)
		told, err := json.Marshal([]any{c.Readings, c.Groups, c.Finding, c.Judging})
		if err != nil || len(c.Groups) < 30 {
			t.Fatalf("%d groups, %v", len(c.Groups), err)
		}
		if want = cmp.Or(want, string(told)); want != string(told) {
			t.Fatalf("under other names another comparison is told, turn %d", turn)
		}
		_, err = db.ExecContext(ctx, `update people set name = char(97 + (id * 7 + ?) % 5) || '-' || name where name <> 'vera'`, turn)
		if err != nil {
			t.Fatal(err)
		}
	}
}
