package desk_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
)

// TestAClaimCitesSoMuchAndNoMore holds what each change of a claim records to a bound, by whichever way sources come.
func TestAClaimCitesSoMuchAndNoMore(t *testing.T) {
	n := newNewsroom(t)
	source := func(i int) factcheck.Citation {
		return factcheck.Citation{URL: fmt.Sprint("https://example.org/", i), Stance: factcheck.Refutes}
	}
	var many []factcheck.Citation
	for i := range 98 {
		many = append(many, source(i))
	}
	made, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "US$12.62 million", Citations: many})
	check(t, err)
	for i := 98; i < 100; i++ {
		many = append(many, source(i))
		if _, err := n.AddCitation(ctx, n.rosa, made.ID, 0, source(i), ""); err != nil {
			t.Fatalf("source %d: %v", i, err)
		}
	}
	if _, err := n.AddCitation(ctx, n.rosa, made.ID, 0, source(100), ""); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("one more source is answered %v", err)
	}
	if _, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "company", Citations: append(many, source(100))}); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("a claim with one more is answered %v", err)
	}
	long := source(0)
	long.Number, long.Passage = 1, strings.Repeat("x", 150_000)
	if _, err := n.ChangeCitation(ctx, n.rosa, made.ID, 0, long); err != nil {
		t.Fatal(err)
	}
	long.Number = 2
	if _, err := n.ChangeCitation(ctx, n.rosa, made.ID, 0, long); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("two long passages are answered %v", err)
	}
	if stands := n.standing(t, made.ID); len(stands.Citations) != 100 || stands.Citations[1].Passage != "" {
		t.Errorf("%d sources stand, the second with %d characters", len(stands.Citations), len(stands.Citations[1].Passage))
	}
}

// TestAClaimIsNoWholeBook refuses to mark so much that a page of claims could not be shown any more, by whichever way it comes.
func TestAClaimIsNoWholeBook(t *testing.T) {
	n := newNewsroom(t)
	const most = 10_000
	text, err := extract.Plain([]byte("x" + strings.Repeat(" xyz", most/4)))
	if err != nil {
		t.Fatal(err)
	}
	text.Title = "Long"
	article, err := n.ImportArticle(ctx, n.editor, desk.NewArticle{Article: text})
	if err != nil {
		t.Fatal(err)
	}
	mark := func(end int) (factcheck.Claim, error) {
		return n.CreateClaim(ctx, n.rosa, article.ID, desk.NewClaim{Span: &factcheck.Span{End: end}})
	}
	if _, err := mark(most + 1); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("too much is answered %v", err)
	}
	made, err := mark(most)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Desk.ChangeClaim(ctx, n.rosa, made.ID, 0, desk.ClaimChange{Span: &factcheck.Span{End: most + 1}}); factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("grown beyond that it is answered %v", err)
	}
}
