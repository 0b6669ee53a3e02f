package desk

import (
	"stet/server/export"
	"stet/server/factcheck"
)

// olderRevision is the outcome, in a table, of a claim that stands on an older revision and was not compared.
const olderRevision = "older_revision"

// Table gives the comparison as rows: the groups in the order of the text, then the claims that could not be compared.
func (c *Comparison) Table() export.Comparison {
	table, column := export.Comparison{}, map[string]int{}
	for i, r := range c.Readings {
		table.Reviewers = append(table.Reviewers, r.Reviewer)
		column[r.Reviewer] = i
	}
	for i := range c.Groups {
		g := &c.Groups[i]
		row := export.ComparedRow{Group: i + 1, Revision: c.Revision.Number, Outcome: string(g.Outcome), Decision: g.Decision, Since: g.Since}
		row.Claims = make([]*factcheck.Claim, len(c.Readings))
		for m := range g.Members {
			row.Claims[column[g.Members[m].Reviewer]] = &g.Members[m].Claim
		}
		table.Rows = append(table.Rows, row)
	}
	for i := range c.Left {
		left := &c.Left[i]
		at, ok := column[left.Reviewer]
		if !ok {
			at = len(table.Reviewers)
			column[left.Reviewer] = at
			table.Reviewers = append(table.Reviewers, left.Reviewer)
		}
		row := export.ComparedRow{Revision: left.Revision, Outcome: olderRevision, Claims: make([]*factcheck.Claim, at+1)}
		row.Claims[at] = left
		table.Rows = append(table.Rows, row)
	}
	for i := range table.Rows {
		table.Rows[i].Claims = append(table.Rows[i].Claims, make([]*factcheck.Claim, len(table.Reviewers)-len(table.Rows[i].Claims))...)
	}
	return table
}
