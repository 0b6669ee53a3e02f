package page

import (
	"stet/server/factcheck"
	"stet/server/store"
)

// counts are an article's claims by verdict.
type counts struct {
	all factcheck.VerdictCounts // that the viewer may see
	own factcheck.VerdictCounts // of the viewer's own reading
}

// shown are the counts that say how far an article is checked: those of one's own reading, once there is one.
func (n counts) shown() factcheck.VerdictCounts {
	if n.own.Total() > 0 {
		return n.own
	}
	return n.all
}

// countReviews counts the claims of an article's reviews.
func countReviews(reviews []store.ReviewProgress, viewer int64) (n counts) {
	for _, r := range reviews {
		n.all.Verified += r.Counts.Verified
		n.all.Disputed += r.Counts.Disputed
		n.all.Unproven += r.Counts.Unproven
		n.all.Unchecked += r.Counts.Unchecked
		if r.ReviewerID == viewer {
			n.own = r.Counts
		}
	}
	return n
}

// countClaims counts the claims themselves.
func countClaims(claims []factcheck.Claim, viewer int64) (n counts) {
	for i := range claims {
		n.all.Add(claims[i].Verdict)
		if claims[i].ReviewerID == viewer {
			n.own.Add(claims[i].Verdict)
		}
	}
	return n
}
