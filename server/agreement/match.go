package agreement

import (
	"slices"

	"stet/server/factcheck"
)

// pair is a place, or a claim, of one reviewer and one of another that may be the same, as indexes.
type pair struct {
	a, b   int
	weight float64 // their likeness
}

// mostAlike is how many spans of another reviewer may be like one: of more, which are a pile, the likest.
const mostAlike = 32

// alike gives the pairs whose likeness reaches the threshold, in order. Spans that share no text are never a pair.
func alike(as, bs []factcheck.Span, threshold float64) []pair {
	var pairs []pair
	first, of := 0, -1 // the pairs of the span they are sought for
	for i, j := range overlapping(as, bs) {
		if i != of {
			pairs = append(pairs[:first], likest(pairs[first:])...)
			first, of = len(pairs), i
		}
		if w := likeness(as[i], bs[j]); w >= threshold {
			pairs = append(pairs, pair{i, j, w})
		}
	}
	return append(pairs[:first], likest(pairs[first:])...)
}

// likest leaves of the pairs of one span as many as may be, in their order.
func likest(pairs []pair) []pair {
	if len(pairs) <= mostAlike {
		return pairs
	}
	slices.SortFunc(pairs, likestFirst)
	pairs = pairs[:mostAlike]
	slices.SortFunc(pairs, func(p, q pair) int { return p.b - q.b })
	return pairs
}

// match chooses, of pairs in order of a, how many times each is taken so that the total weight is the greatest and nothing is
// taken more often than there is of it: as[a] and bs[b] times.
//
// It is the Hungarian method on a sparse graph: rows are taken in one by one, each along the cheapest path of pairs
// to be swapped, found by Dijkstra's algorithm under prices that keep every cost from going below zero (Kuhn 1955;
// Edmonds and Karp 1972). Claims on one span are one row, or one column, of which there are several (the transportation
// problem; Hitchcock 1941). That loses nothing: every matching of the claims one by one takes each pair of spans some number of
// times, and every such choice can be dealt out to the claims, at the same total. A path never leaves the spans that
// overlap one another, so the cost is that of the largest such cluster of spans, not that of the text or of its claims.
func match(pairs []pair, as, bs []int) []int {
	m := matcher{
		pairs: pairs, of: byRow(pairs, len(as)), into: byColumn(pairs, len(bs)), times: make([]int, len(pairs)),
		left: append([]int(nil), as...), room: append([]int(nil), bs...),
		profit: make([]float64, len(as)), price: make([]float64, len(bs)),
		reachedBy: filled(len(as), -1), cost: make([]float64, len(as)), via: make([]int, len(as)),
		settledBy: filled(len(bs), -1), from: make([]int, len(bs)),
	}
	for _, p := range pairs {
		m.profit[p.a] = max(m.profit[p.a], p.weight)
	}
	for a := range as {
		for m.left[a] > 0 {
			m.takeIn(a)
		}
	}
	return m.times
}

// byRow gives the indexes of each row's pairs.
func byRow(pairs []pair, rows int) [][]int {
	of := make([][]int, rows)
	for i, p := range pairs {
		of[p.a] = append(of[p.a], i)
	}
	return of
}

// byColumn gives the indexes of each column's pairs.
func byColumn(pairs []pair, columns int) [][]int {
	into := make([][]int, columns)
	for i, p := range pairs {
		into[p.b] = append(into[p.b], i)
	}
	return into
}

// matcher holds a matching of rows to columns and the prices that prove it the best. Always
// profit[a]+price[b] >= weight(a, b), with equality for chosen pairs, and neither is ever below zero.
type matcher struct {
	pairs         []pair
	of, into      [][]int // the pairs of each row, of each column
	times         []int   // how often each pair is chosen
	left          []int   // of each row, how often it is still to be taken in
	room          []int   // of each column, how often it is still free
	profit, price []float64
	search        int       // counts the searches
	reachedBy     []int     // the search that last reached each row
	cost          []float64 // at which it did
	via           []int     // the chosen pair by which it did
	settledBy     []int     // the search that last settled each column
	from          []int     // the pair by which it did
	frontier      frontier
}

// step is a column as one search has reached it.
type step struct {
	pair, column int
	cost         float64
	taken        bool // the column has no room left
}

// takeIn gives a row its place, as often as one path allows: a free column, or that of a row for which going without costs
// least.
func (m *matcher) takeIn(start int) {
	m.search++
	m.frontier = m.frontier[:0]
	var settled []step
	rows := []int{start}
	m.reachedBy[start], m.cost[start] = m.search, 0
	leaver, leaving := start, m.profit[start]
	m.reach(start)
	for len(m.frontier) > 0 && m.frontier[0].cost <= leaving {
		next := m.frontier.pop()
		if m.settledBy[next.column] == m.search {
			continue
		}
		m.settledBy[next.column], m.from[next.column] = m.search, next.pair
		settled = append(settled, next)
		if !next.taken {
			m.reprice(rows, settled, next.cost)
			n := m.most(start, next.column, min(m.left[start], m.room[next.column]))
			m.room[next.column] -= n
			m.swap(start, next.column, n)
			return
		}
		for _, p := range m.into[next.column] {
			row := m.pairs[p].a
			if m.times[p] == 0 || m.reachedBy[row] == m.search {
				continue
			}
			m.reachedBy[row], m.cost[row], m.via[row] = m.search, next.cost, p
			rows = append(rows, row)
			if cost := next.cost + m.profit[row]; cost < leaving {
				leaver, leaving = row, cost
			}
			m.reach(row)
		}
	}
	m.reprice(rows, settled, leaving)
	if leaver == start { // nothing that is left of it has a place
		m.left[start] = 0
		return
	}
	given := m.via[leaver]
	column := m.pairs[given].b
	n := m.most(start, column, min(m.left[start], m.times[given]))
	m.times[given] -= n
	m.swap(start, column, n)
}

// reach adds the columns of a row that the search has reached to its frontier.
func (m *matcher) reach(row int) {
	for _, p := range m.of[row] {
		if column := m.pairs[p].b; m.settledBy[column] != m.search {
			slack := m.profit[row] + m.price[column] - m.pairs[p].weight
			m.frontier.push(step{p, column, m.cost[row] + slack, m.room[column] == 0})
		}
	}
}

// reprice makes the path that ends at a cost free of charge.
func (m *matcher) reprice(rows []int, settled []step, end float64) {
	for _, row := range rows {
		if gain := end - m.cost[row]; gain > 0 {
			m.profit[row] -= gain
		}
	}
	for _, s := range settled {
		if gain := end - s.cost; gain > 0 {
			m.price[s.column] += gain
		}
	}
}

// most gives how often the path from start to a column can be gone, at most so often.
func (m *matcher) most(start, column, atMost int) int {
	for {
		row := m.pairs[m.from[column]].a
		if row == start {
			return atMost
		}
		atMost = min(atMost, m.times[m.via[row]])
		column = m.pairs[m.via[row]].b
	}
}

// swap walks back n times from a column that has become free to the row the search began at, each row taking the column that
// was reached from it.
func (m *matcher) swap(start, column, n int) {
	for {
		p := m.from[column]
		m.times[p] += n
		row := m.pairs[p].a
		if row == start {
			m.left[start] -= n
			return
		}
		m.times[m.via[row]] -= n
		column = m.pairs[m.via[row]].b
	}
}

func filled(n, value int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = value
	}
	return s
}
