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
	first    []int
	group    []*bundle // of each claim
}

// bundle is a group in the making.
type bundle struct {
	members []numbered
	core    factcheck.Span // the text that all its members share
}

// numbered is a claim by its number, with its reviewer's.
type numbered struct{ reviewer, claim int }

func newCluster(readings []Reading) *cluster {
	k := &cluster{readings: readings}
	for r, reading := range readings {
		k.first = append(k.first, len(k.group))
		for _, claim := range reading.Claims {
			member := numbered{r, len(k.group)}
			k.group = append(k.group, &bundle{members: []numbered{member}, core: claim.Span})
		}
	}
	return k
}

// join merges the groups of each pair that still may, the likest pair first; of equals, the one whose claims come
// first. The order is total, so the groups are always the same.
func (k *cluster) join(pairs []pair) {
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(q.weight, p.weight), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
	})
	for _, p := range pairs {
		if k.mayJoin(p) {
			k.merge(k.group[p.a], k.group[p.b])
		}
	}
}

// mayJoin says whether the groups of two claims can become one: no reviewer may then stand in it twice, and there must
// be text that all its members share. Without that, one long claim would draw two short ones that have nothing in
// common into one group. (Spans of which every two overlap share a code point, all of them, by Helly's theorem.)
func (k *cluster) mayJoin(p pair) bool {
	a, b := k.group[p.a], k.group[p.b]
	return a != b && a.core.Overlaps(b.core) && !slices.ContainsFunc(a.members, func(m numbered) bool {
		return slices.ContainsFunc(b.members, func(n numbered) bool { return n.reviewer == m.reviewer })
	})
}

func (k *cluster) merge(a, b *bundle) {
	a.members = append(a.members, b.members...)
	slices.SortFunc(a.members, func(m, n numbered) int { return cmp.Compare(m.claim, n.claim) })
	a.core = factcheck.Span{Start: max(a.core.Start, b.core.Start), End: min(a.core.End, b.core.End)}
	for _, m := range b.members {
		k.group[m.claim] = a
	}
}

// number gives two reviewers' pairs the numbers of their claims.
func (k *cluster) number(pairs []pair, r, s int) []pair {
	for i := range pairs {
		pairs[i].a += k.first[r]
		pairs[i].b += k.first[s]
	}
	return pairs
}
