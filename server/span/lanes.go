package span

import "stet/server/factcheck"

// Lanes gives claims lanes, counted from 0, so that claims that overlap never share one: interval colouring, each claim in turn taking
// the lowest lane that is free where it starts. The zero value has all lanes free.
type Lanes struct{ ends []int }

// Take gives a claim its lane. Claims come sorted by start.
func (l *Lanes) Take(s factcheck.Span) int {
	lane := 0
	for lane < len(l.ends) && l.ends[lane] > s.Start {
		lane++
	}
	if lane == len(l.ends) {
		l.ends = append(l.ends, 0)
	}
	l.ends[lane] = s.End
	return lane
}

// LanesOf gives the lanes of claims that come sorted by start.
func LanesOf(claims []factcheck.Claim) []int {
	taken, lanes := Lanes{}, make([]int, len(claims))
	for i, c := range claims {
		lanes[i] = taken.Take(c.Span)
	}
	return lanes
}
