package desk_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func TestAChangeIsKeptWithItsEvent(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	changed, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Verdict: of(factcheck.Disputed), Note: of("No."), Span: &factcheck.Span{Start: 0, End: 11}})
	if err != nil {
		t.Fatal(err)
	}
	if changed.Version != 2 || changed.Verdict != factcheck.Disputed || changed.Quote != "The company" || changed.Kind != c.Kind {
		t.Errorf("changed to %+v", changed)
	}
	events := n.history(t, c.ID)
	if len(events) != 2 || events[1].Action != factcheck.ClaimChanged || events[1].By != "rosa" {
		t.Fatalf("history %+v", events)
	}
	before, _ := desk.ReadClaimState(events[1].Before)
	after, _ := desk.ReadClaimState(events[1].After)
	if before.Verdict != factcheck.Unchecked || before.Quote != "company" || after.Verdict != factcheck.Disputed || after.Quote != "The company" {
		t.Errorf("the event says %+v became %+v", before, after)
	}
}

// TestAStateTakesTheRoomOfWhatItSays keeps a note of angle brackets, each of which takes six bytes where JSON is written for HTML.
func TestAStateTakesTheRoomOfWhatItSays(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	note := strings.Repeat("<>&", 1_000)
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: &note}); err != nil {
		t.Fatal(err)
	}
	if state := n.history(t, c.ID)[1].After; len(state) > len(note)+1_000 {
		t.Errorf("a note of %d bytes is kept in %d", len(note), len(state))
	}
}

func TestAChangeOfNothingIsNoEvent(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	same, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Verdict: of(factcheck.Unchecked), Note: of(" ")})
	if err != nil || same.Version != 1 || len(n.history(t, c.ID)) != 1 {
		t.Errorf("version %d, %d events, %v", same.Version, len(n.history(t, c.ID)), err)
	}
}

func TestAStaleWriteGetsBothReadings(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: of("from the first window")}); err != nil {
		t.Fatal(err)
	}
	for name, write := range map[string]func() error{
		"change": func() error {
			_, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: of("from the second")})
			return err
		},
		"delete": func() error { _, err := n.DeleteClaim(ctx, n.rosa, c.ID, 1); return err },
		"cite": func() error {
			_, err := n.AddCitation(ctx, n.rosa, c.ID, 1, factcheck.Citation{URL: "https://example.org"}, "")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := write()
			wantCode(t, err, factcheck.Conflict)
			var e *factcheck.Error
			if !errors.As(err, &e) || e.Current == nil || e.Current.Note != "from the first window" || e.Current.Version != 2 {
				t.Errorf("the conflict shows %+v", e.Current)
			}
		})
	}
	if stands := n.standing(t, c.ID); stands.Note != "from the first window" || stands.Version != 2 {
		t.Errorf("a stale write won: %+v", stands)
	}
}

func TestOnlyTheReviewerChangesTheirClaims(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	for _, by := range []factcheck.Person{n.vera, n.imre, n.editor, n.admin, {}} {
		for name, write := range map[string]func() error{
			"change": func() error {
				_, err := n.ChangeClaim(ctx, by, c.ID, 1, desk.ClaimChange{Note: of("mine")})
				return err
			},
			"delete":  func() error { _, err := n.DeleteClaim(ctx, by, c.ID, 1); return err },
			"restore": func() error { _, err := n.RestoreClaim(ctx, by, c.ID, 0); return err },
			"cite": func() error {
				_, err := n.AddCitation(ctx, by, c.ID, 1, factcheck.Citation{URL: "https://example.org"}, "")
				return err
			},
		} {
			if err := write(); factcheck.CodeOf(err) != factcheck.Forbidden {
				t.Errorf("%s by %q (%s): got %v, want forbidden", name, by.Name, by.Role, err)
			}
		}
	}
	if n.standing(t, c.ID).Version != 1 {
		t.Error("somebody changed it")
	}
}

func TestWhoMayDoWhat(t *testing.T) {
	n := newNewsroom(t)
	mark := func(by factcheck.Person) error {
		_, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Quote: "company"})
		return err
	}
	bring := func(by factcheck.Person) error {
		_, err := n.ImportArticle(ctx, by, desk.NewArticle{})
		return err
	}
	add := func(by factcheck.Person) error {
		_, err := n.AddPerson(ctx, by, factcheck.Person{Name: "-"}, "hash")
		return err
	}
	disabled := n.rosa
	disabled.Disabled = true
	for name, test := range map[string]struct {
		do     func(factcheck.Person) error
		may    []factcheck.Person
		mayNot []factcheck.Person
	}{
		"mark":   {mark, []factcheck.Person{n.rosa, n.editor, n.admin}, []factcheck.Person{n.vera, disabled, {}}},
		"import": {bring, []factcheck.Person{n.editor, n.admin}, []factcheck.Person{n.vera, n.rosa, {}}},
		"people": {add, []factcheck.Person{n.admin}, []factcheck.Person{n.vera, n.rosa, n.editor, {}}},
	} {
		for _, by := range test.may {
			if factcheck.CodeOf(test.do(by)) == factcheck.Forbidden {
				t.Errorf("%s is refused to %s", name, by.Role)
			}
		}
		for _, by := range test.mayNot {
			if factcheck.CodeOf(test.do(by)) != factcheck.Forbidden {
				t.Errorf("%s is not refused to %q", name, by.Role)
			}
		}
	}
}

