package agreement

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
)

// cluster gathers claims into groups. Claims are numbered reviewer by reviewer; first[r] is the number of reviewer r's
// first claim.
type cluster struct {
	readings []Reading
	places   []places // of each reading
	first    []int
	group    []*bundle // of each claim
}

// bundle is a group in the making.
type bundle struct {
	members []numbered
	kin
}

// kin is all that decides with what other bundles a bundle can become one.
type kin struct {
	reviewers reviewerSet
	core      factcheck.Span // the text that all its members share
}

// numbered is a claim by its number, with its reviewer's.
type numbered struct{ reviewer, claim int }

func newCluster(readings []Reading) *cluster {
	k := &cluster{readings: readings}
	for r, reading := range readings {
		k.first, k.places = append(k.first, len(k.group)), append(k.places, placesOf(reading.Claims))
		for _, claim := range reading.Claims {
			member := numbered{r, len(k.group)}
			k.group = append(k.group, &bundle{[]numbered{member}, kin{oneReviewer(r, len(readings)), claim.Span}})
		}
	}
	return k
}

// join merges the groups of each pair that still may, the likest pair first; of equals, the one whose claims come
// first. The order is total, so the groups are always the same.
func (k *cluster) join(pairs []pair) {
	slices.SortFunc(pairs, likestFirst)
	for _, p := range pairs {
		if k.mayJoin(p.a, p.b) {
			k.merge(k.group[p.a], k.group[p.b])
		}
	}
}

func likestFirst(p, q pair) int {
	return cmp.Or(cmp.Compare(q.weight, p.weight), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
}

// mayJoin says whether the groups of two claims can become one: no reviewer may then stand in it twice, and there must
// be text that all its members share. Without that, one long claim would draw two short ones that have nothing in
// common into one group. (Spans of which every two overlap share a code point, all of them, by Helly's theorem.)
func (k *cluster) mayJoin(a, b int) bool {
	x, y := k.group[a].kin, k.group[b].kin
	return x.core.Overlaps(y.core) && !x.reviewers.meets(y.reviewers)
}

func (k *cluster) merge(a, b *bundle) {
	a.members = append(a.members, b.members...)
	slices.SortFunc(a.members, func(m, n numbered) int { return cmp.Compare(m.claim, n.claim) })
	a.core = factcheck.Span{Start: max(a.core.Start, b.core.Start), End: min(a.core.End, b.core.End)}
	a.reviewers = a.reviewers.and(b.reviewers)
	for _, m := range b.members {
		k.group[m.claim] = a
	}
}
