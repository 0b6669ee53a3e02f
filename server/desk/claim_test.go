package desk_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
)

func TestCreateClaimKeepsSpanQuoteAndContext(t *testing.T) {
	n := newNewsroom(t)
	made := n.mark(t, n.rosa, "US$12.62 million")
	want := factcheck.Claim{ID: made.ID, ArticleID: n.article.ID, ReviewID: made.ReviewID, ReviewerID: n.rosa.ID, Reviewer: "rosa", Revision: 1,
		Span: factcheck.Span{Start: 18, End: 34}, Quote: "US$12.62 million", Prefix: "The company spent ", Suffix: " in 2018, up from $2.83m in 2018",
		Kind: factcheck.Money, Verdict: factcheck.Unchecked, Version: 1, Settled: 1, CreatedAt: made.CreatedAt, UpdatedAt: made.CreatedAt}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Errorf("made, against what is wanted:\n%s", diff)
	}
	if diff := cmp.Diff(want, n.standing(t, made.ID)); diff != "" {
		t.Errorf("kept, against what is wanted:\n%s", diff)
	}
}

func TestSpansAreFoundAndGrown(t *testing.T) {
	n := newNewsroom(t)
	second := strings.Index(text, "“")
	family := second + len([]rune("“治理之路” was the phrase "))
	for name, test := range map[string]struct {
		in    desk.NewClaim
		quote string
	}{
		"by span":                  {desk.NewClaim{Span: &factcheck.Span{Start: 4, End: 11}}, "company"},
		"by span and quote":        {desk.NewClaim{Span: &factcheck.Span{Start: 4, End: 11}, Quote: "company"}, "company"},
		"by Chinese quote":         {desk.NewClaim{Quote: "治理之路"}, "治理之路"},
		"by quote and prefix":      {desk.NewClaim{Quote: "in 2018", Prefix: "$2.83m "}, "in 2018"},
		"by quote and suffix":      {desk.NewClaim{Quote: "in 2018", Suffix: ", up"}, "in 2018"},
		"across paragraphs":        {desk.NewClaim{Quote: "in 2018.\n\n“治理"}, "in 2018.\n\n“治理"},
		"inside a cluster":         {desk.NewClaim{Span: &factcheck.Span{Start: family + 2, End: family + 3}}, "👨‍👩‍👧‍👦"},
		"inside, with its quote":   {desk.NewClaim{Span: &factcheck.Span{Start: family + 2, End: family + 3}, Quote: "👩"}, "👨‍👩‍👧‍👦"},
		"the whole of the article": {desk.NewClaim{Span: &factcheck.Span{Start: 0, End: len([]rune(text))}}, text},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, test.in)
			if err != nil {
				t.Fatal(err)
			}
			if stands := string([]rune(text)[c.Start:c.End]); c.Quote != test.quote || stands != test.quote {
				t.Errorf("quote %q, at the span stands %q, want %q", c.Quote, stands, test.quote)
			}
		})
	}
}

func TestWhatCannotBeAClaimIsRefusedByField(t *testing.T) {
	n := newNewsroom(t)
	end := len([]rune(text))
	for name, test := range map[string]struct {
		in    desk.NewClaim
		code  factcheck.Code
		field string
		word  string
	}{
		"nothing":             {desk.NewClaim{}, factcheck.Invalid, "quote", "start and end"},
		"outside the text":    {desk.NewClaim{Span: &factcheck.Span{Start: 4, End: end + 1}}, factcheck.Invalid, "end", ""},
		"before the text":     {desk.NewClaim{Span: &factcheck.Span{Start: -1, End: 4}}, factcheck.Invalid, "start", ""},
		"end before start":    {desk.NewClaim{Span: &factcheck.Span{Start: 9, End: 4}}, factcheck.Invalid, "end", ""},
		"empty":               {desk.NewClaim{Span: &factcheck.Span{Start: 4, End: 4}}, factcheck.Invalid, "end", ""},
		"white space":         {desk.NewClaim{Span: &factcheck.Span{Start: 3, End: 4}}, factcheck.Invalid, "end", "white space"},
		"another quote":       {desk.NewClaim{Span: &factcheck.Span{Start: 4, End: 11}, Quote: "factory"}, factcheck.Invalid, "quote", "“company”"},
		"quote not standing":  {desk.NewClaim{Quote: "the moon"}, factcheck.Invalid, "quote", ""},
		"quote three times":   {desk.NewClaim{Quote: "in 2018"}, factcheck.Conflict, "", "3"},
		"unknown verdict":     {desk.NewClaim{Quote: "company", Verdict: "true"}, factcheck.Invalid, "verdict", "disputed"},
		"unknown kind":        {desk.NewClaim{Quote: "company", Kind: "rumour"}, factcheck.Invalid, "kind", "quotation"},
		"rating of six":       {desk.NewClaim{Quote: "company", Rating: 6}, factcheck.Invalid, "rating", "1 to 5"},
		"note not UTF-8":      {desk.NewClaim{Quote: "company", Note: "\xff"}, factcheck.Invalid, "note", "UTF-8"},
		"note without bounds": {desk.NewClaim{Quote: "company", Note: strings.Repeat("a", 200_001)}, factcheck.Invalid, "note", "200000"},
		"script for a source": {desk.NewClaim{Quote: "company", Citations: []factcheck.Citation{{URL: " JavaScript:alert(1)"}}}, factcheck.Invalid, "citations[0].url", "javascript:"},
		"source with sign-in": {desk.NewClaim{Quote: "company", Citations: []factcheck.Citation{{URL: "https://ada:secret@example.org"}}}, factcheck.Invalid, "citations[0].url", "sign-in"},
		"source with no host": {desk.NewClaim{Quote: "company", Citations: []factcheck.Citation{{URL: "https://"}}}, factcheck.Invalid, "citations[0].url", "host"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, test.in)
			wantCode(t, err, test.code)
			var e *factcheck.Error
			if errors.As(err, &e) && test.field != "" && (len(e.Fields) == 0 || e.Fields[0].Field != test.field) {
				t.Errorf("fields %v, want %q", e.Fields, test.field)
			}
			if err != nil && !strings.Contains(err.Error(), test.word) {
				t.Errorf("message %q does not say %q", err, test.word)
			}
		})
	}
}

