package views

import (
	"math"
	"strconv"
	"strings"

	"stet/server/factcheck"
)

const (
	meterWidth    = 160.0 // units of the drawing; CSS gives the real width
	meterGap      = 2.0   // between strokes
	meterShortest = 4.0   // of a stroke, so that one claim among hundreds is seen
)

// stroke is one verdict's share of a meter.
type stroke struct {
	verdict factcheck.Verdict
	path    string
}

// strokes draws the counts side by side, each verdict with its own line, as long as its share.
func strokes(n factcheck.VerdictCounts) []stroke {
	var drawn []stroke
	lengths, x := shares(n), 0.0
	for i, v := range factcheck.Verdicts {
		if n.Of(v) == 0 {
			continue
		}
		drawn = append(drawn, stroke{verdict: v, path: strokePath(v, x, lengths[i])})
		x += lengths[i] + meterGap
	}
	return drawn
}

// shares gives the length of each verdict's stroke, in the order of factcheck.Verdicts.
func shares(n factcheck.VerdictCounts) []float64 {
	lengths, present := make([]float64, len(factcheck.Verdicts)), 0
	for _, v := range factcheck.Verdicts {
		if n.Of(v) > 0 {
			present++
		}
	}
	free := meterWidth - float64(present-1)*meterGap - float64(present)*meterShortest
	for i, v := range factcheck.Verdicts {
		if n.Of(v) > 0 {
			lengths[i] = meterShortest + free*float64(n.Of(v))/float64(n.Total())
		}
	}
	return lengths
}

func strokePath(v factcheck.Verdict, x, length float64) string {
	from := "M" + unit(x) + " 6"
	if v == factcheck.Disputed {
		return from + zigzag(length)
	}
	return from + "H" + unit(x+length)
}

// zigzag is the disputed line: up, down, down, up, two units at a time.
func zigzag(length float64) string {
	var b strings.Builder
	for i := range int(math.Round(length / 2)) {
		if i%4 == 1 || i%4 == 2 {
			b.WriteString("l2 3")
		} else {
			b.WriteString("l2 -3")
		}
	}
	return b.String()
}

func unit(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }
