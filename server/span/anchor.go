package span

import (
	"strings"

	"stet/server/factcheck"
)

// ContextLength is how many code points of the text before and after a quote are kept beside it.
const ContextLength = 32

// Anchor gives what a claim keeps of its place: the exact text of the span, and up to [ContextLength] code points
// before and after it.
func (t *Text) Anchor(s factcheck.Span) (quote, prefix, suffix string) {
	before := factcheck.Span{Start: s.Start - ContextLength, End: s.Start}
	after := factcheck.Span{Start: s.End, End: s.End + ContextLength}
	return t.Slice(s), t.Slice(before), t.Slice(after)
}

// Check says whether a claim could stand on s: within the text, from a start to a later end, over something visible.
// The error is Invalid and names the field, start or end.
func (t *Text) Check(s factcheck.Span) error {
	switch {
	case s.Start < 0:
		return factcheck.BadField("start", "A span cannot start at %d: positions count from 0.", s.Start)
	case s.Start >= t.length:
		return factcheck.BadField("start", "A span cannot start at %d: the text has %d code points.", s.Start, t.length)
	case s.End <= s.Start:
		return factcheck.BadField("end", "A span that starts at %d cannot end at %d: its end comes after its start.", s.Start, s.End)
	case s.End > t.length:
		return factcheck.BadField("end", "A span cannot end at %d: the text has %d code points.", s.End, t.length)
	case strings.TrimSpace(t.Slice(s)) == "":
		return factcheck.BadField("end", "There is only white space from %d to %d: choose some words.", s.Start, s.End)
	}
	return nil
}
