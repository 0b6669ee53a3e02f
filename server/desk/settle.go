package desk

import (
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// settle puts to each group what is suggested for it and what was decided of it.
func (c *Comparison) settle(groups []agreement.Group, decisions []factcheck.Decision) {
	byClaim, left := map[int64]int{}, make([]int, len(decisions))
	for i, d := range decisions {
		for _, claim := range d.Claims {
			byClaim[claim.ID] = i
		}
	}
	for _, g := range groups {
		for _, m := range g.Members {
			if i, ok := byClaim[m.Claim.ID]; ok {
				left[i]++
			}
		}
	}
	c.Groups = make([]ComparedGroup, len(groups))
	for i, g := range groups {
		c.Groups[i] = c.compared(g, decisions, byClaim, left)
		if c.Groups[i].Undecided {
			c.Undecided++
		} else {
			c.Decided++
		}
	}
	for i, d := range decisions {
		if left[i] == 0 {
			c.Lost = append(c.Lost, d)
		}
	}
}

func (c *Comparison) compared(g agreement.Group, decisions []factcheck.Decision, byClaim map[int64]int, left []int) ComparedGroup {
	made := ComparedGroup{Group: g}
	if s, ok := agreement.Suggest(g); ok {
		made.Suggestion = &s
	}
	shares := map[int]int{}
	for _, m := range g.Members {
		i, ok := byClaim[m.Claim.ID]
		if !ok {
			made.Undecided = true
			continue
		}
		shares[i]++
		saw, _ := decisions[i].Saw(m.Claim.ID)
		made.Since = made.Since || saw != m.Claim.Version || left[i] < len(decisions[i].Claims)
	}
	most := -1
	for i, n := range shares {
		if most < 0 || n > shares[most] || n == shares[most] && i < most {
			most = i
		}
	}
	if most >= 0 {
		made.Decision = &decisions[most]
	}
	made.Since = made.Since || made.Undecided && (c.Article.DecidedAt != "" || newer(g, made.Decision, byClaim))
	return made
}

// newer says whether a claim that is not of the decision's group was made since.
func newer(g agreement.Group, d *factcheck.Decision, byClaim map[int64]int) bool {
	return d != nil && slices.ContainsFunc(g.Members, func(m agreement.Member) bool {
		_, decided := byClaim[m.Claim.ID]
		return !decided && m.Claim.CreatedAt > d.UpdatedAt
	})
}