func TestCitationsAreAddedChangedRemovedAndRemembered(t *testing.T) {
	n := newNewsroom(t)
	first, second := n.mark(t, n.rosa, "company"), n.mark(t, n.rosa, "治理之路")
	full := factcheck.Citation{URL: "https://example.org/report", Title: "Report", Publisher: "Agency", PublishedOn: "2019-01-02",
		Stance: factcheck.Refutes, Primary: true, Locator: "table 2", Passage: "None.\nAt all.", AccessedOn: "2019-11-03", ArchivedURL: "https://archive.example/1"}
	if _, err := n.AddCitation(ctx, n.rosa, first.ID, 1, full, "key"); err != nil {
		t.Fatal(err)
	}
	again, err := n.AddCitation(ctx, n.rosa, first.ID, 1, full, "key")
	if err != nil || len(again.Citations) != 1 {
		t.Errorf("the same submit twice cited %d times, %v", len(again.Citations), err)
	}
	known, err := n.AddCitation(ctx, n.rosa, second.ID, 1, factcheck.Citation{URL: full.URL}, "")
	if err != nil || known.Citations[0].Title != "Report" || known.Citations[0].Publisher != "Agency" {
		t.Errorf("a known source was not offered again: %+v, %v", known.Citations, err)
	}
	full.Number = 1
	full.Title = "Report, corrected"
	changed, err := n.ChangeCitation(ctx, n.rosa, first.ID, 2, full)
	if err != nil || len(changed.Citations) != 1 || changed.Citations[0] != full {
		t.Errorf("changed to %+v, %v", changed.Citations, err)
	}
	if n.standing(t, second.ID).Citations[0].Title != "Report" {
		t.Error("a change of one claim's citation changed another's")
	}
	removed, err := n.RemoveCitation(ctx, n.rosa, first.ID, 3, 1)
	if err != nil || len(removed.Citations) != 0 {
		t.Errorf("removed: %+v, %v", removed.Citations, err)
	}
	third, err := n.AddCitation(ctx, n.rosa, first.ID, 4, full, "")
	if err != nil || third.Citations[0].Number != 2 {
		t.Errorf("a number was used twice: %+v, %v", third.Citations, err)
	}
	_, err = n.RemoveCitation(ctx, n.rosa, first.ID, 5, 1)
	wantCode(t, err, factcheck.NotFound)
}

func TestDeleteRestoreUndo(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "company")
	if _, err := n.AddCitation(ctx, n.rosa, c.ID, 1, factcheck.Citation{URL: "https://example.org"}, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := n.DeleteClaim(ctx, n.rosa, c.ID, 2); err != nil {
		t.Fatal(err)
	}
	_, err := n.ChangeClaim(ctx, n.rosa, c.ID, 3, desk.ClaimChange{Note: of("too late")})
	wantCode(t, err, factcheck.Conflict)
	restored, err := n.RestoreClaim(ctx, n.rosa, c.ID, 0)
	if err != nil || restored.Deleted || len(restored.Citations) != 1 {
		t.Errorf("restored as %+v, %v", restored, err)
	}
	// Undo takes back the restore, the delete, the citation, and at last the claim itself.
	for i, want := range []struct {
		deleted   bool
		citations int
	}{{true, 1}, {false, 1}, {false, 0}, {true, 0}} {
		if _, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err != nil {
			t.Fatalf("undo %d: %v", i+1, err)
		}
		if stands := n.standing(t, c.ID); stands.Deleted != want.deleted || len(stands.Citations) != want.citations {
			t.Errorf("after undo %d: deleted %v with %d citations, want %v with %d", i+1, stands.Deleted, len(stands.Citations), want.deleted, want.citations)
		}
	}
	_, _, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
	wantCode(t, err, factcheck.NotFound)
	_, _, err = n.Undo(ctx, n.imre, n.article.ID, desk.UndoInput{})
	wantCode(t, err, factcheck.NotFound)
}

// TestAnUndoSentAgainTakesNothingMoreBack sends an undo again whose answer was lost, as long as anything is left and when nothing is.
func TestAnUndoSentAgainTakesNothingMoreBack(t *testing.T) {
	n := newNewsroom(t)
	first, last := n.mark(t, n.rosa, "company"), n.mark(t, n.rosa, "治理之路")
	for _, undo := range []struct {
		key  string
		goes factcheck.Claim
	}{{"one", last}, {"two", first}} {
		e, c, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Key: undo.key})
		if err != nil || c.ID != undo.goes.ID || !c.Deleted {
			t.Fatalf("undone is %+v, %v", c, err)
		}
		for range 2 {
			again, stands, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Key: undo.key})
			if err != nil || again.ID != e.ID || stands.Version != c.Version {
				t.Errorf("sent again it answers with %+v, %+v, %v", again, stands, err)
			}
		}
	}
	_, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Key: "three"})
	wantCode(t, err, factcheck.NotFound)
	_, _, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Key: "two", Seen: 1})
	wantCode(t, err, factcheck.Conflict)
}

