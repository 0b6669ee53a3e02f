package interchange

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"stet/server/factcheck"
)

// writeDoccano writes one line for the article: its text, and a label for each claim, [start, end, verdict] in code points. What
// else stands in the line doccano keeps with the text and gives back.
func writeDoccano(out *bufio.Writer, d Document, each claims) error {
	head := fmt.Sprintf(`{"id":%d,"text":%s,"article_title":%s,"article_url":%s,"revision":%d,"label":[`,
		d.Article.ID, inJSON(d.Revision.Text), inJSON(d.Article.Title), inJSON(d.path()), d.Revision.Number)
	if err := begin(out, head); err != nil {
		return err
	}
	separator := ""
	for c, err := range each {
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, `%s[%d,%d,%s]`, separator, c.Start, c.End, inJSON(c.Verdict)); err != nil {
			return err
		}
		separator = ","
	}
	_, err := out.WriteString("]}\n")
	return err
}

// givenLine is a line as doccano's projects for sequence labelling write it, without relations or with them, now and earlier.
type givenLine struct {
	Text        *string           `json:"text"`
	Data        *string           `json:"data"`
	Label       []json.RawMessage `json:"label"` // [start, end, label]
	Labels      []json.RawMessage `json:"labels"`
	Entities    []json.RawMessage `json:"entities"`
	Annotations []json.RawMessage `json:"annotations"`
	Comments    []json.RawMessage `json:"Comments"`
	Relations   []json.RawMessage `json:"relations"`
}

type givenEntity struct {
	Label string `json:"label"`
	Start *int   `json:"start_offset"`
	End   *int   `json:"end_offset"`
}

// readDoccano reads the lines of a file, each with a text: the article, or a piece of it. Those on which nothing is marked it leaves out.
func readDoccano(left *allowance, raw []byte) (parts []Part, err error) {
	lines := json.NewDecoder(bytes.NewReader(raw))
	for number := 1; ; {
		var value oneOrMore[givenLine]
		err := lines.Decode(&value)
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return nil, unreadable(Doccano, "it is not JSON Lines with a text and its labels on each line: "+err.Error())
		}
		for _, line := range value {
			part, err := line.part(left, number)
			if err != nil {
				return nil, err
			}
			if len(part.Items) > 0 {
				parts = append(parts, part)
			}
			number++
		}
	}
}

func (l givenLine) part(left *allowance, number int) (part Part, err error) {
	for _, text := range []*string{l.Text, l.Data} {
		if text != nil && *text != "" {
			part.Text = *text
		}
	}
	if part.Text == "" {
		return part, unreadable(Doccano, fmt.Sprintf("line %d has no text", number))
	}
	line := fmt.Sprintf("line %d", number)
	for _, labels := range [][]json.RawMessage{l.Label, l.Labels, l.Entities, l.Annotations} {
		for _, raw := range labels {
			if err := left.take(); err != nil {
				return part, err
			}
			part.Items = append(part.Items, labelled(fmt.Sprintf("%s, label %d", line, len(part.Items)+1), raw))
		}
	}
	part.leave(line+", comments", len(l.Comments), "Comments are on the whole text, and mark no words of it.")
	part.leave(line+", relations", len(l.Relations), "Relations between passages have no place on a desk.")
	return part, left.ctx.Err()
}

// leave adds an item for what of a file cannot come in at all, if there is any.
func (p *Part) leave(name string, count int, why string) {
	if count > 0 {
		p.Items = append(p.Items, Item{Name: fmt.Sprintf("%s (%d)", name, count), Why: why})
	}
}

// labelled reads [start, end, label], or an object that says the same.
func labelled(name string, raw json.RawMessage) Item {
	i := Item{Name: name}
	var e givenEntity
	var tuple []json.RawMessage
	if json.Unmarshal(raw, &tuple) == nil && len(tuple) >= 3 {
		if json.Unmarshal(tuple[0], &e.Start) != nil || json.Unmarshal(tuple[1], &e.End) != nil || json.Unmarshal(tuple[2], &e.Label) != nil {
			e = givenEntity{}
		}
	} else if json.Unmarshal(raw, &e) != nil {
		e = givenEntity{}
	}
	if e.Start == nil || e.End == nil {
		i.Why = "It has no position in the text."
		return i
	}
	i.Span = &factcheck.Span{Start: *e.Start, End: *e.End}
	i.take("", e.Label)
	return i
}
