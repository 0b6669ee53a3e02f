package main_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

const claimsOfAnArticle = 500

func plainNote() string {
	return "The filings give 12.6, not 12.62; see the table of the second quarter."
}

// crammed makes a desk of so many claims, so many of them on each article, every second one with a source.
func crammed(t testing.TB, claims, ofArticle int, note func() string) (db, token string) {
	t.Helper()
	db = newDB(t)
	s, err := store.Open(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	password, err := auth.HashPassword(t.Context(), "rosa", crammedPassword)
	if err != nil {
		t.Fatal(err)
	}
	token, hash := auth.NewToken()
	c := crammer{note: note, at: "2026-01-02T03:04:05.678Z"}
	err = s.Write(t.Context(), func(tx *store.Tx) error {
		c.tx = tx
		for i, name := range []string{"rosa", "imre"} {
			if c.reviewers[i], err = tx.AddPerson(factcheck.Person{Name: name, Role: factcheck.Editor, CreatedAt: c.at}, password); err != nil {
				return err
			}
		}
		if _, err := tx.AddToken(store.Token{PersonID: c.reviewers[0], CreatedAt: c.at}, hash); err != nil {
			return err
		}
		for c.made < claims {
			if err := c.article(ofArticle); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return db, token
}

type crammer struct {
	note      func() string
	tx        *store.Tx
	at        factcheck.Timestamp
	reviewers [2]int64
	made      int
}

const crammedPassword = "counted-out-by-hand"

const crammedSentence = "The company spent US$12.62 million on lobbying, “more than ever” (治理 👩). "

// article makes an article with claims, each on a sentence; where they are more than the sentences, they go round, each round by the
// other reviewer.
func (c *crammer) article(claims int) error {
	const sentences = 1_000
	quote := []rune(strings.TrimSpace(crammedSentence))
	length := len([]rune(crammedSentence))
	text := strings.TrimSpace(strings.Repeat(crammedSentence, sentences))
	end := length*sentences - 1
	article, err := c.tx.AddArticle(factcheck.Article{Title: fmt.Sprintf("Lobbying, from claim %d", c.made), URL: fmt.Sprintf("https://news.example.org/%d", c.made),
		PublishedOn: "2019-10-24", Revision: 1, CreatedAt: c.at}, store.Prepare(factcheck.Revision{Number: 1, Text: text, Length: end, Words: 12 * sentences,
		Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{End: end}}}, CreatedAt: c.at}), 0)
	if err != nil {
		return err
	}
	index := span.NewText(text)
	var reviews [2]factcheck.Review
	for i, reviewer := range c.reviewers {
		if reviews[i], err = c.tx.OpenReview(article, reviewer, c.at); err != nil {
			return err
		}
	}
	for i := range claims {
		start := i % sentences * length
		claim := factcheck.Claim{ArticleID: article, ReviewID: reviews[i/sentences%2].ID, Revision: 1, Span: factcheck.Span{Start: start, End: start + len(quote)}, Quote: string(quote),
			Kind: factcheck.Money, Verdict: factcheck.Verdicts[i%len(factcheck.Verdicts)], Rating: factcheck.Rating(i % 6), Speaker: "A. Writer",
			Note: c.note(), Version: 1, CreatedAt: c.at, UpdatedAt: c.at}
		_, claim.Prefix, claim.Suffix = index.Anchor(claim.Span)
		if err := c.claim(claim); err != nil {
			return err
		}
	}
	return nil
}

func (c *crammer) claim(claim factcheck.Claim) (err error) {
	if claim.ID, err = c.tx.AddClaim(claim); err != nil {
		return err
	}
	claim.Citations = []factcheck.Citation{}
	if c.made++; c.made%2 == 1 {
		claim.Citations = c.citations()
		if err := c.tx.SetCitations(claim.ID, claim.Citations, c.at); err != nil {
			return err
		}
	}
	after, err := json.Marshal(desk.ClaimState{ClaimPlace: desk.ClaimPlace{Span: claim.Span, Quote: claim.Quote, Prefix: claim.Prefix, Suffix: claim.Suffix, Revision: claim.Revision},
		Kind: claim.Kind, Verdict: claim.Verdict, Rating: claim.Rating, Note: claim.Note, Speaker: claim.Speaker, Citations: claim.Citations})
	if err != nil {
		return err
	}
	_, err = c.tx.AddEvent(factcheck.Event{At: c.at, Action: factcheck.ClaimCreated, ArticleID: claim.ArticleID, ClaimID: claim.ID, After: after}, 0)
	return err
}

func (c *crammer) citations() []factcheck.Citation {
	return []factcheck.Citation{{Number: 1, URL: fmt.Sprintf("https://filings.example.org/%d", c.made%1000), Title: "Quarterly filing",
		Publisher: "The Clerk", Stance: factcheck.Refutes, Primary: true, Locator: "p. 12", Passage: "Total: 12.6 million", AccessedOn: "2026-01-02"}}
}
