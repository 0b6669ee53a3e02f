package extract

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// rows reads CSV with a head that names the columns, parted by commas, semicolons or tabs.
func (s Source) rows(yield func(Item) bool) {
	text, _, err := decodeAny(s.Raw)
	if err != nil {
		yield(Item{Name: s.Name, Err: err})
		return
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.LazyQuotes, rows.Comma = -1, true, delimiter(text)
	head, err := rows.Read()
	columns, err := columnsOf(head, err)
	if err != nil {
		yield(Item{Name: s.Name, Err: err})
		return
	}
	for number := 2; ; number++ {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil && strings.Join(cells, "") == "" {
			continue // spreadsheets end in such rows
		}
		item := Item{Name: s.within(fmt.Sprint("row ", number))}
		if err != nil {
			item.Err = factcheck.Wrap(factcheck.Invalid, err, "The row cannot be read. Check its quotation marks.")
		} else {
			item.Draft, item.Err = rowOf(columns, cells).draft()
		}
		if !yield(item) {
			return
		}
	}
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
	columns := make([]string, len(head))
	for i, name := range head {
		columns[i] = strings.ToLower(strings.TrimSpace(name))
	}
	if err != nil || !slices.Contains(columns, "text") && !slices.Contains(columns, "html") {
		return nil, factcheck.BadField("file", "The first row must name the columns, one of them text or html; the others may be %s.", strings.Join(columnNames[:9], ", "))
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
