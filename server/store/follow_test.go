package store_test

import (
	"context"
	"fmt"
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
