package desk

import (
	"context"
	"slices"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/store"
)

// AddCitation is [Desk.Cite] for who does not ask for the citation's number.
func (d *Desk) AddCitation(ctx context.Context, by factcheck.Person, claimID int64, version int, citation factcheck.Citation, key string) (factcheck.Claim, error) {
	c, _, err := d.Cite(ctx, by, claimID, version, citation, key)
	return c, err
}

// Cite cites a source for the person's own claim, and gives the claim with the citation's number. Title, publisher and date that
// are left out are taken from the desk's list of sources where it knows the address. version 0 takes the claim as it stands; the
// same key cites once, and gives the number that it gave.
func (d *Desk) Cite(ctx context.Context, by factcheck.Person, claimID int64, version int, citation factcheck.Citation, key string) (c factcheck.Claim, number int, err error) {
	if citation, err = cleanCitation(citation); err != nil {
		return c, 0, err
	}
	sent := newSubmit(key, "citation", claimID, citation)
	err = d.write(ctx, func(tx *store.Tx) error {
		made, again, err := once(tx, by, sent, func() (n int64, err error) {
			c, err = d.addCitation(tx, by, claimID, version, citation)
			if err != nil {
				return 0, err
			}
			return int64(c.Citations[len(c.Citations)-1].Number), nil
		})
		if again {
			c, err = tx.Claim(by.ID, claimID)
		}
		number = int(made)
		return err
	})
	return c, number, err
}

func (d *Desk) addCitation(tx *store.Tx, by factcheck.Person, claimID int64, version int, citation factcheck.Citation) (factcheck.Claim, error) {
	c, err := standing(tx, by, claimID, sight{version: version})
	if err != nil {
		return c, err
	}
	if err := bearable(append(slices.Clone(c.Citations), citation)); err != nil {
		return c, err
	}
	if citation, err = known(tx, by, citation); err != nil {
		return c, err
	}
	if citation.Number, err = tx.NextCitationNumber(claimID); err != nil {
		return c, err
	}
	before := c
	c.Citations = append(slices.Clone(c.Citations), citation)
	return c, d.keepChange(tx, by, before, &c, 0)
}

// known fills in what the desk knows of the citation's address and the person left out.
func known(tx *store.Tx, by factcheck.Person, c factcheck.Citation) (factcheck.Citation, error) {
	source, ok, err := tx.SourceAt(by.ID, c.URL)
	if err != nil || !ok {
		return c, err
	}
	if c.Title == "" {
		c.Title = source.Title
	}
	if c.Publisher == "" {
		c.Publisher = source.Publisher
	}
	if c.PublishedOn == "" {
		c.PublishedOn = source.PublishedOn
	}
	return c, nil
}

// ChangeCitation writes the citation with citation's number anew.
func (d *Desk) ChangeCitation(ctx context.Context, by factcheck.Person, claimID int64, version int, citation factcheck.Citation) (factcheck.Claim, error) {
	citation, err := cleanCitation(citation)
	if err != nil {
		return factcheck.Claim{}, err
	}
	return d.changeClaim(ctx, by, claimID, sight{version: version}, func(_ *store.Tx, c *factcheck.Claim) error {
		i, err := numberedCitation(c, citation.Number)
		if err != nil {
			return err
		}
		c.Citations[i] = citation
		return bearable(c.Citations)
	})
}

// RemoveCitation takes citation number n from the claim; Undo brings it back.
func (d *Desk) RemoveCitation(ctx context.Context, by factcheck.Person, claimID int64, version, n int) (factcheck.Claim, error) {
	return d.changeClaim(ctx, by, claimID, sight{version: version}, func(_ *store.Tx, c *factcheck.Claim) error {
		i, err := numberedCitation(c, n)
		if err != nil {
			return err
		}
		c.Citations = slices.Delete(c.Citations, i, i+1)
		return nil
	})
}

func numberedCitation(c *factcheck.Claim, n int) (int, error) {
	i := slices.IndexFunc(c.Citations, func(x factcheck.Citation) bool { return x.Number == n })
	if i < 0 {
		return 0, factcheck.Errorf(factcheck.NotFound, "Claim %d has no source number %d.", c.ID, n)
	}
	return i, nil
}

const maxCited = 200_000 // code points of all passages of a claim together

// bearable refuses more than a claim may cite.
func bearable(citations []factcheck.Citation) error {
	if len(citations) > factcheck.MaxCitations {
		return factcheck.BadField("citations", "A claim cites at most %d sources. Take out what decides least, or mark the words a second time for the rest.", factcheck.MaxCitations)
	}
	cited := 0
	for _, c := range citations {
		cited += utf8.RuneCountInString(c.Passage)
	}
	if cited > maxCited {
		return factcheck.BadField("passage", "The passages of a claim’s sources are %d characters long together; at most %d are kept. Quote what decides, and name the rest by its place.", cited, maxCited)
	}
	return nil
}

func cleanCitation(c factcheck.Citation) (factcheck.Citation, error) {
	var f fields
	c = f.citation(c)
	return c, f.err()
}

// citation cleans a citation. Its address may be any text that names a work, a shelf mark say, but none that a browser would run.
func (f *fields) citation(c factcheck.Citation) factcheck.Citation {
	c.URL = f.sourceAddress("url", c.URL)
	f.required("url", c.URL, "Give the source's address, for example https://example.org/report.")
	c.Title, c.Publisher, c.Locator = f.line("title", c.Title), f.line("publisher", c.Publisher), f.line("locator", c.Locator)
	c.Passage = f.prose("passage", c.Passage)
	c.PublishedOn, c.AccessedOn = f.date("published_on", c.PublishedOn), f.date("accessed_on", c.AccessedOn)
	c.ArchivedURL = f.address("archived_url", c.ArchivedURL)
	stance, err := factcheck.ParseStance(string(c.Stance))
	f.take(err)
	c.Stance = stance
	return c
}
