package span

import "stet/server/factcheck"

// Lanes gives each claim a lane, counted from 0, so that claims that overlap never share one: interval colouring, each
// claim in turn taking the lowest lane that is free where it starts. Claims come sorted by start.
func Lanes(claims []factcheck.Claim) []int {
	lanes := make([]int, len(claims))
	var ends []int
	for i, c := range claims {
		lane := 0
		for lane < len(ends) && ends[lane] > c.Start {
			lane++
		}
		if lane == len(ends) {
			ends = append(ends, 0)
		}
		ends[lane] = c.End
		lanes[i] = lane
	}
	return lanes
}
