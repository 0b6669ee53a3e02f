package desk

import (
	"context"
	"math/rand/v2"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// SetPseudonyms says whether an article's reviewers stand under pseudonyms, for everybody but themselves, until all of it is
// decided. Pseudonyms are drawn anew each time that they are chosen.
func (d *Desk) SetPseudonyms(ctx context.Context, by factcheck.Person, articleID int64, on bool) (article factcheck.Article, err error) {
	if err := need(by, factcheck.Editor, "choose between names and pseudonyms"); err != nil {
		return article, err
	}
	err = d.write(ctx, func(tx *store.Tx) error {
		if article, err = tx.Article(by.ID, articleID); err != nil || article.Pseudonyms == on {
			return err
		}
		if err := tx.SetPseudonyms(articleID, on); err != nil {
			return err
		}
		if err := joinReaders(tx, articleID); err != nil {
			return err
		}
		if err := closeAfterReading(tx, articleID); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.ArticleChanged, ArticleID: articleID,
			Before: toJSON(map[string]bool{"pseudonyms": !on}), After: toJSON(map[string]bool{"pseudonyms": on})}
		if _, err := tx.AddEvent(e, by.ID); err != nil {
			return err
		}
		article, err = tx.Article(by.ID, articleID)
		return err
	})
	return article, err
}

// joinReaders takes in who came to the readers of an article.
func joinReaders(tx *store.Tx, articleID int64) error {
	if err := drawPseudonyms(tx, articleID); err != nil {
		return err
	}
	return openForReading(tx, articleID)
}

// drawPseudonyms gives a pseudonym to each review of an article that lacks one, where the article shows them.
func drawPseudonyms(tx *store.Tx, articleID int64) error {
	reviews, taken, err := tx.Unnamed(articleID)
	if err != nil {
		return err
	}
	for _, review := range reviews {
		drawn := drawPseudonym(taken)
		if err := tx.SetPseudonym(review, store.Pseudonym{Name: drawn, ReviewID: leastMasked + rand.Int64N(leastMasked)}); err != nil {
			return err
		}
		taken = append(taken, drawn)
	}
	return nil
}

// leastMasked is far above the ids of reviews, and twice of it is exact in JSON.
const leastMasked = 1_000_000_000_000

// lettersDrawn is how many letters a reviewer's is drawn from. With as many letters as an article has readers at most, one
// who joins later changes nobody's letter, and the letters do not tell in which order the readers came.
const lettersDrawn = 8

// drawPseudonym draws one of the first eight pseudonyms that is not taken: "Reviewer C"; where all are, of the next eight.
func drawPseudonym(taken []string) string {
	for block := 0; ; block += lettersDrawn {
		var free []string
		for i := range lettersDrawn {
			if name := factcheck.PseudonymPrefix + letter(block+i); !slices.Contains(taken, name) {
				free = append(free, name)
			}
		}
		if len(free) > 0 {
			return free[rand.IntN(len(free))]
		}
	}
}

func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}
