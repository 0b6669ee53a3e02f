package desk_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/interchange"
)

// onTargets is an annotation with so many targets, each of which has all its bodies.
func onTargets(n int, bodies string) string {
	target := `{"selector":[{"type":"TextPositionSelector","start":18,"end":34},{"type":"TextQuoteSelector","exact":"US$12.62 million"}]}`
	return `{"@context":"x","type":"Annotation","body":[` + bodies + `],"target":[` + strings.TrimSuffix(strings.Repeat(target+",", n), ",") + `]}`
}

// TestASmallFileBringsInNoMoreThanAWriteBears shares notes and sources among so many claims that others would wait for the write.
func TestASmallFileBringsInNoMoreThanAWriteBears(t *testing.T) {
	n := newNewsroom(t)
	var sources []string
	for i := range 50 {
		sources = append(sources, fmt.Sprintf(`"https://example.org/%d"`, i))
	}
	note := `{"type":"TextualBody","value":"` + strings.Repeat("n", 100_000) + `"}`
	for name, c := range map[string]struct{ file, why string }{
		"notes":   {onTargets(100, note), "more than 8 MB together"},
		"sources": {onTargets(101, strings.Join(sources, ",")), "cite more than 5000 sources"},
	} {
		for _, dry := range []bool{true, false} {
			if _, err := n.bring(n.rosa, desk.Bringing{DryRun: dry}, c.file); factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), c.why) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if held := n.held(t); len(held) != 0 {
		t.Errorf("%d claims came in", len(held))
	}
	if brought, err := n.bring(n.rosa, desk.Bringing{}, onTargets(80, note)); err != nil || len(brought.Claims) != 80 {
		t.Errorf("what it bears is answered %v", err)
	}
}

// TestTheSameFileSeveralTimesAtOnceComesInOnce sends it by many hands, beside somebody who marks something in the same review.
func TestTheSameFileSeveralTimesAtOnceComesInOnce(t *testing.T) {
	n := newNewsroom(t)
	file := onTargets(50, `{"type":"TextualBody","value":"brought"}`)
	var hands sync.WaitGroup
	for range 8 {
		hands.Go(func() {
			if _, err := n.bring(n.rosa, desk.Bringing{}, file); err != nil && factcheck.CodeOf(err) != factcheck.Conflict {
				t.Error(err)
			}
		})
		hands.Go(func() {
			_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "治理之路"})
			if err != nil {
				t.Error(err)
			}
		})
	}
	hands.Wait()
	if _, err := n.bring(n.rosa, desk.Bringing{}, file); err != nil {
		t.Error(err)
	}
	if held := n.held(t); len(held) != 50+8 {
		t.Errorf("%d claims are held", len(held))
	}
}

func TestWhoIsGoneBringsNothingIn(t *testing.T) {
	n := newNewsroom(t)
	gone, cancel := context.WithCancel(ctx)
	cancel()
	_, err := n.BringClaims(gone, n.rosa, n.article.ID, desk.Bringing{File: strings.NewReader(ann), Format: interchange.Brat})
	if !errors.Is(err, context.Canceled) || len(n.held(t)) != 0 {
		t.Errorf("%v, %d claims", err, len(n.held(t)))
	}
}

// TestAClaimGrownToItsCharactersEdgeIsNoWholeBookEither marks one accent in a heap of them.
func TestAClaimGrownToItsCharactersEdgeIsNoWholeBookEither(t *testing.T) {
	n := newNewsroom(t)
	text, err := extract.Plain([]byte("A heap: a" + strings.Repeat("\u0323", 60_000) + " of accents."))
	if err != nil {
		t.Fatal(err)
	}
	text.Title = "A heap"
	article, err := n.ImportArticle(ctx, n.editor, desk.NewArticle{Article: text})
	if err != nil {
		t.Fatal(err)
	}
	_, err = n.CreateClaim(ctx, n.rosa, article.ID, desk.NewClaim{Span: &factcheck.Span{Start: 30_000, End: 30_001}})
	if factcheck.CodeOf(err) != factcheck.Invalid {
		t.Errorf("it is answered %v", err)
	}
}
