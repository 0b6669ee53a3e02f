package desk

import (
	"cmp"
	"slices"
	"strings"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// mask is what reviewers are told as, by name; who is not in it is told by name.
type mask map[string]store.Pseudonym

func (m mask) of(reviewer string) string {
	if told, ok := m[reviewer]; ok {
		return told.Name
	}
	return reviewer
}

func (m mask) claim(c *factcheck.Claim) {
	if told, ok := m[c.Reviewer]; ok {
		c.Reviewer, c.ReviewerID, c.ReviewID = told.Name, 0, told.ReviewID
	}
}

func (m mask) claims(claims []factcheck.Claim) []factcheck.Claim {
	all := slices.Clone(claims)
	for i := range all {
		m.claim(&all[i])
	}
	return all
}

func (m mask) review(v *factcheck.Review) {
	if told, ok := m[v.Reviewer]; ok {
		v.ID, v.ReviewerID, v.Reviewer, v.AssignedBy = told.ReviewID, 0, told.Name, ""
	}
}

func (m mask) reading(r *Reading) {
	m.review(&r.Review)
	if told, ok := m[r.Reviewer]; ok {
		r.Reviewer, r.DisplayName = told.Name, told.Name
	}
	r.Claims = m.claims(r.Claims)
}

// unmask gives the name of the reviewer that name is told for, in some case or other. The name of somebody who is told under a
// pseudonym is refused: what became of it would tell which.
func (m mask) unmask(name string) (string, error) {
	for reviewer, told := range m {
		switch {
		case strings.EqualFold(name, told.Name):
			return reviewer, nil
		case strings.EqualFold(name, reviewer):
			return "", factcheck.BadField("reviewer", "%s reads this article already, under a pseudonym until every review is submitted and all is decided. Name the pseudonym.", reviewer)
		}
	}
	return name, nil
}

// mask puts pseudonyms for names everywhere, and puts into their order what stood in the order of names. What it changes are
// copies: the alignment is shared.
func (c *Comparison) mask(m mask) {
	for i := range c.Readings {
		m.reading(&c.Readings[i])
	}
	slices.SortFunc(c.Readings, func(a, b Reading) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	c.Left = m.claims(c.Left)
	moved := make([][]int, len(c.Groups))
	for i := range c.Groups {
		moved[i] = c.Groups[i].mask(m)
	}
	for i := range c.Groups {
		c.Groups[i].follow(moved)
	}
	c.maskFigures(m)
}

// maskFigures puts pseudonyms into what is said of every two reviewers, turning round those whose order they turn round.
func (c *Comparison) maskFigures(m mask) {
	c.Finding.Pairs = slices.Clone(c.Finding.Pairs)
	for i, p := range c.Finding.Pairs {
		p.Reviewers = [2]string{m.of(p.Reviewers[0]), m.of(p.Reviewers[1])}
		if p.Reviewers[0] > p.Reviewers[1] {
			p = p.Turned()
		}
		c.Finding.Pairs[i] = p
	}
	slices.SortFunc(c.Finding.Pairs, func(a, b agreement.PairFinding) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
	c.Judging.Kappa = slices.Clone(c.Judging.Kappa)
	for i := range c.Judging.Kappa {
		two := &c.Judging.Kappa[i].Reviewers
		*two = [2]string{m.of(two[0]), m.of(two[1])}
		slices.Sort(two[:])
	}
	slices.SortFunc(c.Judging.Kappa, func(a, b agreement.PairKappa) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
}

// mask gives where in the group's new order each of its members stands.
func (g *ComparedGroup) mask(m mask) (moved []int) {
	members := slices.Clone(g.Members)
	for i := range members {
		members[i].Reviewer = m.of(members[i].Reviewer)
		m.claim(&members[i].Claim)
	}
	slices.SortFunc(members, func(a, b agreement.Member) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	for _, was := range g.Members {
		moved = append(moved, slices.IndexFunc(members, func(o agreement.Member) bool { return o.Claim.ID == was.Claim.ID }))
	}
	g.Members = members
	if g.Suggestion != nil {
		s := *g.Suggestion
		s.Reviewer = m.of(s.Reviewer)
		m.claim(&s.Claim)
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
