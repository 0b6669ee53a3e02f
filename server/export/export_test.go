package export_test

import (
	"bytes"
	"errors"
	"iter"
	"strings"
	"testing"

	"stet/server/export"
	"stet/server/factcheck"
)

var base = export.Options{BaseURL: "https://desk.example.org"}

// these gives claims one after the other, as a reader of the desk does.
func these(claims ...factcheck.ClaimRow) iter.Seq2[*factcheck.ClaimRow, error] {
	return func(yield func(*factcheck.ClaimRow, error) bool) {
		for i := range claims {
			if !yield(&claims[i], nil) {
				return
			}
		}
	}
}

// claim is a claim with everything in it.
func claim() factcheck.ClaimRow {
	return factcheck.ClaimRow{ArticleTitle: "Lobbying", ArticleURL: "https://news.example.org/1", PublishedOn: "2019-10-24", Claim: factcheck.Claim{
		ID: 345, ArticleID: 12, ReviewID: 3, Reviewer: "rosa", Revision: 2, Span: factcheck.Span{Start: 18, End: 34}, Quote: "US$12.62 million",
		Prefix: "spent ", Suffix: " in 2018", Kind: factcheck.Money, Verdict: factcheck.Disputed, Rating: 2, Note: "12.6, not 12.62", Speaker: "A. Writer",
		Carried: factcheck.CarriedChanged, Version: 4, CreatedAt: "2026-01-02T03:04:05.678Z", UpdatedAt: "2026-02-03T04:05:06.789Z",
		Desk: factcheck.DeskWord{DecisionID: 7, Outcome: factcheck.Accepted, Verdict: factcheck.Unproven, Reason: "-12, or 12.6?"},
		Citations: []factcheck.Citation{
			{Number: 1, URL: "https://example.org/1", Title: "Filing", Publisher: "The Clerk", Stance: factcheck.Refutes, Primary: true, Locator: "p. 3",
				Passage: "12.6", PublishedOn: "2019-01-02", AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/1"},
			{Number: 3, URL: "Box 7", Stance: factcheck.Context}}}}
}

func written(t *testing.T, f export.Format, options export.Options, claims ...factcheck.ClaimRow) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := export.Claims(&out, f, these(claims...), options); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnExportFailsWithItsClaims(t *testing.T) {
	lost := errors.New("the disk is gone")
	claims := func(yield func(*factcheck.ClaimRow, error) bool) {
		row := claim()
		_ = yield(&row, nil) && yield(nil, lost)
	}
	for _, f := range export.Formats {
		if err := export.Claims(&bytes.Buffer{}, f, claims, base); !errors.Is(err, lost) {
			t.Errorf("%s ended with %v", f, err)
		}
	}
}

// full is a writer that takes so many bytes and then no more.
type full struct{ left int }

var errFull = errors.New("no room left")

func (w *full) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAnExportFailsWithItsWriter(t *testing.T) {
	for _, f := range export.Formats {
		for _, room := range []int{0, 300} {
			if err := export.Claims(&full{room}, f, these(claim()), base); !errors.Is(err, errFull) {
				t.Errorf("%s into %d bytes ended with %v", f, room, err)
			}
		}
	}
}

func TestFormats(t *testing.T) {
	for _, f := range export.Formats {
		if got, err := export.ParseFormat(string(f)); got != f || err != nil {
			t.Errorf("%s is read as %q, %v", f, got, err)
		}
		if kind := f.ContentType(); !strings.Contains(kind, "/") {
			t.Errorf("%s is of type %q", f, kind)
		}
	}
	if _, err := export.ParseFormat("docx"); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "csv, jsonl or xlsx") {
		t.Errorf("docx: %v", err)
	}
	if name := export.XLSX.FileName([]factcheck.Verdict{factcheck.Disputed, factcheck.Unproven}); name != "claims-disputed-unproven.xlsx" {
		t.Errorf("a file named %s", name)
	}
}

func TestAJSONLineIsAClaim(t *testing.T) {
	got := string(written(t, export.JSONL, base, claim(), factcheck.ClaimRow{Claim: factcheck.Claim{ID: 346, ArticleID: 12, Note: "<b> & 治理"}}))
	want := `{"id":345,"article_id":12,"revision":2,"review_id":3,"reviewer":"rosa","start":18,"end":34,"quote":"US$12.62 million","prefix":"spent ",` +
		`"suffix":" in 2018","kind":"money","verdict":"disputed","rating":2,"note":"12.6, not 12.62","speaker":"A. Writer","citations":[` +
		`{"n":1,"url":"https://example.org/1","title":"Filing","publisher":"The Clerk","stance":"refutes","primary":true,"locator":"p. 3","passage":"12.6",` +
		`"published_on":"2019-01-02","accessed_on":"2026-01-02","archived_url":"https://archive.example.org/1"},` +
		`{"n":3,"url":"Box 7","title":"","publisher":"","stance":"context","primary":false,"locator":"","passage":"","published_on":"","accessed_on":"",` +
		`"archived_url":""}],"decision":"accepted","decision_verdict":"unproven","decision_reason":"-12, or 12.6?","carryover":"changed","version":4,"created_at":"2026-01-02T03:04:05.678Z","updated_at":"2026-02-03T04:05:06.789Z",` +
		`"url":"https://desk.example.org/articles/12#claim-345"}` + "\n" +
		`{"id":346,"article_id":12,"revision":0,"review_id":0,"reviewer":"","start":0,"end":0,"quote":"","prefix":"","suffix":"","kind":"","verdict":"",` +
		`"rating":null,"note":"<b> & 治理","speaker":"","citations":[],"decision":"","decision_verdict":"","decision_reason":"","carryover":"","version":0,"created_at":"","updated_at":"",` +
		`"url":"https://desk.example.org/articles/12#claim-346"}` + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// calls counts how often something is written, if only nothing.
type calls struct{ n int }

func (c *calls) Write(p []byte) (int, error) {
	c.n++
	return len(p), nil
}

func TestAnExportBeginsBeforeItsClaims(t *testing.T) {
	for _, f := range export.Formats {
		var out calls
		begun := false
		err := export.Claims(&out, f, func(func(*factcheck.ClaimRow, error) bool) { begun = begun || out.n > 0 }, base)
		if err != nil || !begun {
			t.Errorf("%s begins with its first claim, %v", f, err)
		}
	}
}
