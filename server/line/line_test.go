package line_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"stet/server/factcheck"
	"stet/server/line"
)

var ctx = context.Background()

// hold takes a person's turn until end is called.
func hold(t *testing.T, l *line.Line[int64], person int64, matter any) (end func()) {
	t.Helper()
	leave := make(chan struct{})
	go func() {
		err := l.Do(ctx, person, matter, func() error {
			<-leave
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}()
	synctest.Wait()
	return func() { close(leave) }
}

// TestPersonsTakeTurns has two persons ask for much before two others ask for a little.
func TestPersonsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](2, 1, time.Hour)
		ends := []func(){hold(t, l, 10, nil), hold(t, l, 11, nil)}
		var order strings.Builder
		var mu sync.Mutex
		ask := func(person int64) {
			go l.Do(ctx, person, nil, func() error {
				mu.Lock()
				order.WriteByte(byte('A' + person - 1))
				mu.Unlock()
				time.Sleep(time.Second) // of the test's own time
				return nil
			})
			synctest.Wait()
		}
		for range 20 {
			ask(1)
			ask(2)
		}
		ask(3)
		ask(3)
		ask(4)
		for _, end := range ends {
			end()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := order.String(); len(got) != 43 || !strings.Contains(got[:4], "C") || !strings.Contains(got[:4], "D") || !strings.Contains(got[4:8], "C") {
			t.Errorf("in the order %s, who asks for little waits for who asks for much", got)
		}
	})
}

// TestOnePersonLeavesAPlace has one person work for long, and wait to do more.
func TestOnePersonLeavesAPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](2, 1, time.Hour)
		end := hold(t, l, 1, "long")
		endMore := hold(t, l, 1, "more")
		if _, waiting := l.Waiting("more"); waiting != 1 {
			t.Error("one person has both places")
		}
		if err := l.Do(ctx, 2, "another's", func() error { return nil }); err != nil {
			t.Error(err)
		}
		end()
		synctest.Wait()
		if waiting, _ := l.Waiting(nil); waiting != 0 {
			t.Error("the person's turn never came again")
		}
		endMore()
	})
}

// TestTheLastPlaceIsForWhoHasNone has two persons ask for all the places, before a third asks for one.
func TestTheLastPlaceIsForWhoHasNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](4, 2, time.Hour)
		var ends []func()
		for range 3 {
			ends = append(ends, hold(t, l, 1, nil), hold(t, l, 2, nil))
		}
		if waiting, _ := l.Waiting(nil); waiting != 3 {
			t.Errorf("of six %d wait", waiting)
		}
		if err := l.Do(ctx, 3, nil, func() error { return nil }); err != nil {
			t.Error(err)
		}
		for _, end := range ends {
			end()
		}
		synctest.Wait()
		free(t, l, 4)
	})
}

// TestAMatterIsWorkedOnByOne has two persons want the same, and others what is nothing of the kind.
func TestAMatterIsWorkedOnByOne(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](5, 1, time.Hour)
		ends := []func(){hold(t, l, 1, "the matter"), hold(t, l, 2, "the matter"), hold(t, l, 3, nil), hold(t, l, 4, nil)}
		if waiting, of := l.Waiting("the matter"); waiting != 1 || of != 1 {
			t.Errorf("%d wait, %d of them for the matter", waiting, of)
		}
		ends[0]()
		synctest.Wait()
		if waiting, _ := l.Waiting(nil); waiting != 0 {
			t.Errorf("%d wait for what nobody works on", waiting)
		}
		for _, end := range ends[1:] {
			end()
		}
	})
}

// TestWhoseTurnDoesNotComeIsToldSo leaves the line to others then.
func TestWhoseTurnDoesNotComeIsToldSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](1, 1, 10*time.Second)
		end := hold(t, l, 1, nil)
		began := time.Now()
		err := l.Do(ctx, 2, nil, func() error {
			t.Error("it is done though there is no place")
			return nil
		})
		if factcheck.CodeOf(err) != factcheck.Unavailable || time.Since(began) != 10*time.Second {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
		end()
		free(t, l, 1)
	})
}

// free holds that so many places are free, and no more.
func free(t *testing.T, l *line.Line[int64], places int) {
	t.Helper()
	synctest.Wait()
	var ends []func()
	for i := range int64(places + 1) {
		ends = append(ends, hold(t, l, 1000+i, nil))
	}
	if waiting, _ := l.Waiting(nil); waiting != 1 {
		t.Errorf("%d wait where one more takes turns than there are places", waiting)
	}
	for _, end := range ends {
		end()
	}
	synctest.Wait()
}

// TestWhoGoesAsTheirTurnComesLeavesIt has both happen at once.
func TestWhoGoesAsTheirTurnComesLeavesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](2, 1, time.Hour)
		gone, leave := context.WithCancel(ctx)
		leave()
		for range 100 {
			_ = l.Do(gone, 1, "the matter", func() error { return nil })
		}
		free(t, l, 2)
	})
}

// TestNothingIsDoneForWhoIsGone has a free place, and whoever wants it gone.
func TestNothingIsDoneForWhoIsGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone, cancel := context.WithCancel(ctx)
		cancel()
		l := line.New[int64](1, 1, time.Hour)
		err := l.Do(gone, 1, nil, func() error {
			t.Error("it is done all the same")
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("who is gone is answered %v", err)
		}
		free(t, l, 1)
	})
}

// TestATurnEndsWithAPanic leaves the place to others.
func TestATurnEndsWithAPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](1, 1, time.Hour)
		func() {
			defer func() { _ = recover() }()
			_ = l.Do(ctx, 1, "the matter", func() error { panic("a fault") })
		}()
		free(t, l, 1)
	})
}

