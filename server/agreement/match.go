package agreement

import "stet/server/factcheck"

// pair is a claim of one reviewer and a claim of another that may be the same, as indexes.
type pair struct {
	a, b   int
	weight float64 // their likeness
}

// alike gives the pairs whose likeness reaches the threshold. Claims that share no text are never a pair.
func alike(as, bs []factcheck.Claim, threshold float64) []pair {
	var pairs []pair
	for i, j := range overlapping(as, bs) {
		if w := likeness(as[i].Span, bs[j].Span); w >= threshold {
			pairs = append(pairs, pair{i, j, w})
		}
	}
	return pairs
}

// match chooses, of pairs in order of a, those of the greatest total weight in which no claim stands twice.
//
// It is the Hungarian method on a sparse graph: claims are taken in one by one, each along the cheapest path of pairs
// to be swapped, found by Dijkstra's algorithm under prices that keep every cost from going below zero (Kuhn 1955;
// Edmonds and Karp 1972). A path never leaves the claims that overlap one another, so the cost is that of the largest
// such cluster, not that of the text.
func match(pairs []pair, as, bs int) []pair {
	m := matcher{
		of:     byRow(pairs, as),
		column: filled(as, -1), row: filled(bs, -1),
		profit: make([]float64, as), price: make([]float64, bs),
		settledBy: filled(bs, -1), from: make([]int, bs),
	}
	for _, p := range pairs {
		m.profit[p.a] = max(m.profit[p.a], p.weight)
	}
	for a := range m.of {
		m.takeIn(a)
	}
	var chosen []pair
	for _, p := range pairs {
		if m.column[p.a] == p.b {
			chosen = append(chosen, p)
		}
	}
	return chosen
}

// byRow gives the pairs of each row.
func byRow(pairs []pair, rows int) [][]pair {
	of := make([][]pair, rows)
	for a := range of {
		n := 0
		for n < len(pairs) && pairs[n].a == a {
			n++
		}
		of[a], pairs = pairs[:n], pairs[n:]
	}
	return of
}

// matcher holds a matching of rows to columns and the prices that prove it the best. Always
// profit[a]+price[b] >= weight(a, b), with equality for chosen pairs, and neither is ever below zero.
type matcher struct {
	of            [][]pair // the pairs of each row
	column, row   []int    // whom each row, each column, is matched with; -1 for nobody
	profit, price []float64
	settledBy     []int // the search that last settled each column
	from          []int // the row from which it did
	frontier      frontier
}

// step is a column as one search has reached it.
type step struct {
	row, column int
	cost        float64
	taken       bool // the column is matched already
}

// takeIn gives a row its place: a free column, or that of a row for which going without costs least.
func (m *matcher) takeIn(start int) {
	var settled []step
	leaver, leaving := start, m.profit[start]
	m.frontier = m.frontier[:0]
	m.reach(start, start, 0)
	for len(m.frontier) > 0 && m.frontier[0].cost <= leaving {
		next := m.frontier.pop()
		if m.settledBy[next.column] == start {
			continue
		}
		m.settledBy[next.column], m.from[next.column] = start, next.row
		settled = append(settled, next)
		if !next.taken {
			m.reprice(start, settled, next.cost)
			m.swap(start, next.column)
			return
		}
		row := m.row[next.column]
		if cost := next.cost + m.profit[row]; cost < leaving {
			leaver, leaving = row, cost
		}
		m.reach(start, row, next.cost)
	}
	m.reprice(start, settled, leaving)
	if leaver != start {
		column := m.column[leaver]
		m.column[leaver] = -1
		m.swap(start, column)
	}
}

// reach adds the columns of a row, itself reached at a cost, to the frontier of the search that began at start.
func (m *matcher) reach(start, row int, cost float64) {
	for _, p := range m.of[row] {
		if m.settledBy[p.b] != start {
			slack := m.profit[row] + m.price[p.b] - p.weight
			m.frontier.push(step{row, p.b, cost + slack, m.row[p.b] >= 0})
		}
	}
}

// reprice makes the path that ends at a cost free of charge.
func (m *matcher) reprice(start int, settled []step, end float64) {
	m.profit[start] -= end
	for _, s := range settled {
		if gain := end - s.cost; gain > 0 && s.taken {
			m.price[s.column] += gain
			m.profit[m.row[s.column]] -= gain
		}
	}
}

// swap walks back from a column that has become free to the row the search began at, each row taking the column that
// was reached from it.
func (m *matcher) swap(start, column int) {
	for {
		row := m.from[column]
		left := m.column[row]
		m.column[row], m.row[column] = column, row
		if row == start {
			return
		}
		column = left
	}
}

func filled(n, value int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = value
	}
	return s
}
