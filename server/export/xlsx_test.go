package export_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"stet/server/export"
	"stet/server/factcheck"
)

func workbook(t *testing.T, claims ...factcheck.ClaimRow) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(written(t, export.XLSX, base, claims...)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func TestAWorkbookHoldsClaimsAndSources(t *testing.T) {
	book := workbook(t, claim())
	want := map[string][][]string{
		"Claims": {
			strings.Split("claim_id,article_id,article_title,article_url,published_on,revision,reviewer,start,end,quote,kind,speaker,verdict,rating,note,citations,primary_citations,sources,decision,created_at,updated_at,url,decision_verdict,decision_reason,carryover", ","),
			{"345", "12", "Lobbying", "https://news.example.org/1", "2019-10-24", "2", "rosa", "18", "34", "US$12.62 million", "money", "A. Writer", "disputed", "2",
				"12.6, not 12.62", "2", "1", "Filing <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary]", "accepted",
				"2026-01-02 03:04:05", "2026-02-03 04:05:06", "https://desk.example.org/articles/12#claim-345", "unproven", "-12, or 12.6?", "changed"},
		},
		"Sources": {
			strings.Split("claim_id,n,url,title,publisher,stance,primary,locator,passage,published_on,accessed_on,archived_url", ","),
			{"345", "1", "https://example.org/1", "Filing", "The Clerk", "refutes", "TRUE", "p. 3", "12.6", "2019-01-02", "2026-01-02", "https://archive.example.org/1"},
			{"345", "3", "Box 7", "", "", "context", "FALSE"},
		},
	}
	for sheet, want := range want {
		got, err := book.GetRows(sheet)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v %s", sheet, err, diff)
		}
	}
}

func TestTheSpreadsheetKnowsWhatIsWhat(t *testing.T) {
	c := claim()
	c.Note, c.PublishedOn = "=1+1", "1789-07-14"
	book := workbook(t, c)
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "H2": excelize.CellTypeUnset, "O2": excelize.CellTypeInlineString,
		"E2": excelize.CellTypeInlineString, "T2": excelize.CellTypeUnset} {
		if got, err := book.GetCellType("Claims", cell); got != want || err != nil {
			t.Errorf("%s is of type %v, want %v (%v)", cell, got, want, err)
		}
	}
	if formula, err := book.GetCellFormula("Claims", "O2"); formula != "" || err != nil {
		t.Errorf("a note is the formula %q, %v", formula, err)
	}
	if early, err := book.GetCellValue("Claims", "E2"); early != "1789-07-14" || err != nil {
		t.Errorf("a date before the spreadsheet’s calendar is %q, %v", early, err)
	}
	for _, sheet := range []string{"Claims", "Sources"} {
		panes, err := book.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the header is not frozen: %+v, %v", sheet, panes, err)
		}
	}
	filters := map[string]string{}
	for _, name := range book.GetDefinedName() {
		filters[name.Scope] = name.RefersTo
	}
	if want := map[string]string{"Claims": "'Claims'!$A$1:$Y$2", "Sources": "'Sources'!$A$1:$L$3"}; !cmp.Equal(filters, want) {
		t.Errorf("the filters are %v", filters)
	}
}

func TestOnlyWebAddressesAreLinks(t *testing.T) {
	book := workbook(t, claim())
	for _, test := range []struct{ sheet, cell, address string }{
		{"Claims", "D2", "https://news.example.org/1"}, {"Claims", "V2", "https://desk.example.org/articles/12#claim-345"},
		{"Sources", "C2", "https://example.org/1"}, {"Sources", "L2", "https://archive.example.org/1"}, {"Sources", "C3", ""}, {"Claims", "R2", ""},
	} {
		if _, got, err := book.GetCellHyperLink(test.sheet, test.cell); got != test.address || err != nil {
			t.Errorf("%s %s leads to %q, want %q (%v)", test.sheet, test.cell, got, test.address, err)
		}
	}
}

func TestTextsThatACellCannotHoldAreCutInSight(t *testing.T) {
	for name, note := range map[string]string{
		"just fits":      strings.Repeat("治", 32_767),
		"one too many":   strings.Repeat("治", 32_768),
		"pairs":          strings.Repeat("👩", 16_384),
		"pairs, shifted": "a" + strings.Repeat("👩", 20_000),
	} {
		c := claim()
		c.Note = note
		got, err := workbook(t, c).GetCellValue("Claims", "O2")
		if err != nil {
			t.Fatal(err)
		}
		kept, cut := strings.CutSuffix(got, "… (cut: a cell holds no more; the CSV has all of it)")
		units := len(utf16.Encode([]rune(got)))
		if whole := len(utf16.Encode([]rune(note))) <= 32_767; whole == cut || !strings.HasPrefix(note, kept) || units > 32_767 || units < 32_766 {
			t.Errorf("%s: %d units are kept, cut: %v", name, units, cut)
		}
	}
}

// TestAWorkbookOfManyClaims has more addresses than a sheet is given links.
func TestAWorkbookOfManyClaims(t *testing.T) {
	claims := make([]factcheck.ClaimRow, 2_600)
	for i := range claims {
		claims[i] = claim()
		claims[i].ID = int64(i + 1)
		claims[i].Note = fmt.Sprint("note ", i)
	}
	book := workbook(t, claims...)
	last, err := book.GetCellValue("Claims", "O2601")
	if sources, _ := book.GetRows("Sources"); last != "note 2599" || err != nil || len(sources) != 5_201 {
		t.Errorf("the last note is %q, %v; %d rows of sources", last, err, len(sources))
	}
}
