package store_test

import (
	"context"
	"database/sql"
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

// TestAClaimIsIndexedOnceHoweverOftenItWasChanged changes long notes over and over before the index follows, so that it takes several writes.
func TestAClaimIsIndexedOnceHoweverOftenItWasChanged(t *testing.T) {
	d := newDesk(t)
	const claims = 20
	var ids []int64
	d.write(t, func(tx *store.Tx) error {
		for range claims {
			ids = append(ids, d.addClaim(tx, d.rosa, strings.Repeat("filing ", 14_000), factcheck.Disputed))
			d.addEvent(tx, factcheck.ClaimCreated, ids[len(ids)-1], d.rosa)
		}
		return nil
	})
	if all := found(t, d.Store, "filing"); all != claims {
		t.Fatalf("%d claims are found", all)
	}
	beside := must(sql.Open("sqlite", d.path))
	defer beside.Close()
	must(beside.Exec("create table indexed (claim integer)"))
	must(beside.Exec("create trigger indexing after insert on claim_search_docsize begin insert into indexed values (new.id); end"))
	d.write(t, func(tx *store.Tx) error {
		for range 5 {
			for _, id := range ids {
				d.addEvent(tx, factcheck.ClaimChanged, id, d.rosa)
			}
		}
		return nil
	})
	if all := found(t, d.Store, "filing"); all != claims {
		t.Errorf("%d claims are found", all)
	}
	var indexed int
	if err := beside.QueryRow("select count(*) from indexed").Scan(&indexed); err != nil || indexed != claims {
		t.Errorf("of %d claims, each changed five times, %d texts were indexed (%v)", claims, indexed, err)
	}
}

// TestTheSearchStaysCloseToWhoWritesAtLength writes long notes as fast as that is answered: the index is behind by those that it is about
// to take in, and by those that may be written meanwhile.
func TestTheSearchStaysCloseToWhoWritesAtLength(t *testing.T) {
	d := newDesk(t)
	note := strings.Repeat("filing ", 14_000)
	for i := range 20 {
		d.write(t, func(tx *store.Tx) error {
			must(tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ClaimCreated, ArticleID: d.article,
				ClaimID: d.addClaim(tx, d.rosa, note, factcheck.Disputed), After: []byte(`{"note":"` + note + `"}`)}, d.rosa))
			return nil
		})
		err := d.Read(t.Context(), func(r *store.Reader) error {
			if behind := must(r.Behind()); behind > 5 {
				t.Errorf("after %d notes of 98 KB, %d are yet to be indexed", i+1, behind)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestASearchDoesNotWaitForEver has the writer busy with something long when a claim was written that the index has not followed. Nor
// does whoever wrote it, at length.
func TestASearchDoesNotWaitForEver(t *testing.T) {
	d := newDesk(t)
	var writing sync.WaitGroup
	write := func(f func(*store.Tx) error) (answered chan struct{}) {
		answered = make(chan struct{})
		writing.Go(func() {
			defer close(answered)
			if err := d.WriteAlone(t.Context(), f); err != nil {
				t.Error(err)
			}
		})
		return answered
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
	var written, endToo chan struct{}
	claims := 0
	for isBehind := false; !isBehind; claims++ {
		begun, end := busy()
		<-begun
		written = write(func(tx *store.Tx) error {
			claim := d.addClaim(tx, d.rosa, "filing", factcheck.Disputed)
			must(tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ClaimCreated, ArticleID: d.article, ClaimID: claim,
				After: []byte(`{"prefix":"` + strings.Repeat("long ", 60_000) + `"}`)}, d.rosa))
			return nil
		})
		d.AwaitWaiting(1)
		var begunToo chan struct{}
		begunToo, endToo = busy()
		d.AwaitWaiting(2)
		close(end)
		<-begunToo
		d.read(t, func(r *store.Reader) error {
			isBehind = must(r.Behind()) > 0
			return nil
		})
		if !isBehind { // the index was in time to be written between the two
			close(endToo)
			<-written
		}
	}
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
	<-written
	close(endToo)
	writing.Wait()
	if n := found(t, d.Store, "filing"); n != claims {
		t.Errorf("afterwards it finds %d of %d", n, claims)
	}
}
