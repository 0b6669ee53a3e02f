package desk

import (
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// decided is what stands on the claims of a comparison.
type decided struct {
	decisions []factcheck.Decision
	on        map[int64]int // by claim, the decision's place among the decisions
	left      []int         // of each decision, how many of its claims are still compared
}

func decidedOn(groups []agreement.Group, decisions []factcheck.Decision) decided {
	s := decided{decisions, map[int64]int{}, make([]int, len(decisions))}
	for i, d := range decisions {
		for _, claim := range d.Claims {
			s.on[claim.ID] = i
		}
	}
	for _, g := range groups {
		for _, m := range g.Members {
			if i, ok := s.on[m.Claim.ID]; ok {
				s.left[i]++
			}
		}
	}
	return s
}

// settle puts to each group what is suggested for it and what was decided of it.
func (c *Comparison) settle(groups []agreement.Group, decisions []factcheck.Decision) {
	s := decidedOn(groups, decisions)
	c.Groups = make([]ComparedGroup, len(groups))
	for i, g := range groups {
		c.Groups[i] = s.settled(g, c.Article.DecidedAt != "")
		if c.Groups[i].Undecided {
			c.Undecided++
		} else {
			c.Decided++
		}
	}
	for i, d := range decisions {
		if s.left[i] == 0 {
			c.Lost = append(c.Lost, d)
		}
	}
}

// settled is one group with what stands on it. Once all was decided, what is undecided has come since.
func (s decided) settled(g agreement.Group, allDecided bool) ComparedGroup {
	made := ComparedGroup{Group: g, Decision: s.most(g)}
	if suggestion, ok := agreement.Suggest(g); ok {
		made.Suggestion = &suggestion
	}
	for _, m := range g.Members {
		i, ok := s.on[m.Claim.ID]
		if !ok {
			made.Undecided = true
			made.Since = made.Since || allDecided || made.Decision != nil && m.Claim.CreatedAt > made.Decision.UpdatedAt
			continue
		}
		saw, _ := s.decisions[i].Saw(m.Claim.ID)
		made.Since = made.Since || saw < m.Claim.Settled || s.left[i] < len(s.decisions[i].Claims)
	}
	return made
}

// most gives the decision that stands on most of a group's claims, of equals the first; nil where none does.
func (s decided) most(g agreement.Group) *factcheck.Decision {
	var places []int
	times := map[int]int{}
	for _, m := range g.Members {
		if i, ok := s.on[m.Claim.ID]; ok {
			places = append(places, i)
			times[i]++
		}
	}
	if places == nil {
		return nil
	}
	slices.Sort(places)
	return &s.decisions[slices.MaxFunc(places, func(a, b int) int { return times[a] - times[b] })]
}