// TestAnUndoLeavesWhatItsPageDidNotShow undoes on a page that somebody else has changed the article since, and then they themselves.
func TestAnUndoLeavesWhatItsPageDidNotShow(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "company")
	shown := n.versionFor(t, n.rosa)
	n.mark(t, n.imre, "治理之路")
	if _, c, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Seen: shown, Key: "a"}); err != nil || !c.Deleted {
		t.Fatalf("over another's claim: %+v, %v", c, err)
	}
	elsewhere := n.mark(t, n.rosa, "phrase")
	_, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Seen: shown, Key: "b"})
	wantCode(t, err, factcheck.Conflict)
	if n.standing(t, elsewhere.ID).Deleted {
		t.Error("a claim marked on another page is gone")
	}
	if _, c, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{Seen: n.versionFor(t, n.rosa), Key: "c"}); err != nil || c.ID != elsewhere.ID {
		t.Errorf("once it is shown: %+v, %v", c, err)
	}
}

// versionFor is the article's version as a page shows it to a person.
func (n *newsroom) versionFor(t *testing.T, person factcheck.Person) (version int64) {
	t.Helper()
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		version, err = r.VersionOf(person.ID, n.article.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return version
}

// TestNobodyWritesWhileAHistoryIsLookedThrough undoes where there is nothing to undo, while somebody else writes.
func TestNobodyWritesWhileAHistoryIsLookedThrough(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "company")
	err := n.store.Write(ctx, func(*store.Tx) error {
		_, _, err := n.Undo(ctx, n.imre, n.article.ID, desk.UndoInput{})
		wantCode(t, err, factcheck.NotFound)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestChangesAreUndoneOnceEach has all of one person's taken back at the same time.
func TestChangesAreUndoneOnceEach(t *testing.T) {
	n := newNewsroom(t)
	const changes = 8
	quotes := []string{"company", "The company", "治理之路", "phrase"}
	for i := range changes {
		n.mark(t, n.rosa, quotes[i%len(quotes)])
	}
	var undoing sync.WaitGroup
	var mu sync.Mutex
	undone := map[int64]bool{}
	for range changes {
		undoing.Go(func() {
			e, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
			mu.Lock()
			defer mu.Unlock()
			if err != nil || undone[e.ID] {
				t.Errorf("event %d is undone again, %v", e.ID, err)
			}
			undone[e.ID] = true
		})
	}
	undoing.Wait()
	if left := n.held(t); len(left) != 0 {
		t.Errorf("%d claims are left", len(left))
	}
}

// TestUndoTakesEverythingBack makes random changes, remembers every state, and undoes its way back through them.
func TestUndoTakesEverythingBack(t *testing.T) {
	n := newNewsroom(t)
	rapid.Check(t, func(rt *rapid.T) {
		c := n.mark(t, n.rosa, "company")
		states := []factcheck.Claim{n.standing(t, c.ID)}
		for range rapid.IntRange(1, 8).Draw(rt, "changes") {
			c = n.changeAtRandom(rt, c)
			if last := states[len(states)-1]; last.Version != c.Version {
				states = append(states, n.standing(t, c.ID))
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			if _, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err != nil {
				rt.Fatal(err)
			}
			want, got := states[i], n.standing(t, c.ID)
			want.Version, want.Settled, want.UpdatedAt = got.Version, got.Settled, got.UpdatedAt
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("after undo, against the state before:\n%s", diff)
			}
		}
	})
}

func (n *newsroom) changeAtRandom(rt *rapid.T, c factcheck.Claim) factcheck.Claim {
	var err error
	switch rapid.IntRange(0, 4).Draw(rt, "what") {
	case 0:
		c, err = n.ChangeClaim(ctx, n.rosa, c.ID, c.Version, desk.ClaimChange{Verdict: of(rapid.SampledFrom(factcheck.Verdicts).Draw(rt, "verdict"))})
	case 1:
		c, err = n.ChangeClaim(ctx, n.rosa, c.ID, c.Version, desk.ClaimChange{Note: of(rapid.String().Draw(rt, "note"))})
	case 2:
		end := rapid.IntRange(5, 60).Draw(rt, "end")
		c, err = n.ChangeClaim(ctx, n.rosa, c.ID, c.Version, desk.ClaimChange{Span: &factcheck.Span{Start: 4, End: end}})
	case 3:
		c, err = n.AddCitation(ctx, n.rosa, c.ID, c.Version, factcheck.Citation{URL: "https://example.org/" + rapid.StringMatching("[a-z]{1,5}").Draw(rt, "path")}, "")
	case 4:
		if len(c.Citations) > 0 {
			c, err = n.RemoveCitation(ctx, n.rosa, c.ID, c.Version, c.Citations[0].Number)
		}
	}
	if err != nil {
		rt.Fatal(err)
	}
	return c
}
