package export

import (
	"io"
	"strconv"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// writeMarkdown writes CommonMark without any HTML. What people wrote stays text.
func writeMarkdown(w io.Writer, reports reports, options ReportOptions) error {
	empty := true
	if options.Summary != nil {
		if err := writeMarkdownSummary(w, options); err != nil {
			return err
		}
	}
	for r, err := range reports {
		if err != nil {
			return err
		}
		var m markdown
		if !empty || options.Summary != nil {
			m.line("---")
		}
		empty = false
		m.report(r)
		if err := m.release(w); err != nil {
			return err
		}
	}
	if !empty {
		return nil
	}
	head := reportHead
	if options.Summary != nil {
		head = ""
	}
	_, err := io.WriteString(w, head+"There is nothing to report yet: no claim is among those asked for.\n")
	return err
}

const reportHead = "# Fact-check report\n\n"

// writeMarkdownSummary heads the report of a whole desk. Its title goes out before anything is counted.
func writeMarkdownSummary(w io.Writer, options ReportOptions) error {
	if _, err := io.WriteString(w, reportHead); err != nil {
		return err
	}
	s, err := options.Summary()
	if err != nil || s.Articles == 0 {
		return err
	}
	return s.markdown(w, options.BaseURL)
}

// markdown appends blocks of CommonMark with an empty line after each.
type markdown struct{ out []byte }

// line appends a block of ours, whose parts are escaped where they had to be.
func (m *markdown) line(parts ...string) {
	for _, s := range parts {
		m.out = append(m.out, s...)
	}
	m.out = append(m.out, "\n\n"...)
}

// item appends an item of a list.
func (m *markdown) item(parts ...string) {
	m.out = append(m.out, "- "...)
	for _, s := range parts {
		m.out = append(m.out, s...)
	}
	m.out = append(m.out, '\n')
}

func (m *markdown) endList() { m.out = append(m.out, '\n') }

// release writes what has been gathered.
func (m *markdown) release(w io.Writer) error {
	_, err := w.Write(m.out)
	m.out = m.out[:0]
	return err
}

func (m *markdown) report(r *Report) {
	m.line("# ", oneLine(r.Article.Title))
	m.line("Fact-check report, ", r.MadeAt.Time().Format("2 January 2006"), about(r))
	m.line("**", r.Coverage.String(), ".**")
	m.line("## The article as checked")
	m.text(r)
	m.line("## The claims")
	if len(r.Findings) == 0 {
		m.line("None of its claims is among these.")
	}
	for i := range r.Findings {
		m.finding(r, &r.Findings[i])
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

// text appends the article with the number of each finding where its claim ends.
func (m *markdown) text(r *Report) {
	for i, segments := range span.Article(r.Text, r.Revision.Blocks, r.Marks(), nil) {
		var b strings.Builder
		for _, s := range segments {
			b.WriteString(r.Text.Slice(s.Span))
			for _, last := range s.Last {
				b.WriteString(numberMark(r.Findings[last].Number))
			}
		}
		m.block(r.Revision.Blocks[i], strings.NewReplacer(markOpens, `\[`, markCloses, `\]`).Replace(escaped(b.String())))
	}
}

// The marks around a finding's number until the text around it is escaped; no text of the desk holds control characters.
const (
	markOpens  = "\x01"
	markCloses = "\x02"
)

func numberMark(n int) string { return markOpens + strconv.Itoa(n) + markCloses }

func (m *markdown) block(b factcheck.Block, text string) {
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
	if len(r.SetAside) == 0 {
		return
	}
	m.line("## Looked at, and no claim")
	for _, s := range r.SetAside {
		m.line("- “", oneLine(s.Quote), "”", reasonSaid(s.Reason))
	}
}

func (m *markdown) corrections(r *Report) {
	m.line("## Corrections")
	if len(r.Corrections) == 0 {
		m.line("Nothing has been corrected.")
	}
	for _, c := range r.Corrections {
		m.line("- ", c.On, ": ", oneLine(c.What), ".", reasonSaid(c.Why))
	}
	if r.Publisher.Corrections != "" {
		m.line("Found a mistake? Turn to ", link(r.Publisher.Corrections, r.Publisher.Corrections))
	}
}
