package desk

import (
	"cmp"
	"fmt"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/store"
)

// unmasked are the reviews that somebody is told by name though a stranger is told them under pseudonyms: one's own. They are by
// pseudonym, since that is what readings are compared under: were they compared under names, whatever is told first, or is drawn
// first, would tell the order of these.
type unmasked map[string]store.ReviewProgress

// unmaskedFor gives those of an article that are told to a viewer.
func unmaskedFor(r *store.Reader, viewer factcheck.Person, article factcheck.Article) (unmasked, error) {
	if !article.Masked() {
		return nil, nil
	}
	hidden, err := r.Pseudonyms(store.Stranger, article.ID)
	if err != nil {
		return nil, err
	}
	reviews, err := r.Reviews(viewer.ID, article.ID)
	u := unmasked{}
	for _, v := range reviews {
		if pseudonym, ok := hidden[v.Reviewer]; ok {
			u[pseudonym.Name] = v
		}
	}
	return u, err
}

// pseudonymsOf names the pseudonyms that an article's readings are compared under; "" for names.
func pseudonymsOf(r *store.Reader, article factcheck.Article) (string, error) {
	if !article.Masked() {
		return "", nil
	}
	pseudonyms, err := r.Pseudonyms(store.Stranger, article.ID)
	return fmt.Sprint(pseudonyms), err
}

func (u unmasked) of(reviewer string) string {
	if v, ok := u[reviewer]; ok {
		return v.Reviewer
	}
	return reviewer
}

func (u unmasked) claim(c *factcheck.Claim) {
	if v, ok := u[c.Reviewer]; ok {
		c.Reviewer, c.ReviewerID, c.ReviewID = v.Reviewer, v.ReviewerID, v.ID
	}
}

func (u unmasked) claims(claims []factcheck.Claim) []factcheck.Claim {
	all := slices.Clone(claims)
	for i := range all {
		u.claim(&all[i])
	}
	return all
}

func (u unmasked) reading(r *Reading) {
	if v, ok := u[r.Reviewer]; ok {
		r.Reviewer, r.DisplayName, r.Review, r.Claims = v.Reviewer, v.DisplayName, v.Review, u.claims(r.Claims)
	}
}

// name names everywhere whom the viewer knows, and puts into the order of what is told what stood in the order of pseudonyms. What it
// changes are copies: the alignment is shared.
func (c *Comparison) name(u unmasked) {
	for i := range c.Readings {
		u.reading(&c.Readings[i])
	}
	slices.SortFunc(c.Readings, func(a, b Reading) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	c.Left = u.claims(c.Left)
	moved := make([][]int, len(c.Groups))
	for i := range c.Groups {
		moved[i] = c.Groups[i].name(u)
	}
	for i := range c.Groups {
		c.Groups[i].follow(moved)
	}
	c.nameFigures(u)
}

// nameFigures names whom the viewer knows in what is said of every two reviewers, turning round those whose order that turns round.
func (c *Comparison) nameFigures(u unmasked) {
	c.Finding.Pairs = slices.Clone(c.Finding.Pairs)
	for i, p := range c.Finding.Pairs {
		p.Reviewers = [2]string{u.of(p.Reviewers[0]), u.of(p.Reviewers[1])}
		if p.Reviewers[0] > p.Reviewers[1] {
			p = p.Turned()
		}
		c.Finding.Pairs[i] = p
	}
	slices.SortFunc(c.Finding.Pairs, func(a, b agreement.PairFinding) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
	c.Judging.Kappa = slices.Clone(c.Judging.Kappa)
	for i := range c.Judging.Kappa {
		two := &c.Judging.Kappa[i].Reviewers
		*two = [2]string{u.of(two[0]), u.of(two[1])}
		slices.Sort(two[:])
	}
	slices.SortFunc(c.Judging.Kappa, func(a, b agreement.PairKappa) int { return slices.Compare(a.Reviewers[:], b.Reviewers[:]) })
}

// name gives where in the group's new order each of its members stands.
func (g *ComparedGroup) name(u unmasked) (moved []int) {
	members := slices.Clone(g.Members)
	for i := range members {
		members[i].Reviewer = u.of(members[i].Reviewer)
		u.claim(&members[i].Claim)
	}
	slices.SortFunc(members, func(a, b agreement.Member) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	for _, was := range g.Members {
		moved = append(moved, slices.IndexFunc(members, func(o agreement.Member) bool { return o.Claim.ID == was.Claim.ID }))
	}
	g.Members = members
	if g.Suggestion != nil {
		s := *g.Suggestion
		s.Reviewer = u.of(s.Reviewer)
		u.claim(&s.Claim)
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
