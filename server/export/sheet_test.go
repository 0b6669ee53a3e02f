package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// TestRowsGoOnInAnotherSheet has sheets of three rows.
func TestRowsGoOnInAnotherSheet(t *testing.T) {
	for rows, want := range map[int][]string{0: {"Texts"}, 2: {"Texts"}, 3: {"Texts", "Texts 2"}, 5: {"Texts", "Texts 2", "Texts 3"}} {
		var out bytes.Buffer
		b, err := newWorkbook(&out)
		if err != nil {
			t.Fatal(err)
		}
		b.most = 3
		err = b.add("Texts", []column{{"n", 5}, {"address", 20}}, func(add func([]cell) error) error {
			for i := range rows {
				if err := add([]cell{number(int64(i)), address(fmt.Sprint("https://example.org/", i))}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || b.close() != nil {
			t.Fatal(err)
		}
		book, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		for _, sheet := range book.GetSheetList() {
			got, err := book.GetRows(sheet)
			if err != nil || got[0][0] != "n" {
				t.Errorf("%s: %v, %v", sheet, got, err)
			}
			for i, row := range got[1:] {
				_, leads, _ := book.GetCellHyperLink(sheet, fmt.Sprint("B", i+2))
				if row[0] != fmt.Sprint(seen) || leads != row[1] {
					t.Errorf("%s has %v leading to %q in place of row %d", sheet, row, leads, seen)
				}
				seen++
			}
		}
		if diff := cmp.Diff(want, book.GetSheetList()); diff != "" || seen != rows {
			t.Errorf("%d of %d rows %s", seen, rows, diff)
		}
	}
}

func TestASheetHasAsManyLinksAsItMay(t *testing.T) {
	var l sheetLinks
	for i := range linksOfSheet {
		if !l.add("A", i+2, "https://example.org/") {
			t.Fatalf("link %d is refused", i)
		}
	}
	if l.add("A", 1, "https://example.org/") {
		t.Error("one too many is taken")
	}
	long := sheetLinks{}
	for address := "https://example.org/" + strings.Repeat("x", 2_000); long.add("A", 1, address); {
	}
	if long.bytes > bytesOfLinks || len(long.list) < 4_000 {
		t.Errorf("%d links of %d bytes are kept", len(long.list), long.bytes)
	}
}

func TestColumnsAreNamedLikeThis(t *testing.T) {
	for column, want := range map[int]string{0: "A", 24: "Y", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := letters(column); got != want {
			t.Errorf("column %d is %s, want %s", column, got, want)
		}
	}
}

func TestWhatXMLCannotCarryIsWrittenAsTheStandardHasIt(t *testing.T) {
	for text, want := range map[string]string{
		"a\x00b\x1f\r\n\t": "a_x0000_b_x001F__x000D_\n\t", "_x0041_": "_x005F_x0041_", "_x0000\x00": "_x005F_x0000_x0000_", "_x004_ _x00zz_ __x0041_": "_x004_ _x00zz_ __x005F_x0041_",
		"\uFFFE\uFFFF": "_xFFFE__xFFFF_", "<&>\"'": "&lt;&amp;&gt;&quot;'", "\xff治\uFFFD👩": "\uFFFD治\uFFFD👩",
	} {
		if got := string(appendOOXML(nil, text)); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

// FuzzOOXML writes whatever there is, and has another's XML reader read it: it is well-formed, and says the same once its escapes are
// taken back.
func FuzzOOXML(f *testing.F) {
	for _, s := range []string{"", "a\x00_x0041_<&>\"'\r\n\t", "\xff_x\xfe", "_x005F_x0041_", "]]>", "\uFFFE👩‍🚀", "_x0000\x00"} {
		f.Add(s)
	}
	escape := regexp.MustCompile("_x([0-9A-Fa-f]{4})_")
	f.Fuzz(func(t *testing.T, s string) {
		var element struct {
			Attribute string `xml:"a,attr"`
			Text      string `xml:",chardata"`
		}
		written := string(appendOOXML(nil, s))
		if err := xml.Unmarshal([]byte(`<t a="`+strings.NewReplacer("\n", "", "\t", "").Replace(written)+`">`+written+`</t>`), &element); err != nil {
			t.Fatalf("%q: %v", written, err)
		}
		got := escape.ReplaceAllStringFunc(element.Text, func(e string) string {
			n, err := strconv.ParseUint(e[2:6], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			return string(rune(n))
		})
		if want := string([]rune(s)); got != want {
			t.Fatalf("%q is written %q and read %q", want, written, got)
		}
	})
}
