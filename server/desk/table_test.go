package desk_test

import (
	"cmp"
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// holdTable holds the rows of a comparison's table, which are read one by one, against the comparison. Every comparison that the tests
// make comes here.
func (n *newsroom) holdTable(t *testing.T, viewer factcheck.Person, c *desk.Comparison) {
	t.Helper()
	var want, got []string
	column := map[string]int{}
	for i, r := range c.Readings {
		column[r.Reviewer] = i
	}
	for i, g := range c.Groups {
		ids := make([]int64, len(c.Readings))
		for _, m := range g.Members {
			ids[column[m.Reviewer]] = m.Claim.ID
		}
		want = append(want, fmt.Sprint(i+1, c.Revision.Number, g.Outcome, ids, decisionID(g.Decision), g.Since))
	}
	for _, left := range c.Left {
		want = append(want, fmt.Sprint("left ", left.Revision, " ", left.ID))
	}
	err := n.store.Snapshot(ctx, func(r *store.Reader) error {
		table, err := n.Table(r, viewer, c.Article.ID, c.Threshold)
		if err != nil {
			return err
		}
		for row, err := range table.Rows {
			if err != nil {
				return err
			}
			ids := make([]int64, len(c.Readings), len(table.Reviewers))
			for i, claim := range row.Claims {
				switch {
				case claim == nil:
				case row.Group == 0:
					got = append(got, fmt.Sprint("left ", row.Revision, " ", claim.ID))
				default:
					ids[i] = claim.ID
				}
			}
			if row.Group > 0 {
				got = append(got, fmt.Sprint(row.Group, row.Revision, row.Outcome, ids, decisionID(row.Decision), row.Since))
			}
		}
		for i, r := range c.Readings {
			if table.Reviewers[i] != r.Reviewer {
				t.Errorf("column %d is %s’s, not %s’s", i, table.Reviewers[i], r.Reviewer)
			}
		}
		return nil
	})
	if c.Needs != "" {
		wantCode(t, err, factcheck.Conflict)
		return
	}
	if diff := gocmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("the table is another comparison: %v %s", err, diff)
	}
}

func decisionID(d *factcheck.Decision) int64 { return cmp.Or(d, &factcheck.Decision{}).ID }
