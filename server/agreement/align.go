package agreement

import (
	"cmp"
	"iter"
	"slices"

	"stet/server/factcheck"
)

// DefaultThreshold is the least likeness, as intersection over union in code points, at which two claims are taken for
// one.
const DefaultThreshold = 0.5

// Group is one claim as the reviewers who saw it marked it. There is text that all its members share.
type Group struct {
	Members  []Member // by reviewer; at most one for each
	Outcome  Outcome
	Overlaps []Overlap // where it meets other groups: one long claim against two short ones
}

// Member is one reviewer's claim in a group.
type Member struct {
	Reviewer string
	Claim    factcheck.Claim
}

// mostOverlaps is how many spans of one other reviewer the overlaps of a claim tell of.
const mostOverlaps = 32

// Overlap points at a claim of another group that shares text with a claim of this one by another reviewer. Of one reviewer's
// claims on one span only the first is pointed at: the others would say the same. Of a pile of them the first 32 are.
type Overlap struct {
	Group  int // an index into the groups of the alignment
	Member int // an index into that group's members
}

// Align finds which claims of different reviewers are the same claim. Every claim stands in exactly one group; the
// groups come in the order of their text.
//
// Between every two reviewers claims are matched so that the total likeness is the greatest possible, where likeness
// is the intersection over union of two spans and must reach the threshold; claims that share no text never match, so
// that a threshold of 0 stands for any overlap. Groups grow from the matched pairs, the likest first, as long as no
// reviewer stands in a group twice and its members all share some text. A pair that was not matched joins two groups
// only where nothing matched stands against it.
//
// In a pile of thousands of spans over one another, which nobody makes who reads, each is held against the 32 likest of those that begin
// nearest, and matched the likest first, so that it is aligned in seconds.
func Align(readings []Reading, threshold float64) []Group {
	k := aligned(readings, threshold)
	groups, at := k.groups()
	k.addOverlaps(groups, at)
	return groups
}

func aligned(readings []Reading, threshold float64) *cluster {
	k := newCluster(inOrder(readings))
	k.join(k.matched(threshold))
	k.joinAlike(threshold)
	return k
}

// groups gives the groups in order, and where each claim stands in them.
func (k *cluster) groups() ([]Group, []Overlap) {
	var bundles []*bundle
	for claim, b := range k.group {
		if b.members[0].claim == claim {
			bundles = append(bundles, b)
		}
	}
	slices.SortStableFunc(bundles, func(a, b *bundle) int { return compareClaims(k.earliest(a), k.earliest(b)) })
	groups, at := make([]Group, len(bundles)), make([]Overlap, len(k.group))
	for g, b := range bundles {
		for i, m := range b.members {
			groups[g].Members = append(groups[g].Members, Member{k.readings[m.reviewer].Reviewer, k.claim(m)})
			at[m.claim] = Overlap{Group: g, Member: i}
		}
		groups[g].Outcome = outcomeOf(groups[g].Members)
	}
	return groups, at
}

func (k *cluster) claim(m numbered) factcheck.Claim {
	return k.readings[m.reviewer].Claims[m.claim-k.first[m.reviewer]]
}

// earliest gives the member that a group takes its place in the text from.
func (k *cluster) earliest(b *bundle) factcheck.Claim {
	first := k.claim(b.members[0])
	for _, m := range b.members[1:] {
		if c := k.claim(m); compareClaims(c, first) < 0 {
			first = c
		}
	}
	return first
}

// addOverlaps tells each group of the claims that share text with it but stand in another.
func (k *cluster) addOverlaps(groups []Group, at []Overlap) {
	for r := range k.readings {
		for s := range k.readings {
			if r != s {
				k.overlapsOf(groups, at, r, s)
			}
		}
	}
	for g := range groups {
		groups[g].Overlaps = distinct(groups[g].Overlaps)
	}
}

// distinct gives each of some overlaps once, in order.
func distinct(overlaps []Overlap) []Overlap {
	slices.SortFunc(overlaps, func(a, b Overlap) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Member, b.Member))
	})
	return slices.Compact(overlaps)
}

// overlap tells a group of an overlap, of which it may have been told: wherever that would take more room, what it has twice goes first.
func (g *Group) overlap(o Overlap) {
	if len(g.Overlaps) == cap(g.Overlaps) {
		told := distinct(g.Overlaps)
		g.Overlaps = slices.Grow(told, len(told)+1)
	}
	g.Overlaps = append(g.Overlaps, o)
}

// overlapsOf tells the groups of a reviewer's claims of those of another: at each place of the first so many of them.
func (k *cluster) overlapsOf(groups []Group, at []Overlap, reviewer, other int) {
	here, told := -1, 0
	for i, j := range overlapping(k.places[reviewer].spans, k.places[other].spans) {
		if i != here {
			here, told = i, 0
		}
		if told++; told <= mostOverlaps {
			pointAt(groups, k.standing(reviewer, i, at), k.standing(other, j, at))
		}
	}
}

// standing gives where the claims of a reviewer's place stand.
func (k *cluster) standing(reviewer, place int, at []Overlap) []Overlap {
	p := k.places[reviewer]
	return at[k.first[reviewer]+p.first[place] : k.first[reviewer]+p.first[place+1]]
}

// pointAt tells the group of each of some claims of the first of others that stands in another group. No group has two of them.
func pointAt(groups []Group, claims, others []Overlap) {
	for _, c := range claims {
		for _, o := range others[:min(2, len(others))] {
			if o.Group != c.Group {
				groups[c.Group].overlap(o)
				break
			}
		}
	}
}

// everyTwo gives every two of n, the smaller first.
func everyTwo(n int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := range n {
			for j := i + 1; j < n; j++ {
				if !yield(i, j) {
					return
				}
			}
		}
	}
}
