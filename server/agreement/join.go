package agreement

import (
	"slices"

	"stet/server/factcheck"
)

// matched gives the best matching of every two reviewers, by the numbers of their claims. Where several claims stand on one
// span, the first of them are matched first.
func (k *cluster) matched(threshold float64) []pair {
	var all []pair
	for r, s := range everyTwo(len(k.readings)) {
		as, bs := k.places[r], k.places[s]
		pairs := alike(as.spans, bs.spans, threshold)
		times := chosen(pairs, as, bs)
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

// mostMatched is how many pairs may hang together, each by a span with the next, for the best of all their matchings to be sought.
const mostMatched = 50_000

// chosen gives how many times each pair is taken: as [match] has it, but where so many pairs hang together that it would take minutes the
// likest first.
func chosen(pairs []pair, as, bs places) []int {
	if len(pairs) <= mostMatched {
		return match(pairs, as.counts(), bs.counts())
	}
	left, room, times := as.counts(), bs.counts(), make([]int, 0, len(pairs))
	var few []pair
	fewAt := []int{}
	for _, run := range runs(pairs, as.spans, bs.spans) {
		if len(run) > mostMatched {
			times = append(times, greedily(run, left, room)...)
			continue
		}
		for i := range run {
			fewAt = append(fewAt, len(times)+i)
		}
		few, times = append(few, run...), append(times, make([]int, len(run))...)
	}
	for i, n := range match(few, left, room) {
		times[fewAt[i]] = n
	}
	return times
}

// runs parts pairs, in order of a, wherever no span of theirs reaches across.
func runs(pairs []pair, as, bs []factcheck.Span) (parts [][]pair) {
	from, end := 0, 0
	for i, p := range pairs {
		if i > from && min(as[p.a].Start, bs[p.b].Start) >= end {
			parts = append(parts, pairs[from:i])
			from = i
		}
		end = max(end, as[p.a].End, bs[p.b].End)
	}
	return append(parts, pairs[from:])
}

// greedily takes each pair as often as there is of it left and room for it, the likest first.
func greedily(pairs []pair, left, room []int) []int {
	order, times := make([]int, len(pairs)), make([]int, len(pairs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return likestFirst(pairs[i], pairs[j]) })
	for _, i := range order {
		p := pairs[i]
		times[i] = min(left[p.a], room[p.b])
		left[p.a] -= times[i]
		room[p.b] -= times[i]
	}
	return times
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
