package export

import (
	"cmp"
	"iter"
	"slices"

	"stet/server/factcheck"
	"stet/server/span"
)

// Material is what a report is made of, all of one snapshot and as its reader may see it. What there may be much of is read each time
// it is gone through; an error comes last.
type Material struct {
	Article     factcheck.Article
	Revision    factcheck.Revision // the current one
	Text        *span.Text         // the revision's
	Publisher   factcheck.Publisher
	Found       factcheck.ArticleFound                   // how many findings there are, those too that Verdicts leaves out
	Undecided   iter.Seq2[*factcheck.Claim, error]       // the claims on which nothing stands, in the order of a report; each is good until the next
	Accepted    iter.Seq2[factcheck.DecidedGroup, error] // in the order of a report
	Rejected    iter.Seq2[factcheck.DecidedGroup, error] // likewise
	Corrections iter.Seq2[Correction, error]             // the oldest first
	Readings    []Reading                                // by name
	Name        func(reviewer string) string             // the name under which a reviewer is shown
	Agreement   string                                   // how far the readings agree, as a sentence; "" where that is not known
	Verdicts    []factcheck.Verdict                      // the findings wanted have one of these; nil for all
	MadeAt      factcheck.Timestamp
}

// findings gives the findings wanted, numbered, in the order of a report: those on the current revision, then those on older ones, the
// latest first; on each by start and end, the desk's word before the readings of the same words. A group that the desk has decided is
// one finding, the desk's word, whatever its readings say; a claim on which nothing stands is a finding of its own. What was rejected
// is none.
func (m *Material) findings(yield func(*Finding, error) bool) {
	number := 0
	for f, err := range merged(m.words, m.readings, (*Finding).before) {
		if err != nil {
			yield(nil, err)
			return
		}
		if !m.wants(f.Verdict) {
			continue
		}
		number++
		if f.Number = number; !yield(f, nil) {
			return
		}
	}
}

func (m *Material) wants(v factcheck.Verdict) bool {
	return len(m.Verdicts) == 0 || slices.Contains(m.Verdicts, v)
}

// before says whether the finding f, a reading, stands before the desk's word g.
func (f *Finding) before(g *Finding) bool {
	return cmp.Or(cmp.Compare(g.Revision, f.Revision), cmp.Compare(f.Start, g.Start), cmp.Compare(f.End, g.End)) < 0
}

// merged goes through two sequences that are in order as one. What of the second is not before what of the first is at hand comes after it.
func merged[T any](first, second iter.Seq2[T, error], before func(ofSecond, ofFirst T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		next, stop := iter.Pull2(first)
		defer stop()
		ahead, err, more := next()
		for item, failed := range second {
			for ; more && (err != nil || failed == nil && !before(item, ahead)); ahead, err, more = next() {
				if !yield(ahead, err) {
					return
				}
			}
			if !yield(item, failed) {
				return
			}
		}
		for ; more; ahead, err, more = next() {
			if !yield(ahead, err) {
				return
			}
		}
	}
}

// words gives the desk's word on every group that it accepted.
func (m *Material) words(yield func(*Finding, error) bool) {
	for g, err := range m.Accepted {
		if err != nil {
			yield(nil, err)
			return
		}
		if !yield(m.word(&g), nil) {
			return
		}
	}
}

// readings gives a finding for each claim on which nothing stands.
func (m *Material) readings(yield func(*Finding, error) bool) {
	for c, err := range m.Undecided {
		if err != nil {
			yield(nil, err)
			return
		}
		if !yield(m.reading(c), nil) {
			return
		}
	}
}

// setAside gives what the desk decided is no claim.
func (m *Material) setAside(yield func(SetAside, error) bool) {
	for g, err := range m.Rejected {
		if !yield(SetAside{Quote: g.Quote, Reason: g.Reason}, err) {
			return
		}
	}
}

// word is the finding of a decision on a group.
func (m *Material) word(g *factcheck.DecidedGroup) *Finding {
	f := &Finding{ClaimID: cmp.Or(g.ClaimID, g.Left[0].ID), Revision: g.Revision, Span: g.Span, Quote: g.Quote, Verdict: g.Verdict,
		Rating: g.Rating, Reason: g.Reason, UpdatedAt: g.UpdatedAt}
	for i := range g.Left {
		c := &g.Left[i]
		f.Speaker = cmp.Or(f.Speaker, c.Speaker)
		f.cite(c.Citations)
		switch {
		case c.Verdict == g.Verdict:
			f.Reason = cmp.Or(f.Reason, c.Note)
		case c.Verdict != factcheck.Unchecked:
			f.Dissent = append(f.Dissent, Dissent{Reviewer: m.Name(c.Reviewer), Verdict: c.Verdict, Rating: c.Rating, Reason: c.Note})
		}
	}
	return f
}

// reading is the finding of a claim on which nothing is decided.
func (m *Material) reading(c *factcheck.Claim) *Finding {
	f := &Finding{ClaimID: c.ID, Revision: c.Revision, Span: c.Span, Quote: c.Quote, Verdict: c.Verdict,
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
