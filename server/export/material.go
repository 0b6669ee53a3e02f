package export

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
	"stet/server/span"
)

// Material is what a report is made of, all of one snapshot and as its reader may see it.
type Material struct {
	Article   factcheck.Article
	Revision  factcheck.Revision
	Text      *span.Text
	Publisher factcheck.Publisher
	Claims    []factcheck.Claim    // in the order of the text
	Decisions []factcheck.Decision // those that stand
	Readings  []Reading
	Name      func(reviewer string) string // the name under which a reviewer is shown
	Verdicts  []factcheck.Verdict          // the findings wanted; nil for all
	MadeAt    factcheck.Timestamp
}

// NewReport makes a report. A group that the desk has decided is one finding, the desk's word, whatever its readings say; a claim
// on which nothing stands is a finding of its own. What was rejected is no finding.
func NewReport(m Material) *Report {
	r := &Report{Article: m.Article, Revision: m.Revision, Text: m.Text, Publisher: m.Publisher, Readings: m.Readings, Verdicts: m.Verdicts, MadeAt: m.MadeAt}
	groups := m.groups()
	findings := m.decided(r, groups)
	for _, c := range groups[undecided] {
		findings = append(findings, m.reading(c))
	}
	slices.SortStableFunc(findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.Revision, a.Revision), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ClaimID, b.ClaimID))
	})
	for _, f := range findings {
		r.Coverage.add(&f)
		if len(m.Verdicts) == 0 || slices.Contains(m.Verdicts, f.Verdict) {
			f.Number = len(r.Findings) + 1
			r.Findings = append(r.Findings, f)
		}
	}
	return r
}

// undecided stands for the decision on claims on which none stands.
const undecided = 0

// groups puts together the claims on which the same decision stands.
func (m *Material) groups() map[int64][]*factcheck.Claim {
	stands := make(map[int64]bool, len(m.Decisions))
	for _, d := range m.Decisions {
		stands[d.ID] = true
	}
	groups := map[int64][]*factcheck.Claim{}
	for i := range m.Claims {
		id := m.Claims[i].Desk.DecisionID
		if !stands[id] {
			id = undecided
		}
		groups[id] = append(groups[id], &m.Claims[i])
	}
	return groups
}

// decided gives the desk's word on every group of which a claim is left, and tells the report what was set aside.
func (m *Material) decided(r *Report, groups map[int64][]*factcheck.Claim) (findings []Finding) {
	for i := range m.Decisions {
		d := &m.Decisions[i]
		switch group := groups[d.ID]; {
		case len(group) == 0:
		case d.Outcome == factcheck.Rejected:
			r.SetAside = append(r.SetAside, SetAside{Quote: d.Quote, Reason: d.Reason})
		default:
			findings = append(findings, m.word(d, group))
		}
	}
	return findings
}

// word is the finding of a decision on a group.
func (m *Material) word(d *factcheck.Decision, group []*factcheck.Claim) Finding {
	f := Finding{ClaimID: cmp.Or(d.ClaimID, group[0].ID), Revision: d.Revision, Span: d.Span, Quote: d.Quote, Verdict: d.Verdict,
		Rating: d.Rating, Reason: d.Reason, UpdatedAt: d.UpdatedAt}
	for _, c := range group {
		f.Speaker = cmp.Or(f.Speaker, c.Speaker)
		f.cite(c.Citations)
		switch {
		case c.Verdict == d.Verdict:
			f.Reason = cmp.Or(f.Reason, c.Note)
		case c.Verdict != factcheck.Unchecked:
			f.Dissent = append(f.Dissent, Dissent{Reviewer: m.Name(c.Reviewer), Verdict: c.Verdict, Rating: c.Rating, Reason: c.Note})
		}
	}
	return f
}

// reading is the finding of a claim on which nothing is decided.
func (m *Material) reading(c *factcheck.Claim) Finding {
	f := Finding{ClaimID: c.ID, Revision: c.Revision, Span: c.Span, Quote: c.Quote, Verdict: c.Verdict,
		Rating: c.Rating, Speaker: c.Speaker, Reason: c.Note, Reviewer: m.Name(c.Reviewer), UpdatedAt: c.UpdatedAt}
	f.cite(c.Citations)
	return f
}

// cite takes up citations. One that says the same of the same place as one that is there only brings the day it was last seen.
func (f *Finding) cite(citations []factcheck.Citation) {
	for _, c := range citations {
		seen := c.AccessedOn
		c.Number, c.AccessedOn = 0, ""
		i := slices.IndexFunc(f.Sources, func(known factcheck.Citation) bool {
			known.AccessedOn = ""
			return known == c
		})
		if i < 0 {
			i = len(f.Sources)
			f.Sources = append(f.Sources, c)
		}
		f.Sources[i].AccessedOn = max(f.Sources[i].AccessedOn, seen)
	}
}
