package interchange

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
)

const desk = "https://desk.example.org"

// document makes an article of a text as the desk would.
func document(t interface{ Fatal(...any) }, text string) Document {
	article, err := extract.Plain([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return Document{
		Article:  factcheck.Article{ID: 12, Title: "A “title” with <b>markup</b>, 治理 and = signs", URL: "https://news.example.org/2019/湖?b=c&d", Revision: 1},
		Revision: factcheck.Revision{ArticleID: 12, Number: 1, Text: article.Text, Blocks: article.Blocks, Length: utf8.RuneCountInString(article.Text), CreatedAt: "2026-01-01T00:00:00.000Z"},
		Text:     span.NewText(article.Text), BaseURL: desk,
	}
}

// marked makes a claim on a span of the document, as the desk would keep it.
func marked(d Document, s factcheck.Span, c factcheck.Claim) factcheck.Claim {
	c.Span = d.Text.Snap(s)
	c.Quote, c.Prefix, c.Suffix = d.Text.Anchor(c.Span)
	c.ArticleID, c.Revision, c.Reviewer, c.ReviewerID = d.Article.ID, 1, "rosa", 1
	c.CreatedAt, c.UpdatedAt = "2026-01-02T03:04:05.678Z", "2026-02-03T04:05:06.789Z"
	c.Kind, c.Verdict = cmp.Or(c.Kind, factcheck.Other), cmp.Or(c.Verdict, factcheck.Unchecked)
	return c
}

// these gives claims in the order of the text, as a reader of the desk does, and numbers them.
func these(all ...factcheck.Claim) iter.Seq2[*factcheck.ClaimRow, error] {
	inText(all)
	return func(yield func(*factcheck.ClaimRow, error) bool) {
		var row factcheck.ClaimRow // the same one each time
		for i, c := range all {
			row.Claim = c
			row.ID = int64(345 + i)
			if !yield(&row, nil) {
				return
			}
		}
	}
}

func inText(all []factcheck.Claim) {
	slices.SortStableFunc(all, func(a, b factcheck.Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
}

func written(t interface{ Fatal(...any) }, f Format, d Document, all ...factcheck.Claim) []byte {
	var out bytes.Buffer
	if err := Write(&out, f, d, these(all...)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cited is a source with everything in it.
var cited = []factcheck.Citation{
	{Number: 1, URL: "https://example.org/1?a=b&c=%20", Title: "Filing [draft] *1* <b>", Publisher: "The Clerk", Stance: factcheck.Refutes, Primary: true, Locator: "p. 3",
		Passage: "12.6\n“治理”", PublishedOn: "2019-01-02", AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/1"},
	{Number: 2, URL: "Box 7, shelf C|4", Stance: factcheck.Context},
	{Number: 3, URL: "https://example.org/路?ö=é", Stance: factcheck.Supports, Passage: "so it is", ArchivedURL: "https://archive.example.org/{3}"},
	{Number: 4, URL: "https://example.org/{a}|b\\c?q=\"<ö>\"^`", Stance: factcheck.Context, AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/4|5"},
}

// pieces are what random articles are made of.
var pieces = []string{"word", "The", " ", " ", "  ", "\t", "\n", "\n\n", "\r\n", ".", "?", "”", "“", "’", "-", "—", "(", ",", "1,500", "é", "e\u0301", "精", "彩", "。", "」",
	"😀", "❤️", "👨‍👩‍👧‍👦", "👍🏽", "🇨🇳", "한", "क्ष", "مرحبا", "שלום", "#Text=", "T1", "\\n", "\\", "|", "[1]", "_", "*", "->", ";", "<b>", "&amp;", "\"", "{", "𝒜"}

func articles() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return "A" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 120).Draw(t, "pieces"), "")
	})
}

// prose draws what somebody writes, as the desk keeps it.
func prose(t *rapid.T, name string) string {
	s := rapid.StringOfN(rapid.SampledFrom([]rune("a b,;:\"'|<>[]=+-@\t\n\\%_*#\u00a0é治👨\u200d👩אT1")), 0, 20, -1).Draw(t, name)
	return strings.TrimSpace(s)
}

func line(t *rapid.T, name string) string { return strings.Join(strings.Fields(prose(t, name)), " ") }

// claimsOn draws claims on a document: overlapping, nested, the same twice.
func claimsOn(t *rapid.T, d Document) []factcheck.Claim {
	var all []factcheck.Claim
	for range rapid.IntRange(0, 8).Draw(t, "claims") {
		start := rapid.IntRange(0, d.Text.Len()-1).Draw(t, "start")
		s := factcheck.Span{Start: start, End: rapid.IntRange(start+1, d.Text.Len()).Draw(t, "end")}
		if d.Text.Check(s) != nil {
			continue
		}
		c := marked(d, s, factcheck.Claim{
			Kind: rapid.SampledFrom(factcheck.Kinds).Draw(t, "kind"), Verdict: rapid.SampledFrom(factcheck.Verdicts).Draw(t, "verdict"),
			Rating: factcheck.Rating(rapid.IntRange(0, 5).Draw(t, "rating")), Note: prose(t, "note"), Speaker: line(t, "speaker"),
		})
		if n := rapid.IntRange(0, len(cited)).Draw(t, "sources"); n > 0 {
			c.Citations = slices.Clone(cited[:n])
			c.Citations[0].Title = line(t, "title")
		}
		all = append(all, c)
		if rapid.Bool().Draw(t, "twice") {
			all = append(all, c)
		}
	}
	return all
}

// told is what of a claim a file may give back.
type told struct {
	factcheck.Span
	Quote     string
	Kind      factcheck.Kind
	Verdict   factcheck.Verdict
	Rating    factcheck.Rating
	Note      string
	Speaker   string
	Citations string
}

func tellClaim(c factcheck.Claim) told {
	return told{c.Span, c.Quote, c.Kind, c.Verdict, c.Rating, c.Note, c.Speaker, fmt.Sprintf("%+v", c.Citations)}
}

// tellPlaced tells an item as the desk would keep it.
func tellPlaced(d Document, p Placed) told {
	at := d.Text.Snap(p.At)
	return told{at, d.Text.Slice(at), p.Kind, p.Verdict, p.Rating, strings.TrimSpace(p.Note), p.Speaker, fmt.Sprintf("%+v", p.Citations)}
}

// without takes out of a claim what a format cannot carry.
func without(c factcheck.Claim, d Document, losses []Loss) factcheck.Claim {
	for _, loss := range losses {
		switch loss {
		case LosesKind:
			c.Kind = ""
		case LosesRating:
			c.Rating = 0
		case LosesNote:
			c.Note = ""
		case LosesSpeaker:
			c.Speaker = ""
		case LosesSources:
			c.Citations = nil
		case LosesSourceDetail:
			c.Citations = addressesOf(c.Citations)
		case LosesSeparators:
			c.Note = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "␤", "\n").Replace(c.Note)
		case LosesEdgeBlanks:
			c.Start += utf8.RuneCountInString(c.Quote) - utf8.RuneCountInString(strings.TrimLeftFunc(c.Quote, unicode.IsSpace))
			c.Quote = strings.TrimSpace(c.Quote)
			c.End = c.Start + utf8.RuneCountInString(c.Quote)
		}
	}
	return c
}

func addressesOf(citations []factcheck.Citation) (kept []factcheck.Citation) {
	for _, c := range citations {
		if iri := asIRI(c.URL); iri != "" {
			kept = append(kept, factcheck.Citation{Number: len(kept) + 1, URL: iri, Title: c.Title, Stance: factcheck.Context})
		}
	}
	return kept
}

func placed(t interface{ Fatal(...any) }, d Document, raw []byte, f Format) ([]Placed, []Skipped) {
	file, err := Read(context.Background(), bytes.NewReader(raw), f, d.Text)
	if err != nil {
		t.Fatal(err)
	}
	placed, skipped, err := file.Place(context.Background(), d.Text)
	if err != nil {
		t.Fatal(err)
	}
	return placed, skipped
}

// sorted orders what is told, so that two lists of it can be compared.
func sorted(all []told) []told {
	slices.SortFunc(all, func(a, b told) int {
		return cmp.Compare(fmt.Sprintf("%06d %06d %+v", a.Start, a.End, a), fmt.Sprintf("%06d %06d %+v", b.Start, b.End, b))
	})
	return all
}
