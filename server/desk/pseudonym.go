package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// SetPseudonyms says whether an article's comparison shows its reviewers under pseudonyms until all of it is decided.
func (d *Desk) SetPseudonyms(ctx context.Context, by factcheck.Person, articleID int64, on bool) error {
	if err := need(by, factcheck.Editor, "choose between names and pseudonyms"); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		article, err := tx.Article(by.ID, articleID)
		if err != nil || article.Pseudonyms == on {
			return err
		}
		if err := tx.SetPseudonyms(articleID, newSeed(on)); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.ArticleChanged, ArticleID: articleID,
			Before: toJSON(map[string]bool{"pseudonyms": !on}), After: toJSON(map[string]bool{"pseudonyms": on})}
		_, err = tx.AddEvent(e, by.ID)
		return err
	})
}

// newSeed gives what a shuffle begins with, which nobody can tell beforehand; 0 for none.
func newSeed(on bool) int64 {
	if !on {
		return 0
	}
	var b [8]byte
	rand.Read(b[:])
	return int64(binary.BigEndian.Uint64(b[:])>>1) | 1
}

// lettersDrawn is how many letters a reviewer's is drawn from. With as many letters as an article has readers at most, one
// who joins later changes nobody's letter, and the letters do not tell in which order the readers came.
const lettersDrawn = 8

// pseudonyms gives each reviewer's pseudonym, by name: "Reviewer C". It is the same as long as the seed is.
func pseudonyms(seed int64, reviews []store.ReviewProgress) map[string]string {
	given := make(map[string]string, len(reviews))
	var letters []int
	for i, v := range reviews {
		if i%lettersDrawn == 0 {
			letters = []int{0, 1, 2, 3, 4, 5, 6, 7}
		}
		drawn := draw(seed, v.ID) % uint64(len(letters))
		given[v.Reviewer] = "Reviewer " + letter(i/lettersDrawn*lettersDrawn+letters[drawn])
		letters = slices.Delete(letters, int(drawn), int(drawn)+1)
	}
	return given
}

func draw(seed, reviewID int64) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %d", seed, reviewID))
	return binary.BigEndian.Uint64(sum[:])
}

func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}
