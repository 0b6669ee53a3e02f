package factcheck

import "slices"

// Outcome is what the desk did with a group of claims.
type Outcome string

// The outcomes.
const (
	Accepted Outcome = "accepted" // as one reading has it, or edited
	Rejected Outcome = "rejected" // it is not a claim
	Reopened Outcome = "reopened" // the decision was taken back and decides nothing
)

// Decision is the desk's final word on one group of aligned claims. The readings stay what they are.
type Decision struct {
	ID        int64
	ArticleID int64
	Revision  int
	Outcome   Outcome
	Claims    []DecidedClaim // the group as it was when decided, by claim id
	ClaimID   int64          // the reading accepted as it stood; 0 where rejected or edited
	Span
	Quote     string // the exact text of the span
	Prefix    string // at most 32 code points before it
	Suffix    string // at most 32 code points after it
	Kind      Kind
	Verdict   Verdict // "" where rejected
	Rating    Rating
	Reason    string
	Version   int    // counts from 1; a change names the version it saw
	By        string // the name of who decided last, "" for the command line
	CreatedAt Timestamp
	UpdatedAt Timestamp
}

// DecidedGroup is a decision with those of its claims that are left.
type DecidedGroup struct {
	Decision
	Left []Claim // in the order of the text; at least one
}

// DecidedClaim is a claim at the version that a decision saw.
type DecidedClaim struct {
	ID      int64 `json:"id"`
	Version int   `json:"version"`
}

// StillHolds says whether what was seen of a claim is what it says now: that its unchanged words moved with a revision since is no
// matter.
func (d DecidedClaim) StillHolds(c Claim) bool { return d.ID == c.ID && d.Version >= c.Settled }

// Stands says whether the decision still decides.
func (d *Decision) Stands() bool { return d.Outcome != Reopened }

// ClaimIDs gives the ids of the group's claims, ascending.
func (d *Decision) ClaimIDs() []int64 {
	ids := make([]int64, len(d.Claims))
	for i, c := range d.Claims {
		ids[i] = c.ID
	}
	return ids
}

// Saw gives the version of a claim that the decision saw; ok is false where the claim is not of its group.
func (d *Decision) Saw(claimID int64) (version int, ok bool) {
	i := slices.IndexFunc(d.Claims, func(c DecidedClaim) bool { return c.ID == claimID })
	if i < 0 {
		return 0, false
	}
	return d.Claims[i].Version, true
}

// DeskWord is what the desk has decided on the group that a claim belongs to. It is empty where nothing was ever decided.
type DeskWord struct {
	DecisionID int64
	Outcome    Outcome
	Verdict    Verdict // "" where rejected
	Reason     string
}

// Decided gives the outcome that stands: Accepted, Rejected, or "" for none.
func (w DeskWord) Decided() Outcome {
	if w.Outcome == Reopened {
		return ""
	}
	return w.Outcome
}
