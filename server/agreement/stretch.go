package agreement

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
)

// stretch is a part of a continuum that no unit reaches out of: a cluster of overlapping units and the gap up to the
// next one. The first stretch has the gap before its cluster too.
type stretch struct {
	length       int
	ranks        []int      // of its units, the places of their lengths among all lengths
	disagreement float64    // the sum of d² over every two observers, each two taken once
	gaps         []int      // between two units of one observer
	ends         []openEnds // by observer
}

// openEnds is what an observer left free before the first unit of a stretch and after the last.
type openEnds struct {
	marked        bool // false where there are no units; the rest then means nothing
	before, after int
}

// cut divides a continuum into its stretches.
func cut(observers [][]factcheck.Span, continuum factcheck.Span, lengths []int) []stretch {
	var stretches []stretch
	rest := slices.Clone(observers)
	begins := clusterBegins(observers)
	for i := range begins {
		span := factcheck.Span{Start: continuum.Start, End: continuum.End}
		if i > 0 {
			span.Start = begins[i]
		}
		if i+1 < len(begins) {
			span.End = begins[i+1]
		}
		within := make([][]factcheck.Span, len(rest))
		for o, units := range rest {
			n, _ := slices.BinarySearchFunc(units, span.End, func(s factcheck.Span, end int) int { return cmp.Compare(s.Start, end) })
			within[o], rest[o] = units[:n], units[n:]
		}
		stretches = append(stretches, newStretch(span, within, lengths))
	}
	return stretches
}

// clusterBegins gives the beginning of every cluster of overlapping units.
func clusterBegins(observers [][]factcheck.Span) []int {
	var begins []int
	end := 0
	for _, unit := range slices.SortedFunc(slices.Values(slices.Concat(observers...)), byStart) {
		if len(begins) == 0 || unit.Start >= end {
			begins = append(begins, unit.Start)
			end = unit.End
		}
		end = max(end, unit.End)
	}
	return begins
}

func byStart(a, b factcheck.Span) int { return cmp.Compare(a.Start, b.Start) }

func newStretch(span factcheck.Span, observers [][]factcheck.Span, lengths []int) stretch {
	s := stretch{length: span.Len(), ends: make([]openEnds, len(observers))}
	for o, units := range observers {
		for i, unit := range units {
			rank, _ := slices.BinarySearch(lengths, unit.Len())
			s.ranks = append(s.ranks, rank)
			if i > 0 {
				s.gaps = append(s.gaps, unit.Start-units[i-1].End)
			}
		}
		if n := len(units); n > 0 {
			s.ends[o] = openEnds{true, units[0].Start - span.Start, span.End - units[n-1].End}
		}
	}
	for o, p := range everyTwo(len(observers)) {
		s.disagreement += disagreement(observers[o], observers[p])
	}
	return s
}

// disagreement is the sum of d² over the sections of two observers, whose units stand in order and apart.
func disagreement(as, bs []factcheck.Span) float64 {
	total := 0.0
	met := make([]bool, len(bs))
	from := 0 // bs[:from] have ended
	for _, a := range as {
		alone := true
		for from < len(bs) && bs[from].End <= a.Start {
			from++
		}
		for i := from; i < len(bs) && bs[i].Start < a.End; i++ {
			alone, met[i] = false, true
			total += square(a.Start-bs[i].Start) + square(a.End-bs[i].End)
		}
		if alone {
			total += square(a.Len())
		}
	}
	for i, b := range bs {
		if !met[i] {
			total += square(b.Len())
		}
	}
	return total
}

func square(n int) float64 { return float64(n) * float64(n) }

// eachGap visits the gaps of the continuum that has each stretch as many times as told: their length, and how many of
// it there are. Gaps of length 0 are among them; they hold nothing.
func (u unitizing) eachGap(times []int, visit func(length, n int)) {
	open := make([]int, u.observers) // what each has left free since their last unit
	for i, n := range times {
		if n == 0 {
			continue
		}
		s := &u.stretches[i]
		for o, ends := range s.ends {
			if !ends.marked {
				open[o] += n * s.length
				continue
			}
			visit(open[o]+ends.before, 1)
			visit(ends.after+ends.before, n-1)
			open[o] = ends.after
		}
		for _, gap := range s.gaps {
			visit(gap, n)
		}
	}
	for _, gap := range open {
		visit(gap, 1)
	}
}
