package desk_test

import (
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

const report = "The mayor resigned on Monday. She had served 12 years.\n\nSales rose 5 percent in May. Sales rose 7 percent in June.\n\nNobody was hurt in the fire at the mill."

func revision(t testing.TB, text string) desk.RevisionInput {
	t.Helper()
	in, err := extract.Plain([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return desk.RevisionInput{Article: in, Reason: "figures checked"}
}

func (n *newsroom) revise(t testing.TB, text string) *desk.Revised {
	t.Helper()
	made, err := n.ReviseArticle(ctx, n.editor, n.article.ID, revision(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func (n *newsroom) reporting(t *testing.T) *newsroom {
	n.article = n.importText(t, report)
	return n
}

func (n *newsroom) waitingFor(t testing.TB, viewer factcheck.Person) []store.WaitingClaim {
	t.Helper()
	waiting, err := n.Waiting(ctx, viewer, n.article.ID)
	if err != nil {
		t.Fatal(err)
	}
	return waiting
}

func TestARevisionCarriesClaims(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	exact := n.mark(t, n.rosa, "Nobody was hurt")
	changed := n.mark(t, n.rosa, "12 years")
	gone := n.mark(t, n.imre, "Sales rose 5 percent in May.")
	deleted := n.mark(t, n.imre, "7 percent")
	if _, err := n.DeleteClaim(ctx, n.imre, deleted.ID, 0); err != nil {
		t.Fatal(err)
	}
	made := n.revise(t, "An update.\n\n"+strings.NewReplacer("12 years", "14 years", "Sales rose 5 percent in May. ", "").Replace(report))
	if made.Revision.Number != 2 || len(made.Carried) != 3 {
		t.Fatalf("revision %d carries %d claims", made.Revision.Number, len(made.Carried))
	}
	for _, want := range []struct {
		id       int64
		revision int
		quote    string
		carried  factcheck.Carriage
	}{{exact.ID, 2, "Nobody was hurt", ""}, {changed.ID, 2, "14 years", factcheck.CarriedChanged},
		{gone.ID, 1, "Sales rose 5 percent in May.", factcheck.CarriedGone}, {deleted.ID, 2, "7 percent", ""}} {
		c := n.standing(t, want.id)
		if c.Revision != want.revision || c.Quote != want.quote || c.Carried != want.carried || c.Version < 2 {
			t.Errorf("claim %d: revision %d, %q, %q, version %d; want %v", c.ID, c.Revision, c.Quote, c.Carried, c.Version, want)
		}
		n.holdPlace(t, c)
	}
	events := n.history(t, exact.ID)
	if last := events[len(events)-1]; last.Action != factcheck.ClaimCarried || last.Before == nil || last.After == nil {
		t.Errorf("the last event is %+v", last)
	}
	if waiting := n.waitingFor(t, n.editor); len(waiting) != 1 || waiting[0].Claim.ID != gone.ID || waiting[0].Carryover.Quote != gone.Quote {
		t.Errorf("waiting: %+v", waiting)
	}
}

// holdPlace holds a claim's quote against the text of the revision it stands on.
func (n *newsroom) holdPlace(t testing.TB, c factcheck.Claim) {
	t.Helper()
	v, err := n.Revision(ctx, c.ArticleID, c.Revision)
	if err != nil {
		t.Fatal(err)
	}
	quote, prefix, suffix := v.Index.Anchor(c.Span)
	if quote != c.Quote || prefix != c.Prefix || suffix != c.Suffix {
		t.Errorf("claim %d has %q at %v of revision %d, where %q stands", c.ID, c.Quote, c.Span, c.Revision, quote)
	}
}

func TestTheSameTextMakesNoRevision(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	n.mark(t, n.rosa, "12 years")
	made := n.revise(t, report)
	if !made.Same || made.Revision.Number != 1 || len(made.Carried) != 1 || made.Carried[0].Outcome != factcheck.CarriedExact {
		t.Errorf("made %+v", made)
	}
}

func TestACorrectedTextKeepsItsForm(t *testing.T) {
	n := newNewsroom(t)
	in, err := extract.Markdown([]byte("# Ferry fares rise\n\nThe [harbour board](https://harbour.example) met.\n\n- Adults pay 4 euros.\n- Children pay 2 euros."))
	if err != nil {
		t.Fatal(err)
	}
	in.Title = "Fares"
	if n.article, err = n.ImportArticle(ctx, n.editor, desk.NewArticle{Article: in}); err != nil {
		t.Fatal(err)
	}
	before, err := n.Revision(ctx, n.article.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	corrected := revision(t, "New first paragraph.\n\n"+strings.Replace(before.Text, "4 euros", "5 euros", 1))
	corrected.KeepForm = true
	made, err := n.ReviseArticle(ctx, n.editor, n.article.ID, corrected)
	if err != nil {
		t.Fatal(err)
	}
	v := made.Revision
	var kinds []factcheck.BlockKind
	for _, b := range v.Blocks {
		kinds = append(kinds, b.Kind)
	}
	want := []factcheck.BlockKind{factcheck.Paragraph}
	for _, b := range before.Blocks {
		want = append(want, b.Kind)
	}
	if !slices.Equal(kinds, want) || len(v.Links) != 1 || made.Index.Slice(v.Links[0].Span) != "harbour board" {
		t.Errorf("blocks %v, want %v; links %v", kinds, want, v.Links)
	}
}

func TestWhoMayRevise(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	_, err := n.ReviseArticle(ctx, n.rosa, n.article.ID, revision(t, "Other."))
	wantCode(t, err, factcheck.Forbidden)
	first := revision(t, "First of two.")
	first.Seen = 1
	if _, err := n.ReviseArticle(ctx, n.editor, n.article.ID, first); err != nil {
		t.Fatal(err)
	}
	second := revision(t, "Second of two.")
	second.Seen = 1
	_, err = n.ReviseArticle(ctx, n.admin, n.article.ID, second)
	wantCode(t, err, factcheck.Conflict)
	_, err = n.ReviseArticle(ctx, n.editor, n.article.ID, desk.RevisionInput{})
	wantCode(t, err, factcheck.Invalid)
}

func TestAPlanChangesNothing(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	planned, err := n.PlanRevision(ctx, n.editor, n.article.ID, revision(t, strings.Replace(report, "12", "14", 1)))
	if err != nil || len(planned.Carried) != 1 || planned.Carried[0].Outcome != factcheck.CarriedChanged || len(planned.Diff) != 4 {
		t.Fatalf("%+v, %v", planned, err)
	}
	if got := n.standing(t, c.ID); got.Version != 1 || got.Revision != 1 {
		t.Errorf("the claim is at version %d of revision %d", got.Version, got.Revision)
	}
}

func TestACorrectedTextIsFoundAndRecognised(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	text := strings.Replace(report, "fire at the mill", "flood at the tannery", 1)
	made := n.revise(t, text)
	found := func(words string) (rows []store.LibraryRow) {
		err := n.store.Read(ctx, func(r *store.Reader) (err error) {
			rows, err = r.Library(n.vera.ID, store.LibraryQuery{Text: words, Limit: 10})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	if len(found("tannery")) != 1 || len(found("fire")) != 0 {
		t.Errorf("the new words are in %d articles, the old ones in %d", len(found("tannery")), len(found("fire")))
	}
	alike, err := n.Duplicates(ctx, extract.Article{Text: made.Revision.Text})
	if err != nil || len(alike) != 1 || alike[0].Why != factcheck.SameText {
		t.Errorf("the new text is recognised as %+v, %v", alike, err)
	}
}

func TestWhatIsPutBackOverwritesNoCorrection(t *testing.T) {
	n := newNewsroom(t)
	draft, err := extract.ReadPlain([]byte("First paragraph of it.\n\nAdvertisement\n\nSecond paragraph of it."))
	check(t, err)
	read := draft.Safe()
	read.Title = "A report"
	article, err := n.ImportArticle(ctx, n.editor, desk.NewArticle{Article: read})
	check(t, err)
	putBack, err := n.WithPutBack(ctx, article.ID, 0)
	check(t, err)
	corrected, err := extract.Plain([]byte("First paragraph, corrected."))
	check(t, err)
	_, err = n.ReviseArticle(ctx, n.editor, article.ID, desk.RevisionInput{Article: corrected})
	check(t, err)
	_, err = n.ReviseArticle(ctx, n.admin, article.ID, putBack)
	wantCode(t, err, factcheck.Conflict)
	if v, err := n.Revision(ctx, article.ID, 0); err != nil || v.Text != corrected.Text {
		t.Errorf("it reads %q, %v", v.Text, err)
	}
}

// TestCorrectionsLeaveTheSearchTime corrects a text while what was marked before cannot be taken in, since somebody writes.
func TestCorrectionsLeaveTheSearchTime(t *testing.T) {
	n := newNewsroom(t)
	var writing sync.WaitGroup
	busy := func() (chan struct{}, chan struct{}) {
		begun, end := make(chan struct{}), make(chan struct{})
		writing.Go(func() {
			err := n.store.WriteAlone(ctx, func(*store.Tx) error {
				close(begun)
				<-end
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
		return begun, end
	}
	wait := func(writes int) {
		for n.store.Waiting() < writes {
			runtime.Gosched()
		}
	}
	begun, end := busy()
	<-begun
	marked := make(chan error)
	go func() {
		_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "The company"})
		marked <- err
	}()
	wait(1)
	begunToo, endToo := busy()
	wait(2)
	close(end)
	check(t, <-marked)
	<-begunToo
	in := revision(t, "Corrected.")
	_, err := n.ReviseArticle(ctx, n.editor, n.article.ID, in)
	wantCode(t, err, factcheck.Unavailable)
	close(endToo)
	writing.Wait()
	if made, err := n.ReviseArticle(ctx, n.editor, n.article.ID, in); err != nil || made.Revision.Number != 2 {
		t.Errorf("afterwards: %v", err)
	}
}
