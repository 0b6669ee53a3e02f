package views

import (
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// ReviewsPage says who reads an article and how far they are, and assigns reviewers to it.
type ReviewsPage struct {
	Frame     Frame
	Article   factcheck.Article
	Reviews   []Reader
	MayAssign bool
	Blind     bool               // the viewer's own review is blind and open, so that they assign nobody yet
	Choices   []factcheck.Person // who can be assigned, for MayAssign
	New       Assignment
	Seen      []SeenTerms // on what terms the reviewers had the article when the form was first shown
	Problem   string
	Field     string // the field at fault
}

// SeenTerms is on what terms a reviewer had an article, for whoever assigns it to them again.
type SeenTerms struct{ Reviewer, Terms string }

// SeenAs begins the names of the fields that tell these, before the reviewer's.
const SeenAs = "seen."

// Assignment is a review to be assigned, as typed.
type Assignment struct {
	Reviewer string // a name
	Blind    bool
	DueOn    string
}

// Reader is how far one reviewer has read an article.
type Reader struct {
	Review  factcheck.Review
	Name    string // as shown
	Counts  factcheck.VerdictCounts
	Overdue bool
}

// readingOf says how far a reader is: "submitted", "12 of 14", "assigned", "no claims yet".
func readingOf(r Reader) string {
	switch {
	case r.Review.Submitted():
		return "submitted"
	case r.Review.State() == factcheck.Assigned:
		return "assigned"
	case r.Counts.Total() == 0:
		return "no claims yet"
	default:
		return figure(r.Counts.Checked()) + " of " + figure(r.Counts.Total())
	}
}

// dueOf says by when a review is wanted: "due 2019-11-05", "overdue since 2019-11-05"; "" where no date is set or it is in.
func dueOf(r Reader) string {
	switch {
	case r.Review.DueOn == "" || r.Review.Submitted():
		return ""
	case r.Overdue:
		return "overdue since " + r.Review.DueOn
	default:
		return "due " + r.Review.DueOn
	}
}

// leftOf says what a reading of one's own still wants.
func leftOf(r Reader) string {
	n := r.Counts
	switch {
	case r.Review.Submitted():
		return count(n.Total(), "claim", "claims") + ", submitted"
	case r.Review.State() == factcheck.Assigned:
		return "assigned to you, not begun"
	case n.Total() == 0:
		return "no claims yet"
	case n.Unchecked == 0:
		return count(n.Total(), "claim", "claims") + ", all checked"
	default:
		return count(n.Unchecked, "claim", "claims") + " unchecked"
	}
}

// leftSaid is leftOf with how one reads, to be followed by when the review is due.
func leftSaid(r Reader) string {
	said := leftOf(r)
	if r.Review.Blind && !r.Review.Submitted() {
		said += ", blind"
	}
	if dueOf(r) != "" {
		said += ","
	}
	return said
}

func (p ReviewsPage) path() string { return "/articles/" + strconv.FormatInt(p.Article.ID, 10) }

// submitted counts the reviews that are in.
func (p ReviewsPage) submitted() (n int) {
	for _, r := range p.Reviews {
		if r.Review.Submitted() {
			n++
		}
	}
	return n
}

// pseudonyms are those that the article's reviewers stand under.
func (p ReviewsPage) pseudonyms() (names []string) {
	for _, r := range p.Reviews {
		if strings.HasPrefix(r.Review.Reviewer, factcheck.PseudonymPrefix) {
			names = append(names, r.Review.Reviewer)
		}
	}
	return names
}

func reviewPath(v factcheck.Review, under string) string {
	return "/reviews/" + strconv.FormatInt(v.ID, 10) + under
}
