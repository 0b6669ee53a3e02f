package interchange

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// tsvMark is something marked on one or more words.
type tsvMark struct {
	name       string
	start, end int // UTF-16 units
	features   []tsvFeature
}

type tsvFeature struct{ name, value string }

// tsvKey tells marks apart: by their number, or where they have none, by their word and how deep they are stacked on it.
type tsvKey struct {
	layer, unit, number string
	depth               int
}

// column reads what is stacked on one word in one column.
func (r *tsvReader) column(c tsvColumn, unit, values string, start, end int) error {
	if !c.span {
		r.left++
		return nil
	}
	for depth, value := range stacked(values) {
		plain, number := numbered(value)
		mark, err := r.mark(c, unit, number, depth)
		if err != nil {
			return err
		}
		if mark == nil {
			continue
		}
		mark.start, mark.end = min(mark.start, start), max(mark.end, end)
		if plain != noValue && c.feature != "" {
			mark.set(c.feature, unescape(plain))
		}
	}
	return nil
}

// mark gives what is marked under a number, or where there is none, at this depth of this word; nil on a layer that is not wanted.
func (r *tsvReader) mark(c tsvColumn, unit, number string, depth int) (*tsvMark, error) {
	key := tsvKey{layer: c.layer, number: number}
	if number == "" {
		key.unit, key.depth = unit, depth
	}
	m, known := r.known[key]
	if known {
		return m, nil
	}
	if len(r.known) == maxMarks {
		return nil, factcheck.Errorf(factcheck.TooLarge, "The file has more than %d annotations on all its layers. Export the layer of the claims alone.", maxMarks)
	}
	if !r.wanted(c.layer) {
		r.known[key] = nil
		return nil, nil
	}
	m = r.named(unit, number)
	r.known[key], r.marks = m, append(r.marks, m)
	return m, r.allowed.take()
}

func (r *tsvReader) named(unit, number string) *tsvMark {
	m := &tsvMark{name: clip(unit), start: MaxBytes}
	if m.name == "" {
		m.name = fmt.Sprintf("line %d", r.line)
	}
	if number != "" {
		m.name += " [" + clip(number) + "]"
	}
	return m
}

func (m *tsvMark) set(name, value string) {
	if !slices.ContainsFunc(m.features, func(f tsvFeature) bool { return f.name == name }) {
		m.features = append(m.features, tsvFeature{name, value})
	}
}

// part gives the text and its items, in the order of the text.
func (r *tsvReader) part() Part {
	text := span.NewText(string(bytes.TrimSuffix(r.text, []byte("\n"))))
	part, units := Part{Text: text.String()}, span.NewUnits(text)
	slices.SortStableFunc(r.marks, func(a, b *tsvMark) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	for _, m := range r.marks {
		part.Items = append(part.Items, m.item(units))
	}
	part.leave("annotations of other layers", len(r.known)-len(r.marks), "They are on layers of grammar, or on other layers than that of the claims.")
	part.leave("relations, chains and roles", r.left, "What ties annotations to each other has no place on a desk.")
	return part
}

// wanted says whether what is on a layer may be a claim.
func (r *tsvReader) wanted(layer string) bool {
	if r.claims {
		return layer == claimType
	}
	return !strings.Contains(layer, ".segmentation.type.") && !strings.Contains(layer, ".lexmorph.type.") && !strings.Contains(layer, ".syntax.type.")
}

func (m *tsvMark) item(units *span.Units) Item {
	i := Item{Name: m.name}
	for _, f := range m.features {
		switch {
		case f.name == "note":
			i.note(f.value)
		case !i.takeNamed(f.name, f.value) && !i.takeVerdict(f.value) && !i.takeKind(f.value):
			i.note(f.name + ": " + f.value)
		}
	}
	s, ok := units.Span(m.start, m.end)
	if !ok {
		i.Why = fmt.Sprintf("Its offsets, %d to %d, are not of the file’s text.", m.start, m.end)
		return i
	}
	i.Span = &factcheck.Span{Start: s.Start, End: s.End}
	return i
}
