package agreement

import "encoding/binary"

// tally is a table of judgements with its equal rows gathered: for each pattern, how many reviewers chose each
// category, and how many units show it. Units that fewer than two reviewers judged are counted apart.
type tally struct {
	patterns [][]int
	raters   []int // of each pattern
	times    []int
	leftOut  int
}

// gather makes a tally of counts[unit][category], the reviewers who put a unit in a category.
func gather(counts [][]int) tally {
	g := gathering{known: map[string]int{}}
	for _, row := range counts {
		g.add(row)
	}
	return g.tally
}

// gathering is a tally in the making.
type gathering struct {
	tally
	known map[string]int // the places of the patterns
}

// add counts a unit in; what it has in each category, the unit's row, may be kept.
func (g *gathering) add(row []int) {
	raters := sum(row)
	if raters < 2 {
		g.leftOut++
		return
	}
	key := keyOf(row)
	pattern, ok := g.known[key]
	if !ok {
		pattern = len(g.patterns)
		g.known[key] = pattern
		g.patterns = append(g.patterns, row)
		g.raters = append(g.raters, raters)
		g.times = append(g.times, 0)
	}
	g.times[pattern]++
}

func keyOf(row []int) string {
	var key []byte
	for _, n := range row {
		key = binary.AppendUvarint(key, uint64(n))
	}
	return string(key)
}

// categories is how many there are.
func (t tally) categories() int {
	most := 0
	for _, row := range t.patterns {
		most = max(most, len(row))
	}
	return most
}

// agreement gives, for each pattern, the share of the pairs of its reviewers that agree.
func (t tally) agreement() []float64 {
	shares := make([]float64, len(t.patterns))
	for i, row := range t.patterns {
		agreeing := 0
		for _, n := range row {
			agreeing += n * (n - 1)
		}
		shares[i] = float64(agreeing) / float64(t.raters[i]*(t.raters[i]-1))
	}
	return shares
}

// weighted is the mean of a number per pattern over the units. It wants at least one unit.
func weighted(times []int, of []float64) float64 {
	total, units := 0.0, 0
	for i, n := range times {
		total += float64(n) * of[i]
		units += n
	}
	return total / float64(units)
}
