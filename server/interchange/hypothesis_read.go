package interchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"stet/server/span"
)

// readHypothesis reads what the Hypothesis API answers with: rows, a list of annotations, or one; or one a line. Its positions
// count UTF-16 units of the article's text.
func readHypothesis(left *allowance, raw []byte, units *span.Units) ([]Part, error) {
	var part Part
	values := json.NewDecoder(bytes.NewReader(raw))
	for {
		var value oneOrMore[givenRow]
		err := values.Decode(&value)
		if err == io.EOF {
			return []Part{part}, nil
		}
		if err != nil {
			return nil, unreadable(Hypothesis, "it is not JSON as the Hypothesis API writes it: "+err.Error())
		}
		for _, one := range value {
			rows := one.Rows
			if rows == nil {
				rows = []givenRow{one}
			}
			for _, r := range rows {
				if err := left.take(); err != nil {
					return nil, err
				}
				part.Items = append(part.Items, r.item(len(part.Items)+1, units))
			}
		}
	}
}

// givenRow is an annotation, or an answer with many.
type givenRow struct {
	Rows       []givenRow `json:"rows"`
	ID         string     `json:"id"`
	Text       string     `json:"text"`
	Tags       []string   `json:"tags"`
	References []string   `json:"references"`
	Target     []struct {
		Selector []givenSelector `json:"selector"`
	} `json:"target"`
	Stet *rowExtra `json:"stet"`
}

func (r givenRow) item(number int, units *span.Units) Item {
	i := Item{Name: fmt.Sprintf("row %d", number), Note: r.Text}
	if r.ID != "" {
		i.Name += " (" + clip(r.ID) + ")"
	}
	if r.Stet != nil && len(r.Stet.Citations) > 0 {
		i.Note = strings.TrimSpace(strings.TrimSuffix(i.Note, sourceList(r.Stet.Citations)))
		for _, c := range r.Stet.Citations {
			i.cite(c)
		}
	}
	for _, tag := range r.Tags {
		i.takeTag(tag)
	}
	if len(r.References) > 0 {
		i.Why = "It is a reply to another annotation, and marks no words of the article."
		return i
	}
	r.takeTarget(&i, units)
	return i
}

func (i *Item) takeTag(tag string) {
	before := i.Note
	if i.take("", tag); i.Note != before {
		i.Note = before
		i.note("Tag: " + strings.TrimSpace(tag))
	}
}

func (r givenRow) takeTarget(i *Item, units *span.Units) {
	for _, t := range r.Target {
		for _, s := range t.Selector {
			i.takeSelector(s, false)
		}
	}
	if i.Span != nil {
		if s, ok := units.Span(i.Span.Start, i.Span.End); ok {
			i.Span = &s
		} else {
			i.Span = nil
		}
	}
	if i.Span == nil && i.Quote == "" {
		i.Why = "It is a note on the whole page, and marks no words of the article."
	}
}
