package desk

import (
	"stet/server/agreement"
	"stet/server/factcheck"
)

// Comparison is the readings of one article laid side by side, and what the desk has decided of them. Parts of it are shared:
// read it, never change it.
type Comparison struct {
	Article   factcheck.Article
	Revision  *Revision // the current one, which everything compared is on
	Threshold float64   // the least intersection over union at which two claims are taken for one
	Readings  []Reading // by reviewer
	Groups    []ComparedGroup
	Finding   agreement.Finding
	Judging   agreement.Judging
	Left      []factcheck.Claim    // claims on older revisions, which cannot be compared
	Lost      []factcheck.Decision // that stand, though all their claims have been deleted since
	Decided   int                  // groups of which every claim is decided
	Undecided int                  // the other groups
	Masked    bool                 // reviewers but the viewer stand under pseudonyms, everywhere in here, until all is decided
	Needs     string               // what is wanted before there is something to compare, as a sentence; then there are no groups
}

// Size is about how many bytes the claims take that are compared.
func (c *Comparison) Size() int {
	bytes := sizeOf(c.Left)
	for _, r := range c.Readings {
		bytes += sizeOf(r.Claims)
	}
	return bytes
}

// Reading is one reviewer's reading as it is compared.
type Reading struct {
	agreement.Reading
	DisplayName string // the pseudonym, where that is what is shown
	Review      factcheck.Review
}

// ComparedGroup is a group of aligned claims with what the desk says of it.
type ComparedGroup struct {
	agreement.Group
	Decision   *factcheck.Decision   // the one that stands on most of its claims; nil where none does
	Suggestion *agreement.Suggestion // what most of its reviewers hold; nil where no majority does
	Undecided  bool                  // no decision stands on one of its claims
	Since      bool                  // a claim of it is new, changed or gone since the decision, or since all was decided
}

// Aligned gives the groups as package agreement made them.
func (c *Comparison) Aligned() []agreement.Group {
	groups := make([]agreement.Group, len(c.Groups))
	for i := range c.Groups {
		groups[i] = c.Groups[i].Group
	}
	return groups
}

// ClaimIDs gives the ids of the group's claims in the order of its members.
func (g *ComparedGroup) ClaimIDs() []int64 {
	ids := make([]int64, len(g.Members))
	for i, m := range g.Members {
		ids[i] = m.Claim.ID
	}
	return ids
}
