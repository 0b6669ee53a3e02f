package export

import (
	"iter"
	"strconv"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// text writes the article with the number of each finding where its claim ends.
func (m *markdown) text(r *Report) {
	next, stop := iter.Pull2(r.InText)
	defer stop()
	spans := func() (at factcheck.Span, ok bool) {
		f, err, ok := next()
		if m.failed(err) || !ok {
			return at, false
		}
		return f.Span, true
	}
	in := 0
	var text strings.Builder
	for block, s := range span.Cut(r.Text, r.Revision.Blocks, spans, nil) {
		if block > in {
			m.block(r.Revision.Blocks[in], &text)
			in = block
		}
		text.WriteString(r.Text.Slice(s.Span))
		for _, last := range s.Last {
			text.WriteString(numberMark(last + 1))
		}
	}
	if text.Len() > 0 {
		m.block(r.Revision.Blocks[in], &text)
	}
}

// The marks around a finding's number until the text around it is escaped; no text of the desk holds control characters.
const (
	markOpens  = "\x01"
	markCloses = "\x02"
)

func numberMark(n int) string { return markOpens + strconv.Itoa(n) + markCloses }

// block writes a block with its text, which begins anew.
func (m *markdown) block(b factcheck.Block, marked *strings.Builder) {
	text := strings.NewReplacer(markOpens, `\[`, markCloses, `\]`).Replace(escaped(marked.String()))
	marked.Reset()
	switch b.Kind {
	case factcheck.Heading:
		m.line(strings.Repeat("#", min(b.Level+2, 6)), " ", strings.ReplaceAll(text, "\n", " "))
	case factcheck.ListItem:
		m.line("- ", indented(text, "  "))
	case factcheck.Quote:
		m.line("> ", indented(text, "> "))
	default:
		m.line(text)
	}
}