// TestNobodyIsLostInTheLine has many come and go.
func TestNobodyIsLostInTheLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](3, 1, time.Hour)
		var mu sync.Mutex
		working, busy := 0, map[any]bool{}
		for i := range 500 {
			person, matter := int64(1+i%7), i%11
			asking, leave := context.WithCancel(ctx)
			if i%5 == 0 {
				go func() {
					time.Sleep(time.Duration(i%13) * time.Second)
					leave()
				}()
			}
			go func() {
				defer leave()
				_ = l.Do(asking, person, matter, func() error {
					mu.Lock()
					if working++; working > 3 || busy[person] || busy[matter] {
						t.Errorf("%d work, on person %d and matter %d among others", working, person, matter)
					}
					busy[person], busy[matter] = true, true
					mu.Unlock()
					time.Sleep(time.Second)
					mu.Lock()
					working--
					delete(busy, person)
					delete(busy, matter)
					mu.Unlock()
					return nil
				})
			}()
		}
		time.Sleep(time.Hour)
		free(t, l, 3)
	})
}

// TestOnePersonLeavesOthersPlaces has one person ask for more than they may have at once, and go on asking as they are served.
func TestOnePersonLeavesOthersPlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](4, 2, time.Hour)
		var ends []func()
		for range 5 {
			ends = append(ends, hold(t, l, 1, nil))
		}
		for i, want := range []int{3, 2, 1} {
			if waiting, _ := l.Waiting(nil); waiting != want {
				t.Errorf("after %d were served, %d wait of one person's five", i, waiting)
			}
			ends[i]()
			synctest.Wait()
		}
		for _, end := range ends[3:] {
			end()
		}
		free(t, l, 4)
	})
}

// TestWhatIsDoneForNobodyComesFirst has somebody wait who was served before, and what is done for nobody after them.
func TestWhatIsDoneForNobodyComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](1, 1, time.Hour)
		if err := l.Do(ctx, 1, nil, func() error { return nil }); err != nil {
			t.Fatal(err)
		}
		end := hold(t, l, 2, nil)
		var order []int64
		for _, person := range []int64{1, 0, 0} {
			go l.Do(ctx, person, nil, func() error {
				order = append(order, person) // one at a time
				return nil
			})
			synctest.Wait()
		}
		end()
		synctest.Wait()
		if !slices.Equal(order, []int64{0, 0, 1}) {
			t.Errorf("in the order %v", order)
		}
	})
}

// TestANarrowedLineGivesFewerTurns narrows one in which two work and two wait.
func TestANarrowedLineGivesFewerTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](2, 1, time.Hour)
		ends := []func(){hold(t, l, 1, nil), hold(t, l, 2, nil), hold(t, l, 3, nil), hold(t, l, 4, nil)}
		waits := func(want int) {
			t.Helper()
			synctest.Wait()
			if waiting, _ := l.Waiting(nil); waiting != want {
				t.Errorf("%d wait, not %d", waiting, want)
			}
		}
		widen := l.Narrow(1)
		ends[0]()
		waits(2)
		ends[1]()
		waits(1)
		widen()
		waits(0)
		ends[2]()
		ends[3]()
		free(t, l, 2)
	})
}

// TestNobodyHasATurnBesideWhoIsAlone has one work on while others come.
func TestNobodyHasATurnBesideWhoIsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](3, 3, time.Hour)
		end := hold(t, l, 1, nil)
		if l.Alone(time.Second, func() { t.Error("somebody works beside who is alone") }) {
			t.Error("it says that it was run")
		}
		ran := make(chan bool)
		var more func()
		go func() {
			ran <- l.Alone(time.Minute, func() {
				more = hold(t, l, 2, nil)
				if waiting, _ := l.Waiting(nil); waiting != 1 {
					t.Error("a turn is given beside who is alone")
				}
			})
		}()
		synctest.Wait()
		end()
		if !<-ran {
			t.Error("it was not run though nobody works")
		}
		synctest.Wait()
		more()
		free(t, l, 3)
	})
}

// TestNobodysWorkComesFirst has it asked for last.
func TestNobodysWorkComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](1, 1, time.Hour)
		end := hold(t, l, 1, nil)
		var order []int64
		for _, who := range []int64{2, 3, 0} {
			go l.Do(ctx, who, nil, func() error {
				order = append(order, who)
				return nil
			})
			synctest.Wait()
		}
		end()
		synctest.Wait()
		if !slices.Equal(order, []int64{0, 2, 3}) {
			t.Errorf("served in the order %v", order)
		}
	})
}

// TestALineForgetsWhoCameLongAgo has more come than it remembers: who came of late still waits for who did not.
func TestALineForgetsWhoCameLongAgo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := line.New[int64](1, 1, time.Hour)
		for who := range int64(20_000) {
			if err := l.Do(ctx, who+1, nil, func() error { return nil }); err != nil {
				t.Fatal(err)
			}
		}
		if kept := l.Remembered(); kept > 10_000 {
			t.Errorf("of 20,000 it remembers %d", kept)
		}
		end := hold(t, l, 30_000, nil)
		var order []int64
		for _, who := range []int64{20_000, 1} {
			go l.Do(ctx, who, nil, func() error {
				order = append(order, who)
				return nil
			})
			synctest.Wait()
		}
		end()
		synctest.Wait()
		if !slices.Equal(order, []int64{1, 20_000}) {
			t.Errorf("served in the order %v", order)
		}
	})
}
