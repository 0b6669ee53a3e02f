package desk

import "stet/server/store"

// closeDecided writes that an article is decided, once nothing of it is left undecided. Under pseudonyms nothing is as long as somebody
// reads it: what they are about to mark would be told by name.
func closeDecided(tx *store.Tx, articleID int64) error {
	undecided, err := tx.UndecidedClaims(articleID, 1)
	if err != nil || undecided > 0 {
		return err
	}
	if read, err := tx.IsReadUnderPseudonyms(articleID); err != nil || read {
		return err
	}
	return tx.SetDecided(articleID, now())
}

// closeAfterReading closes an article on which all was decided before the last of its readers was done.
func closeAfterReading(tx *store.Tx, articleID int64) error {
	waits, err := tx.IsDecidedOnAndOpen(articleID)
	if err != nil || !waits {
		return err
	}
	return closeDecided(tx, articleID)
}

// openForReading takes back that an article is decided where somebody begins to read it, or goes on, under a pseudonym.
func openForReading(tx *store.Tx, articleID int64) error {
	read, err := tx.IsReadUnderPseudonyms(articleID)
	if err != nil || !read {
		return err
	}
	return tx.SetDecided(articleID, "")
}
