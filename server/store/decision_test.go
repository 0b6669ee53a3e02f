package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/factcheck"
	"stet/server/store"
)

// decided is a decision on some claims at version 1.
func (d *desk) decided(outcome factcheck.Outcome, claims ...int64) factcheck.Decision {
	made := factcheck.Decision{ArticleID: d.article, Revision: 1, Outcome: outcome, Span: factcheck.Span{Start: 4, End: 11}, Quote: "company",
		Prefix: "The ", Suffix: " spent", Kind: factcheck.Other, Verdict: factcheck.Disputed, Rating: 2, Reason: "secret reason", Version: 1, By: "imre", CreatedAt: at, UpdatedAt: at}
	for _, id := range claims {
		made.Claims = append(made.Claims, factcheck.DecidedClaim{ID: id, Version: 1})
	}
	return made
}

func TestADecisionIsReadBackAsItWasWritten(t *testing.T) {
	d := newDesk(t)
	var want factcheck.Decision
	d.write(t, func(tx *store.Tx) error {
		first, second := d.addClaim(tx, d.rosa, "a", factcheck.Verified), d.addClaim(tx, d.imre, "b", factcheck.Disputed)
		want = d.decided(factcheck.Accepted, first, second)
		want.ClaimID = second
		want.ID = must(tx.AddDecision(want, d.imre))
		return nil
	})
	read := func() {
		t.Helper()
		d.read(t, func(r *store.Reader) error {
			if diff := cmp.Diff(want, must(r.Decision(d.rosa, want.ID))); diff != "" {
				t.Error(diff)
			}
			return nil
		})
	}
	read()
	d.write(t, func(tx *store.Tx) error {
		want.Outcome, want.ClaimID, want.Claims, want.Version, want.By, want.Reason, want.Verdict = factcheck.Rejected, 0, want.Claims[:1], 2, "", "no", ""
		return tx.ChangeDecision(want, 0)
	})
	read()
}

func TestOnlyDecisionsThatStandAreListed(t *testing.T) {
	d := newDesk(t)
	var claims, ids []int64
	d.write(t, func(tx *store.Tx) error {
		for range 4 {
			claims = append(claims, d.addClaim(tx, d.rosa, "a", factcheck.Verified))
		}
		for _, made := range []factcheck.Decision{d.decided(factcheck.Reopened, claims[0]), d.decided(factcheck.Accepted, claims[0]), d.decided(factcheck.Rejected, claims[1], claims[2])} {
			ids = append(ids, must(tx.AddDecision(made, d.imre)))
		}
		return nil
	})
	idsOf := func(decisions []factcheck.Decision) (all []int64) {
		for _, made := range decisions {
			all = append(all, made.ID)
		}
		return all
	}
	d.read(t, func(r *store.Reader) error {
		if diff := cmp.Diff(ids[1:], idsOf(must(r.Decisions(d.rosa, d.article)))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(ids[2:], idsOf(must(r.DecisionsOn(claims[2:])))); diff != "" {
			t.Error(diff)
		}
		if n := must(r.UndecidedClaims(d.article, 10)); n != 1 {
			t.Errorf("%d claims are undecided, want 1", n)
		}
		for i, want := range []factcheck.Outcome{factcheck.Accepted, factcheck.Rejected, factcheck.Rejected, ""} {
			if word := must(r.Claim(d.rosa, claims[i])).Desk; word.Decided() != want || want != "" && word.Reason != "secret reason" {
				t.Errorf("the desk's word on claim %d is %+v", claims[i], word)
			}
		}
		return nil
	})
}

// TestABlindReviewerReadsNoDecision goes through every read of decisions, and what else tells of them.
func TestABlindReviewerReadsNoDecision(t *testing.T) {
	d := newDesk(t)
	var own, decision int64
	d.write(t, func(tx *store.Tx) error {
		own = d.addClaim(tx, d.rosa, "own", factcheck.Verified)
		decision = must(tx.AddDecision(d.decided(factcheck.Accepted, own, d.addClaim(tx, d.imre, "secret", factcheck.Disputed)), d.imre))
		must(tx.AddEvent(factcheck.Event{At: at, Action: factcheck.DecisionMade, ArticleID: d.article, After: []byte(`{}`)}, d.imre))
		must(tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ReviewSubmitted, ArticleID: d.article, PersonID: d.imre, After: []byte(`{}`)}, d.imre))
		return tx.SetDecided(d.article, at)
	})
	seen := func() (n int) {
		d.read(t, func(r *store.Reader) error {
			if _, err := r.Decision(d.rosa, decision); err == nil {
				n++
			}
			n += len(must(r.Decisions(d.rosa, d.article)))
			for _, e := range rowsOf(r.ArticleEvents(d.rosa, d.article, 0, 10)) {
				if e.Action != factcheck.ArticleImported {
					n++
				}
			}
			if must(r.Claim(d.rosa, own)).Desk != (factcheck.DeskWord{}) {
				n++
			}
			for row := range r.EachClaim(d.rosa, store.ClaimFilter{Reviewer: "rosa"}) {
				if row.Desk.DecisionID != 0 {
					n++
				}
			}
			a := must(r.Article(d.rosa, d.article))
			if a.DecidedAt != "" {
				n++
			}
			if a.Version > 1 {
				n++
			}
			n += len(must(r.Reviewers(d.rosa))) - 1
			return nil
		})
		return n
	}
	if n := seen(); n != 9 {
		t.Fatalf("before the review is blind %d of 9 reads tell of the decision", n)
	}
	setBlind(t, d, true)
	if n := seen(); n != 0 {
		t.Errorf("%d reads tell a blind reviewer of the decision", n)
	}
}

