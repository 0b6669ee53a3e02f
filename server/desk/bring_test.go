package desk_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/interchange"
	"stet/server/store"
)

// ann marks words of the article as brat does, which counts code points: some that stand where it says, some that stand elsewhere
// but once, and some that nobody could place.
const ann = "T1\tmoney 18 34\tUS$12.62 million\nA1\tVerdict T1 disputed\n#1\tAnnotatorNotes T1\tfrom elsewhere\nN1\tReference T1 https://example.org/filing\tThe filing\n" +
	"T2\tquotation 0 4\t治理之路\nT3\tdate 0 7\tin 2018\nT4\tdate 0 3\tnowhere\n"

func (n *newsroom) bring(by factcheck.Person, in desk.Bringing, file string) (desk.Brought, error) {
	in.File = strings.NewReader(file)
	return n.BringClaims(ctx, by, n.article.ID, in)
}

// held reads the claims of the article from the database.
func (n *newsroom) held(t *testing.T) (claims []factcheck.Claim) {
	t.Helper()
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		claims, err = r.ArticleClaims(n.admin.ID, n.article.ID)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

func TestClaimsComeInAndWhatCannotIsToldWithTheReason(t *testing.T) {
	n := newNewsroom(t)
	seen, err := n.bring(n.rosa, desk.Bringing{DryRun: true}, ann)
	if err != nil || len(seen.Claims) != 2 || len(seen.Skipped) != 2 || len(n.held(t)) != 0 || n.reviewOf(t, n.rosa).ID != 0 {
		t.Fatalf("a dry run gives %+v, %v and leaves %d claims", seen, err, len(n.held(t)))
	}
	brought, err := n.bring(n.rosa, desk.Bringing{}, ann)
	if err != nil || brought.Format != interchange.Brat || brought.Reviewer != "rosa" {
		t.Fatalf("%+v, %v", brought, err)
	}
	held := n.held(t)
	if len(held) != 2 {
		t.Fatalf("%d claims came in", len(held))
	}
	first := held[0]
	if first.Quote != "US$12.62 million" || first.Start != 18 || first.Verdict != factcheck.Disputed || first.Kind != factcheck.Money || first.Note != "from elsewhere" ||
		first.Reviewer != "rosa" || first.Version != 1 || len(first.Citations) != 1 || first.Citations[0].URL != "https://example.org/filing" {
		t.Errorf("it came in as %+v", first)
	}
	if held[1].Quote != "治理之路" || brought.Claims[0].How != interchange.ByPosition || brought.Claims[1].How != interchange.ByQuote {
		t.Errorf("%+v", brought.Claims)
	}
	for i, want := range []interchange.Skipped{{Item: "T3", Why: "more than once"}, {Item: "T4", Why: "do not stand"}} {
		if got := brought.Skipped[i]; got.Item != want.Item || !strings.Contains(got.Why, want.Why) {
			t.Errorf("left out is %+v, want %+v", got, want)
		}
	}
	if events := n.history(t, first.ID); len(events) != 1 || events[0].Action != factcheck.ClaimCreated || events[0].By != "rosa" {
		t.Errorf("the log says %+v", events)
	}
	undone, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
	if err != nil || len(n.held(t)) != 1 {
		t.Errorf("undone is %+v, %v", undone, err)
	}
}

func TestTheSameFileComesInOnceAndTheSameClaimAsOftenAsItStands(t *testing.T) {
	n := newNewsroom(t)
	twice := "T1\tmoney 18 34\tUS$12.62 million\nT2\tmoney 18 34\tUS$12.62 million\n"
	for _, want := range []int{2, 0} {
		brought, err := n.bring(n.rosa, desk.Bringing{}, twice)
		if err != nil || len(brought.Claims) != want || len(brought.Skipped) != 2-want || len(n.held(t)) != 2 {
			t.Errorf("%+v, %v, %d claims", brought, err, len(n.held(t)))
		}
	}
	brought, err := n.bring(n.rosa, desk.Bringing{DryRun: true}, twice+"T3\tmoney 18 34\tUS$12.62 million\n")
	if err != nil || len(brought.Claims) != 1 || !strings.Contains(brought.Skipped[0].Why, "already, as claim 1") {
		t.Errorf("a third one: %+v, %v", brought, err)
	}
	if brought, err = n.bring(n.imre, desk.Bringing{}, twice); err != nil || len(brought.Claims) != 2 {
		t.Errorf("in another's review: %+v, %v", brought, err)
	}
}

func TestWhoMayBringClaimsIntoWhoseReview(t *testing.T) {
	n := newNewsroom(t)
	_, err := n.bring(n.vera, desk.Bringing{}, ann)
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.bring(n.rosa, desk.Bringing{Reviewer: "imre"}, ann)
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.bring(desk.CommandLine, desk.Bringing{}, ann)
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.bring(n.editor, desk.Bringing{Reviewer: "nobody"}, ann)
	wantCode(t, err, factcheck.Invalid)
	_, err = n.bring(n.editor, desk.Bringing{Reviewer: "vera"}, ann)
	wantCode(t, err, factcheck.Invalid)
	if len(n.held(t)) != 0 {
		t.Error("something came in")
	}
	brought, err := n.bring(n.editor, desk.Bringing{Reviewer: "imre"}, ann)
	if err != nil || brought.Claims[0].Claim.Reviewer != "imre" || n.held(t)[0].Reviewer != "imre" {
		t.Fatalf("%+v, %v", brought, err)
	}
	if events := n.history(t, brought.Claims[0].Claim.ID); events[0].By != "chidi" {
		t.Errorf("the log says that %s brought it in", events[0].By)
	}
	if _, _, err := n.Undo(ctx, n.editor, n.article.ID, desk.UndoInput{}); factcheck.CodeOf(err) != factcheck.NotFound {
		t.Errorf("undoing what another's review was brought gives %v", err) // it is theirs, and no claim of one's own is behind it
	}
	n.submit(t, n.imre)
	for _, dry := range []bool{true, false} {
		_, err = n.bring(n.editor, desk.Bringing{Reviewer: "imre", DryRun: dry}, ann)
		wantCode(t, err, factcheck.Conflict)
	}
}

// TestWhoReadsBlindLearnsNothingOfAnothersReview has an editor read blind: what another's review holds already would be told by
// what is left out.
func TestWhoReadsBlindLearnsNothingOfAnothersReview(t *testing.T) {
	n := newNewsroom(t)
	if _, err := n.bring(n.imre, desk.Bringing{}, ann); err != nil {
		t.Fatal(err)
	}
	n.assign(t, n.editor, true, "")
	for _, dry := range []bool{true, false} {
		_, err := n.bring(n.editor, desk.Bringing{Reviewer: "imre", DryRun: dry}, ann)
		wantCode(t, err, factcheck.Forbidden)
	}
	brought, err := n.bring(n.editor, desk.Bringing{DryRun: true}, ann)
	if err != nil || len(brought.Claims) != 2 || len(brought.Skipped) != 2 {
		t.Errorf("into their own: %+v, %v", brought, err)
	}
}

func TestAFileThatCannotBeReadChangesNothing(t *testing.T) {
	n := newNewsroom(t)
	for name, file := range map[string]string{
		"nothing": "", "prose": "Some prose.", "a picture": "\xff\xd8\xff", "broken JSON": `{"rows":[{"id"`, "a broken zip": "PK\x03\x04oh",
		"too many": strings.Repeat("T1\tmoney 0 3\tThe\n", interchange.MaxItems+1), "too large": "T1\tmoney 0 3\t" + strings.Repeat("x", interchange.MaxBytes),
	} {
		_, err := n.bring(n.rosa, desk.Bringing{}, file)
		if code := factcheck.CodeOf(err); code != factcheck.Invalid && code != factcheck.TooLarge {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := n.bring(n.rosa, desk.Bringing{Format: "docx"}, ann); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("a format that does not exist: %v", err)
	}
	_, err := n.BringClaims(ctx, n.rosa, 99, desk.Bringing{File: strings.NewReader(ann)})
	wantCode(t, err, factcheck.NotFound)
	if len(n.held(t)) != 0 || n.reviewOf(t, n.rosa).ID != 0 {
		t.Error("something came in")
	}
}

// TestEveryFormatGoesOutOfTheDeskAndInAgain takes a reviewer's claims from the database to a file of each format and into another
// reviewer's review.
func TestEveryFormatGoesOutOfTheDeskAndInAgain(t *testing.T) {
	n := newNewsroom(t)
	for _, in := range []desk.NewClaim{
		{Span: &factcheck.Span{Start: 4, End: 34}, Kind: factcheck.Money, Verdict: factcheck.Disputed, Rating: 2, Note: "a note\nof two lines", Speaker: "the mayor",
			Citations: []factcheck.Citation{{URL: "https://example.org/1", Title: "Filing", Stance: factcheck.Refutes, Primary: true, AccessedOn: "2019-10-24"}, {URL: "Box 7", Stance: factcheck.Context}}},
		{Span: &factcheck.Span{Start: 18, End: 34}, Kind: factcheck.Money, Verdict: factcheck.Verified},
		{Span: &factcheck.Span{Start: 60, End: 91}, Kind: factcheck.Other, Verdict: factcheck.Unproven},
	} {
		if _, err := n.CreateClaim(ctx, n.rosa, n.article.ID, in); err != nil {
			t.Fatal(err)
		}
	}
	for i, f := range interchange.Formats {
		var out bytes.Buffer
		err := n.store.Snapshot(ctx, func(r *store.Reader) error {
			ready, err := desk.ReadInterchange(r, n.admin.ID, store.ClaimFilter{ArticleID: n.article.ID, Reviewer: "rosa"}, "https://desk.example.org")
			if err != nil {
				return err
			}
			return ready.Write(&out, f, false)
		})
		if err != nil {
			t.Fatal(err)
		}
		p := n.person(t, fmt.Sprint("reader", i), factcheck.Reviewer)
		brought, err := n.bring(p, desk.Bringing{Format: f}, out.String())
		if err != nil || len(brought.Claims) != 3 || len(brought.Skipped) != 0 {
			t.Errorf("%s: %+v, %v", f, brought, err)
			continue
		}
		if c := n.standing(t, brought.Claims[0].Claim.ID); f == interchange.WebAnnotation && (c.Note != "a note\nof two lines" || c.Speaker != "the mayor" || len(c.Citations) != 2 || c.Citations[1].URL != "Box 7") {
			t.Errorf("%s gives %+v", f, c)
		}
	}
}

// TestAnExportIsOneMoment writes to the desk after an export has begun: nothing of that is in it.
func TestAnExportIsOneMoment(t *testing.T) {
	n := newNewsroom(t)
	c := n.mark(t, n.rosa, "US$12.62 million")
	for _, f := range interchange.Formats {
		var out bytes.Buffer
		err := n.store.Snapshot(ctx, func(r *store.Reader) error {
			ready, err := desk.ReadInterchange(r, n.admin.ID, store.ClaimFilter{ArticleID: n.article.ID, Reviewer: "rosa"}, "https://desk.example.org")
			if err != nil {
				return err
			}
			n.mark(t, n.rosa, "治理之路")
			if _, err := n.ChangeClaim(ctx, n.rosa, c.ID, 0, desk.ClaimChange{Note: of("written meanwhile, for " + string(f))}); err != nil {
				return err
			}
			return ready.Write(&out, f, false)
		})
		if err != nil {
			t.Fatal(err)
		}
		before := len(n.held(t)) - 1
		p := n.person(t, "of-"+string(f), factcheck.Reviewer)
		brought, err := n.bring(p, desk.Bringing{Format: f, DryRun: true}, out.String())
		if err != nil || len(brought.Claims) != before || strings.Contains(brought.Claims[0].Claim.Note, string(f)) {
			t.Errorf("%s: %d claims, want %d: %+v, %v", f, len(brought.Claims), before, brought.Claims, err)
		}
	}
}

func BenchmarkBringClaims(b *testing.B) {
	var file strings.Builder
	for i := range interchange.MaxItems {
		fmt.Fprintf(&file, "T%d\tmoney 18 34\tUS$12.62 million\nA%d\tVerdict T%d disputed\n", i, i, i)
	}
	for b.Loop() {
		b.StopTimer()
		n := newNewsroom(b)
		b.StartTimer()
		if brought, err := n.bring(n.rosa, desk.Bringing{}, file.String()); err != nil || len(brought.Claims) != interchange.MaxItems {
			b.Fatal(len(brought.Claims), err)
		}
	}
}
