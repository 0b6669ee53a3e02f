package store

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestPeopleTakeTurnsInWriting has several people ask for writes, one of them for many.
func TestPeopleTakeTurnsInWriting(t *testing.T) {
	q := newQueue()
	var order []int64
	for _, person := range []int64{1, 1, 1, 1, 2, 3, 2} {
		q.add(&job{ctx: InTheNameOf(t.Context(), Access{Person: person})})
	}
	for j := q.next(); j != nil; j = q.next() {
		order = append(order, j.person())
	}
	if want := []int64{1, 2, 3, 1, 2, 1, 1}; !slices.Equal(order, want) {
		t.Errorf("the turns are %v, not %v", order, want)
	}
}

// TestWhatIsPutBackComesFirst asks for writes, takes some, puts a part of those back, and looks that each comes once, one person's in the
// order they were asked for, and those put back before all others in their own.
func TestWhatIsPutBackComesFirst(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		q, asked, given := newQueue(), map[int64][]*job{}, map[int64][]*job{}
		take := func(most int) (taken []*job) {
			for len(taken) < most {
				j := q.next()
				if j == nil {
					break
				}
				taken = append(taken, j)
			}
			return taken
		}
		for range rapid.IntRange(1, 20).Draw(r, "rounds") {
			for _, person := range rapid.SliceOfN(rapid.Int64Range(0, 3), 0, 6).Draw(r, "asking") {
				j := &job{ctx: InTheNameOf(t.Context(), Access{Person: person})}
				asked[person] = append(asked[person], j)
				q.add(j)
			}
			taken := take(rapid.IntRange(0, 8).Draw(r, "taken"))
			written := rapid.IntRange(0, len(taken)).Draw(r, "written")
			before := q.length()
			q.putBack(taken[written:])
			if got := q.length(); got != before+len(taken)-written {
				r.Fatalf("%d wait, of %d and %d put back", got, before, len(taken)-written)
			}
			again := take(len(taken) - written)
			if !slices.Equal(again, taken[written:]) {
				r.Fatal("what was put back comes in another order")
			}
			for _, j := range taken {
				given[j.person()] = append(given[j.person()], j)
			}
		}
		for _, j := range take(q.length()) {
			given[j.person()] = append(given[j.person()], j)
		}
		for person, jobs := range asked {
			if !slices.Equal(given[person], jobs) {
				r.Fatalf("of %d came %d of %d writes, or in another order", person, len(given[person]), len(jobs))
			}
		}
	})
}
