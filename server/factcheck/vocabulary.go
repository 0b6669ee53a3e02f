package factcheck

import (
	"slices"
	"strings"
)

// Verdict is what a reviewer finds of a claim.
type Verdict string

// The verdicts.
const (
	Unchecked Verdict = "unchecked"
	Verified  Verdict = "verified"
	Disputed  Verdict = "disputed"
	Unproven  Verdict = "unproven"
)

// Verdicts lists every verdict in the order screens show them.
var Verdicts = []Verdict{Verified, Disputed, Unproven, Unchecked}

// ParseVerdict reads a verdict's name; "" is Unchecked.
func ParseVerdict(s string) (Verdict, error) {
	return parse("verdict", s, Unchecked, Verdicts)
}

// Kind says what sort of thing a claim claims.
type Kind string

// The kinds.
const (
	Statistic   Kind = "statistic"
	Money       Kind = "money"
	Count       Kind = "count"
	Percentage  Kind = "percentage"
	Date        Kind = "date"
	Occurrence  Kind = "event"
	Quotation   Kind = "quotation"
	Attribution Kind = "attribution"
	Other       Kind = "other"
)

// Kinds lists every kind in the order screens show them.
var Kinds = []Kind{Statistic, Money, Count, Percentage, Date, Occurrence, Quotation, Attribution, Other}

// ParseKind reads a kind's name; "" stays "", which asks for a guess from the text.
func ParseKind(s string) (Kind, error) {
	return parse("kind", s, "", Kinds)
}

// Stance says what a source does to a claim.
type Stance string

// The stances.
const (
	Supports Stance = "supports"
	Refutes  Stance = "refutes"
	Context  Stance = "context"
)

// Stances lists every stance in the order screens show them.
var Stances = []Stance{Supports, Refutes, Context}

// ParseStance reads a stance's name; "" is Context.
func ParseStance(s string) (Stance, error) {
	return parse("stance", s, Context, Stances)
}

// Role is what a person may do at the desk; each role may do all that the one before it may.
type Role string

// The roles, from the least to the most.
const (
	Viewer   Role = "viewer"   // reads and exports
	Reviewer Role = "reviewer" // and highlights, judges and cites, in their own reviews
	Editor   Role = "editor"   // and imports articles, assigns reviews, decides
	Admin    Role = "admin"    // and manages people
)

// Roles lists every role from the least to the most.
var Roles = []Role{Viewer, Reviewer, Editor, Admin}

// ParseRole reads a role's name; there is no default.
func ParseRole(s string) (Role, error) {
	return parse("role", s, "?", Roles)
}

// AtLeast says whether r may do all that least may.
func (r Role) AtLeast(least Role) bool {
	return slices.Index(Roles, r) >= slices.Index(Roles, least) && slices.Contains(Roles, r)
}

// Rating is an optional truth rating from 1 to 5; 0 is none.
type Rating int

var ratingNames = [...]string{"", "False", "Mostly false", "Half true", "Mostly true", "True"}

// Ratings lists the ratings that can be given.
var Ratings = []Rating{1, 2, 3, 4, 5}

// Name gives the rating's text name, "" for none.
func (r Rating) Name() string {
	if r < 0 || int(r) >= len(ratingNames) {
		return ""
	}
	return ratingNames[r]
}

// Check says whether r is none or one of the five.
func (r Rating) Check() error {
	if r < 0 || int(r) >= len(ratingNames) {
		return BadField("rating", "A rating is a number from 1 to 5, or left out; %d is neither.", int(r))
	}
	return nil
}

func parse[T ~string](field, s string, byDefault T, all []T) (T, error) {
	if s == "" && byDefault != "?" {
		return byDefault, nil
	}
	if v := T(s); slices.Contains(all, v) {
		return v, nil
	}
	names := make([]string, len(all))
	for i, v := range all {
		names[i] = string(v)
	}
	return "", BadField(field, "There is no %s %q: choose %s.", field, s, strings.Join(names, ", "))
}

// VerdictCounts counts claims by verdict.
type VerdictCounts struct{ Verified, Disputed, Unproven, Unchecked int }

// Of gives the count of one verdict.
func (n VerdictCounts) Of(v Verdict) int {
	switch v {
	case Verified:
		return n.Verified
	case Disputed:
		return n.Disputed
	case Unproven:
		return n.Unproven
	default:
		return n.Unchecked
	}
}

// Add counts one claim more.
func (n *VerdictCounts) Add(v Verdict) {
	switch v {
	case Verified:
		n.Verified++
	case Disputed:
		n.Disputed++
	case Unproven:
		n.Unproven++
	default:
		n.Unchecked++
	}
}

// Checked counts the claims that have a verdict.
func (n VerdictCounts) Checked() int { return n.Verified + n.Disputed + n.Unproven }

// Total counts all the claims.
func (n VerdictCounts) Total() int { return n.Checked() + n.Unchecked }
