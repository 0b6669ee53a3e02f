package agreement

import "slices"

// matched gives the best matching of every two reviewers, by the numbers of their claims. Where several claims stand on one
// span, the first of them are matched first.
func (k *cluster) matched(threshold float64) []pair {
	var all []pair
	for r, s := range everyTwo(len(k.readings)) {
		as, bs := k.places[r], k.places[s]
		pairs := alike(as.spans, bs.spans, threshold)
		times := match(pairs, as.counts(), bs.counts())
		nextA, nextB := slices.Clone(as.first), slices.Clone(bs.first)
		for i, p := range pairs {
			for range times[i] {
				all = append(all, pair{k.first[r] + nextA[p.a], k.first[s] + nextB[p.b], p.weight})
				nextA[p.a]++
				nextB[p.b]++
			}
		}
	}
	return all
}

// joinAlike joins what matching has left apart: the groups of every two claims that are alike, the likest first, as
// far as they still may.
func (k *cluster) joinAlike(threshold float64) {
	reaches := k.reaches(threshold)
	slices.SortFunc(reaches, func(p, q reach) int { return likestFirst(p.pair, q.pair) })
	tried := map[trial]int{}
	for _, r := range reaches {
		if b, ok := k.joinable(r, tried); ok {
			k.merge(k.group[r.a], k.group[b])
		}
	}
}

// reach is a claim with all the claims on a span that is like its own: claim a with n claims from b on. A reviewer stands in a
// group once, so that it joins one of them at most; it is the first that it can.
type reach struct {
	pair
	n int
}

// reaches gives what could still join.
func (k *cluster) reaches(threshold float64) []reach {
	var all []reach
	for r, s := range everyTwo(len(k.readings)) {
		as, bs := k.places[r], k.places[s]
		for _, p := range alike(as.spans, bs.spans, threshold) {
			for a := as.first[p.a]; a < as.first[p.a+1]; a++ {
				one := reach{pair{k.first[r] + a, k.first[s] + bs.first[p.b], p.weight}, bs.first[p.b+1] - bs.first[p.b]}
				if one.n > 1 || k.mayJoin(one.a, one.b) {
					all = append(all, one)
				}
			}
		}
	}
	return all
}

// trial is a kind of group held against the claims on a span, which the first of them stands for.
type trial struct {
	kin
	b int
}

// joinable gives the first of the claims in reach whose group may become one with the group of claim a. Groups only ever have
// more reviewers and less text in common: what could not join once never can, and for a group with the same of both the search
// goes on from there. So many claims on few spans cost about as much as few.
func (k *cluster) joinable(r reach, tried map[trial]int) (b int, ok bool) {
	if r.n == 1 {
		return r.b, k.mayJoin(r.a, r.b)
	}
	key := trial{k.group[r.a].kin, r.b}
	from := tried[key]
	for from < r.n && !k.mayJoin(r.a, r.b+from) {
		from++
	}
	tried[key] = from
	return r.b + from, from < r.n
}
