package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/export"
	"stet/server/factcheck"
)

func TestACSVRow(t *testing.T) {
	got := string(written(t, export.CSV, base, claim()))
	want := "claim_id,article_id,article_title,article_url,published_on,revision,reviewer,start,end,quote,kind,speaker,verdict,rating,note,citations," +
		"primary_citations,sources,decision,created_at,updated_at,url,decision_verdict,decision_reason,carryover\r\n" +
		`345,12,Lobbying,https://news.example.org/1,2019-10-24,2,rosa,18,34,US$12.62 million,money,A. Writer,disputed,2,"12.6, not 12.62",2,1,` +
		`Filing <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary],accepted,2026-01-02T03:04:05.678Z,2026-02-03T04:05:06.789Z,` +
		"https://desk.example.org/articles/12#claim-345,unproven,\"'-12, or 12.6?\",changed\r\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheDesksWordStandsOnlyWhileItDoes(t *testing.T) {
	for outcome, want := range map[factcheck.Outcome][]string{
		factcheck.Accepted: {"accepted", "disputed", "No."},
		factcheck.Rejected: {"rejected", "disputed", "No."},
		factcheck.Reopened: {"", "", ""},
		"":                 {"", "", ""},
	} {
		c := claim()
		c.Desk = factcheck.DeskWord{DecisionID: 7, Outcome: outcome, Verdict: factcheck.Disputed, Reason: "No."}
		row := read(t, written(t, export.CSV, base, c))[1]
		if got := []string{row[18], row[22], row[23]}; !slices.Equal(got, want) {
			t.Errorf("%q is written as %q, want %q", outcome, got, want)
		}
	}
}

func TestWhatASpreadsheetWouldTakeForAFormula(t *testing.T) {
	for cell, want := range map[string]string{
		"=1+1": "'=1+1", "+49 30": "'+49 30", "-12%": "'-12%", "@SUM(A1)": "'@SUM(A1)", "\tx": "'\tx",
		"12%": "12%", "a=b": "a=b", "'=1": "'=1", " =1": " =1", "": "", "=": "'=", "“=1”": "“=1”",
	} {
		c := claim()
		c.Note = cell
		for raw, want := range map[bool]string{false: want, true: cell} {
			options := base
			options.Raw = raw
			if rows := read(t, written(t, export.CSV, options, c)); rows[1][14] != want {
				t.Errorf("%q is written as %q, want %q", cell, rows[1][14], want)
			}
		}
	}
}

func TestTheCSVMark(t *testing.T) {
	options := base
	options.BOM = true
	if got := written(t, export.CSV, options, claim()); string(got) != "\ufeff"+string(written(t, export.CSV, base, claim())) {
		t.Errorf("begins with % x", got[:8])
	}
}

// TestAnyCellIsReadBack writes random texts, so many that several writes are needed, and reads them with another's reader.
func TestAnyCellIsReadBack(t *testing.T) {
	cell := rapid.StringOfN(rapid.SampledFrom([]rune("a,;\"'|<>=+-@\t\n 治👨\u200d👩א")), 0, 30, -1)
	rapid.Check(t, func(t *rapid.T) {
		claims := make([]factcheck.ClaimRow, rapid.IntRange(1, 100).Draw(t, "claims"))
		for i := range claims {
			claims[i] = claim()
			c := &claims[i]
			c.ArticleTitle, c.Quote, c.Speaker, c.Note = cell.Draw(t, "title"), cell.Draw(t, "quote"), cell.Draw(t, "speaker"), cell.Draw(t, "note")
			c.Citations = c.Citations[:1]
			c.Citations[0].Title = "On " + cell.Draw(t, "source")
		}
		var out bytes.Buffer
		raw := export.Options{Raw: true}
		if err := export.Claims(&out, export.CSV, these(claims...), raw); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil || len(rows) != len(claims)+1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for i, c := range claims {
			want := []string{c.ArticleTitle, c.Quote, c.Speaker, c.Note, c.Citations[0].Title + " <https://example.org/1> [refutes; primary; p. 3]"}
			row := rows[i+1]
			if diff := cmp.Diff(want, []string{row[2], row[9], row[11], row[14], row[17]}); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func read(t *testing.T, file []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(file)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
