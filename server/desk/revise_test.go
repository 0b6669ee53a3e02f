package desk_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/server/agreement"
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

func TestAnswersToAClaimThatWaits(t *testing.T) {
	cut := strings.Replace(report, " She had served 12 years.", "", 1)
	elsewhere := strings.Replace(cut, "Sales rose 7", "She had served 12 years. Sales rose 7", 1)
	begin := func(t *testing.T, text string) (*newsroom, factcheck.Claim) {
		n := newNewsroom(t).reporting(t)
		c := n.mark(t, n.rosa, "12 years")
		n.revise(t, text)
		return n, n.standing(t, c.ID)
	}
	t.Run("accept", func(t *testing.T) {
		n, c := begin(t, elsewhere)
		got, err := n.AnswerCarryover(ctx, n.rosa, c.ID, c.Version, desk.CarryoverAnswer{Accept: true})
		if err != nil || got.Revision != 2 || got.Quote != "12 years" || got.Carried != "" {
			t.Fatalf("%+v, %v", got, err)
		}
		n.holdPlace(t, got)
		if len(n.waitingFor(t, n.editor)) != 0 {
			t.Error("it still waits")
		}
		if _, undone, err := n.Undo(ctx, n.rosa, n.article.ID); err != nil || undone.Revision != 1 || !undone.Waits() || len(n.waitingFor(t, n.rosa)) != 1 {
			t.Errorf("undone: %+v, %v", undone, err)
		}
	})
	t.Run("place, by an editor", func(t *testing.T) {
		n, c := begin(t, cut)
		got, err := n.AnswerCarryover(ctx, n.editor, c.ID, 0, desk.CarryoverAnswer{Span: &factcheck.Span{Start: 4, End: 9}})
		if err != nil || got.Revision != 2 || got.Quote != "mayor" || got.Carried != factcheck.CarriedChanged {
			t.Fatalf("%+v, %v", got, err)
		}
		if _, _, err := n.Undo(ctx, n.editor, n.article.ID); factcheck.CodeOf(err) != factcheck.NotFound {
			t.Errorf("an editor undoes an answer on another's claim: %v", err)
		}
	})
	t.Run("drop, and restore", func(t *testing.T) {
		n, c := begin(t, cut)
		if _, err := n.AnswerCarryover(ctx, n.editor, c.ID, 0, desk.CarryoverAnswer{Drop: true}); err != nil {
			t.Fatal(err)
		}
		if len(n.waitingFor(t, n.editor)) != 0 {
			t.Error("it still waits")
		}
		if got, err := n.RestoreClaim(ctx, n.rosa, c.ID); err != nil || !got.Waits() || len(n.waitingFor(t, n.rosa)) != 1 {
			t.Errorf("restored: %+v, %v", got, err)
		}
	})
	t.Run("what is refused", func(t *testing.T) {
		n, c := begin(t, cut)
		_, err := n.AnswerCarryover(ctx, n.rosa, c.ID, 0, desk.CarryoverAnswer{Accept: true})
		wantCode(t, err, factcheck.Invalid)
		_, err = n.AnswerCarryover(ctx, n.imre, c.ID, 0, desk.CarryoverAnswer{Drop: true})
		wantCode(t, err, factcheck.Forbidden)
		_, err = n.AnswerCarryover(ctx, n.rosa, c.ID, 1, desk.CarryoverAnswer{Drop: true})
		wantCode(t, err, factcheck.Conflict)
		_, err = n.AnswerCarryover(ctx, n.rosa, c.ID, 0, desk.CarryoverAnswer{})
		wantCode(t, err, factcheck.Invalid)
		_, err = n.ChangeClaim(ctx, n.rosa, c.ID, 0, desk.ClaimChange{Span: &factcheck.Span{Start: 0, End: 3}})
		wantCode(t, err, factcheck.Conflict)
	})
	t.Run("the text comes back", func(t *testing.T) {
		n, c := begin(t, cut)
		n.revise(t, report)
		if got := n.standing(t, c.ID); got.Revision != 3 || got.Carried != "" || got.Quote != "12 years" {
			t.Errorf("%+v", got)
		}
	})
}

func TestAChangedClaimIsMarkedUntilItsVerdictIsLookedAt(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	n.revise(t, strings.Replace(report, "12", "14", 1))
	note := "Her office says so."
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: &note}); factcheck.CodeOf(err) != factcheck.Conflict {
		t.Errorf("a note on the old words: %v", err)
	}
	got, err := n.ChangeClaim(ctx, n.rosa, c.ID, 2, desk.ClaimChange{Note: &note})
	if err != nil || got.Carried != factcheck.CarriedChanged {
		t.Errorf("after a note: %q, %v", got.Carried, err)
	}
	got, err = n.ChangeClaim(ctx, n.rosa, c.ID, 3, desk.ClaimChange{Confirm: true})
	if err != nil || got.Carried != "" || got.Version != 4 {
		t.Errorf("confirmed: %q, version %d, %v", got.Carried, got.Version, err)
	}
}

