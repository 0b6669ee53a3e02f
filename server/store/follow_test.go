package store_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

// TestTheSearchFollowsEveryWriterOfTheFile writes by two programs at once, as the command line does beside a running desk.
func TestTheSearchFollowsEveryWriterOfTheFile(t *testing.T) {
	d := newDesk(t)
	beside := open(t, d.path)
	const written = 300 // more than are followed at once
	for i := range written {
		by := map[bool]*store.Store{true: d.Store, false: beside}[i%2 == 0]
		err := by.Write(context.Background(), func(tx *store.Tx) error {
			d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.rosa, fmt.Sprintf("filing number%d", i), factcheck.Disputed), d.rosa)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if i%50 != 0 && i != written-1 {
			continue
		}
		for name, s := range map[string]*store.Store{"the first": d.Store, "the other": beside} {
			if all, latest := found(t, s, "filing"), found(t, s, fmt.Sprintf("number%d", i)); all != i+1 || latest != 1 {
				t.Fatalf("after %d claims %s program finds %d of them, and %d times the latest", i+1, name, all, latest)
			}
		}
	}
}

func TestAnExportThatSearchesHasTheLatestClaim(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error {
		d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.rosa, "filing", factcheck.Disputed), d.rosa)
		return nil
	})
	d.read(t, func(r *store.Reader) error {
		if n := len(must(stream(r, d.rosa, store.ClaimFilter{Text: "filing"}))); n != 1 {
			t.Errorf("it has %d claims, want 1", n)
		}
		return nil
	})
}

func found(t *testing.T, s *store.Store, typed string) (n int) {
	t.Helper()
	err := s.Read(context.Background(), func(r *store.Reader) error {
		counts, err := r.CountClaims(0, store.ClaimFilter{Text: typed})
		n = counts.Total()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestNobodyWaitsLongForTheSearch has more to be followed than one write is for: long notes, and then a new text under every claim.
func TestNobodyWaitsLongForTheSearch(t *testing.T) {
	d := newDesk(t)
	d.write(t, func(tx *store.Tx) error { // so that nothing else follows meanwhile
		at := must(tx.FollowSome())
		var claims []int64
		for i := range 20 {
			claims = append(claims, d.addClaim(tx, d.rosa, fmt.Sprintf("number%d ", i)+strings.Repeat("filing ", 14_000), factcheck.Disputed))
			d.addEvent(tx, factcheck.ClaimCreated, claims[i], d.rosa)
		}
		last := must(tx.LatestEvent())
		for at < last {
			next := must(tx.FollowSome())
			if steps := next - at; steps < 1 || steps > 4 {
				t.Fatalf("%d notes of 98 KB are followed at once", steps)
			}
			at = next
		}
		for _, quote := range []string{"company", "the company"} {
			for _, claim := range claims {
				must(tx.AddEvent(factcheck.Event{At: "2026-01-02T03:04:05.000Z", Action: factcheck.ClaimCarried, ArticleID: d.article, ClaimID: claim,
					Before: []byte(`{"quote":"company"}`), After: []byte(`{"quote":"` + quote + `"}`)}, d.rosa))
			}
		}
		last = must(tx.LatestEvent())
		if next := must(tx.FollowSome()); next <= at+20 || next > at+24 {
			t.Errorf("of 20 claims that were moved and 20 whose words are others %d are followed at once", next-at)
		}
		for at < last {
			at = must(tx.FollowSome())
		}
		return nil
	})
	if all, one := found(t, d.Store, "filing"), found(t, d.Store, "number19"); all != 20 || one != 1 {
		t.Errorf("%d claims are found, and %d of one note", all, one)
	}
}

// TestASearchDoesNotWaitForEver has the writer busy with something long when a claim was written that the index has not followed.
func TestASearchDoesNotWaitForEver(t *testing.T) {
	d := newDesk(t)
	var writing sync.WaitGroup
	write := func(f func(*store.Tx) error) {
		writing.Go(func() {
			if err := d.WriteAlone(t.Context(), f); err != nil {
				t.Error(err)
			}
		})
	}
	busy := func() (chan struct{}, chan struct{}) {
		begun, end := make(chan struct{}), make(chan struct{})
		write(func(*store.Tx) error {
			close(begun)
			<-end
			return nil
		})
		return begun, end
	}
	begun, end := busy()
	<-begun
	write(func(tx *store.Tx) error {
		d.addEvent(tx, factcheck.ClaimCreated, d.addClaim(tx, d.rosa, "filing", factcheck.Disputed), d.rosa)
		return nil
	})
	d.AwaitWaiting(1)
	begunToo, endToo := busy()
	d.AwaitWaiting(2)
	close(end)
	<-begunToo
	var searches sync.WaitGroup
	for range 4 {
		searches.Go(func() {
			err := d.Read(t.Context(), func(r *store.Reader) error {
				_, err := r.CountClaims(0, store.ClaimFilter{Text: "filing"})
				return err
			})
			if factcheck.CodeOf(err) != factcheck.Unavailable {
				t.Errorf("it ends with %v", err)
			}
		})
	}
	searches.Wait()
	close(endToo)
	writing.Wait()
	if n := found(t, d.Store, "filing"); n != 1 {
		t.Errorf("afterwards it finds %d", n)
	}
}
