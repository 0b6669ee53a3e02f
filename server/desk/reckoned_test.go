package desk

import (
	"context"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

// reckonedDesk is a desk with an article and two reviewers.
func reckonedDesk(t *testing.T) (d *Desk, editor, rosa factcheck.Person) {
	t.Helper()
	d = New(storetest.Open(t))
	person := func(name string, role factcheck.Role) factcheck.Person {
		p, err := d.AddPerson(t.Context(), CommandLine, factcheck.Person{Name: name, Role: role}, "hash")
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	editor, rosa = person("chidi", factcheck.Editor), person("rosa", factcheck.Reviewer)
	text, err := extract.Plain([]byte("The company spent US$12.62 million in 2018.\n\nNobody else counted the 治理 users."))
	if err != nil {
		t.Fatal(err)
	}
	text.Title = "Lobbying"
	if _, err := d.ImportArticle(t.Context(), editor, NewArticle{Article: text}); err != nil {
		t.Fatal(err)
	}
	return d, editor, rosa
}

// read reads what review 1 holds from the database.
func (d *Desk) read(t interface{ Fatal(...any) }) (held store.Holding) {
	err := d.store.Read(context.Background(), func(r *store.Reader) (err error) {
		held, err = r.Holds(1, 1)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

// What is reckoned is what is held, whatever is done to a review, whoever does it, and whether it succeeds.
func TestWhatIsReckonedIsHeld(t *testing.T) {
	d, editor, rosa := reckonedDesk(t)
	ctx := t.Context()
	rapid.Check(t, func(rt *rapid.T) {
		note := strings.Repeat("é", rapid.IntRange(0, 50).Draw(rt, "note"))
		claim := rapid.Int64Range(1, 12).Draw(rt, "claim")
		cited := factcheck.Citation{Number: rapid.IntRange(1, 3).Draw(rt, "number"), URL: "https://example.org/" + note, Title: note, Publisher: "P", Locator: "p. 3", Passage: note, ArchivedURL: "https://archive.example.org"}
		switch rapid.IntRange(0, 8).Draw(rt, "what") {
		case 0, 1:
			d.CreateClaim(ctx, rosa, 1, NewClaim{Quote: rapid.SampledFrom([]string{"company", "in 2018", "the 治理 users", "is not there"}).Draw(rt, "quote"), Note: note, Speaker: "S", Citations: []factcheck.Citation{cited}})
		case 2:
			d.ChangeClaim(ctx, rosa, claim, 0, ClaimChange{Note: &note, Span: &factcheck.Span{Start: 4, End: 5 + len(note)/4}})
		case 3:
			d.AddCitation(ctx, rosa, claim, 0, cited, "")
		case 4:
			d.ChangeCitation(ctx, rosa, claim, 0, cited)
		case 5:
			d.RemoveCitation(ctx, rosa, claim, 0, cited.Number)
		case 6:
			d.DeleteClaim(ctx, rosa, claim, 0)
			d.RestoreClaim(ctx, rosa, claim-1, 0)
		case 7:
			d.Undo(ctx, rosa, 1, UndoInput{})
		case 8:
			text, _ := extract.Plain([]byte("The company spent US$12.62 million in 2018.\n\nNobody else counted the 治理 " + note + " users."))
			d.ReviseArticle(ctx, editor, 1, RevisionInput{Article: text})
			d.AnswerCarryover(ctx, editor, claim, 0, CarryoverAnswer{Span: &factcheck.Span{Start: 0, End: 3 + len(note)/4}})
		}
		if known, ok := d.reckoning.known[holder{1, 1}]; ok && (known.Holding != d.read(rt) || known.underWay != 0 || len(d.reckoning.changes) != 0) {
			rt.Fatalf("%+v are reckoned, %+v are held; %d writes are under way", known, d.read(rt), len(d.reckoning.changes))
		}
		if all, ok := d.reckoning.known[holder{1, 0}]; ok && (all.Holding != d.read(rt) || all.underWay != 0) {
			rt.Fatalf("%+v are reckoned of the article, whose only review holds %+v", all, d.read(rt))
		}
	})
}

// What another process has taken out is seen when the review seems full and was not read lately.
func TestAReviewThatSeemsFullIsReadAgain(t *testing.T) {
	d, _, rosa := reckonedDesk(t)
	if _, err := d.CreateClaim(t.Context(), rosa, 1, NewClaim{Quote: "company"}); err != nil {
		t.Fatal(err)
	}
	known := d.reckoning.known[holder{1, 1}]
	known.Claims = mostOfReview.Claims
	mark := func() error {
		_, err := d.CreateClaim(t.Context(), rosa, 1, NewClaim{Quote: "company"})
		return err
	}
	if code := factcheck.CodeOf(mark()); code != factcheck.TooLarge {
		t.Errorf("it was read again at once: %q", code)
	}
	known.read = time.Now().Add(-2 * reckonedAgain)
	if err := mark(); err != nil || known.Claims != 2 {
		t.Errorf("%v; %+v are reckoned", err, known)
	}
}

// However many reviews are written to, few are remembered, and none is forgotten while a write to it is under way.
func TestFewReviewsAreRemembered(t *testing.T) {
	d, _, rosa := reckonedDesk(t)
	if _, err := d.CreateClaim(t.Context(), rosa, 1, NewClaim{Quote: "company"}); err != nil {
		t.Fatal(err)
	}
	err := d.write(t.Context(), func(tx *store.Tx) error {
		if err := d.reckoning.admit(tx, 1, 1, store.Holding{Bytes: 5}); err != nil {
			return err
		}
		for id := range int64(reckonedKept + 10) {
			if _, err := d.reckoning.of(tx, holder{1, 100 + id}); err != nil {
				return err
			}
		}
		return nil
	})
	known, ok := d.reckoning.known[holder{1, 1}]
	if err != nil || !ok || known.underWay != 0 || len(d.reckoning.known) > reckonedKept {
		t.Errorf("%v: %d are remembered, %+v", err, len(d.reckoning.known), known)
	}
}
