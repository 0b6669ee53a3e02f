package span

import (
	"slices"

	"stet/server/factcheck"
)

// Carried is what became of a span.
type Carried struct {
	Outcome        factcheck.Carriage
	factcheck.Span // in the new text; for CarriedUncertain a proposal; empty for CarriedGone
}

// Carry finds in the new text what a span of the old one marks.
//
// Words that did not change, in sentences that are beyond doubt the same, are exact, wherever they moved and however their
// lines are broken now. Words that changed in a sentence that is known by the rest of it are changed. Whatever could as well
// be another place that reads alike is uncertain at most: precision goes before everything else. The span is grown to whole
// grapheme clusters.
func (b *Bridge) Carry(s factcheck.Span) Carried {
	c := carrier{Bridge: b, span: s}
	c.a, c.z = b.from.wordsOf(s)
	if c.a == c.z {
		return Carried{Outcome: factcheck.CarriedGone}
	}
	c.first, c.last = int(b.from.sentence[c.a]), int(b.from.sentence[c.z-1])
	if at, ok := c.whole(); ok {
		now, asItWas := c.standing(at)
		switch {
		case !c.certain(at):
			return Carried{factcheck.CarriedUncertain, now}
		case !asItWas:
			return Carried{factcheck.CarriedChanged, now}
		}
		return Carried{factcheck.CarriedExact, now}
	}
	if !c.anyPaired() {
		return c.resembling()
	}
	return c.changed()
}

// carrier carries one span: the words [a, z) of the sentences first to last.
type carrier struct {
	*Bridge
	span        factcheck.Span
	a, z        int
	first, last int
}

// whole gives the word of the new text at which all of the span's words stand side by side.
func (c carrier) whole() (at int, ok bool) {
	at = int(c.words[c.a])
	ok = at >= 0
	for i := c.a; ok && i < c.z; i++ {
		ok = int(c.words[i]) == at+i-c.a
	}
	if ok {
		return at, true
	}
	return c.onlyPlace()
}

// onlyPlace finds the words of a span in its sentence as it was edited, where they stand once in either.
func (c carrier) onlyPlace() (at int, ok bool) {
	p := c.pairs[c.first]
	if p.to < 0 || c.z > p.old.to {
		return 0, false
	}
	s, t := p.old, p.now
	quote := c.from.words[c.a:c.z]
	if _, n := standsIn(c.from.words[s.from:s.to], quote); n != 1 {
		return 0, false
	}
	at, n := standsIn(c.to.words[t.from:t.to], quote)
	return t.from + at, n == 1
}

// standsIn counts the places at which some words stand in others, and gives the last.
func standsIn(all, some []int32) (at, n int) {
	for i := 0; i+len(some) <= len(all); i++ {
		if slices.Equal(all[i:i+len(some)], some) {
			at, n = i, n+1
		}
	}
	return at, n
}

// standing gives the span of the span's own words at a place, with the white space that it had at its edges if that is there.
// asItWas is false where a character at an edge has become another by what was put beside it.
func (c carrier) standing(at int) (now factcheck.Span, asItWas bool) {
	first, last := c.from.at[c.a], c.from.at[c.z-1]
	newFirst, newLast := c.to.at[at], c.to.at[at+c.z-1-c.a]
	now = factcheck.Span{Start: newFirst.Start + c.span.Start - first.Start, End: newLast.End + c.span.End - last.End}
	if now.Start < 0 || c.to.text.Slice(now) != c.from.text.Slice(c.span) {
		now = factcheck.Span{Start: max(now.Start, newFirst.Start), End: min(now.End, newLast.End)}
	}
	whole := c.to.text.Snap(now)
	return whole, whole == now
}
