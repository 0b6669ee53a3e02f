package page

import (
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/views"
)

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
