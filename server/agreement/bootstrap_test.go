package agreement

import (
	"math"
	"math/rand/v2"
	"testing"
)

// mean is the mean of the patterns' numbers, undefined where pattern 0 alone was drawn.
func mean(times []int) (float64, string) {
	total, units := 0, sum(times)
	for pattern, n := range times {
		total += pattern * n
	}
	if total == 0 {
		return 0, oneValue
	}
	return float64(total) / float64(units), ""
}

func TestIntervalOfAMean(t *testing.T) {
	times := []int{0, 50, 0, 50} // mean 2, standard error 0.1
	got := interval(times, mean)
	if got == nil {
		t.Fatal("no interval")
	}
	if math.Abs(got[0]-1.8) > 0.04 || math.Abs(got[1]-2.2) > 0.04 {
		t.Errorf("%v, want about 1.8 to 2.2", *got)
	}
	if again := interval(times, mean); *again != *got {
		t.Errorf("%v, then %v", *got, *again)
	}
}

func TestWhereThereIsNoInterval(t *testing.T) {
	for name, times := range map[string][]int{
		"no units":                       {},
		"too few units":                  {1, FewestUnits - 2},
		"the same value in every sample": {0, 20},
	} {
		if got := interval(times, mean); got != nil {
			t.Errorf("%s: %v", name, *got)
		}
	}
}

func TestUndefinedSamplesDoNotCount(t *testing.T) {
	above := func(least int) formula {
		return func(times []int) (float64, string) {
			if times[1] < least {
				return 0, oneValue
			}
			return float64(times[1]), ""
		}
	}
	times := []int{10, 10}
	all, most, few := interval(times, above(0)), interval(times, above(9)), interval(times, above(12))
	if all == nil || most == nil || most[0] < 9 || most[0] <= all[0] || most[1] < all[1] {
		t.Errorf("of all %v, of those from nine up %v", all, most)
	}
	if few != nil {
		t.Errorf("most are undefined, and yet %v", *few)
	}
}

func TestDrawTakesEveryUnitAlike(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1, 2, 7} {
		units, drawn, total := spread(filled(n, 1)), make([]int, n), make([]int, n)
		const rounds = 20_000
		for range rounds {
			draw(random, units, drawn)
			if sum(drawn) != n {
				t.Fatalf("%d drawn of %d", sum(drawn), n)
			}
			for i, d := range drawn {
				total[i] += d
			}
		}
		for i, d := range total {
			if math.Abs(float64(d)/rounds-1) > 0.05 {
				t.Errorf("of %d, unit %d came up %d times in %d draws", n, i, d, rounds)
			}
		}
	}
}
