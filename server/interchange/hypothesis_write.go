package interchange

import (
	"bufio"
	"fmt"
	"net/url"

	"stet/server/factcheck"
	"stet/server/span"
)

// writeHypothesis writes what a search of the Hypothesis API answers with: the rows, and how many there are, which is known last.
func writeHypothesis(out *bufio.Writer, d Document, each claims) error {
	h := hypothesisWriter{d, span.NewUnits(d.Text), "localhost"}
	if base, err := url.Parse(d.BaseURL); err == nil && base.Hostname() != "" {
		h.authority = base.Hostname()
	}
	if err := begin(out, `{"rows":[`); err != nil {
		return err
	}
	n, err := items(out, "", each, h.row)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "],\"total\":%d}\n", n)
	return err
}

type hypothesisWriter struct {
	Document
	units     *span.Units
	authority string // the host whose users the reviewers are
}

func (h hypothesisWriter) row(c *factcheck.ClaimRow) row {
	user := account(c.Reviewer, h.authority)
	only := []string{user}
	return row{
		ID: fmt.Sprintf("stet-claim-%d", c.ID), Created: string(c.CreatedAt), Updated: string(c.UpdatedAt),
		User: user, UserInfo: rowUser{c.Reviewer}, URI: h.source(), Text: rowText(&c.Claim), Tags: rowTags(&c.Claim), Group: "__world__",
		Permissions: rowPermissions{only, only, only, only}, Target: []rowTarget{h.target(&c.Claim)},
		Document: rowDocument{[]string{h.Article.Title}}, Links: rowLinks{h.permalink(&c.Claim)}, Stet: extraOf(&c.Claim),
	}
}

func (h hypothesisWriter) target(c *factcheck.Claim) rowTarget {
	return rowTarget{h.source(), []any{
		positionSelector{Type: "TextPositionSelector", Start: h.units.From(c.Start), End: h.units.From(c.End)},
		quoteSelector{Type: "TextQuoteSelector", Exact: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix},
	}}
}

// rowText is the note with the sources under it.
func rowText(c *factcheck.Claim) string {
	sources := sourceList(c.Citations)
	if c.Note != "" && sources != "" {
		return c.Note + "\n\n" + sources
	}
	return c.Note + sources
}

func rowTags(c *factcheck.Claim) []string {
	tags := []string{string(c.Verdict), string(c.Kind)}
	if c.Rating != 0 {
		tags = append(tags, fmt.Sprintf("rating: %d (%s)", c.Rating, c.Rating.Name()))
	}
	if c.Speaker != "" {
		tags = append(tags, "speaker: "+c.Speaker)
	}
	return tags
}

func extraOf(c *factcheck.Claim) *rowExtra {
	if len(c.Citations) == 0 {
		return nil
	}
	return &rowExtra{c.Citations}
}
