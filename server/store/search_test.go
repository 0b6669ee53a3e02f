package store_test

import (
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

func TestSearchFindsArticlesByTextInEveryScript(t *testing.T) {
	d := newDesk(t)
	var korean int64
	d.write(t, func(tx *store.Tx) error {
		korean = addArticle(tx, "서울 소식", "Café société: naïveté (сказал) 2019–2020")
		return nil
	})
	for typed, want := range map[string][]int64{
		"治理":                {d.article},
		"网络治理":              {d.article},
		"理治":                nil,
		"lobbying":          {d.article},
		"LOBBY":             {d.article}, // the beginning of the last word
		"US$12.62 million":  {d.article},
		"company 治理":        {d.article},
		"company Café":      nil,
		"cafe":              {korean},
		"서울":                {korean},
		"сказал":            {korean},
		`" OR 1=1 --`:       nil,
		"NEAR(company, 12)": nil,
		"title:lobbying":    nil,
		"* ^ - ( ) :":       nil,
		"\x00":              nil,
	} {
		d.read(t, func(r *store.Reader) error {
			var got []int64
			for _, row := range must(r.Library(d.rosa, store.LibraryQuery{Text: typed, Limit: 10})) {
				got = append(got, row.ID)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q found articles %v, want %v", typed, got, want)
			}
			return nil
		})
	}
}

// TestASearchIsNotAskedForMoreThanItCanFindSoon refuses what would be looked for word by word for minutes, by either index.
func TestASearchIsNotAskedForMoreThanItCanFindSoon(t *testing.T) {
	d := newDesk(t)
	for _, typed := range []string{strings.Repeat("a ", 30_000), strings.Repeat("治", 501)} {
		err := d.Read(t.Context(), func(r *store.Reader) error {
			_, err := r.Library(d.rosa, store.LibraryQuery{Text: typed, Limit: 10})
			return err
		})
		if factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("the search for articles is answered %v", err)
		}
		err = d.Read(t.Context(), func(r *store.Reader) error {
			_, _, err := r.Claims(d.rosa, store.ClaimFilter{Text: typed}, 0, 10)
			return err
		})
		if factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("the search for claims is answered %v", err)
		}
	}
}

func TestSearchFollowsClaims(t *testing.T) {
	d := newDesk(t)
	var id int64
	d.write(t, func(tx *store.Tx) error {
		id = d.addClaim(tx, d.rosa, "see the quarterly filings", factcheck.Disputed)
		d.addEvent(tx, factcheck.ClaimCreated, id, d.rosa)
		return nil
	})
	change := func(change func(*factcheck.Claim)) {
		d.write(t, func(tx *store.Tx) error {
			claim := must(tx.Claim(d.rosa, id))
			change(&claim)
			d.addEvent(tx, factcheck.ClaimChanged, id, d.rosa)
			return tx.ChangeClaim(claim)
		})
	}
	if found(t, d.Store, "quarterly") != 1 {
		t.Error("the claim is not found by its note")
	}
	change(func(c *factcheck.Claim) { c.Note = "see the yearly filings" })
	if found(t, d.Store, "quarterly") != 0 || found(t, d.Store, "yearly") != 1 {
		t.Error("the search does not follow a changed note")
	}
	change(func(c *factcheck.Claim) { c.Deleted = true })
	if found(t, d.Store, "yearly") != 0 {
		t.Error("a deleted claim is found")
	}
	change(func(c *factcheck.Claim) { c.Deleted = false })
	if found(t, d.Store, "yearly") != 1 {
		t.Error("a restored claim is not found")
	}
}
