package memory_test

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
	"stet/server/memory"
)

const mb = 1 << 20

func want(t *testing.T, err error, code factcheck.Code) {
	t.Helper()
	if factcheck.CodeOf(err) != code {
		t.Errorf("%v, want %q", err, code)
	}
}

func TestNobodyHoldsMoreThanThereIs(t *testing.T) {
	b := memory.New(10*mb, 6*mb)
	ctx := context.Background()
	rosa, releaseRosa := b.Share(ctx, 1)
	want(t, memory.Hold(rosa, 5*mb), "")
	again, releaseAgain := b.Share(ctx, 1)
	want(t, memory.Hold(again, mb), "") // small
	want(t, memory.Hold(again, 3*mb), factcheck.Unavailable)
	imre, releaseImre := b.Share(ctx, 2)
	want(t, memory.Hold(imre, 7*mb), "")
	want(t, memory.Hold(imre, 1), factcheck.TooLarge)
	ada, releaseAda := b.Share(ctx, 3)
	want(t, memory.Hold(ada, 3*mb), factcheck.Unavailable)
	releaseImre()
	want(t, memory.Hold(ada, 0), "")
	for _, release := range []func(){releaseRosa, releaseAgain, releaseAda} {
		release()
	}
	want(t, memory.Hold(memory.Unshared(rosa), 100*mb), "")
	want(t, memory.Hold(ctx, 100*mb), "")
}

// TestABudgetIsWholeAgain has persons hold and release at random, against sums of what they were granted.
func TestABudgetIsWholeAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := memory.New(40*mb, 25*mb)
		var releases []func()
		for range rapid.IntRange(1, 30).Draw(rt, "requests") {
			ctx, release := b.Share(context.Background(), rapid.Int64Range(1, 3).Draw(rt, "person"))
			releases = append(releases, release)
			for range rapid.IntRange(0, 5).Draw(rt, "holds") {
				_ = memory.Hold(ctx, rapid.IntRange(0, 9*mb).Draw(rt, "bytes"))
			}
			if rapid.Bool().Draw(rt, "done") {
				release()
				release() // a second time is nothing
			}
		}
		for _, release := range releases {
			release()
		}
		for person := range int64(3) {
			ctx, release := b.Share(context.Background(), person)
			if err := memory.Hold(ctx, 26*mb); err != nil {
				rt.Fatalf("all is released, and one who holds what one may is told: %v", err)
			}
			release()
		}
		one, releaseOne := b.Share(context.Background(), 1)
		two, releaseTwo := b.Share(context.Background(), 2)
		defer releaseOne()
		defer releaseTwo()
		if memory.Hold(one, 26*mb) != nil || memory.Hold(two, 16*mb) != nil || memory.Hold(two, 1) == nil {
			rt.Fatal("the budget is not what it was")
		}
	})
}
