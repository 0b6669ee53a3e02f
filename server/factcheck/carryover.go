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

// Waits says whether a claim stands on an older revision until a person has looked.
func (c *Claim) Waits() bool { return c.Carried == CarriedUncertain || c.Carried == CarriedGone }

// CarryAnswer is what a person said of a claim that waited.
type CarryAnswer string

// The answers.
const (
	CarryAccepted CarryAnswer = "accepted" // it stands where it was proposed
	CarryPlaced   CarryAnswer = "placed"   // it stands elsewhere
	CarryDropped  CarryAnswer = "dropped"  // it is deleted
)

// Carryover is what became of one claim with one revision.
type Carryover struct {
	ClaimID    int64
	From, To   int // revisions
	Outcome    Carriage
	Old        Span // in the text of From
	Quote      string
	Prefix     string
	Suffix     string
	Span       // in the text of To; of CarriedUncertain a proposal, empty for CarriedGone
	Answer     CarryAnswer
	AnsweredBy string // a name
	AnsweredAt Timestamp
}
