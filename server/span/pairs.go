package span

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
