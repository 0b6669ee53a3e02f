package export

import (
	"io"
	"strconv"
	"strings"

	"stet/server/factcheck"
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
