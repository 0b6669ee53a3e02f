package desk

import (
	"cmp"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// mask puts pseudonyms for names everywhere, and puts into their order what stood in the order of names. What it changes are
// copies: the alignment is shared.
func (c *Comparison) mask(pseudonym map[string]string) {
	c.Masked = true
	for i := range c.Readings {
		r := &c.Readings[i]
		r.Reviewer, r.DisplayName, r.Claims = pseudonym[r.Reviewer], pseudonym[r.Reviewer], masked(pseudonym, r.Claims)
		r.Review = factcheck.Review{ArticleID: r.Review.ArticleID, Reviewer: r.Reviewer, Blind: r.Review.Blind, SubmittedAt: r.Review.SubmittedAt}
	}
	slices.SortFunc(c.Readings, func(a, b Reading) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	c.Left = masked(pseudonym, c.Left)
	moved := make([][]int, len(c.Groups))
	for i := range c.Groups {
		moved[i] = c.Groups[i].mask(pseudonym)
	}
	for i := range c.Groups {
		c.Groups[i].follow(moved)
	}
	c.maskFigures(pseudonym)
}

// maskFigures puts pseudonyms into what is said of every two reviewers, turning round those whose order they turn round.
func (c *Comparison) maskFigures(pseudonym map[string]string) {
	c.Finding.Pairs = slices.Clone(c.Finding.Pairs)
	for i, p := range c.Finding.Pairs {
		p.Reviewers = [2]string{pseudonym[p.Reviewers[0]], pseudonym[p.Reviewers[1]]}
		if p.Reviewers[0] > p.Reviewers[1] {
			p = p.Turned()
		}
		c.Finding.Pairs[i] = p
	}
	slices.SortFunc(c.Finding.Pairs, func(a, b agreement.PairFinding) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
	c.Judging.Kappa = slices.Clone(c.Judging.Kappa)
	for i := range c.Judging.Kappa {
		two := &c.Judging.Kappa[i].Reviewers
		*two = [2]string{pseudonym[two[0]], pseudonym[two[1]]}
		slices.Sort(two[:])
	}
	slices.SortFunc(c.Judging.Kappa, func(a, b agreement.PairKappa) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
}

func masked(pseudonym map[string]string, claims []factcheck.Claim) []factcheck.Claim {
	all := slices.Clone(claims)
	for i := range all {
		maskClaim(pseudonym, &all[i])
	}
	return all
}

func maskClaim(pseudonym map[string]string, c *factcheck.Claim) {
	c.Reviewer, c.ReviewerID, c.ReviewID = pseudonym[c.Reviewer], 0, 0
}

// mask gives where in the group's new order each of its members stands.
func (g *ComparedGroup) mask(pseudonym map[string]string) (moved []int) {
	members := slices.Clone(g.Members)
	for i := range members {
		members[i].Reviewer = pseudonym[members[i].Reviewer]
		maskClaim(pseudonym, &members[i].Claim)
	}
	slices.SortFunc(members, func(a, b agreement.Member) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	for _, m := range g.Members {
		moved = append(moved, slices.IndexFunc(members, func(o agreement.Member) bool { return o.Claim.ID == m.Claim.ID }))
	}
	g.Members = members
	if g.Suggestion != nil {
		s := *g.Suggestion
		s.Reviewer = pseudonym[s.Reviewer]
		maskClaim(pseudonym, &s.Claim)
		g.Suggestion = &s
	}
	return moved
}

// follow points the overlaps at the members where they have moved.
func (g *ComparedGroup) follow(moved [][]int) {
	g.Overlaps = slices.Clone(g.Overlaps)
	for i, o := range g.Overlaps {
		g.Overlaps[i].Member = moved[o.Group][o.Member]
	}
	slices.SortFunc(g.Overlaps, func(a, b agreement.Overlap) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Member, b.Member))
	})
}