func TestASourceIsKnownToABlindReviewerAsTheyMaySeeItCited(t *testing.T) {
	d := newDesk(t)
	const address = "https://example.org/shared"
	cite := func(tx *store.Tx, claim int64, title string) {
		if err := tx.SetCitations(claim, []factcheck.Citation{{Number: 1, URL: address, Title: title, Publisher: title, Stance: factcheck.Context}}, at); err != nil {
			t.Fatal(err)
		}
	}
	d.write(t, func(tx *store.Tx) error {
		cite(tx, d.addClaim(tx, d.imre, "theirs", factcheck.Disputed), "secret title")
		cite(tx, d.addClaim(tx, d.rosa, "own", factcheck.Verified), "")
		return nil
	})
	known := func() (s factcheck.Source) {
		d.read(t, func(r *store.Reader) error {
			found, ok, err := r.SourceAt(d.rosa, address)
			listed := must(r.Sources(d.rosa, "example.org/shared", 10))
			if s = found; !ok || len(listed) != 1 || listed[0] != s || len(must(r.Sources(d.rosa, "secret title", 10))) != min(1, len(s.Title)) {
				t.Errorf("the source is %+v, listed as %+v", s, listed)
			}
			return err
		})
		return s
	}
	if s := known(); s.Title != "secret title" || s.Uses != 2 {
		t.Errorf("to who reads openly it is %+v", s)
	}
	setBlind(t, d, true)
	if s := known(); s.Title != "" || s.Publisher != "" || s.Uses != 1 {
		t.Errorf("to who reads blind it is %+v", s)
	}
}

// TestTheOrderOfSourcesTellsOfNoHiddenCitation has imre cite an address before rosa does, after a fresh one, and then takes that citation
// out of her sight.
func TestTheOrderOfSourcesTellsOfNoHiddenCitation(t *testing.T) {
	const before, fresh = "https://example.org/before", "https://example.org/fresh"
	for name, hide := range map[string]func(d *desk, tx *store.Tx, claim factcheck.Claim) error{
		"blind":   func(d *desk, _ *store.Tx, _ factcheck.Claim) error { return nil },
		"removed": func(_ *desk, tx *store.Tx, c factcheck.Claim) error { return tx.SetCitations(c.ID, nil, at) },
		"deleted": func(_ *desk, tx *store.Tx, c factcheck.Claim) error {
			c.Deleted = true
			return tx.ChangeClaim(c)
		},
	} {
		d := newDesk(t)
		cite := func(tx *store.Tx, claim int64, addresses ...string) {
			var citations []factcheck.Citation
			for i, url := range addresses {
				citations = append(citations, factcheck.Citation{Number: i + 1, URL: url, Stance: factcheck.Context})
			}
			if err := tx.SetCitations(claim, citations, at); err != nil {
				t.Fatal(err)
			}
		}
		d.write(t, func(tx *store.Tx) error {
			theirs := d.addClaim(tx, d.imre, "theirs", factcheck.Disputed)
			cite(tx, theirs, before)
			cite(tx, d.addClaim(tx, d.rosa, "own", factcheck.Verified), fresh, before)
			return hide(d, tx, must(tx.Claim(d.imre, theirs)))
		})
		setBlind(t, d, name == "blind")
		d.read(t, func(r *store.Reader) error {
			sources := must(r.Sources(d.rosa, "", 10))
			if len(sources) != 2 || sources[0].URL != before || sources[1].URL != fresh || sources[0].Uses != 1 {
				t.Errorf("%s: the sources are %+v", name, sources)
			}
			return nil
		})
	}
}
