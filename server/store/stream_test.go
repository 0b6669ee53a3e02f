package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"stet/server/factcheck"
	"stet/server/store"
)

// stream gathers what EachClaim gives.
func stream(r *store.Reader, viewer int64, f store.ClaimFilter) (rows []store.ClaimRow, err error) {
	for row, err := range r.EachClaim(viewer, f) {
		if err != nil {
			return rows, err
		}
		kept := *row
		kept.Citations = append([]factcheck.Citation(nil), row.Citations...)
		rows = append(rows, kept)
	}
	return rows, nil
}

// hostile draws a text of what delimited formats are made of, and of what people write; never a control character, which
// the desk lets nobody store but for tab and line end.
func hostile(t *rapid.T, name string) string {
	return rapid.StringOfN(rapid.SampledFrom([]rune("a ,;\"'|<>[]=+-@\t\n\\%_\u00a0é治👨\u200d👩\u202eא")), 0, 12, -1).Draw(t, name)
}

// TestTheStreamGivesWhatTheListsGive compares, over desks of random claims, what an export reads with what a screen reads.
func TestTheStreamGivesWhatTheListsGive(t *testing.T) {
	d := newDesk(t)
	rapid.Check(t, func(t *rapid.T) {
		err := d.Write(context.Background(), func(tx *store.Tx) error { return addHostileClaim(t, d, tx) })
		if err != nil {
			t.Fatal(err)
		}
		filter := store.ClaimFilter{Text: rapid.SampledFrom([]string{"", "治", "é"}).Draw(t, "q"), Reviewer: rapid.SampledFrom([]string{"", "rosa"}).Draw(t, "reviewer")}
		if rapid.Bool().Draw(t, "by verdict") {
			filter.Verdicts = []factcheck.Verdict{factcheck.Disputed, factcheck.Unproven}
		}
		err = d.Read(context.Background(), func(r *store.Reader) error {
			listed, more, err := r.Claims(d.imre, filter, 0, 1_000_000)
			if diff := cmp.Diff(must(listed, err), must(stream(r, d.imre, filter)), cmpopts.EquateEmpty()); diff != "" || more {
				t.Fatal(more, diff)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func addHostileClaim(t *rapid.T, d *desk, tx *store.Tx) error {
	article := addArticle(tx, hostile(t, "title"), "A text.")
	review, err := tx.OpenReview(article, rapid.SampledFrom([]int64{d.rosa, d.imre}).Draw(t, "by"), at)
	if err != nil {
		return err
	}
	claim := factcheck.Claim{ArticleID: article, ReviewID: review.ID, Revision: 1, Span: factcheck.Span{Start: 1, End: 3},
		Quote: hostile(t, "quote"), Prefix: hostile(t, "prefix"), Suffix: hostile(t, "suffix"), Note: hostile(t, "note"), Speaker: hostile(t, "speaker"),
		Kind: rapid.SampledFrom(factcheck.Kinds).Draw(t, "kind"), Verdict: rapid.SampledFrom(factcheck.Verdicts).Draw(t, "verdict"),
		Rating: factcheck.Rating(rapid.IntRange(0, 5).Draw(t, "rating")), Version: rapid.IntRange(1, 99).Draw(t, "version"), CreatedAt: at, UpdatedAt: at}
	if claim.ID, err = tx.AddClaim(claim); err != nil {
		return err
	}
	citations := make([]factcheck.Citation, rapid.IntRange(0, 3).Draw(t, "citations"))
	for i := range citations {
		citations[i] = factcheck.Citation{Number: 2*i + 1, URL: hostile(t, "url"), Title: hostile(t, "its title"), Publisher: hostile(t, "publisher"),
			Stance: rapid.SampledFrom(factcheck.Stances).Draw(t, "stance"), Primary: rapid.Bool().Draw(t, "primary"), Locator: hostile(t, "locator"),
			Passage: hostile(t, "passage"), PublishedOn: "2019-10-24", AccessedOn: hostile(t, "accessed"), ArchivedURL: hostile(t, "archived")}
	}
	return tx.SetCitations(claim.ID, citations, at)
}

// TestAStreamInTheOrderOfTheText is what the article's own list is, and keeps to the revision asked for.
func TestAStreamInTheOrderOfTheText(t *testing.T) {
	d := newDesk(t)
	var article int64
	d.write(t, func(tx *store.Tx) error {
		article = addArticle(tx, "In order", "A text with many words in it.")
		review, err := tx.OpenReview(article, d.rosa, at)
		if err != nil {
			return err
		}
		for _, s := range []factcheck.Span{{Start: 7, End: 11}, {Start: 0, End: 6}, {Start: 7, End: 9}, {Start: 0, End: 6}, {Start: 2, End: 20}} {
			if _, err := tx.AddClaim(factcheck.Claim{ArticleID: article, ReviewID: review.ID, Revision: 1, Span: s, Quote: "q", Kind: factcheck.Other,
				Verdict: factcheck.Unchecked, Version: 1, CreatedAt: at, UpdatedAt: at}); err != nil {
				return err
			}
		}
		return nil
	})
	d.read(t, func(r *store.Reader) error {
		listed := must(r.ArticleClaims(d.rosa, article))
		for revision, want := range map[int][]factcheck.Claim{0: listed, 1: listed, 2: nil} {
			var streamed []factcheck.Claim
			for row, err := range r.EachClaimInText(d.rosa, store.ClaimFilter{ArticleID: article, Revision: revision}) {
				if err != nil {
					return err
				}
				streamed = append(streamed, row.Claim)
			}
			if diff := cmp.Diff(want, streamed, cmpopts.EquateEmpty()); diff != "" || len(listed) != 5 {
				t.Errorf("of revision %d: %s", revision, diff)
			}
		}
		return nil
	})
}

func TestAStreamMayBeLeft(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		for i := range 5 {
			d.addClaim(tx, d.rosa, fmt.Sprint(i), factcheck.Unchecked)
		}
		return nil
	})
	d.read(t, func(r *store.Reader) error {
		for row, err := range r.EachClaim(d.rosa, store.ClaimFilter{}) {
			if err != nil || row.Note != "0" {
				t.Errorf("the first claim is %v, %v", row, err)
			}
			break
		}
		if all := must(stream(r, d.rosa, store.ClaimFilter{})); len(all) != 5 {
			t.Errorf("after a stream was left the next has %d claims, want 5", len(all))
		}
		return nil
	})
}

func TestAStreamEndsWithWhatWentWrong(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error { d.addClaim(tx, d.rosa, "", factcheck.Unchecked); return nil })
	ctx, gone := context.WithCancel(context.Background())
	err := d.Snapshot(ctx, func(r *store.Reader) error {
		gone()
		rows, err := stream(r, d.rosa, store.ClaimFilter{})
		if len(rows) > 0 {
			t.Errorf("a reader that is gone is given %v", rows)
		}
		return err
	})
	if err == nil {
		t.Error("the stream ended as if it were whole")
	}
}
