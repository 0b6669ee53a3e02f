package factcheck

// What a claim may hold at most, whichever way it comes. It stands in every list of claims, and every change of it is recorded with
// all that it says, before and after.
const (
	MaxClaim     = 10_000 // code points that are marked
	MaxCitations = 100
)

// TooMuchMarked refuses a claim on more code points than [MaxClaim].
func TooMuchMarked(length int) *Error {
	return BadField("end", "The words marked are %d characters long; a claim has at most %d. Mark the statement itself.", length, MaxClaim)
}
