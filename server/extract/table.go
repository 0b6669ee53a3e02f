package extract

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// rows reads CSV with a head that names the columns, parted by commas, semicolons or tabs. What a row says beyond its columns, or within
// quotation marks that do not pair, is not read as something else: the row is refused.
func (s Source) rows(yield func(Item) bool) {
	text, note, err := decodeAny(s.Raw)
	if err != nil {
		yield(Item{Name: s.Name, Err: err})
		return
	}
	text = lineFeeds(strings.TrimPrefix(text, "\uFEFF"))
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.LazyQuotes, rows.Comma = -1, true, delimiter(text) // marks within a cell that begins with none are only marks
	head, err := rows.Read()
	columns, err := columnsOf(head, err)
	if err = cmp.Or(paired(rows, text[:rows.InputOffset()]), err); err != nil {
		yield(Item{Name: s.Name, Err: err})
		return
	}
	empty := true
	for number := 2; ; number++ {
		start := rows.InputOffset()
		cells, err := rows.Read()
		if err != nil && empty {
			yield(Item{Name: s.Name, Err: factcheck.BadField("file", "The table has no row below the one that names its columns. Write each article in a row of its own.")})
		}
		if err != nil {
			return // of a text that is all there, its end alone
		}
		if strings.Join(cells, "") == "" {
			continue // spreadsheets end in such rows
		}
		empty = false
		item := Item{Name: s.within(fmt.Sprint("row ", number))}
		if item.Err = cmp.Or(paired(rows, text[start:rows.InputOffset()]), fitting(rows.Comma, columns, cells)); item.Err == nil {
			item.Draft, item.Err = rowOf(columns, cells).draft()
			if note != "" {
				item.Draft.Notes = append(item.Draft.Notes, note)
			}
		}
		if !yield(item) {
			return
		}
	}
}

// lineFeeds ends lines as they are read here, where a file ends them all as old spreadsheets do.
func lineFeeds(text string) string {
	if strings.Contains(text, "\n") {
		return text
	}
	return strings.ReplaceAll(text, "\r", "\n")
}

// paired refuses the row that was read last, which the file has as raw, where its quotation marks do not tell where its cells end.
func paired(rows *csv.Reader, raw string) error {
	raw = strings.Trim(raw, "\r\n")
	if marksPair(raw, rows.Comma) {
		return nil
	}
	first, _ := rows.FieldPos(0)
	lines := fmt.Sprint("line ", first)
	if more := strings.Count(raw, "\n"); more > 0 {
		lines = fmt.Sprintf("lines %d to %d", first, first+more)
	}
	return factcheck.BadField("file", "A cell begins with a quotation mark that is never closed, or holds one that is not written twice, so that nobody knows where it ends. Nothing of %s comes in. Mend the marks and import that again.", lines)
}

// marksPair says whether each cell that begins with a quotation mark ends with one, and holds others only in pairs.
func marksPair(row string, comma rune) bool {
	for row != "" {
		rest, quoted := strings.CutPrefix(row, `"`)
		if quoted {
			row, quoted = afterMarks(rest)
			if !quoted || !strings.HasPrefix(row, string(comma)) && row != "" {
				return false
			}
		}
		_, row, _ = strings.Cut(row, string(comma))
	}
	return true
}

// afterMarks gives what follows the first quotation mark that is not written twice, and says whether there is one.
func afterMarks(s string) (rest string, found bool) {
	for {
		_, s, found = strings.Cut(s, `"`)
		if !found || !strings.HasPrefix(s, `"`) {
			return s, found
		}
		s = s[1:]
	}
}

var separators = map[rune]string{',': "comma", ';': "semicolon", '\t': "tab"}

// fitting refuses a row that says more than there are columns for.
func fitting(comma rune, columns, cells []string) error {
	cells = withoutEmptyEnd(cells)
	if len(cells) <= len(columns) {
		return nil
	}
	return factcheck.BadField("file", "The row has %d cells, and the first row only %d. Probably a %s stands in a text that is in no quotation marks: write that text in quotation marks and import the row again.",
		len(cells), len(columns), separators[comma])
}

func withoutEmptyEnd(cells []string) []string {
	for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func delimiter(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, other := range ";\t" {
		if strings.Count(head, string(other)) > strings.Count(head, string(best)) {
			best = other
		}
	}
	return best
}

var columnNames = []string{"title", "headline", "byline", "author", "publisher", "url", "published_on", "date", "language", "text", "html"}

func columnsOf(head []string, err error) ([]string, error) {
	head = withoutEmptyEnd(head)
	columns := make([]string, len(head))
	for i, name := range head {
		columns[i] = strings.ToLower(strings.TrimSpace(name))
	}
	if err != nil || !slices.Contains(columns, "text") && !slices.Contains(columns, "html") {
		return nil, factcheck.BadField("file", "The first row must name the columns, one of them text or html; the others may be %s.", strings.Join(columnNames[:9], ", "))
	}
	for i, name := range columns {
		if slices.Contains(columnNames, name) && slices.Contains(columns[:i], name) {
			return nil, factcheck.BadField("file", "Two columns are called %q, and only one of them could come in. Take one out, or name it otherwise.", name)
		}
	}
	return columns, nil
}

func rowOf(columns, cells []string) row {
	of := map[string]string{}
	for i, cell := range cells[:min(len(cells), len(columns))] {
		of[columns[i]] = cell
	}
	return row{of["title"], of["headline"], of["byline"], of["author"], of["publisher"], of["url"], of["published_on"], of["date"], of["language"], of["text"], of["html"]}
}
