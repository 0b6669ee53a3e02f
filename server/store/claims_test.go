package store_test

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

func TestClaimFilters(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.rosa, "alpha", factcheck.Disputed), d.rosa)
		d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.rosa, "beta", factcheck.Verified), d.rosa)
		d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.imre, "alpha", factcheck.Unchecked), d.imre)
		return nil
	})
	for name, test := range map[string]struct {
		filter store.ClaimFilter
		want   int
	}{
		"all":            {store.ClaimFilter{}, 3},
		"verdict":        {store.ClaimFilter{Verdicts: []factcheck.Verdict{factcheck.Disputed}}, 1},
		"verdicts":       {store.ClaimFilter{Verdicts: []factcheck.Verdict{factcheck.Disputed, factcheck.Unchecked}}, 2},
		"reviewer":       {store.ClaimFilter{Reviewer: "Rosa"}, 2},
		"nobody":         {store.ClaimFilter{Reviewer: "nobody"}, 0},
		"kind":           {store.ClaimFilter{Kind: factcheck.Money}, 0},
		"article":        {store.ClaimFilter{ArticleID: d.article}, 3},
		"other article":  {store.ClaimFilter{ArticleID: 99}, 0},
		"text":           {store.ClaimFilter{Text: "alpha"}, 2},
		"no words":       {store.ClaimFilter{Text: "?!"}, 0},
		"since that day": {store.ClaimFilter{Since: "2026-01-02"}, 3},
		"since the next": {store.ClaimFilter{Since: "2026-01-03"}, 0},
		"until that day": {store.ClaimFilter{Until: "2026-01-02"}, 3},
		"until before":   {store.ClaimFilter{Until: "2026-01-01"}, 0},
		"together":       {store.ClaimFilter{Reviewer: "rosa", Text: "alpha", Verdicts: []factcheck.Verdict{factcheck.Disputed}}, 1},
	} {
		d.read(t, func(r *store.Reader) error {
			counted := must(r.CountClaims(d.rosa, test.filter)).Total()
			claims, _, err := r.Claims(d.rosa, test.filter, 0, 10)
			listed := len(must(claims, err))
			recent := len(must(r.RecentClaims(d.rosa, test.filter, 0, 10)))
			if counted != test.want || listed != test.want || recent != test.want {
				t.Errorf("%s: counted %d, listed %d, recent %d, want %d", name, counted, listed, recent, test.want)
			}
			return nil
		})
	}
}

// TestABlindReviewerReadsOnlyTheirOwn goes through every read of claims as a reviewer whose review is blind and open.
func TestABlindReviewerReadsOnlyTheirOwn(t *testing.T) {
	d := newDesk(t)
	var others int64
	d.write(t, func(tx *store.Tx) error {
		d.addClaim(tx, d.rosa, "own", factcheck.Verified)
		others = d.addClaim(tx, d.imre, "secret", factcheck.Disputed)
		cite := factcheck.Citation{Number: 1, URL: "https://example.org/secret", Stance: factcheck.Refutes}
		if err := tx.SetCitations(others, []factcheck.Citation{cite}, at); err != nil {
			return err
		}
		_, err := tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ClaimCreated, ArticleID: d.article, ClaimID: others}, d.imre)
		return err
	})
	seen := func() int {
		n := 0
		d.read(t, func(r *store.Reader) error {
			if _, err := r.Claim(d.rosa, others); err == nil {
				n++
			}
			n += len(must(r.ArticleClaims(d.rosa, d.article))) - 1
			claims, _, err := r.Claims(d.rosa, store.ClaimFilter{}, 0, 10)
			n += len(must(claims, err)) - 1
			n += len(must(r.RecentClaims(d.rosa, store.ClaimFilter{}, 0, 10))) - 1
			n += len(must(stream(r, d.rosa, store.ClaimFilter{}))) - 1
			n += must(r.CountClaims(d.rosa, store.ClaimFilter{})).Disputed
			n += len(rowsOf(r.ClaimEvents(d.rosa, others, 0, 10)))
			n += len(rowsOf(r.ClaimEventsBefore(d.rosa, others, math.MaxInt64, 10)))
			n += len(rowsOf(r.ArticleEvents(d.rosa, d.article, 0, 10)))
			n += len(must(r.Sources(d.rosa, "secret", 10)))
			n += len(must(r.Library(d.rosa, store.LibraryQuery{Text: "secret", Limit: 10})))
			n += len(must(r.Reviews(d.rosa, d.article))) - 1
			return nil
		})
		return n
	}
	if n := seen(); n != 12 {
		t.Fatalf("before the review is blind %d of 12 reads give the other's claim", n)
	}
	setBlind(t, d, true)
	if n := seen(); n != 0 {
		t.Errorf("%d reads give a blind reviewer the other's claim", n)
	}
	setBlind(t, d, false)
	if n := seen(); n != 12 {
		t.Errorf("after the review %d of 12 reads give the other's claim", n)
	}
}

func setBlind(t *testing.T, d *desk, blind bool) {
	t.Helper()
	db := must(sql.Open("sqlite", d.path))
	defer db.Close()
	if _, err := db.ExecContext(context.Background(), "update reviews set blind = ? where reviewer_id = ?", blind, d.rosa); err != nil {
		t.Fatal(err)
	}
}

// TestClaimsOnTheSameWordsComeInTheOrderTheyWereMade whatever their verdicts, by which the index orders them.
func TestClaimsOnTheSameWordsComeInTheOrderTheyWereMade(t *testing.T) {
	d := newDesk(t)
	var want []int64
	d.write(t, func(tx *store.Tx) error {
		for _, verdict := range []factcheck.Verdict{factcheck.Verified, factcheck.Disputed, factcheck.Unproven, factcheck.Disputed} {
			want = append(want, d.addClaim(tx, d.rosa, "alike", verdict))
		}
		return nil
	})
	var got []int64
	d.read(t, func(r *store.Reader) error {
		claims, err := r.ArticleClaims(d.rosa, d.article)
		for _, c := range claims {
			got = append(got, c.ID)
		}
		return err
	})
	if !slices.Equal(got, want) {
		t.Errorf("they come as %v, want %v", got, want)
	}
}

// TestSourcesAreListedByUseThenByTheNewestClaim holds the list against claims that cite an address twice, or one that others cited before.
func TestSourcesAreListedByUseThenByTheNewestClaim(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		for _, cited := range [][]string{{"old", "much"}, {"much", "twice", "twice"}, {"new"}} {
			var citations []factcheck.Citation
			for i, name := range cited {
				citations = append(citations, factcheck.Citation{Number: i + 1, URL: "https://example.org/" + name, Stance: factcheck.Context})
			}
			if err := tx.SetCitations(d.addClaim(tx, d.imre, "", factcheck.Disputed), citations, at); err != nil {
				return err
			}
		}
		return nil
	})
	list := func(limit int) (found string) {
		d.read(t, func(r *store.Reader) error {
			for _, s := range must(r.Sources(d.rosa, "example", limit)) {
				found += fmt.Sprintf("%s %d ", strings.TrimPrefix(s.URL, "https://example.org/"), s.Uses)
			}
			return nil
		})
		return found
	}
	if all, first := list(10), list(2); all != "much 2 new 1 twice 1 old 1 " || first != "much 2 new 1 " {
		t.Errorf("the sources are %q, the first %q", all, first)
	}
}
