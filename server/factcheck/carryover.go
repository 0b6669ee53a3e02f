package factcheck

// Carriage says what became of a claim when its article's text was revised.
type Carriage string

// The outcomes of carrying a claim over.
const (
	CarriedExact     Carriage = "exact"     // its words stand in the new text, but for white space
	CarriedChanged   Carriage = "changed"   // its words changed, and it is certain which they are now
	CarriedUncertain Carriage = "uncertain" // a person has to look: a place is proposed
	CarriedGone      Carriage = "gone"      // its words are not there any more
)

// Certain says whether the claim moved to the new text. Otherwise it stays on the old one until a person has looked.
func (c Carriage) Certain() bool { return c == CarriedExact || c == CarriedChanged }
