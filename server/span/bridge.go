package span

import (
	"sync"

	"stet/server/factcheck"
)

// Bridge leads from one text to another that was made of it: which words of the one are which of the other, and how far that
// can be relied on. What it says never changes, and it may be shared.
//
// Whole passages are paired first, then sentences, then sentences that were edited, and only within those the words. So a
// sentence that went is never taken for one that is like it and stayed.
type Bridge struct {
	from, to    *read
	pairs       []pair    // by sentence of from
	back        []int32   // by sentence of to, the sentence of from; -1 for none
	words       []int32   // by word of from, the word of to; -1 for none
	twins       []twins   // by the number of a sentence
	weights     []float64 // by the number of a word; see weigh
	traits      []trait   // by the number of a word
	passageOnce []bool    // by the number of a passage: it stands once in either text, and so does a sentence of it
	companions  companions
	went        index    // the sentences of from that are not there any more as they were
	came        index    // the sentences of to that were not there as they are
	resembled   sync.Map // by sentence of from, what resembles found
	disputed    func() map[int32]int32
}

// pair is what became of a sentence.
type pair struct {
	to       int32 // the sentence that it became, the first where it became two; -1 for none
	how      bond
	old, now stretch // the words of it and of what it became; more than its own where two sentences became one
}

// bond is what a pair rests on.
type bond int8

const (
	none    bond = iota
	guessed      // a little alike, or as much like another: a person has to look
	edited       // much alike, between the same neighbours
	moved        // the same, elsewhere
	same         // the same, in the same order
)

// twins counts the sentences that are the same.
type twins struct{ from, to, unpaired int }

// NewBridge compares two texts, each with its blocks. The work is about proportional to their length.
func NewBridge(from, to *Text, fromBlocks, toBlocks []factcheck.Block) *Bridge {
	n := newNumbers()
	b := &Bridge{from: readText(from, fromBlocks, n), to: readText(to, toBlocks, n)}
	b.count(n)
	b.pairs = make([]pair, len(b.from.sentences))
	for i := range b.pairs {
		b.pairs[i].to = -1
	}
	b.back = filled(len(b.to.sentences))
	b.pairPassages()
	gaps := b.pairSentences()
	b.pairMoved()
	for _, g := range gaps {
		b.pairEdited(g)
	}
	b.pairMovedAndEdited()
	b.companions = b.companionsOf()
	b.went = b.from.index(func(i int) bool { return b.pairs[i].how < moved })
	b.came = b.to.index(func(j int) bool { return b.back[j] < 0 || b.pairs[b.back[j]].how < moved })
	b.doubtEdited()
	b.pairWords()
	b.countUnpaired()
	b.disputed = sync.OnceValue(b.disputedTwins)
	return b
}

func filled(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func (b *Bridge) count(n *numbers) {
	b.twins = make([]twins, len(n.sentences))
	for _, s := range b.from.sentences {
		b.twins[s.id].from++
	}
	for _, s := range b.to.sentences {
		b.twins[s.id].to++
	}
	b.weights = weigh(n, b.from, b.to)
	b.traits = traitsOf(n)
}

func (b *Bridge) join(i, j int, how bond) {
	b.joinSome(i, 1, j, 1, how)
}

// joinSome pairs n sentences from i on with m from j on.
func (b *Bridge) joinSome(i, n, j, m int, how bond) {
	old := stretch{from: b.from.sentences[i].from, to: b.from.sentences[i+n-1].to}
	now := stretch{from: b.to.sentences[j].from, to: b.to.sentences[j+m-1].to}
	for k := range n {
		b.pairs[i+k] = pair{int32(j), how, old, now}
	}
	for k := range m {
		b.back[j+k] = int32(i)
	}
}

func idsOf(all []stretch) []int32 {
	ids := make([]int32, len(all))
	for i, s := range all {
		ids[i] = s.id
	}
	return ids
}

// pairWords pairs the words of every pair of sentences.
func (b *Bridge) pairWords() {
	b.words = filled(len(b.from.words))
	for i, p := range b.pairs {
		s, t := p.old, p.now
		if p.to < 0 || s.from < b.from.sentences[i].from { // with the sentence before
			continue
		}
		match(b.from.words[s.from:s.to], b.to.words[t.from:t.to], func(i, j int) { b.words[s.from+i] = int32(t.from + j) })
		if p.how != same {
			b.drawTogether(s)
		}
	}
}

// drawTogether moves words of a sentence that stand apart from both their neighbours in the new text to the one before them,
// where the same word stands there too: of two ways to read an edit, the one that parts fewer words.
func (b *Bridge) drawTogether(s stretch) {
	for i := s.from + 1; i < s.to; i++ {
		before, at := b.words[i-1], b.words[i]
		apart := before >= 0 && at > before+1 && (i+1 == s.to || b.words[i+1] != at+1)
		if apart && b.to.words[before+1] == b.from.words[i] {
			b.words[i] = before + 1
		}
	}
}

// countUnpaired counts the sentences that have twins and are left over.
func (b *Bridge) countUnpaired() {
	for i, s := range b.from.sentences {
		if b.pairs[i].how < moved && b.twins[s.id].to > 0 {
			b.twins[s.id].unpaired++
		}
	}
	for j, s := range b.to.sentences {
		if (b.back[j] < 0 || b.pairs[b.back[j]].how < moved) && b.twins[s.id].from > 0 {
			b.twins[s.id].unpaired++
		}
	}
}
