package agreement_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/agreement"
	"stet/server/factcheck"
)

const (
	verified  = factcheck.Verified
	disputed  = factcheck.Disputed
	unproven  = factcheck.Unproven
	unchecked = factcheck.Unchecked
)

// told writes groups down: each as its claims' ids, its outcome, and after "~" the ids of the claims it overlaps.
func told(groups []agreement.Group) []string {
	var lines []string
	for _, g := range groups {
		var ids, overlaps []string
		for _, m := range g.Members {
			ids = append(ids, fmt.Sprint(m.Claim.ID))
		}
		for _, o := range g.Overlaps {
			overlaps = append(overlaps, fmt.Sprint(groups[o.Group].Members[o.Member].Claim.ID))
		}
		line := strings.Join(ids, "+") + " " + string(g.Outcome)
		if len(overlaps) > 0 {
			line += " ~ " + strings.Join(overlaps, " ")
		}
		lines = append(lines, line)
	}
	return lines
}

func TestAlign(t *testing.T) {
	tests := []struct {
		name      string
		threshold float64 // 0 stands for the default
		readings  []agreement.Reading
		want      []string
	}{
		{name: "nobody", readings: nil, want: nil},
		{name: "nobody marked anything", readings: []agreement.Reading{marked("a", 1), marked("b", 11)}, want: nil},
		{
			name:     "one reviewer",
			readings: []agreement.Reading{marked("a", 1, 30, 40, 0, 10)},
			want:     []string{"2 only_one", "1 only_one"},
		},
		{
			name: "the same span and verdict",
			readings: []agreement.Reading{
				judged(marked("a", 1, 0, 10), verified), judged(marked("b", 11, 0, 10), verified)},
			want: []string{"1+11 agreed"},
		},
		{
			name: "two verdicts",
			readings: []agreement.Reading{
				judged(marked("a", 1, 0, 10), verified), judged(marked("b", 11, 0, 10), disputed)},
			want: []string{"1+11 verdict_differs"},
		},
		{
			name: "two spans",
			readings: []agreement.Reading{
				judged(marked("a", 1, 0, 10), verified), judged(marked("b", 11, 0, 8), verified)},
			want: []string{"1+11 span_differs"},
		},
		{
			name: "two spans and two verdicts: the verdict is what there is to settle",
			readings: []agreement.Reading{
				judged(marked("a", 1, 0, 10), verified), judged(marked("b", 11, 0, 8), unproven)},
			want: []string{"1+11 verdict_differs"},
		},
		{
			name: "unchecked is not of one mind with a verdict",
			readings: []agreement.Reading{
				judged(marked("a", 1, 0, 10, 20, 30), verified, unchecked), judged(marked("b", 11, 0, 10, 20, 30), unchecked, unchecked)},
			want: []string{"1+11 verdict_differs", "2+12 agreed"},
		},
		{
			name:     "a likeness of exactly the threshold will do",
			readings: []agreement.Reading{marked("a", 1, 0, 10), marked("b", 11, 0, 5)},
			want:     []string{"1+11 span_differs"},
		},
		{
			name:     "a likeness just below it will not",
			readings: []agreement.Reading{marked("a", 1, 0, 11), marked("b", 11, 0, 5)},
			want:     []string{"11 only_one ~ 1", "1 only_one ~ 11"},
		},
		{
			name:     "claims that touch do not overlap, whatever the threshold",
			readings: []agreement.Reading{marked("a", 1, 0, 10), marked("b", 11, 10, 20)}, threshold: -1,
			want: []string{"1 only_one", "11 only_one"},
		},
		{
			name:     "one long claim against two short ones",
			readings: []agreement.Reading{marked("a", 1, 0, 20), marked("b", 11, 0, 12, 13, 20)},
			want:     []string{"1+11 span_differs ~ 12", "12 only_one ~ 1"},
		},
		{
			name:     "the best total, not the best pair: 2 and 11 are the likest, but 1 would be left alone",
			readings: []agreement.Reading{marked("a", 1, 0, 8, 4, 14), marked("b", 11, 3, 13, 8, 16)}, threshold: 0.3,
			want: []string{"1+11 span_differs ~ 2", "2+12 span_differs ~ 11"},
		},
		{
			name:     "the same span twice by one reviewer",
			readings: []agreement.Reading{marked("a", 1, 0, 10, 0, 10), marked("b", 11, 0, 10)},
			want:     []string{"1+11 agreed ~ 2", "2 only_one ~ 11"},
		},
		{
			name:     "the same span twice by everybody",
			readings: []agreement.Reading{marked("a", 1, 0, 10, 0, 10), marked("b", 11, 0, 10, 0, 10), marked("c", 21, 0, 10, 0, 10)},
			want:     []string{"1+11+21 agreed ~ 2 12 22", "2+12+22 agreed ~ 1 11 21"},
		},
		{
			name:     "two short claims without common text are not one claim, though a long one is like both",
			readings: []agreement.Reading{marked("a", 1, 0, 5), marked("b", 11, 0, 10), marked("c", 21, 5, 10)},
			want:     []string{"1+11 span_differs ~ 21", "21 only_one ~ 11"},
		},
		{
			name:     "what two have in common with a third joins all three",
			readings: []agreement.Reading{marked("a", 1, 0, 10), marked("b", 11, 3, 13), marked("c", 21, 6, 16)},
			want:     []string{"1+11+21 span_differs"},
		},
		{
			name:     "the likest pair comes first, and no reviewer twice",
			readings: []agreement.Reading{marked("a", 1, 0, 10), marked("b", 11, 0, 9), marked("c", 21, 0, 6, 1, 10)},
			want:     []string{"21 only_one ~ 1 11", "1+11+22 span_differs ~ 21"},
		},
		{
			name:     "two readings of one reviewer are one",
			readings: []agreement.Reading{marked("a", 1, 0, 10), marked("a", 2, 0, 10), marked("b", 11, 0, 10)},
			want:     []string{"1+11 agreed ~ 2", "2 only_one ~ 11"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			threshold := test.threshold
			if threshold == 0 {
				threshold = agreement.DefaultThreshold
			}
			if diff := cmp.Diff(test.want, told(agreement.Align(test.readings, threshold))); diff != "" {
				t.Error(diff)
			}
			slices.Reverse(test.readings)
			if diff := cmp.Diff(test.want, told(agreement.Align(test.readings, threshold))); diff != "" {
				t.Error("in another order:", diff)
			}
		})
	}
}

func TestAlignLeavesWhatItIsGiven(t *testing.T) {
	given := []agreement.Reading{marked("b", 1, 20, 30, 0, 10), marked("a", 11, 20, 30)}
	before := []agreement.Reading{marked("b", 1, 20, 30, 0, 10), marked("a", 11, 20, 30)}
	agreement.Measure(given, agreement.Align(given, 0.5), 40)
	if diff := cmp.Diff(before, given); diff != "" {
		t.Error(diff)
	}
}
