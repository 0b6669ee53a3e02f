package export

import (
	"iter"

	"stet/server/factcheck"
	"stet/server/span"
)

// Report is what the desk found of one article, as it is published. Whatever the number of its findings, it needs the memory of a few:
// it is good as long as the snapshot it is read from, unless [Report.Keep] has kept a part of it.
type Report struct {
	Article     factcheck.Article
	Revision    factcheck.Revision // the current one
	Text        *span.Text         // the revision's
	Publisher   factcheck.Publisher
	Readings    []Reading                    // by name
	Coverage    Coverage                     // of all findings, those too that Verdicts leaves out
	Decided     int                          // of all findings, those that are the desk's word
	Shown       int                          // findings that Verdicts does not leave out
	Findings    iter.Seq2[*Finding, error]   // those shown, in the order of the text; those that stand in an older revision come last
	LeftOut     int                          // findings that [Report.Keep] has not kept
	SetAside    iter.Seq2[SetAside, error]   // in the order of the text
	Corrections iter.Seq2[Correction, error] // the oldest first
	Agreement   string                       // how far the readings agree, as a sentence; "" where that is not known
	Verdicts    []factcheck.Verdict          // the findings shown have one of these; nil for all
	MadeAt      factcheck.Timestamp
}

// NewReport makes a report.
func NewReport(m Material) *Report {
	r := &Report{Article: m.Article, Revision: m.Revision, Text: m.Text, Publisher: m.Publisher, Readings: m.Readings, Coverage: CoverageOf(m.Found),
		Decided: m.Found.Decided, Findings: m.findings, SetAside: m.setAside, Corrections: m.Corrections, Agreement: m.Agreement, Verdicts: m.Verdicts, MadeAt: m.MadeAt}
	for _, v := range factcheck.Verdicts {
		if m.wants(v) {
			r.Shown += m.Found.Of(v)
		}
	}
	if r.Shown <= readOnce {
		r.Findings = remembered(r.Findings)
	}
	return r
}

// Reading is one reviewer's part in a report.
type Reading struct {
	Reviewer  string // the name under which the report shows them
	Blind     bool   // they saw nobody else's claims while they read
	Submitted bool
}

// Finding is what a report says of one claim: the desk's word where it has decided, a reviewer's where it has not.
type Finding struct {
	Number   int   // in the report, from 1
	ClaimID  int64 // of the claim whose permalink leads to it
	Revision int   // whose text the span counts in
	factcheck.Span
	Quote     string
	Verdict   factcheck.Verdict
	Rating    factcheck.Rating
	Speaker   string
	Reason    string
	Reviewer  string               // whose reading it is; "" for the desk's word
	Sources   []factcheck.Citation // of all the readings behind it, each once
	Dissent   []Dissent
	UpdatedAt factcheck.Timestamp
}

// Decided says whether the finding is the desk's word.
func (f *Finding) Decided() bool { return f.Reviewer == "" }

// With gives the sources with a stance, in the order they were cited.
func (f *Finding) With(stance factcheck.Stance) (with []factcheck.Citation) {
	for _, c := range f.Sources {
		if c.Stance == stance {
			with = append(with, c)
		}
	}
	return with
}

// Dissent is a reading that the desk decided against.
type Dissent struct {
	Reviewer string
	Verdict  factcheck.Verdict
	Rating   factcheck.Rating
	Reason   string
}

// SetAside is what a reviewer marked and the desk decided is no claim.
type SetAside struct {
	Quote  string
	Reason string
}

// InText gives the findings that stand in the revision shown. They come first.
func (r *Report) InText(yield func(*Finding, error) bool) {
	for f, err := range r.Findings {
		if err == nil && f.Revision != r.Revision.Number || !yield(f, err) {
			return
		}
	}
}
