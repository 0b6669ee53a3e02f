package span

import (
	"slices"

	"stet/server/factcheck"
)

func (c carrier) anyPaired() bool {
	for i := c.first; i <= c.last; i++ {
		if c.pairs[i].to >= 0 {
			return true
		}
	}
	return false
}

// changed carries a span whose words changed, in sentences that are known at least in part.
func (c carrier) changed() Carried {
	start, end, ok := c.edges()
	if !ok || end <= start {
		return c.resembling()
	}
	kept := c.kept(start, end)
	if kept == 0 && c.context(start, end) == 0 {
		return c.resembling()
	}
	outcome := factcheck.CarriedUncertain
	if c.known() && !c.replacedWithin(start, end) && end-start <= widest(c.z-c.a) && (kept >= mostKept || c.context(start, end) == 2 && c.restKept()) {
		outcome = factcheck.CarriedChanged
	}
	return Carried{outcome, c.spanOf(c.freeStart(start), c.freeEnd(end))}
}

// freeEnd moves the end of a span out of the midst of a word, where the old one had white space there: "counted." became
// "counte.d".
func (c carrier) freeEnd(end int) int {
	if !c.from.touches(c.z) && c.to.touches(end) && c.to.lettered(end) {
		return end + 1
	}
	return end
}

func (c carrier) freeStart(start int) int {
	if !c.from.touches(c.a) && c.to.touches(start) && c.to.lettered(start-1) {
		return start - 1
	}
	return start
}

// mostKept is the least share of its words, by weight, by which a span is known without its neighbours.
const mostKept = 0.5

// widest is the most words that as many may have grown to.
func widest(words int) int { return words + words/2 + 4 }

// known says whether every sentence of the span that is paired is so beyond doubt.
func (c carrier) known() bool {
	for i := c.first; i <= c.last; i++ {
		p := c.pairs[i]
		if p.how == guessed || p.how == same && !c.certainlySame(i) || p.how == moved && !c.certainlyMoved(i) {
			return false
		}
	}
	return true
}

// replacedWithin says whether a sentence of the span went and another came, in the words [start, end) of the new text.
func (c carrier) replacedWithin(start, end int) bool {
	went := slices.ContainsFunc(c.pairs[c.first:c.last+1], func(p pair) bool { return p.to < 0 })
	return went && slices.Contains(c.back[c.to.sentence[start]:c.to.sentence[end-1]+1], -1)
}

// edges gives the words of the new text that stand where the span's words stood; ok is false where they are scattered.
func (c carrier) edges() (start, end int, ok bool) {
	first, last := c.first, c.last
	for c.pairs[first].to < 0 {
		first++
	}
	for c.pairs[last].to < 0 {
		last--
	}
	for i, before := first, int32(-1); i <= last; i++ {
		if to := c.pairs[i].to; to >= 0 {
			if to < before {
				return 0, 0, false
			}
			before = to
		}
	}
	start, end = c.pairs[first].now.from, c.pairs[last].now.to
	if first == c.first {
		start = c.startIn(first)
	}
	if last == c.last {
		end = c.endIn(last)
	}
	return start, end, true
}

// startIn gives where the span starts in what became of its first sentence.
func (c carrier) startIn(sentence int) int {
	if at := c.words[c.a]; at >= 0 {
		return int(at)
	}
	r := c.replaced(sentence, c.a)
	if r.from.len() == r.to.len() || r.from.from == c.pairs[sentence].old.from { // what came before a sentence is not of it
		return max(r.to.from, r.to.to-r.from.to+c.a)
	}
	return r.to.from
}

// endIn gives where the span ends in what became of its last sentence.
func (c carrier) endIn(sentence int) int {
	at := c.words[c.z-1]
	if before := c.beforeMark(); at >= 0 && before >= 0 && at != before+1 {
		at = before // the sign is another one's: this one went
	}
	if at >= 0 {
		return int(at) + 1
	}
	r := c.replaced(sentence, c.z-1)
	if r.from.len() == r.to.len() {
		return r.to.from + c.z - r.from.from
	}
	return r.to.to
}

// beforeMark gives what became of the word before the sign that the span ends with; -1 where it ends with none, or the word went.
func (c carrier) beforeMark() int32 {
	if c.z-c.a < 2 || c.traits[c.from.words[c.z-1]] != mark {
		return -1
	}
	return c.words[c.z-2]
}

// replacement is a run of words of which none stayed, and what came in its place.
type replacement struct{ from, to stretch }

// replaced gives the replacement that a word which did not stay is in.
func (b *Bridge) replaced(sentence, word int) replacement {
	s, t := b.pairs[sentence].old, b.pairs[sentence].now
	r := replacement{stretch{from: word, to: word}, stretch{from: t.from, to: t.to}}
	for r.from.from > s.from && b.words[r.from.from-1] < 0 {
		r.from.from--
	}
	for r.from.to < s.to && b.words[r.from.to] < 0 {
		r.from.to++
	}
	if r.from.from > s.from {
		r.to.from = int(b.words[r.from.from-1]) + 1
	}
	if r.from.to < s.to {
		r.to.to = int(b.words[r.from.to])
	}
	return r
}

// kept gives the share of the span's words, by weight, that stand in [start, end).
func (c carrier) kept(start, end int) float64 {
	var all, kept float64
	for i := c.a; i < c.z; i++ {
		weight := c.weights[c.from.words[i]]
		all += weight
		if at := int(c.words[i]); at >= start && at < end {
			kept += weight
		}
	}
	return kept / all
}

// restKept says whether most of what stands around the span in its sentences stayed, by weight, and is more than a word.
func (c carrier) restKept() bool {
	var all, kept float64
	words := 0
	for i := c.from.sentences[c.first].from; i < c.from.sentences[c.last].to; i++ {
		if i >= c.a && i < c.z {
			continue
		}
		weight := c.weights[c.from.words[i]]
		words, all = words+1, all+weight
		if c.words[i] >= 0 {
			kept += weight
		}
	}
	return words >= nearWords && kept >= mostKept*all
}

// context counts the sides, of two, on which the span has kept its neighbours.
func (c carrier) context(start, end int) (sides int) {
	if c.keptBefore(c.a, start) >= nearWords {
		sides++
	}
	if c.keptAfter(c.z, end) >= nearWords {
		sides++
	}
	return sides
}

func (c carrier) spanOf(start, end int) factcheck.Span {
	return c.to.text.Snap(factcheck.Span{Start: c.to.at[start].Start, End: c.to.at[end-1].End})
}

// within gives the span's words within a sentence, or the whole of it where they are scattered or all.
func (c carrier) within(sentence int) factcheck.Span {
	s, t := c.from.sentences[c.first], c.to.sentences[sentence]
	start, end := t.to, t.from
	match(c.from.words[c.a:min(c.z, s.to)], c.to.words[t.from:t.to], func(_, j int) {
		start, end = min(start, t.from+j), max(end, t.from+j+1)
	})
	if c.a == s.from && c.z >= s.to || start >= end {
		start, end = t.from, t.to
	}
	return c.spanOf(start, end)
}
