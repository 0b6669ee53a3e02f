package store

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestASnapshotThatMuchIsWrittenOverEnds reads one for ever, while others write and read a later one: the same program, or another.
func TestASnapshotThatMuchIsWrittenOverEnds(t *testing.T) {
	was := mostLog
	mostLog = 200
	defer func() { mostLog = was }()
	for _, another := range []bool{false, true} {
		file := filepath.Join(t.TempDir(), "desk.db")
		s, err := Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		writing := s
		if another {
			if writing, err = Open(t.Context(), file); err != nil {
				t.Fatal(err)
			}
			defer writing.Close()
		}
		holdOutrun(t, s, writing)
	}
}

func holdOutrun(t *testing.T, s, writing *Store) {
	t.Helper()
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- s.Snapshot(t.Context(), func(r *Reader) error {
			close(begun)
			_, err := all(r, scanID, "with recursive counted(n) as (select 1 union all select n + 1 from counted) select sum(n) from counted")
			return err
		})
	}()
	<-begun
	s.committed.Store(false) // nothing but what is written from now on
	for i := 0; ; i++ {
		page := strings.Repeat(string(rune('a'+i%26)), 8192)
		select {
		case err := <-ended:
			if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "fetch it again") {
				t.Errorf("it ended with %v", err)
			}
			after := s.Snapshot(t.Context(), func(r *Reader) error {
				_, err := r.number("select count(*) from articles")
				return err
			})
			if after != nil {
				t.Errorf("after that: %v", after)
			}
			return
		default:
		}
		err := writing.Write(t.Context(), func(tx *Tx) error { return tx.SetPublisher(factcheck.Publisher{Method: page}) })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhatWritesMuchIsWrittenAlone asks for writes while nobody has the turn, and for more of them beside each commit, and looks how they
// would share commits. Those that write much have capital letters.
func TestWhatWritesMuchIsWrittenAlone(t *testing.T) {
	s, names := &Store{queue: newQueue()}, map[*job]rune{}
	ask := func(wanted string) {
		for _, name := range wanted {
			j := &job{ctx: t.Context(), alone: name < 'a'}
			names[j] = name
			s.queue.add(j)
		}
	}
	var commits []string
	for _, meanwhile := range []string{"ABcD", "e", "f", "", "", "gh", "I", ""} {
		ask(meanwhile)
		commit := ""
		for _, j := range s.drain() {
			commit += string(names[j])
		}
		commits = append(commits, commit)
	}
	if want := []string{"c", "A", "ef", "B", "D", "gh", "I", ""}; !slices.Equal(commits, want) {
		t.Errorf("the commits are of %q, not of %q", commits, want)
	}
}

// TestAListOfVerdictsMakesFewQueries names them in every order and number.
func TestAListOfVerdictsMakesFewQueries(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var verdicts []factcheck.Verdict
	err = s.Read(t.Context(), func(r *Reader) error {
		before := len(r.conn.statements)
		for i := range 200 {
			verdicts = append(verdicts, factcheck.Verdicts[i%len(factcheck.Verdicts)])
			if _, _, err := r.Claims(1, ClaimFilter{Verdicts: verdicts}, 0, 10); err != nil {
				return err
			}
		}
		if made := len(r.conn.statements) - before; made > len(factcheck.Verdicts) {
			t.Errorf("%d queries are made", made)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// TestAClaimIsIndexedByTheLastOfItsEvents has words that change again and again, and others that do not.
func TestAClaimIsIndexedByTheLastOfItsEvents(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const at = "2026-01-02T03:04:05.000Z"
	err = s.Write(t.Context(), func(tx *Tx) error { // so that nothing else follows meanwhile
		rosa, err := tx.AddPerson(factcheck.Person{Name: "rosa", Role: factcheck.Reviewer, CreatedAt: at}, "hash")
		if err != nil {
			return err
		}
		article, err := tx.AddArticle(factcheck.Article{Title: "Lobbying", Revision: 1, CreatedAt: at}, Prepare(factcheck.Revision{Number: 1, Text: "The company", Length: 11, CreatedAt: at}), 0)
		if err != nil {
			return err
		}
		review, err := tx.OpenReview(article, rosa, at)
		if err != nil {
			return err
		}
		var first, last int64
		var claims [2]int64
		for i := range claims {
			if claims[i], err = tx.AddClaim(factcheck.Claim{ArticleID: article, ReviewID: review.ID, Revision: 1, Span: factcheck.Span{Start: 4, End: 11}, Quote: "company",
				Kind: factcheck.Other, Verdict: factcheck.Unchecked, Version: 1, CreatedAt: at, UpdatedAt: at}); err != nil {
				return err
			}
			for _, action := range []factcheck.Action{factcheck.ClaimCreated, factcheck.ClaimChanged, factcheck.ClaimCarried} {
				last, err = tx.AddEvent(factcheck.Event{At: at, Action: action, ArticleID: article, ClaimID: claims[i], Before: []byte(`{"quote":"company"}`), After: []byte(`{"quote":"company"}`)}, rosa)
				if err != nil {
					return err
				}
				if first == 0 {
					first = last
				}
			}
		}
		finally, err := tx.lastWords(first-1, last)
		if err != nil || finally[claims[0]] != first+1 || finally[claims[1]] != first+4 {
			t.Errorf("the last are %v, of claims %v with events from %d: %v", finally, claims, first, err)
		}
		early, to, err := tx.claimsToIndex(first-1, first, finally)
		if len(early) != 0 || to != first || err != nil {
			t.Errorf("by its first event %v is indexed, up to %d: %v", early, to, err)
		}
		all, to, err := tx.claimsToIndex(first-1, last, finally)
		if len(all) != 2 || to != last || err != nil {
			t.Errorf("in the end %d are indexed, up to %d: %v", len(all), to, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
