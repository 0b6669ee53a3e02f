package span

import (
	"testing"

	"pgregory.net/rapid"
)

// TestMatchIsInOrder draws two sequences and holds their pairs to what a match is: equal members, ascending, and no fewer than
// a longest common subsequence where nothing stands once.
func TestMatchIsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Int32Range(0, 3), 0, 14).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Int32Range(0, 3), 0, 14).Draw(t, "b")
		to := make([]int, len(a))
		for i := range to {
			to[i] = -1
		}
		match(a, b, func(i, j int) {
			if a[i] != b[j] || to[i] >= 0 {
				t.Fatalf("pair %d, %d of %v, %v", i, j, a, b)
			}
			to[i] = j
		})
		last := -1
		for _, j := range to {
			if j >= 0 && j <= last {
				t.Fatalf("%v crosses in %v, %v", to, a, b)
			}
			last = max(last, j)
		}
	})
}

func TestMatchShortIsLongest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SliceOfN(rapid.Int32Range(0, 3), 0, 14).Draw(t, "a")
		b := rapid.SliceOfN(rapid.Int32Range(0, 3), 0, 14).Draw(t, "b")
		got := 0
		matchShort(a, b, 0, 0, func(i, j int) {
			if a[i] != b[j] {
				t.Fatalf("pair %d, %d of %v, %v", i, j, a, b)
			}
			got++
		})
		if want := longestCommon(a, b); got != want {
			t.Fatalf("%d pairs, want %d, of %v, %v", got, want, a, b)
		}
	})
}

// longestCommon is the length of a longest common subsequence, by the definition.
func longestCommon(a, b []int32) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case a[0] == b[0]:
		return 1 + longestCommon(a[1:], b[1:])
	}
	return max(longestCommon(a[1:], b), longestCommon(a, b[1:]))
}
