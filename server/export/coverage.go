package export

import (
	"fmt"
	"strconv"

	"stet/server/factcheck"
)

// Coverage is how far an article is checked.
type Coverage struct {
	factcheck.VerdictCounts
	Unsourced int // claims for which no source is cited
}

// String says it: "41 of 43 claims checked, 6 disputed, 2 without a source".
func (c Coverage) String() string {
	if c.Total() == 0 {
		return "No claims marked"
	}
	return fmt.Sprintf("%s of %s checked, %s disputed, %s without a source", figure(c.Checked()), count(c.Total(), "claim", "claims"), none(c.Disputed), none(c.Unsourced))
}

// count writes n of something, with its digits in threes: "1 claim", "1,200 claims".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return figure(n) + " " + many
}

func none(n int) string {
	if n == 0 {
		return "none"
	}
	return figure(n)
}

// figure writes a number with its digits in threes: "1,200".
func figure(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