func TestControlCharactersNeverReachAField(t *testing.T) {
	n := newNewsroom(t)
	c, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "company",
		Note: "a\x00b\x1fc\u202ed\r\ne\tf 👨‍👩‍👧‍👦", Speaker: " the\n spokes\u2066woman "})
	if err != nil {
		t.Fatal(err)
	}
	if c.Note != "abcd\ne\tf 👨‍👩‍👧‍👦" || c.Speaker != "the spokeswoman" {
		t.Errorf("note %q, speaker %q", c.Note, c.Speaker)
	}
}

func TestTheSameSubmitTwiceMakesOneClaim(t *testing.T) {
	n := newNewsroom(t)
	in := desk.NewClaim{Quote: "company", Key: "form-1"}
	first, err := n.CreateClaim(ctx, n.rosa, n.article.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := n.CreateClaim(ctx, n.rosa, n.article.ID, in)
	if err != nil || again.ID != first.ID {
		t.Errorf("the second submit gave claim %d, %v, want %d", again.ID, err, first.ID)
	}
	another := n.importText(t, text)
	for name, sent := range map[string]func() error{
		"other words": func() error {
			_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "$2.83m", Key: in.Key})
			return err
		},
		"another note": func() error {
			_, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "company", Note: "x", Key: in.Key})
			return err
		},
		"another article": func() error { _, err := n.CreateClaim(ctx, n.rosa, another.ID, in); return err },
		"a citation": func() error {
			_, err := n.AddCitation(ctx, n.rosa, first.ID, 0, factcheck.Citation{URL: "https://example.org"}, in.Key)
			return err
		},
	} {
		if err := sent(); factcheck.CodeOf(err) != factcheck.Conflict || !strings.Contains(err.Error(), `"form-1"`) {
			t.Errorf("%s under the same key: got %v, want a conflict that names it", name, err)
		}
	}
	others, err := n.CreateClaim(ctx, n.imre, n.article.ID, in)
	if err != nil || others.ID == first.ID {
		t.Errorf("another person's same key gave claim %d, %v, want one of their own", others.ID, err)
	}
}

// TestWhatWasDeletedSinceIsNotSaidToBeMarked marks again under the key of a claim that was deleted.
func TestWhatWasDeletedSinceIsNotSaidToBeMarked(t *testing.T) {
	n := newNewsroom(t)
	in := desk.NewClaim{Quote: "The company", Key: "k"}
	made, err := n.CreateClaim(ctx, n.rosa, n.article.ID, in)
	check(t, err)
	if again, err := n.CreateClaim(ctx, n.rosa, n.article.ID, in); err != nil || again.ID != made.ID {
		t.Errorf("again: %+v, %v", again, err)
	}
	_, err = n.DeleteClaim(ctx, n.rosa, made.ID, 0)
	check(t, err)
	_, err = n.CreateClaim(ctx, n.rosa, n.article.ID, in)
	wantCode(t, err, factcheck.Conflict)
	in.Key = "another"
	_, err = n.CreateClaim(ctx, n.rosa, n.article.ID, in)
	check(t, err)
}
