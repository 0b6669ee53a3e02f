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

// certain says whether it is beyond doubt that words which stand at a place are the ones that were marked.
func (c carrier) certain(at int) bool {
	for i := c.first; i <= c.last; i++ {
		if !c.certainOf(i, at) {
			return false
		}
	}
	return true
}

func (c carrier) certainOf(i, at int) bool {
	switch c.pairs[i].how {
	case same:
		return c.certainlySame(i)
	case moved:
		return c.certainlyMoved(i)
	case edited:
		return c.first != c.last || c.certainlyThere(at)
	default:
		return false
	}
}

// certainlySame is of a sentence that is unchanged. It is known by its passage, where that is unchanged and there is only one,
// or by what stands beside it; on both sides where some of its twins have come or gone.
func (c carrier) certainlySame(i int) bool {
	if c.inOnlyPassage(i) {
		return true
	}
	if c.twins[c.from.sentences[i].id].unpaired > 0 {
		return c.agreeBefore(i) && c.agreeAfter(i)
	}
	return c.agreeBefore(i) || c.agreeAfter(i) || c.keptItsPassage(i)
}

// keptItsPassage says whether the nearest sentence of its passage that is still there, on either side, is still beside it: those
// between went.
func (c carrier) keptItsPassage(i int) bool {
	return c.survivorBeside(i, -1) || c.survivorBeside(i, 1)
}

func (c carrier) survivorBeside(i, step int) bool {
	p, there := c.from.passages[c.from.passage[i]], c.to.passage[c.pairs[i].to]
	for n := i + step; n >= p.from && n < p.to; n += step {
		if to := c.pairs[n].to; to >= 0 && c.to.passage[to] == there {
			return c.solid(n, int(c.pairs[i].to)+step)
		}
	}
	return false
}

// inOnlyPassage says whether a sentence is in a passage that stands once in either text, and is more than a few words.
func (c carrier) inOnlyPassage(i int) bool {
	here, there := c.from.passage[i], c.to.passage[c.pairs[i].to]
	return c.from.passages[here].id == c.to.passages[there].id && c.passageOnce[c.from.passages[here].id] && c.wordsIn(int(here)) >= fewWords
}

func (c carrier) agreeBefore(i int) bool {
	j := int(c.pairs[i].to)
	return i == 0 && j == 0 || i > 0 && c.solid(i-1, j-1)
}

func (c carrier) agreeAfter(i int) bool {
	j := int(c.pairs[i].to)
	return i == len(c.pairs)-1 && j == len(c.back)-1 || i < len(c.pairs)-1 && c.solid(i+1, j+1)
}

// solid says whether sentence i became j, and could not as well have become another.
func (c carrier) solid(i, j int) bool {
	p := c.pairs[i]
	return int(p.to) == j && p.how >= edited && c.twins[c.from.sentences[i].id].unpaired == 0
}

// certainlyMoved is of a sentence that stands elsewhere: with its passage, or with a neighbour.
func (c carrier) certainlyMoved(i int) bool {
	j, p := int(c.pairs[i].to), c.from.passages[c.from.passage[i]]
	return c.inOnlyPassage(i) || i > p.from && c.solid(i-1, j-1) || i+1 < p.to && c.solid(i+1, j+1) || c.keptItsPassage(i)
}

// certainlyThere is of unchanged words in a sentence that was edited: they are many, or have kept their neighbours.
func (c carrier) certainlyThere(at int) bool {
	left, right := c.keptBefore(c.a, at), c.keptAfter(c.z, at+c.z-c.a)
	s, t := c.pairs[c.first].old, c.pairs[c.first].now
	quote := c.from.words[c.a:c.z]
	_, before := standsIn(c.from.words[s.from:s.to], quote)
	_, now := standsIn(c.to.words[t.from:t.to], quote)
	if before > 1 || now > 1 {
		return left >= 1 && right >= 1
	}
	return len(quote) > fewWords || left >= nearWords || right >= nearWords
}

// nearWords is how many words beside a span show where it belongs.
const nearWords = 2

// keptBefore counts the words before word i that stand before word j too, [nearWords] where both begin their sentence.
func (b *Bridge) keptBefore(i, j int) int {
	s, t := b.around(i, j)
	n := 0
	for n < nearWords && i-n > s.from && j-n > t.from && b.from.words[i-n-1] == b.to.words[j-n-1] {
		n++
	}
	if i-n == s.from && j-n == t.from {
		return nearWords
	}
	return n
}

// keptAfter is keptBefore for the words from i and from j on.
func (b *Bridge) keptAfter(i, j int) int {
	s, t := b.around(i-1, j-1)
	n := 0
	for n < nearWords && i+n < s.to && j+n < t.to && b.from.words[i+n] == b.to.words[j+n] {
		n++
	}
	if i+n == s.to && j+n == t.to {
		return nearWords
	}
	return n
}

// around gives what was paired of either text around a word of each.
func (b *Bridge) around(i, j int) (old, now stretch) {
	if p := b.pairs[b.from.sentence[i]]; j >= p.now.from && j < p.now.to {
		return p.old, p.now
	}
	return b.from.sentences[b.from.sentence[i]], b.to.sentences[b.to.sentence[j]]
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
