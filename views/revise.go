package views

import (
	"strconv"

	"stet/server/factcheck"
	"stet/server/span"
)

// RevisePage corrects the text of an article.
type RevisePage struct {
	Frame   Frame
	Article factcheck.Article
	Seen    int    // the revision that is corrected
	Text    string // as typed, or fetched
	Reason  string
	Typed   bool  // text and reason, by somebody, and they are not saved
	Draft   int64 // what was fetched; 0 where nothing was
	Problem string
	Field   string
	Plan    *RevisionPlan // nil until a preview was asked for
}

// RevisionPlan is what a correction would do.
type RevisionPlan struct {
	Pieces  []span.Piece
	Exact   int // claims that stay as they are
	Touched []CarriedClaim
	Same    bool
}

// CarriedClaim is a claim whose words changed, or whose place is not certain.
type CarriedClaim struct {
	Claim   factcheck.Claim
	Outcome factcheck.Carriage
	Quote   string // what would stand there; "" for gone
}

func (p RevisePage) next() string { return strconv.Itoa(p.Seen + 1) }

// said sums up what becomes of the claims.
func (p RevisionPlan) said() string {
	changed, waiting := 0, 0
	for _, c := range p.Touched {
		if c.Outcome == factcheck.CarriedChanged {
			changed++
		} else {
			waiting++
		}
	}
	said := count(p.Exact, "claim stays as it is", "claims stay as they are")
	if changed > 0 {
		said += ", " + count(changed, "has other words", "have other words")
	}
	if waiting > 0 {
		said += ", " + count(waiting, "will need a look", "will need a look")
	}
	return said + "."
}

// carriageSaid tells an outcome in words.
func carriageSaid(c factcheck.Carriage) string {
	return map[factcheck.Carriage]string{
		factcheck.CarriedExact:     "as it is",
		factcheck.CarriedChanged:   "its words changed",
		factcheck.CarriedUncertain: "its place is not certain",
		factcheck.CarriedGone:      "its words are gone",
	}[c]
}
