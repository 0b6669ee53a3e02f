package span

import "stet/server/factcheck"

// Lanes gives claims lanes, counted from 0, so that claims that overlap never share one: interval colouring, each claim in turn taking
// the lowest lane that is free where it starts. The zero value has all lanes free.
type Lanes struct {
	made int      // lanes
	busy smallest // end and lane of the claims that may stand where the next one starts, in one number
	free smallest // lanes
}

const laneBits = 32

// Take gives a claim its lane. Claims come sorted by start.
func (l *Lanes) Take(s factcheck.Span) int {
	for len(l.busy) > 0 && l.busy[0]>>laneBits <= int64(s.Start) {
		l.free.push(l.busy.pop() & (1<<laneBits - 1))
	}
	if len(l.free) == 0 {
		l.free.push(int64(l.made))
		l.made++
	}
	lane := l.free.pop()
	l.busy.push(int64(s.End)<<laneBits | lane)
	return int(lane)
}

// LanesOf gives the lanes of claims that come sorted by start.
func LanesOf(claims []factcheck.Claim) []int {
	taken, lanes := Lanes{}, make([]int, len(claims))
	for i, c := range claims {
		lanes[i] = taken.Take(c.Span)
	}
	return lanes
}
