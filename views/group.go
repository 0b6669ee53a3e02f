package views

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/static"
)

// Group is a row of a comparison: one claim as the reviewers who saw it marked it.
type Group struct {
	Number     int                // by its place in the text, from 1, whatever is left out
	Key        int64              // the smallest id of its claims, by which it is known
	Readings   []*factcheck.Claim // one for each lane, nil where that reviewer did not mark it
	Outcome    agreement.Outcome
	Overlaps   []Overlapping       // claims of other groups over the same text
	Decision   *factcheck.Decision // that stands on it, or on most of it; nil where none does
	Undecided  bool                // no decision stands on one of its claims
	Since      bool                // a claim of it is new, changed or gone since the decision
	Suggestion *agreement.Suggestion
}

// Overlapping is a claim of another group that shares text with this one: one long claim against two short ones.
type Overlapping struct {
	Lane   int
	Number int   // of its group
	Key    int64 // of its group
	Quote  string
}

var outcomeWords = map[agreement.Outcome]string{
	agreement.Agreed: "Agreed", agreement.VerdictDiffers: "Verdict differs", agreement.SpanDiffers: "Span differs", agreement.OnlyOne: "Seen by one",
}

// decided says whether the desk's word on the group stands.
func (g *Group) decided() bool { return g.Decision != nil }

// Standing tells the decision that stands on the group from all others, and its version from its others; "" where none stands.
func (g *Group) Standing() string {
	if !g.decided() {
		return ""
	}
	return StandingOf(*g.Decision)
}

// StandingOf tells a decision at its version from all others: "7-2".
func StandingOf(d factcheck.Decision) string { return fmt.Sprintf("%d-%d", d.ID, d.Version) }

// shows is a sign of what a row shows of the group, the same as long as its decision, its readings and the lanes are.
func (g *Group) shows(lanes []Lane) string {
	sign := fnv.New64a()
	fmt.Fprintln(sign, g.Standing())
	for i, c := range g.Readings {
		fmt.Fprintf(sign, "%q", lanes[i].Name)
		if c != nil {
			fmt.Fprintln(sign, c.ID, c.Verdict, c.Rating, c.Start, c.End)
		}
	}
	return strconv.FormatUint(sign.Sum64(), 36)
}

// quote gives the words that stand for the group: those of the decision, else of the topmost lane.
func (g *Group) quote() string {
	if g.decided() && g.Decision.Quote != "" {
		return g.Decision.Quote
	}
	return g.first().Quote
}

func (g *Group) first() *factcheck.Claim {
	return g.Readings[slices.IndexFunc(g.Readings, func(c *factcheck.Claim) bool { return c != nil })]
}

// marked counts the lanes that hold a claim.
func (g *Group) marked() int { return len(g.Claims()) }

// missedBy says how many reviewers overlooked what others saw: "1 missed it"; "" where nobody or all but one did, which the
// outcome says.
func (g *Group) missedBy() string {
	missed := len(g.Readings) - g.marked()
	if missed == 0 || g.Outcome == agreement.OnlyOne {
		return ""
	}
	return figure(missed) + " missed it"
}

// neighbours lists the numbers of the groups that share text with this one: "7, 9".
func (g *Group) neighbours() string {
	var numbers []string
	for _, o := range g.Overlaps {
		if n := strconv.Itoa(o.Number); !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return strings.Join(numbers, ", ")
}

// sameWords says whether all who marked the group marked the same words.
func (g *Group) sameWords() bool {
	first := g.first().Span
	return !slices.ContainsFunc(g.Readings, func(c *factcheck.Claim) bool { return c != nil && c.Span != first })
}

// Claims gives the group's claims, in the order of the lanes.
func (g *Group) Claims() (all []*factcheck.Claim) {
	for _, c := range g.Readings {
		if c != nil {
			all = append(all, c)
		}
	}
	return all
}

// Seen names claims at the versions shown, as a form sends them: "12-3 14-1".
func Seen(claims []*factcheck.Claim) string {
	var b []byte
	for i, c := range claims {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendInt(b, c.ID, 10)
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(c.Version), 10)
	}
	return string(b)
}

// verdictSign is the address of a verdict's icon.
func verdictSign(v factcheck.Verdict) string { return static.Path("icons.svg") + "#" + string(v) }