func TestWritesThatSawAnOlderRevision(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	at := strings.Index(report, "Nobody")
	n.revise(t, "An update.\n\n"+report)
	note := "Her office says so."
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Note: &note}); err != nil {
		t.Errorf("a note, where only the place has moved: %v", err)
	}
	_, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Span: &factcheck.Span{Start: 0, End: 3}})
	wantCode(t, err, factcheck.Conflict)
	made, err := n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: at, End: at + 6}, Seen: 1})
	if err != nil || made.Quote != "Nobody" || made.Revision != 2 {
		t.Errorf("marked on revision 1: %+v, %v", made, err)
	}
	n.revise(t, strings.Replace(report, "Nobody was", "Two people were", 1))
	_, err = n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: at, End: at + 6}, Seen: 1})
	wantCode(t, err, factcheck.Conflict)
}

func TestUndoOverARevision(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	c := n.mark(t, n.rosa, "12 years")
	c, err := n.ChangeClaim(ctx, n.rosa, c.ID, 1, desk.ClaimChange{Span: &factcheck.Span{Start: 34, End: 53}})
	if err != nil {
		t.Fatal(err)
	}
	disputed := factcheck.Disputed
	if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 2, desk.ClaimChange{Verdict: &disputed}); err != nil {
		t.Fatal(err)
	}
	n.revise(t, "An update.\n\n"+report)
	_, undone, err := n.Undo(ctx, n.rosa, n.article.ID)
	if err != nil || undone.Verdict != factcheck.Unchecked || undone.Revision != 2 || undone.Quote != c.Quote {
		t.Errorf("the verdict: %+v, %v", undone, err)
	}
	_, undone, err = n.Undo(ctx, n.rosa, n.article.ID)
	if err != nil || undone.Quote != "12 years" || undone.Revision != 2 {
		t.Errorf("the span: %+v, %v", undone, err)
	}
	n.holdPlace(t, undone)
	if _, undone, err = n.Undo(ctx, n.rosa, n.article.ID); err != nil || !undone.Deleted {
		t.Errorf("the claim: %+v, %v", undone, err)
	}
}

func TestDecisionsComeAlong(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	a, b := n.mark(t, n.rosa, "12 years"), n.mark(t, n.imre, "served 12 years")
	decision := n.decide(t, accept(a, b))
	since := func() bool {
		c, err := n.Compare(ctx, n.editor, n.article.ID, agreement.DefaultThreshold)
		if err != nil || len(c.Groups) != 1 {
			t.Fatal(c, err)
		}
		if d := c.Groups[0].Decision; d == nil || d.Revision != c.Article.Revision || d.ID != decision.ID {
			t.Errorf("decision %+v on revision %d", d, c.Article.Revision)
		}
		return c.Groups[0].Since
	}
	n.revise(t, "An update.\n\n"+report)
	if since() {
		t.Error("words that moved count as changed since the decision")
	}
	n.revise(t, "An update.\n\n"+strings.Replace(report, "12", "14", 1))
	if !since() {
		t.Error("words that changed do not count as changed since the decision")
	}
	n.revise(t, "An update.")
	c, err := n.Compare(ctx, n.editor, n.article.ID, agreement.DefaultThreshold)
	if err != nil || len(c.Left) != 2 {
		t.Errorf("claims that wait are not listed: %+v, %v", c.Left, err)
	}
}

func TestClaimsAsTheyStood(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	first := n.mark(t, n.rosa, "12 years")
	n.mark(t, n.rosa, "Nobody was hurt")
	n.revise(t, strings.Replace("An update.\n\n"+report, "Nobody was hurt in the fire at the mill.", "All is well.", 1))
	disputed := factcheck.Disputed
	if _, err := n.ChangeClaim(ctx, n.rosa, first.ID, 0, desk.ClaimChange{Verdict: &disputed}); err != nil {
		t.Fatal(err)
	}
	n.mark(t, n.imre, "An update")
	for _, want := range []struct {
		number int
		quotes string
	}{{1, "12 years unchecked 1, Nobody was hurt unchecked 1"}, {2, "12 years disputed 2, An update unchecked 2, Nobody was hurt unchecked 1"}} {
		claims, err := n.ClaimsAsOf(ctx, n.vera, n.article.ID, want.number)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, c := range claims {
			said = append(said, c.Quote+" "+string(c.Verdict)+" "+string('0'+rune(c.Revision)))
		}
		slices.Sort(said)
		if got := strings.Join(said, ", "); got != want.quotes {
			t.Errorf("revision %d: %s, want %s", want.number, got, want.quotes)
		}
	}
	_, err := n.ClaimsAsOf(ctx, n.vera, n.article.ID, 3)
	wantCode(t, err, factcheck.NotFound)
}

