package desk_test

import (
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

// The most that a review may hold in these tests, which fill it.
const (
	mostClaims = 200
	mostWords  = 1 << 20
)

// tight is a newsroom whose reviews hold little.
func tight(t *testing.T) *newsroom {
	t.Helper()
	desk.HoldAtMost(t, store.Holding{Claims: mostClaims, Bytes: mostWords}, store.Holding{Claims: 2*mostClaims - 50, Bytes: 10 * mostWords})
	return newNewsroom(t)
}

func TestAReviewHoldsWhatTheReadmeTells(t *testing.T) {
	if review, article := desk.MostHeld(); review != (store.Holding{Claims: 10_000, Bytes: 16 << 20}) || article != (store.Holding{Claims: 20_000, Bytes: 32 << 20}) {
		t.Errorf("a review holds %+v, an article %+v", review, article)
	}
}

// longNote is a note in letters of four bytes, of which few fill a review.
var longNote = strings.Repeat("𐌰", 12_500)

// holds reads what a person's review holds from the database.
func (n *newsroom) holds(t *testing.T, p factcheck.Person) (held store.Holding) {
	t.Helper()
	review := n.reviewOf(t, p).ID
	n.read(t, func(r *store.Reader) (err error) {
		held, err = r.Holds(n.article.ID, review)
		return err
	})
	return held
}

// fill fills the person's review with long notes until no other has room, and gives the claims.
func (n *newsroom) fill(t *testing.T, p factcheck.Person) (claims []factcheck.Claim) {
	t.Helper()
	for {
		c, err := n.CreateClaim(ctx, p, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote})
		if err != nil {
			wantFull(t, err)
			return claims
		}
		claims = append(claims, c)
	}
}

func wantFull(t *testing.T, err error) {
	t.Helper()
	if wantCode(t, err, factcheck.TooLarge); err != nil && !strings.Contains(err.Error(), "Nothing was changed, and what you typed is still here.") {
		t.Errorf("it is refused with %q", err)
	}
}

func TestAReviewHoldsSoManyWordsAndNoMore(t *testing.T) {
	n := tight(t)
	small := n.mark(t, n.rosa, "治理之路")
	small, err := n.AddCitation(ctx, n.rosa, small.ID, 0, factcheck.Citation{URL: "https://example.org"}, "")
	if err != nil {
		t.Fatal(err)
	}
	claims := n.fill(t, n.rosa)
	full := n.holds(t, n.rosa)
	if full.Bytes > mostWords || full.Bytes < mostWords-len(longNote)-200 || full.Claims != len(claims)+1 {
		t.Fatalf("it is full with %+v", full)
	}
	half := longNote[:len(longNote)/2]
	long := "T1\tmoney 18 34\tUS$12.62 million\n#1\tAnnotatorNotes T1\t" + half + "\nT2\tquotation 0 4\t治理之路\n#2\tAnnotatorNotes T2\t" + half + "\n"
	for name, write := range map[string]func() error{
		"a note": func() error {
			_, err := n.ChangeClaim(ctx, n.rosa, small.ID, 0, desk.ClaimChange{Note: &longNote})
			return err
		},
		"a citation": func() error {
			_, err := n.AddCitation(ctx, n.rosa, small.ID, 0, factcheck.Citation{URL: "a", Passage: longNote}, "k")
			return err
		},
		"a citation's change": func() error {
			_, err := n.ChangeCitation(ctx, n.rosa, small.ID, 0, factcheck.Citation{Number: 1, URL: "a", Passage: longNote})
			return err
		},
		"a file": func() error {
			_, err := n.bring(n.rosa, desk.Bringing{}, long)
			return err
		},
		"a file looked at": func() error {
			_, err := n.bring(n.rosa, desk.Bringing{DryRun: true}, long)
			return err
		},
		"an editor's file": func() error {
			_, err := n.bring(n.editor, desk.Bringing{Reviewer: "rosa"}, long)
			return err
		},
	} {
		if wantFull(t, write()); n.holds(t, n.rosa) != full {
			t.Errorf("%s changed what is held to %+v", name, n.holds(t, n.rosa))
		}
	}
	if _, err := n.CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote}); err != nil {
		t.Errorf("another's review is refused: %v", err)
	}
	t.Run("and deleting makes no room", func(t *testing.T) {
		if _, err := n.DeleteClaim(ctx, n.rosa, claims[0].ID, 0); err != nil {
			t.Fatal(err)
		}
		_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote})
		wantFull(t, err)
		if _, err := n.RestoreClaim(ctx, n.rosa, claims[0].ID, 0); err != nil {
			t.Errorf("it does not come back: %v", err)
		}
	})
	t.Run("but a shorter note does", func(t *testing.T) {
		if _, err := n.ChangeClaim(ctx, n.rosa, claims[0].ID, 0, desk.ClaimChange{Note: of("")}); err != nil {
			t.Fatal(err)
		}
		if _, err := n.ChangeClaim(ctx, n.rosa, small.ID, 0, desk.ClaimChange{Note: &longNote}); err != nil {
			t.Errorf("there is room, and it is refused: %v", err)
		}
		if _, _, err := n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{}); err != nil {
			t.Fatal(err)
		}
		c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := n.DeleteClaim(ctx, n.rosa, c.ID, 0); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("and what was taken out does not come back by undoing", func(t *testing.T) {
		_, err := n.ChangeClaim(ctx, n.rosa, claims[1].ID, 0, desk.ClaimChange{Note: of("")})
		if err != nil {
			t.Fatal(err)
		}
		n.fill(t, n.rosa)
		for err == nil {
			_, _, err = n.Undo(ctx, n.rosa, n.article.ID, desk.UndoInput{})
		}
		wantFull(t, err)
	})
}

