package export

import (
	"fmt"
	"io"
	"iter"
	"strings"

	"stet/server/factcheck"
)

// Comparison is several readings of one article aligned, to be written a row a group.
type Comparison struct {
	Reviewers []string                      // in the order of their columns
	Rows      iter.Seq2[ComparedRow, error] // each is good until the next; an error comes last
}

// ComparedRow is one group of aligned claims, or one claim that could not be compared.
type ComparedRow struct {
	Group    int // counts from 1; 0 where the claim stands on an older revision and is in none
	Revision int
	Outcome  string             // how the readings stand to each other
	Claims   []*factcheck.Claim // one for each reviewer in order; nil for who did not mark it
	Decision *factcheck.Decision
	Since    bool // something changed after it was decided
}

const (
	groupColumns    = "group,revision,outcome,reviewers"
	readingColumns  = "claim_id,start,end,quote,kind,speaker,verdict,rating,note,sources"
	decisionColumns = "decision,decision_start,decision_end,decision_quote,decision_kind,decision_verdict,decision_rating,decision_reason," +
		"accepted_claim_id,decided_by,decided_at,since_decision"
)

// WriteComparison writes RFC 4180 with CRLF as UTF-8: a row a group, a set of columns for each reviewer, named after them
// ("rosa_verdict"), and the desk's decision.
func WriteComparison(w io.Writer, m Comparison, options Options) error {
	c := csv{w: w, options: options, out: make([]byte, 0, writeAtOnce*2)}
	c.comparisonHeader(m.Reviewers)
	if err := c.write(); err != nil {
		return err
	}
	for row, err := range m.Rows {
		if err != nil {
			return err
		}
		c.compared(row)
		if len(c.out) < writeAtOnce {
			continue
		}
		if err := c.write(); err != nil {
			return err
		}
	}
	return c.write()
}

func (c *csv) comparisonHeader(reviewers []string) {
	if c.options.BOM {
		c.out = append(c.out, "\ufeff"...)
	}
	c.plain(groupColumns)
	for _, reviewer := range reviewers {
		for column := range strings.SplitSeq(readingColumns, ",") {
			c.text(fmt.Sprintf("%s_%s", reviewer, column))
		}
	}
	c.out = append(append(c.out, decisionColumns...), '\r', '\n')
}

func (c *csv) compared(row ComparedRow) {
	marked := 0
	for _, claim := range row.Claims {
		if claim != nil {
			marked++
		}
	}
	c.numberOrNone(int64(row.Group))
	c.number(int64(row.Revision))
	c.plain(row.Outcome)
	c.number(int64(marked))
	for _, claim := range row.Claims {
		c.reading(claim)
	}
	c.decisionOnGroup(row.Decision)
	if row.Since {
		c.out = append(c.out, "yes"...)
	}
	c.out = append(c.out, '\r', '\n')
}

// reading writes one reviewer's columns, empty ones for who did not mark the group.
func (c *csv) reading(claim *factcheck.Claim) {
	if claim == nil {
		c.out = append(c.out, strings.Repeat(",", strings.Count(readingColumns, ",")+1)...)
		return
	}
	c.number(claim.ID)
	c.asRead(claim)
	c.sources = appendSources(c.sources[:0], claim.Citations)
	c.text(string(c.sources))
}

func (c *csv) decisionOnGroup(d *factcheck.Decision) {
	if d == nil {
		c.out = append(c.out, strings.Repeat(",", strings.Count(decisionColumns, ","))...)
		return
	}
	c.plain(string(d.Outcome))
	c.number(int64(d.Start))
	c.number(int64(d.End))
	c.text(d.Quote)
	c.plain(string(d.Kind))
	c.plain(string(d.Verdict))
	c.rating(d.Rating)
	c.text(d.Reason)
	c.numberOrNone(d.ClaimID)
	c.text(d.By)
	c.plain(string(d.UpdatedAt))
}

func (c *csv) numberOrNone(n int64) {
	if n == 0 {
		c.plain("")
		return
	}
	c.number(n)
}
