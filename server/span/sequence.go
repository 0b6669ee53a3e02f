package span

import "slices"

// mostApart is the most members that go or come between two sequences of which a longest common subsequence is looked for.
const mostApart = 600

// match pairs equal members of two sequences in order, and tells each pair. It pairs what they begin and end with, then what
// stands once in either, which parts them into shorter ones (patience diff, by Bram Cohen), and at last by the longest common
// subsequence where that is short work. The work is about proportional to the members.
func match(a, b []int32, pair func(i, j int)) {
	matchFrom(a, b, 0, 0, pair)
}

func matchFrom(a, b []int32, ai, bi int, pair func(i, j int)) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		pair(ai, bi)
		a, b, ai, bi = a[1:], b[1:], ai+1, bi+1
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		pair(ai+len(a)-1, bi+len(b)-1)
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 {
		return
	}
	anchors := inOrder(onceInEither(a, b))
	if anchors == nil {
		matchShort(a, b, ai, bi, pair)
		return
	}
	fromA, fromB := 0, 0
	for _, at := range append(anchors, place{len(a), len(b)}) {
		matchFrom(a[fromA:at.a], b[fromB:at.b], ai+fromA, bi+fromB, pair)
		if at.a < len(a) {
			pair(ai+at.a, bi+at.b)
		}
		fromA, fromB = at.a+1, at.b+1
	}
}

// place is a pair of positions in two sequences.
type place struct{ a, b int }

// onceInEither gives the places of members that stand exactly once in both, in the order of a.
func onceInEither(a, b []int32) []place {
	type seen struct{ inA, inB, b int }
	times := make(map[int32]seen, len(b))
	for j, id := range b {
		s := times[id]
		s.inB, s.b = s.inB+1, j
		times[id] = s
	}
	for _, id := range a {
		if s, ok := times[id]; ok {
			s.inA++
			times[id] = s
		}
	}
	var places []place
	for i, id := range a {
		if s := times[id]; s.inA == 1 && s.inB == 1 {
			places = append(places, place{i, s.b})
		}
	}
	return places
}

// inOrder gives the longest run of places that ascend in b too.
func inOrder(places []place) []place {
	var ends []int // ends[n] is the place that the run of n+1 ends with whose b is least
	before := make([]int, len(places))
	for i, p := range places {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(end, b int) int { return places[end].b - b })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	if len(ends) == 0 {
		return nil
	}
	run := make([]place, len(ends))
	for i, n := ends[len(ends)-1], len(ends)-1; n >= 0; i, n = before[i], n-1 {
		run[n] = places[i]
	}
	return run
}

// matchShort pairs a longest common subsequence by the greedy algorithm of Myers ("An O(ND) Difference Algorithm and Its
// Variations", 1986); nothing where more than [mostApart] members would have to go or come, which would be long work.
func matchShort(a, b []int32, ai, bi int, pair func(i, j int)) {
	most := min(mostApart, len(a)+len(b))
	zero := most + 1 // where reached has the diagonal 0
	reached, trail := make([]int, 2*zero+1), [][]int(nil)
	for d := 0; d <= most; d++ {
		for k := -d; k <= d; k += 2 {
			i := furthest(reached[zero-d-1:], k+d+1, d)
			for i < len(a) && i-k < len(b) && a[i] == b[i-k] {
				i++
			}
			reached[zero+k] = i
			if i >= len(a) && i-k >= len(b) {
				walkBack(trail, i, k, func(i, j int) { pair(ai+i, bi+j) })
				return
			}
		}
		trail = append(trail, slices.Clone(reached[zero-d:zero+d+1]))
	}
}

// furthest gives how far in a the diagonal at k begins after d steps: one member of b came, or one of a went.
func furthest(reached []int, k, d int) int {
	came, went := reached[k+1], reached[k-1]+1
	switch {
	case d == 0:
		return 0
	case k == 1 || k != 2*d+1 && went <= came:
		return came
	}
	return went
}

// walkBack tells the pairs on the way that led to i on diagonal k.
func walkBack(trail [][]int, i, k int, pair func(i, j int)) {
	for d := len(trail); d > 0; d-- {
		before := func(k int) int {
			if at := k + d - 1; at >= 0 && at < len(trail[d-1]) {
				return trail[d-1][at]
			}
			return -1
		}
		from, start := k+1, before(k+1)
		if !(k == -d || k != d && before(k-1)+1 <= before(k+1)) {
			from, start = k-1, before(k-1)+1
		}
		for ; i > start; i-- {
			pair(i-1, i-1-k)
		}
		i, k = before(from), from
	}
	for ; i > 0; i-- {
		pair(i-1, i-1)
	}
}
