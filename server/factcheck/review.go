package factcheck

// Review is one reviewer's reading of one article: assigned, opened with its first claim, and at last submitted.
type Review struct {
	ID          int64
	ArticleID   int64
	ReviewerID  int64
	Reviewer    string    // the reviewer's name
	Blind       bool      // while it is not submitted, its reviewer is given nobody else's claims
	DueOn       string    // a plain date, or ""
	AssignedBy  string    // the editor's name; "" where the reviewer began by themselves, or the command line assigned it
	OpenedAt    Timestamp // "" until the first claim
	SubmittedAt Timestamp // "" while it is open
}

// Terms says in words how the review is assigned: "blind, due 2026-11-28".
func (r Review) Terms() string {
	terms := "openly"
	if r.Blind {
		terms = "blind"
	}
	if r.DueOn != "" {
		terms += ", due " + r.DueOn
	}
	return terms
}

// Submitted says whether the reviewer has handed the review in. It then takes no changes until an editor reopens it.
func (r Review) Submitted() bool { return r.SubmittedAt != "" }

// PseudonymPrefix begins every pseudonym, before its letter; no name to sign in with has a space.
const PseudonymPrefix = "Reviewer "

// ReviewState is how far a review has come.
type ReviewState string

// The states, in their order.
const (
	Assigned  ReviewState = "assigned" // and not begun
	Reading   ReviewState = "reading"
	Submitted ReviewState = "submitted"
)

// State says how far the review has come.
func (r Review) State() ReviewState {
	switch {
	case r.Submitted():
		return Submitted
	case r.OpenedAt == "":
		return Assigned
	default:
		return Reading
	}
}

// Overdue says whether the review was due before today, a plain date, and is not submitted.
func (r Review) Overdue(today string) bool {
	return r.DueOn != "" && r.DueOn < today && !r.Submitted()
}
