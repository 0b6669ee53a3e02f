package export

import (
	"stet/server/factcheck"
	"stet/server/span"
)

// Report is what the desk found of one article, as it is published.
type Report struct {
	Article     factcheck.Article
	Revision    factcheck.Revision // the current one
	Text        *span.Text         // the revision's
	Publisher   factcheck.Publisher
	Readings    []Reading // by name
	Findings    []Finding // in the order of the text; those that stand in an older revision come last
	Coverage    Coverage  // of all findings, those too that Verdicts leaves out
	SetAside    []SetAside
	Corrections []Correction        // the oldest first
	Agreement   string              // how far the readings agree, as a sentence; "" where that is not known
	Verdicts    []factcheck.Verdict // the findings shown have one of these; nil for all
	MadeAt      factcheck.Timestamp
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
func (r *Report) InText() []Finding {
	for i := range r.Findings {
		if r.Findings[i].Revision != r.Revision.Number {
			return r.Findings[:i]
		}
	}
	return r.Findings
}

// Older gives the findings that stand in an older revision.
func (r *Report) Older() []Finding { return r.Findings[len(r.InText()):] }

// Marks gives the findings in the text as claims, for their segments.
func (r *Report) Marks() []factcheck.Claim {
	findings := r.InText()
	marks := make([]factcheck.Claim, len(findings))
	for i, f := range findings {
		marks[i] = factcheck.Claim{ID: f.ClaimID, Span: f.Span, Verdict: f.Verdict}
	}
	return marks
}