func TestBlindReviewersAreCarriedUnseen(t *testing.T) {
	n := newNewsroom(t).reporting(t)
	if _, err := n.AssignReview(ctx, n.admin, n.article.ID, "chidi", true, ""); err != nil {
		t.Fatal(err)
	}
	n.mark(t, n.rosa, "12 years")
	own := n.mark(t, n.editor, "Nobody was hurt")
	made := n.revise(t, strings.Replace(report, " She had served 12 years.", "", 1))
	if len(made.Carried) != 1 || made.Carried[0].Claim.ID != own.ID {
		t.Errorf("an editor who reads blind is told of %+v", made.Carried)
	}
	if waiting := n.waitingFor(t, n.editor); len(waiting) != 0 {
		t.Errorf("and of %+v", waiting)
	}
	var events []factcheck.Event
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		events, err = r.ArticleEvents(n.editor.ID, n.article.ID, 0, 100)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.ClaimID != 0 && e.ClaimID != own.ID {
			t.Errorf("and sees the event %+v", e)
		}
	}
}

// TestNoClaimIsEverLost revises a text at random, claims being marked, changed, deleted, restored and undone between, and holds
// every claim's quote against its span, and every claim that was there against those that are.
func TestNoClaimIsEverLost(t *testing.T) {
	n := newNewsroom(t)
	rapid.Check(t, func(rt *rapid.T) {
		n.reporting(t)
		there := map[int64]bool{}
		text := report
		for range rapid.IntRange(2, 10).Draw(rt, "steps") {
			text = n.stepAtRandom(rt, t, text, there)
			n.holdAll(t, there)
		}
	})
}

func (n *newsroom) stepAtRandom(rt *rapid.T, t *testing.T, text string, there map[int64]bool) string {
	some := func() int64 {
		for id := range there {
			return id
		}
		return 0
	}
	switch rapid.IntRange(0, 5).Draw(rt, "step") {
	case 0, 1:
		start := rapid.IntRange(0, len(text)-2).Draw(rt, "start")
		s := factcheck.Span{Start: start, End: rapid.IntRange(start+1, min(start+40, len(text))).Draw(rt, "end")}
		if c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Span: &s}); err == nil {
			there[c.ID] = true
		}
	case 2, 3:
		words := strings.Split(text, " ")
		i := rapid.IntRange(0, len(words)-1).Draw(rt, "word")
		j := min(i+rapid.IntRange(0, 12).Draw(rt, "words"), len(words))
		put := rapid.SampledFrom([]string{"", "but", "in 2019", "and so on. A new sentence"}).Draw(rt, "put")
		next := strings.TrimSpace(strings.Join(words[:i], " ") + " " + put + " " + strings.Join(words[j:], " "))
		if next != "" {
			return n.revise(t, next).Revision.Text
		}
	case 4:
		if id := some(); id != 0 {
			if _, err := n.DeleteClaim(ctx, n.rosa, id, 0); err == nil {
				delete(there, id)
			}
		}
	case 5:
		if e, c, err := n.Undo(ctx, n.rosa, n.article.ID); err == nil {
			if delete(there, e.ClaimID); !c.Deleted {
				there[c.ID] = true
			}
		}
	}
	return text
}

func (n *newsroom) holdAll(t *testing.T, there map[int64]bool) {
	t.Helper()
	var claims []factcheck.Claim
	var current int
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		if current, err = r.CurrentRevision(n.article.ID); err != nil {
			return err
		}
		claims, err = r.ArticleClaims(n.rosa.ID, n.article.ID)
		return err
	})
	if err != nil || len(claims) != len(there) {
		t.Fatalf("%d claims of %d, %v", len(claims), len(there), err)
	}
	waiting := n.waitingFor(t, n.rosa)
	for _, c := range claims {
		n.holdPlace(t, c)
		if !there[c.ID] || c.Waits() != (c.Revision < current) {
			t.Errorf("claim %d at revision %d of %d is %q", c.ID, c.Revision, current, c.Carried)
		}
		if c.Waits() {
			waiting = waiting[1:]
		}
	}
	if len(waiting) != 0 {
		t.Errorf("%d more claims wait than do", len(waiting))
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
