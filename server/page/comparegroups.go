package page

import (
	"cmp"
	"slices"
	"strings"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/views"
)

// lanes gives each reading a lane, from the top, in the order in which agreement tells reviewers apart: by the name that their
// claims bear.
func lanes(c *desk.Comparison) []views.Lane {
	made := make([]views.Lane, len(c.Readings))
	for i, r := range c.Readings {
		made[i] = views.Lane{Reviewer: r.Reviewer, Name: r.DisplayName, Key: r.Reviewer, Submitted: r.Review.Submitted()}
	}
	slices.SortFunc(made, func(a, b views.Lane) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	names := make([]string, len(made))
	for i, lane := range made {
		names[i] = lane.Name
		if strings.HasPrefix(lane.Reviewer, factcheck.PseudonymPrefix) { // "Reviewer C" is known by its letter
			names[i] = lane.Name[strings.LastIndexByte(lane.Name, ' ')+1:]
		}
	}
	for i, letter := range views.Letters(names) {
		made[i].Letter = letter
	}
	return made
}

// groups gives the rows of a comparison, in the order of the text.
func groups(c *desk.Comparison, lanes []views.Lane) []*views.Group {
	at := make(map[string]int, len(lanes))
	for i, lane := range lanes {
		at[lane.Reviewer] = i
	}
	made := make([]*views.Group, len(c.Groups))
	for i := range c.Groups {
		made[i] = group(&c.Groups[i], i+1, at)
	}
	for i, g := range made {
		for _, o := range c.Groups[i].Overlaps {
			m, other := c.Groups[o.Group].Members[o.Member], made[o.Group]
			g.Overlaps = append(g.Overlaps, views.Overlapping{Lane: at[m.Reviewer], Number: other.Number, Key: other.Key, Quote: m.Claim.Quote})
		}
	}
	return made
}

func group(from *desk.ComparedGroup, number int, at map[string]int) *views.Group {
	g := &views.Group{Number: number, Readings: make([]*factcheck.Claim, len(at)), Outcome: from.Outcome, Decision: from.Decision,
		Undecided: from.Undecided, Since: from.Since, Suggestion: from.Suggestion}
	for i := range from.Members {
		m := &from.Members[i]
		g.Readings[at[m.Reviewer]] = &m.Claim
		if g.Key == 0 || m.Claim.ID < g.Key {
			g.Key = m.Claim.ID
		}
	}
	return g
}

// groupHolding finds the group that a key names; any of its claims will do, so that a link outlives a change of the
// alignment. nil where there is none.
func groupHolding(all []*views.Group, key int64) *views.Group {
	for _, g := range all {
		if slices.ContainsFunc(g.Readings, func(c *factcheck.Claim) bool { return c != nil && c.ID == key }) {
			return g
		}
	}
	return nil
}
