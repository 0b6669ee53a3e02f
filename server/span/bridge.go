package span

import "stet/server/factcheck"

// Bridge leads from one text to another that was made of it: which words of the one are which of the other, and how far that
// can be relied on. It never changes and may be shared.
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
	passageOnce []bool    // by the number of a passage: it stands once in either text, and so does a sentence of it
	went        index     // the sentences of from that became none
	came        index     // the sentences of to that came of none
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
	b.went = b.from.index(func(i int) bool { return b.pairs[i].to < 0 })
	b.came = b.to.index(func(j int) bool { return b.back[j] < 0 })
	b.doubtEdited()
	b.pairWords()
	b.countUnpaired()
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

// pairPassages pairs the passages that are the same: in their order, and where they stand once in either, elsewhere too.
func (b *Bridge) pairPassages() {
	from, to := idsOf(b.from.passages), idsOf(b.to.passages)
	stays, stayed := make([]bool, len(from)), make([]bool, len(to))
	match(from, to, func(i, j int) {
		stays[i], stayed[j] = true, true
		b.joinPassages(i, j, same)
	})
	b.passageOnce = make([]bool, len(from)+len(to))
	for _, p := range onceInEither(from, to) {
		b.passageOnce[from[p.a]] = b.hasOnlySentence(p.a)
		if !b.passageOnce[from[p.a]] {
			continue
		}
		if !stays[p.a] && !stayed[p.b] && b.wordsIn(p.a) >= fewWords {
			b.joinPassages(p.a, p.b, moved)
		}
	}
}

// hasOnlySentence says whether some sentence of a passage stands once in either text: without, the passage may be put together
// of twins.
func (b *Bridge) hasOnlySentence(passage int) bool {
	p := b.from.passages[passage]
	for _, s := range b.from.sentences[p.from:p.to] {
		if b.twins[s.id].from == 1 && b.twins[s.id].to == 1 {
			return true
		}
	}
	return false
}

// fewWords is how many words, signs included, are so few that they may stand anywhere.
const fewWords = 4

func (b *Bridge) wordsIn(passage int) int {
	p := b.from.passages[passage]
	return b.from.sentences[p.to-1].to - b.from.sentences[p.from].from
}

func (b *Bridge) joinPassages(i, j int, how bond) {
	p, q := b.from.passages[i], b.to.passages[j]
	for k := range p.len() {
		b.join(p.from+k, q.from+k, how)
	}
}

// gap is what lies between sentences that are paired in order: sentences of both texts that are not.
type gap struct{ from, to []int }

func (g gap) empty() bool { return len(g.from) == 0 || len(g.to) == 0 }

// pairSentences pairs the sentences that are the same and in order between the passages that are, and gives what is left.
func (b *Bridge) pairSentences() []gap {
	for _, g := range b.gaps() {
		if g.empty() {
			continue
		}
		match(pick(b.from.sentences, g.from), pick(b.to.sentences, g.to), func(i, j int) {
			b.join(g.from[i], g.to[j], same)
		})
	}
	return b.gaps()
}

func pick(all []stretch, places []int) []int32 {
	ids := make([]int32, len(places))
	for i, at := range places {
		ids[i] = all[at].id
	}
	return ids
}

// gaps gives the gaps between pairs in order. What has moved is in none of them.
func (b *Bridge) gaps() (gaps []gap) {
	var open gap
	j := 0
	take := func(end int) {
		for ; j < end; j++ {
			if b.back[j] < 0 {
				open.to = append(open.to, j)
			}
		}
	}
	for i, p := range b.pairs {
		switch p.how {
		case none:
			open.from = append(open.from, i)
		case same:
			take(int(p.to))
			gaps, open = append(gaps, open), gap{}
		}
	}
	take(len(b.back))
	return append(gaps, open)
}

// pairMoved pairs sentences that stand once in either text, wherever.
func (b *Bridge) pairMoved() {
	for _, p := range onceInEither(idsOf(b.from.sentences), idsOf(b.to.sentences)) {
		if b.pairs[p.a].to < 0 && b.back[p.b] < 0 && b.from.sentences[p.a].len() >= fewWords {
			b.join(p.a, p.b, moved)
		}
	}
}

// pairMovedAndEdited pairs a sentence beside one that has moved with what stands in its place there, where the two are alike.
func (b *Bridge) pairMovedAndEdited() {
	for i, p := range b.pairs {
		if p.how != none {
			continue
		}
		for _, step := range []int{-1, 1} {
			j := b.beside(i, step)
			if j >= 0 && b.back[j] < 0 && b.alike(i, j) >= muchAlike {
				b.join(i, j, edited)
				break
			}
		}
	}
}

// beside gives the sentence of to that a moved neighbour of i says should be what became of i; -1 for none.
func (b *Bridge) beside(i, step int) int {
	if n := i + step; n >= 0 && n < len(b.pairs) && b.pairs[n].how == moved && b.from.passage[n] == b.from.passage[i] {
		j := int(b.pairs[n].to) - step
		if j >= 0 && j < len(b.back) && b.to.passage[j] == b.to.passage[b.pairs[n].to] {
			return j
		}
	}
	return -1
}

// doubtEdited leaves to a person what was edited and stands in another passage than what it stood with, or of which there are
// twins: those may be what it became.
func (b *Bridge) doubtEdited() {
	for i, p := range b.pairs {
		if p.how != edited {
			continue
		}
		old, now := b.twins[b.from.sentences[i].id], b.twins[b.to.sentences[p.to].id]
		if old.to > 0 || now.from > 0 || b.strayed(i) || b.rivalled(i) {
			b.pairs[i].how = guessed
		}
	}
}

// rivalled says whether a sentence that went anywhere is about as much like what sentence i became, or one that came like i.
func (b *Bridge) rivalled(i int) bool {
	j := int(b.pairs[i].to)
	much := b.alike(i, j) - clearly
	for _, rival := range b.went.sharing(b.to, j) {
		if b.alike(rival, j) > much {
			return true
		}
	}
	for _, rival := range b.came.sharing(b.from, i) {
		if b.alike(i, rival) > much {
			return true
		}
	}
	return false
}

// strayed says whether no other sentence of the passage went where sentence i did, though some went or came elsewhere.
func (b *Bridge) strayed(i int) bool {
	here, there := b.from.passage[i], b.to.passage[b.pairs[i].to]
	strayed := false
	for n := b.from.passages[here].from; n < b.from.passages[here].to; n++ {
		if to := b.pairs[n].to; n != i && to >= 0 {
			if b.to.passage[to] == there {
				return false
			}
			strayed = true
		}
	}
	for n := b.to.passages[there].from; n < b.to.passages[there].to; n++ {
		strayed = strayed || b.back[n] >= 0 && int(b.back[n]) != i
	}
	return strayed
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
