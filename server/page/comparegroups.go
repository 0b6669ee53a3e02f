package page

import (
	"cmp"
	"slices"
	"strings"

	"stet/server/agreement"
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
		if c.Masked { // "Reviewer C" is known by its letter
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

// passing narrows groups to those that a comparison is asked for. The one that is to stand open always passes.
func passing(a views.CompareAsk, lanes []views.Lane, all []*views.Group, open *views.Group) (pass []*views.Group, counts map[views.Show]int) {
	counts = map[views.Show]int{}
	for _, g := range all {
		meets := meets(a, lanes, g)
		for _, s := range views.Shows {
			if meets && stands(g, s) {
				counts[s]++
			}
		}
		if g == open || meets && stands(g, a.Show) {
			pass = append(pass, g)
		}
	}
	return pass, counts
}

// stands says whether a group is to be seen under a choice of how groups stand.
func stands(g *views.Group, s views.Show) bool {
	switch s {
	case views.ShowDisagreements:
		return g.Outcome == agreement.VerdictDiffers || g.Outcome == agreement.SpanDiffers
	case views.ShowMissed:
		return g.Outcome != agreement.OnlyOne && slices.Contains(g.Readings, nil)
	case views.ShowUndecided:
		return g.Undecided
	case views.ShowSince:
		return g.Since
	case views.ShowAll:
		return true
	}
	return string(s) == string(g.Outcome)
}

// meets says whether a group is what else was asked for.
func meets(a views.CompareAsk, lanes []views.Lane, g *views.Group) bool {
	if a.Kind != "" && !slices.ContainsFunc(g.Readings, func(c *factcheck.Claim) bool { return c != nil && c.Kind == a.Kind }) {
		return false
	}
	for _, c := range a.With {
		if lane := laneOf(lanes, c.Lane); lane >= 0 && !holdsIn(g.Readings[lane], c.Holds) {
			return false
		}
	}
	return isApart(a.Apart, lanes, g) && isBehind(a.Behind, g)
}

func laneOf(lanes []views.Lane, key string) int {
	return slices.IndexFunc(lanes, func(l views.Lane) bool { return l.Key == key })
}

// holdsIn says whether what a lane holds, nil for no claim, is what a condition names.
func holdsIn(c *factcheck.Claim, what string) bool {
	switch what {
	case views.HoldsNothing:
		return c == nil
	case views.HoldsClaim:
		return c != nil
	case views.HoldsVerdict:
		return judged(c)
	}
	return c != nil && string(c.Verdict) == what
}

func judged(c *factcheck.Claim) bool { return c != nil && c.Verdict != factcheck.Unchecked }

// isApart says whether either of two lanes marked a group, and not both gave a verdict; true where no two lanes are named.
func isApart(keys [2]string, lanes []views.Lane, g *views.Group) bool {
	one, other := laneOf(lanes, keys[0]), laneOf(lanes, keys[1])
	if one < 0 || other < 0 {
		return true
	}
	a, b := g.Readings[one], g.Readings[other]
	return (a != nil || b != nil) && !(judged(a) && judged(b))
}

// isBehind says whether a group is a unit of a figure over all reviewers.
func isBehind(b views.Behind, g *views.Group) bool {
	verdicts, ratings := 0, 0
	for _, c := range g.Readings {
		if judged(c) {
			verdicts++
		}
		if c != nil && c.Rating != 0 {
			ratings++
		}
	}
	switch b {
	case views.Judged:
		return verdicts >= 2
	case views.Unjudged:
		return verdicts < 2
	case views.Rated:
		return ratings >= 2
	case views.Unrated:
		return ratings < 2
	}
	return true
}
