package desk_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"stet/server/agreement"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// BenchmarkCompare compares the readings of 50,000 words through the desk, from its database: first as when somebody opens the
// comparison after a claim has changed, then as when nothing has.
func BenchmarkCompare(b *testing.B) {
	for _, size := range []struct{ reviewers, claims int }{{2, 100}, {2, 1000}, {4, 1000}, {8, 250}, {8, 500}, {8, 1000}} {
		b.Run(fmt.Sprintf("%dx%d", size.reviewers, size.claims), func(b *testing.B) {
			s, editor := manyReadings(b, size.reviewers, size.claims)
			b.Run("changed", func(b *testing.B) {
				for b.Loop() {
					compareOnce(b, desk.New(s), editor)
				}
			})
			d := desk.New(s)
			compareOnce(b, d, editor)
			b.Run("unchanged", func(b *testing.B) {
				for b.Loop() {
					compareOnce(b, d, editor)
				}
			})
		})
	}
}

func compareOnce(b *testing.B, d *desk.Desk, editor factcheck.Person) {
	c, err := d.Compare(ctx, editor, 1, agreement.DefaultThreshold)
	if err != nil || len(c.Groups) == 0 {
		b.Fatal(len(c.Groups), err)
	}
}

// manyReadings is a desk with one article of 50,000 words, of which each reviewer has marked about the same sentences, at
// spans and with verdicts that differ now and then.
func manyReadings(b *testing.B, reviewers, claims int) (*store.Store, factcheck.Person) {
	s, err := store.Open(ctx, filepath.Join(b.TempDir(), "desk.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	d := desk.New(s)
	person := func(name string, role factcheck.Role) factcheck.Person {
		p, err := d.AddPerson(ctx, desk.CommandLine, factcheck.Person{Name: name, Role: role}, "hash")
		if err != nil {
			b.Fatal(err)
		}
		return p
	}
	editor := person("chidi", factcheck.Editor)
	const words, wordLength = 50_000, 6
	text, err := extract.Plain([]byte(strings.Repeat(strings.Repeat("words ", 99)+"words\n\n", words/100)))
	if err != nil {
		b.Fatal(err)
	}
	text.Title = "Long"
	if _, err := d.ImportArticle(ctx, editor, desk.NewArticle{Article: text}); err != nil {
		b.Fatal(err)
	}
	random, apart := rand.New(rand.NewPCG(1, 2)), words/claims*wordLength
	for r := range reviewers {
		by := person(fmt.Sprintf("reader-%d", r), factcheck.Reviewer)
		for i := range claims {
			start := i*apart + random.IntN(3)*wordLength
			in := desk.NewClaim{Span: &factcheck.Span{Start: start, End: start + 10*wordLength + random.IntN(4)*wordLength - 1},
				Verdict: factcheck.Verdicts[random.IntN(8)%len(factcheck.Verdicts)], Rating: factcheck.Rating(random.IntN(6)), Note: "A note of the usual length, with its reasons."}
			if _, err := d.CreateClaim(ctx, by, 1, in); err != nil {
				b.Fatal(err)
			}
		}
	}
	return s, editor
}

// BenchmarkRevise gives an article a new text, in which one paragraph in twenty was edited and one is gone, through the desk and
// its database: from 6,250 words with 625 claims to 50,000 with 5,000, so that the growth of its cost can be seen.
func BenchmarkRevise(b *testing.B) {
	for words := 6250; words <= 50_000; words *= 2 {
		b.Run(fmt.Sprintf("%d words, %d claims", words, words/10), func(b *testing.B) {
			s, editor := manyReadings(b, 2, 1)
			d := desk.New(s)
			text := numbered(words)
			article, err := d.ImportArticle(ctx, editor, desk.NewArticle{Article: plain(b, "Long", text)})
			if err != nil {
				b.Fatal(err)
			}
			reviewer, err := d.AddPerson(ctx, desk.CommandLine, factcheck.Person{Name: "marker", Role: factcheck.Reviewer}, "hash")
			if err != nil {
				b.Fatal(err)
			}
			for i := range words / 10 {
				start := i * 55
				if _, err := d.CreateClaim(ctx, reviewer, article.ID, desk.NewClaim{Span: &factcheck.Span{Start: start, End: start + 40}}); err != nil {
					b.Fatal(err)
				}
			}
			texts := []string{strings.Replace(strings.ReplaceAll(text, "0 people", "0 guests"), "house 77 ", "house 78 ", 1), text}
			for i := 0; b.Loop(); i++ {
				made, err := d.ReviseArticle(ctx, editor, article.ID, desk.RevisionInput{Article: plain(b, "Long", texts[i%2])})
				if err != nil || len(made.Carried) != words/10 {
					b.Fatal(len(made.Carried), err)
				}
			}
		})
	}
}

// numbered gives a text of about as many words in paragraphs of fifty.
func numbered(words int) string {
	var b strings.Builder
	for i := range words / 10 {
		fmt.Fprintf(&b, "The report of house %d counts %d people who came in.", i, 3*i)
		if b.WriteByte(' '); i%5 == 4 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func plain(b *testing.B, title, text string) extract.Article {
	article, err := extract.Plain([]byte(text))
	if err != nil {
		b.Fatal(err)
	}
	article.Title = title
	return article
}
