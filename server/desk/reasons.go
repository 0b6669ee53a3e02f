package desk

import (
	"stet/server/factcheck"
	"stet/server/store"
)

// mostOfReasons is what the reasons of the decisions on one article come to at most, in bytes: all are read with its claims, and are
// carried to each new text in one write.
const mostOfReasons = 16 << 20

// reasonsFit is TooLarge where a decision that was written adds to the reasons on its article, and they come to more than they may.
func reasonsFit(tx *store.Tx, before, after factcheck.Decision) error {
	if !after.Stands() || len(after.Reason)*len(after.Claims) <= len(before.Reason)*len(before.Claims) {
		return nil
	}
	held, err := tx.ReasonBytes(after.ArticleID)
	if err != nil || held <= mostOfReasons {
		return err
	}
	return factcheck.Errorf(factcheck.TooLarge, "The reasons of the decisions on one article come to at most %s, each counted for every claim that it is about; with this they would come to %s. "+stays+
		"Shorten this reason, or other long ones.", megabytes(mostOfReasons), megabytes(held)).Titled("Too much in reasons")
}
