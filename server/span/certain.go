package span

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
func (b *Bridge) certainlySame(i int) bool {
	if b.inOnlyPassage(i) {
		return true
	}
	if b.twins[b.from.sentences[i].id].unpaired > 0 {
		return b.agreeBefore(i) && b.agreeAfter(i)
	}
	return b.agreeBefore(i) || b.agreeAfter(i) || b.keptItsPassage(i)
}

// keptItsPassage says whether the nearest sentence of its passage that is still there, on either side, is still beside it: those
// between went.
func (b *Bridge) keptItsPassage(i int) bool {
	return b.survivorBeside(i, -1) || b.survivorBeside(i, 1)
}

func (b *Bridge) survivorBeside(i, step int) bool {
	with, at := b.with(i)
	if at += step; at < 0 || at >= len(with) {
		return false
	}
	return b.solid(int(with[at]), int(b.pairs[i].to)+step)
}

// inOnlyPassage says whether a sentence is in a passage that stands once in either text, and is more than a few words.
func (b *Bridge) inOnlyPassage(i int) bool {
	here, there := b.from.passage[i], b.to.passage[b.pairs[i].to]
	return b.from.passages[here].id == b.to.passages[there].id && b.passageOnce[b.from.passages[here].id] && b.wordsIn(int(here)) >= fewWords
}

func (b *Bridge) agreeBefore(i int) bool {
	j := int(b.pairs[i].to)
	return i == 0 && j == 0 || i > 0 && b.bearsOut(i, i-1, j-1)
}

func (b *Bridge) agreeAfter(i int) bool {
	j := int(b.pairs[i].to)
	return i == len(b.pairs)-1 && j == len(b.back)-1 || i < len(b.pairs)-1 && b.bearsOut(i, i+1, j+1)
}

// bearsOut says whether a neighbour of sentence i is where it should be. Of a sentence that stands once in either text, a neighbour
// that has twins bears out as much as any: which of them it is does not matter.
func (b *Bridge) bearsOut(i, neighbour, j int) bool {
	t := b.twins[b.from.sentences[i].id]
	return b.solid(neighbour, j) || t.from == 1 && t.to == 1 && int(b.pairs[neighbour].to) == j && b.pairs[neighbour].how >= moved
}

// solid says whether sentence i became j, and could not as well have become another.
func (b *Bridge) solid(i, j int) bool {
	p := b.pairs[i]
	return int(p.to) == j && p.how >= edited && b.twins[b.from.sentences[i].id].unpaired == 0
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
