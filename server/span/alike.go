package span

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// How much two sentences have in common, by weight, before one may be taken for the other edited; and by how much the next
// likest has to be less alike before there is no doubt which.
const (
	aLittleAlike = 0.35
	muchAlike    = 0.5
	veryAlike    = 0.8
	clearly      = 0.1
)

// weigh gives each word a weight: 1 where it stands once, less the more often it stands, little where it is a sign.
func weigh(n *numbers, from, to *read) []float64 {
	inFrom, inTo := make([]int, len(n.words)), make([]int, len(n.words))
	for _, id := range from.words {
		inFrom[id]++
	}
	for _, id := range to.words {
		inTo[id]++
	}
	weights := make([]float64, len(n.words))
	for word, id := range n.words {
		weights[id] = 1 / (1 + math.Log2(float64(max(inFrom[id], inTo[id]))))
		if first, _ := utf8.DecodeRuneInString(word); !isLettered(first) && !isUnspaced(first) {
			weights[id] = min(weights[id], 0.1)
		}
	}
	return weights
}

// alike gives what share of their words two sentences have in common, by weight (Dice's coefficient): 0 to 1.
func (b *Bridge) alike(i, j int) float64 {
	if b.from.sentences[i].id == b.to.sentences[j].id {
		return 1
	}
	return dice(b.from.sortedWords(i), b.to.sortedWords(j), b.weights)
}

func dice(a, b []int32, weights []float64) float64 {
	var all, common float64
	for _, id := range a {
		all += weights[id]
	}
	for _, id := range b {
		all += weights[id]
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c == 0:
			common += weights[a[i]]
			i, j = i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return 2 * common / all
}

// pairEdited pairs the sentences of a gap that are alike, in order.
func (b *Bridge) pairEdited(g gap) {
	g.from = slices.DeleteFunc(g.from, func(i int) bool { return b.pairs[i].to >= 0 })
	g.to = slices.DeleteFunc(g.to, func(j int) bool { return b.back[j] >= 0 })
	if g.empty() {
		return
	}
	if len(g.from)*len(g.to) <= comparedAll {
		b.pairAlike(g)
		return
	}
	for _, part := range b.partLikest(g) {
		if !part.empty() && len(part.from)*len(part.to) <= comparedAll {
			b.pairAlike(part)
		}
	}
}

// comparedAll is the most pairs of sentences that are compared each with each.
const comparedAll = 4096

// likenesses are of the sentences of a gap, each with each.
type likenesses struct {
	gap
	of             []float64
	twoFrom, twoTo [][]int32 // the sorted words of each sentence and the next of the gap
}

func (l likenesses) at(i, j int) float64 { return l.of[i*len(l.to)+j] }

func (b *Bridge) compare(g gap) likenesses {
	l := likenesses{g, make([]float64, 0, len(g.from)*len(g.to)), b.from.twos(g.from), b.to.twos(g.to)}
	for _, i := range g.from {
		for _, j := range g.to {
			l.of = append(l.of, b.alike(i, j))
		}
	}
	return l
}

// pairAlike makes the pairs of a gap that together are the likest, in order. Two sentences may have become one, or one two.
func (b *Bridge) pairAlike(g gap) {
	l := b.compare(g)
	width := len(g.to) + 1
	best := make([]float64, (len(g.from)+2)*(width+1)) // of what follows i and j
	steps := make([]step, len(best))
	for i := len(g.from) - 1; i >= 0; i-- {
		for j := len(g.to) - 1; j >= 0; j-- {
			for _, s := range []step{{1, 0}, {0, 1}, {1, 1}, {2, 1}, {1, 2}} {
				if gain := b.gain(l, i, j, s) + best[(i+s.n)*width+j+s.m]; gain > best[i*width+j] {
					best[i*width+j], steps[i*width+j] = gain, s
				}
			}
		}
	}
	for i, j := 0, 0; i < len(g.from) && j < len(g.to); {
		s := steps[i*width+j]
		switch {
		case s == step{}:
			return
		case s == step{1, 1}:
			b.join(g.from[i], g.to[j], l.bond(i, j))
		case s.n > 0 && s.m > 0:
			b.joinSome(g.from[i], s.n, g.to[j], s.m, edited)
		}
		i, j = i+s.n, j+s.m
	}
}

// step is how many sentences of either text are taken together.
type step struct{ n, m int }

// gain is what a step adds to how alike two texts are.
func (b *Bridge) gain(l likenesses, i, j int, s step) float64 {
	never := math.Inf(-1) // whatever follows
	switch {
	case s.n == 0 || s.m == 0:
		return 0
	case i+s.n > len(l.from) || j+s.m > len(l.to):
		return never
	case s.n == 1 && s.m == 1:
		if l.at(i, j) < aLittleAlike {
			return never
		}
		return l.at(i, j) - aLittleAlike/2
	}
	if much := b.alikeTogether(l, i, j, s); much >= veryAlike && much > max(l.at(i, j), l.at(i+s.n-1, j+s.m-1))+clearly/2 {
		return float64(s.n+s.m)/2*much - aLittleAlike/2
	}
	return never
}

// alikeTogether is how alike two neighbours are to one sentence, where either has something of it.
func (b *Bridge) alikeTogether(l likenesses, i, j int, s step) float64 {
	i2, j2 := i+s.n-1, j+s.m-1
	apart := l.from[i2]-l.from[i] != s.n-1 || l.to[j2]-l.to[j] != s.m-1 ||
		b.from.passage[l.from[i]] != b.from.passage[l.from[i2]] || b.to.passage[l.to[j]] != b.to.passage[l.to[j2]]
	if apart || l.at(i, j) == 0 || l.at(i2, j2) == 0 {
		return 0
	}
	if s.n == 2 {
		return dice(l.twoFrom[i], b.to.sortedWords(l.to[j]), b.weights)
	}
	return dice(b.from.sortedWords(l.from[i]), l.twoTo[j], b.weights)
}

// sortedWords gives the words of a sentence.
func (r *read) sortedWords(sentence int) []int32 {
	s := r.sentences[sentence]
	return r.sorted[s.from:s.to]
}

// twos gives the sorted words of each of some sentences and the next one.
func (r *read) twos(sentences []int) (both [][]int32) {
	for n, i := range sentences[:len(sentences)-1] {
		both = append(both, slices.Sorted(slices.Values(slices.Concat(r.sortedWords(i), r.sortedWords(sentences[n+1])))))
	}
	return both
}

// alikeIn is [Bridge.alike] for any words of the two texts.
func (b *Bridge) alikeIn(old, now stretch) float64 {
	return dice(slices.Sorted(slices.Values(b.from.words[old.from:old.to])), slices.Sorted(slices.Values(b.to.words[now.from:now.to])), b.weights)
}

// bond says how far a pair can be relied on: much alike, and clearly more so than either is to any other of the gap.
func (l likenesses) bond(i, j int) bond {
	much := l.at(i, j)
	if much < muchAlike {
		return guessed
	}
	for n := range l.from {
		if n != i && l.at(n, j) > much-clearly {
			return guessed
		}
	}
	for n := range l.to {
		if n != j && l.at(i, n) > much-clearly {
			return guessed
		}
	}
	return edited
}
