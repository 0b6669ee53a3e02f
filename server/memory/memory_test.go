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

const small = 4 * mb // what nobody has to answer for

func TestNobodyHoldsMoreThanThereIs(t *testing.T) {
	b := memory.New(10*mb, 6*mb, 9)
	ctx := context.Background()
	rosa, releaseRosa := b.Share(ctx, 1)
	want(t, memory.Hold(rosa, small+4*mb), "")
	again, releaseAgain := b.Share(ctx, 1)
	want(t, memory.Hold(again, small), "")
	want(t, memory.Hold(again, 3*mb), factcheck.Unavailable)
	imre, releaseImre := b.Share(ctx, 2)
	want(t, memory.Hold(imre, small+6*mb), "")
	want(t, memory.Hold(imre, 1), factcheck.TooLarge)
	ada, releaseAda := b.Share(ctx, 3)
	want(t, memory.Hold(ada, small+mb), factcheck.Unavailable)
	releaseImre()
	want(t, memory.Hold(ada, 0), "")
	for _, release := range []func(){releaseRosa, releaseAgain, releaseAda} {
		release()
	}
	want(t, memory.Hold(memory.Unshared(rosa), 100*mb), "")
	want(t, memory.Hold(ctx, 100*mb), "")
}

func TestOnePersonHoldsFewLargeThings(t *testing.T) {
	b := memory.New(100*mb, 50*mb, 2)
	var releases []func()
	for range 2 {
		ctx, release := b.Share(context.Background(), 1)
		releases = append(releases, release)
		want(t, memory.Hold(ctx, small+1), "")
		want(t, memory.Hold(ctx, 5*mb), "") // more of the same
	}
	third, release := b.Share(context.Background(), 1)
	want(t, memory.Hold(third, small), "")
	want(t, memory.Hold(third, 1), factcheck.Unavailable)
	other, releaseOther := b.Share(context.Background(), 2)
	want(t, memory.Hold(other, small+1), "")
	releases[0]()
	want(t, memory.Hold(third, 1), "")
	for _, release := range append(releases, release, releaseOther) {
		release()
	}
}

// TestABudgetIsWholeAgain has persons hold and release at random, and then all that there is.
func TestABudgetIsWholeAgain(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		b := memory.New(40*mb, 25*mb, 3)
		var releases []func()
		for range rapid.IntRange(1, 30).Draw(rt, "requests") {
			ctx, release := b.Share(context.Background(), rapid.Int64Range(1, 3).Draw(rt, "person"))
			releases = append(releases, release)
			for range rapid.IntRange(0, 5).Draw(rt, "holds") {
				_ = memory.Hold(ctx, rapid.IntRange(0, 9*mb).Draw(rt, "bytes"))
			}
			if rapid.Bool().Draw(rt, "done") {
				release()
			}
		}
		for _, release := range releases {
			release() // some for the second time, which is nothing
		}
		for person := range int64(3) {
			ctx, release := b.Share(context.Background(), person)
			if err := memory.Hold(ctx, small+25*mb); err != nil {
				rt.Fatalf("all is released, and one who holds what one may is told: %v", err)
			}
			release()
		}
		one, releaseOne := b.Share(context.Background(), 1)
		two, releaseTwo := b.Share(context.Background(), 2)
		defer releaseOne()
		defer releaseTwo()
		if memory.Hold(one, small+25*mb) != nil || memory.Hold(two, small+15*mb) != nil || memory.Hold(two, 1) == nil {
			rt.Fatal("the budget is not what it was")
		}
	})
}

func TestWhatIsLetGoIsThereForOthers(t *testing.T) {
	b := memory.New(10*mb, 10*mb, 1)
	rosa, releaseRosa := b.Share(context.Background(), 1)
	for range 5 { // one large thing after the other
		want(t, memory.Hold(rosa, small+9*mb), "")
		memory.LetGo(rosa, small+9*mb)
	}
	again, releaseAgain := b.Share(context.Background(), 1)
	want(t, memory.Hold(again, small+9*mb), "") // hers is large no more
	imre, releaseImre := b.Share(context.Background(), 2)
	want(t, memory.Hold(imre, small+5*mb), factcheck.Unavailable)
	memory.LetGo(again, 8*mb)
	memory.LetGo(imre, small+5*mb)
	want(t, memory.Hold(imre, small+5*mb), "")
	for _, release := range []func(){releaseRosa, releaseAgain, releaseImre} {
		release()
	}
	ada, releaseAda := b.Share(context.Background(), 3)
	defer releaseAda()
	want(t, memory.Hold(ada, small+10*mb), "")
}
