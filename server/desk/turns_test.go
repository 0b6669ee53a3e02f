package desk_test

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

// as is a context in a person's name.
func as(person int64) context.Context {
	return store.InTheNameOf(ctx, store.Access{Person: person})
}

// TestPersonsComputeInTurns has one person ask for much before others ask for a little.
func TestPersonsComputeInTurns(t *testing.T) {
	n := newNewsroom(t)
	release := n.HoldThinking()
	var all sync.WaitGroup
	var mu sync.Mutex
	var order strings.Builder
	ask := func(person int64, matter int) {
		all.Go(func() {
			err := n.Think(as(person), matter, func() error {
				mu.Lock()
				defer mu.Unlock()
				order.WriteByte(byte('A' + person))
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
		n.settleDown(matter, 1)
	}
	for i := range 40 {
		ask(int64(i%2), i) // two persons, twenty times each
	}
	ask(2, 100)
	ask(2, 101)
	ask(3, 102)
	release()
	all.Wait()
	if at := strings.LastIndex(order.String(), "C"); at > 12 || strings.Index(order.String(), "D") > 6 {
		t.Errorf("in the order %s, who asks for little waits for who asks for much", &order)
	}
	if got := strings.Count(order.String(), "A"); got != 20 || order.Len() != 43 {
		t.Errorf("of 43 turns there were %d, of one person's 20 %d", order.Len(), got)
	}
}

// TestOnePersonLeavesAPlace has one person compute for long, and wait to compute more.
func TestOnePersonLeavesAPlace(t *testing.T) {
	n := newNewsroom(t)
	begun, end, more := make(chan struct{}), make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		check(t, n.Think(as(1), "long", func() error {
			close(begun)
			<-end
			return nil
		}))
	})
	<-begun
	all.Go(func() {
		check(t, n.Think(as(1), "more", func() error {
			close(more)
			return nil
		}))
	})
	for waiting := 0; waiting == 0; waiting, _ = n.ThinksOf("more") {
		select {
		case <-more:
			t.Fatal("one person has both places")
		default:
			runtime.Gosched()
		}
	}
	check(t, n.Think(as(2), "another's", func() error { return nil }))
	close(end)
	all.Wait()
	<-more
}

// TestWhoseTurnDoesNotComeIsToldSo leaves the line to others then.
func TestWhoseTurnDoesNotComeIsToldSo(t *testing.T) {
	n := newNewsroom(t)
	release := n.HoldThinking()
	n.ThinkFor(time.Nanosecond)
	wantCode(t, n.Think(as(1), "the matter", func() error {
		t.Error("it is computed though there is no place")
		return nil
	}), factcheck.Unavailable)
	release()
	n.ThinkFor(time.Hour)
	for _, matter := range []string{"the matter", "another"} {
		check(t, n.Think(as(1), matter, func() error { return nil }))
	}
}

// TestWhoGoesAsTheirTurnComesLeavesIt has both happen at once.
func TestWhoGoesAsTheirTurnComesLeavesIt(t *testing.T) {
	n := newNewsroom(t)
	gone, leave := context.WithCancel(ctx)
	leave()
	for range 100 {
		_ = n.Think(gone, "the matter", func() error { return nil })
	}
	if free := n.FreeToThink(); free != 2 {
		t.Errorf("%d places are free", free)
	}
}

// TestNobodyIsLostInTheLine has many come and go, as the race detector likes it.
func TestNobodyIsLostInTheLine(t *testing.T) {
	n := newNewsroom(t)
	n.ThinkFor(time.Hour)
	var all sync.WaitGroup
	var mu sync.Mutex
	busy := map[any]bool{} // matters and persons
	take := func(keys ...any) bool {
		mu.Lock()
		defer mu.Unlock()
		taken := slices.ContainsFunc(keys, func(key any) bool { return busy[key] })
		for _, key := range keys {
			busy[key] = true
		}
		return !taken
	}
	leave := func(keys ...any) {
		mu.Lock()
		defer mu.Unlock()
		for _, key := range keys {
			delete(busy, key)
		}
	}
	for i := range 400 {
		all.Go(func() {
			person, matter := int64(i%7), i%11
			asking, leaveEarly := context.WithCancel(as(person))
			defer leaveEarly()
			if i%5 == 0 {
				go leaveEarly()
			}
			_ = n.Think(asking, matter, func() error {
				if !take(person, matter) {
					t.Errorf("two at once of person %d or of matter %d", person, matter)
				}
				runtime.Gosched()
				leave(person, matter)
				return nil
			})
		})
	}
	all.Wait()
	if waiting, _ := n.ThinksOf(nil); waiting != 0 {
		t.Errorf("%d are left in the line", waiting)
	}
	if free := n.FreeToThink(); free != 2 {
		t.Errorf("%d places are free", free)
	}
}