func TestAReviewHoldsSoManyClaimsAndNoMore(t *testing.T) {
	n := tight(t)
	files := 0
	file := func(claims int) string {
		var b strings.Builder
		files++
		for i := range claims {
			fmt.Fprintf(&b, "T%d\tmoney 18 34\tUS$12.62 million\n#%d\tAnnotatorNotes T%d\t%d-%d\n", i+1, i+1, i+1, files, i)
		}
		return b.String()
	}
	for i := range 10 {
		if _, err := n.bring(n.rosa, desk.Bringing{}, file(mostClaims/10-i/9)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := n.bring(n.rosa, desk.Bringing{}, file(2))
	if wantFull(t, err); n.holds(t, n.rosa).Claims != mostClaims-1 {
		t.Errorf("half of it came in: %+v", n.holds(t, n.rosa))
	}
	last := n.mark(t, n.rosa, "治理之路")
	_, err = n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路"})
	wantFull(t, err)
	if _, err := n.DeleteClaim(ctx, n.rosa, last.ID, 0); err != nil {
		t.Fatal(err)
	}
	_, err = n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路"})
	wantFull(t, err)
	if _, err := n.RestoreClaim(ctx, n.rosa, last.ID, 0); err != nil {
		t.Error(err)
	}
	_, err = desk.New(n.store).CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路"})
	wantFull(t, err)
}

// TestAnArticleHoldsSoMuchAndNoMore fills one review, and another as far as the article has room; one who reads blind is not told how
// much others have marked.
func TestAnArticleHoldsSoMuchAndNoMore(t *testing.T) {
	desk.HoldAtMost(t, store.Holding{Claims: 1000, Bytes: mostWords}, store.Holding{Claims: 1000, Bytes: mostWords * 3 / 2})
	n := newNewsroom(t)
	rosa := n.fill(t, n.rosa)
	if made := len(rosa) + len(n.fill(t, n.imre)); made != mostWords*3/2/len(longNote) {
		t.Errorf("two have room for %d", made)
	}
	n.assign(t, n.admin, true, "")
	_, err := n.CreateClaim(ctx, n.admin, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote})
	wantFull(t, err)
	_, brought := n.bring(n.admin, desk.Bringing{}, "T1\tmoney 18 34\tUS$12.62 million\n#1\tAnnotatorNotes T1\t"+longNote+"\n")
	wantFull(t, brought)
	for _, said := range []string{err.Error(), brought.Error()} {
		if !strings.Contains(said, "1.5 MB") || strings.Contains(said, "1.6 MB") {
			t.Errorf("it is refused with %q", said)
		}
	}
	n.mark(t, n.admin, "治理之路")
	if _, err := n.DeleteClaim(ctx, n.rosa, rosa[0].ID, 0); err != nil {
		t.Fatal(err)
	}
	_, err = desk.New(n.store).CreateClaim(ctx, n.imre, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Note: longNote})
	wantFull(t, err)
}

// What a write was to add, and did not, has room still.
func TestAWriteThatFailsTakesNoRoom(t *testing.T) {
	desk.HoldAtMost(t, store.Holding{Claims: mostClaims, Bytes: mostWords}, store.Holding{Claims: 2*mostClaims - 50, Bytes: 10 * mostWords})
	path := storetest.File(t)
	n := newsroomOn(t, storetest.OpenFile(t, path))
	c := n.mark(t, n.rosa, "治理之路")
	db := must(sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"))
	defer db.Close()
	must(db.Exec("create trigger fails before insert on submissions begin select raise(abort, 'no'); end"))
	for range 30 { // of which 20 would fill it
		_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路", Note: longNote, Key: "k"})
		_, again := n.AddCitation(ctx, n.rosa, c.ID, 0, factcheck.Citation{URL: "a", Passage: longNote}, "k")
		if err == nil || again == nil || factcheck.CodeOf(err) == factcheck.TooLarge || factcheck.CodeOf(again) == factcheck.TooLarge {
			t.Fatalf("writes that were to fail at their last step: %v, %v", err, again)
		}
	}
	must(db.Exec("drop trigger fails"))
	if made := n.fill(t, n.rosa); len(made) != mostWords/len(longNote) {
		t.Errorf("there was room for %d", len(made))
	}
}

// Many write to one review at once, some to add, some to take out: what is reckoned is what is held, and never too much goes in.
func TestManyAtOnceFillAReviewAndNoMore(t *testing.T) {
	n := tight(t)
	n.mark(t, n.rosa, "治理之路")
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for range 6 {
				c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路", Note: longNote})
				if err == nil && c.ID%3 == 0 {
					_, err = n.ChangeClaim(ctx, n.rosa, c.ID, 0, desk.ClaimChange{Note: of("shorter")})
				}
				if err != nil {
					wantFull(t, err)
				}
			}
		})
	}
	all.Wait()
	before := n.holds(t, n.rosa)
	room := (mostWords - before.Bytes) / len(longNote)
	if made := n.fill(t, n.rosa); before.Bytes > mostWords || len(made) != room {
		t.Errorf("%+v were held, and %d more came in, where %d have room", before, len(made), room)
	}
}
