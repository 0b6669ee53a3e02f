package export

import (
	"cmp"
	"io"
	"iter"
	"strconv"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// writeMarkdown writes CommonMark without any HTML. What people wrote stays text.
func writeMarkdown(w io.Writer, reports Reports, options ReportOptions) error {
	if err := writeMarkdownHead(w, reports, options); err != nil {
		return err
	}
	empty := true
	for r, err := range reports.Each {
		if err != nil {
			return err
		}
		empty = false
		m := markdown{to: w}
		if reports.Summary != nil {
			m.line("---")
			m.title(r.Article.Title)
		}
		m.report(r)
		if err := m.release(); err != nil {
			return err
		}
	}
	if empty {
		_, err := io.WriteString(w, "There is nothing to report yet: no claim is among those asked for.\n")
		return err
	}
	return nil
}

// writeMarkdownHead writes the title, at once, and a whole desk's summary.
func writeMarkdownHead(w io.Writer, reports Reports, options ReportOptions) error {
	m := markdown{to: w}
	if reports.Summary == nil {
		m.title(reports.Title)
		return m.release()
	}
	m.title("Fact-check report")
	if err := m.release(); err != nil {
		return err
	}
	s, err := reports.Summary()
	if err != nil || s.Articles == 0 {
		return err
	}
	return s.markdown(w, options.BaseURL)
}

// markdown writes blocks of CommonMark with an empty line after each. The first error ends it.
type markdown struct {
	to  io.Writer
	out []byte // what has not been written yet
	err error
}

// line writes a block of ours, whose parts are escaped where they had to be.
func (m *markdown) line(parts ...string) {
	m.write(parts)
	m.write([]string{"\n\n"})
}

// item writes an item of a list.
func (m *markdown) item(parts ...string) {
	m.write([]string{"- "})
	m.write(parts)
	m.write([]string{"\n"})
}

func (m *markdown) endList() { m.write([]string{"\n"}) }

func (m *markdown) write(parts []string) {
	for _, s := range parts {
		m.out = append(m.out, s...)
	}
	if len(m.out) >= writeAtOnce {
		m.release()
	}
}

// release writes what has been gathered, and gives the first error of all that was written.
func (m *markdown) release() error {
	if m.err == nil {
		_, m.err = m.to.Write(m.out)
	}
	m.out = m.out[:0]
	return m.err
}

// failed takes note of an error, and says whether there is one by now.
func (m *markdown) failed(err error) bool {
	m.err = cmp.Or(m.err, err)
	return m.err != nil
}

func (m *markdown) title(title string) { m.line("# ", oneLine(title)) }

func (m *markdown) report(r *Report) {
	m.line("Fact-check report, ", r.MadeAt.Time().Format("2 January 2006"), about(r))
	m.line("**", r.Coverage.String(), ".**")
	m.line("## The article as checked")
	m.text(r)
	m.line("## The claims")
	if r.Shown == 0 {
		m.line("None of its claims is among these.")
	}
	for f, err := range r.Findings {
		if m.failed(err) {
			return
		}
		m.finding(r, f)
	}
	m.setAside(r)
	m.corrections(r)
	m.line("## How it was checked")
	for _, paragraph := range r.Method() {
		m.line(escaped(paragraph))
	}
	if r.Publisher.Name != "" {
		m.line("Published by ", link(r.Publisher.URL, r.Publisher.Name))
	}
}

// about says whose article it is, and where it stands.
func about(r *Report) string {
	var b strings.Builder
	for _, part := range []string{r.Article.Byline, r.Article.Publisher, r.Article.PublishedOn} {
		if part != "" {
			b.WriteString(" · " + oneLine(part))
		}
	}
	if r.Article.URL != "" {
		b.WriteString(" · " + link(r.Article.URL, r.Article.URL))
	}
	return b.String()
}

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

func (m *markdown) finding(r *Report, f *Finding) {
	m.line("### ", strconv.Itoa(f.Number), `\. `, oneLine(f.Quote))
	m.line("**", verdictNames[f.Verdict], "**", ratingSaid(f.Rating), standingSaid(f), speakerSaid(f), olderSaid(r, f))
	if f.Reason != "" {
		m.line(escaped(f.Reason))
	}
	for _, stance := range factcheck.Stances {
		for _, c := range f.With(stance) {
			m.line("- ", stanceNames[stance], ": ", sourceSaid(c), passageSaid(c))
		}
	}
	if len(f.Sources) == 0 {
		m.line("No source is cited.")
	}
	for _, d := range f.Dissent {
		m.line("- Read otherwise by ", oneLine(d.Reviewer), ": **", verdictNames[d.Verdict], "**", ratingSaid(d.Rating), reasonSaid(d.Reason))
	}
}

func (m *markdown) setAside(r *Report) {
	none := true
	for s, err := range r.SetAside {
		if m.failed(err) {
			return
		}
		if none {
			m.line("## Looked at, and no claim")
		}
		none = false
		m.line("- “", oneLine(s.Quote), "”", reasonSaid(s.Reason))
	}
}

func (m *markdown) corrections(r *Report) {
	m.line("## Corrections")
	none := true
	for c, err := range r.Corrections {
		if m.failed(err) {
			return
		}
		none = false
		m.line("- ", c.On, ": ", oneLine(c.What), ".", reasonSaid(c.Why))
	}
	if none {
		m.line("Nothing has been corrected.")
	}
	if r.Publisher.Corrections != "" {
		m.line("Found a mistake? Turn to ", link(r.Publisher.Corrections, r.Publisher.Corrections))
	}
}
