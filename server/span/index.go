package span

import "slices"

// index finds sentences by their words. Of a word that many of them have it lists one more than [rareWord], which is enough to
// know that it does not tell them apart.
type index map[int32][]int

// rareWord is how many sentences have a word that still tells them apart.
const rareWord = 8

// index lists some sentences of a text.
func (r *read) index(listed func(sentence int) bool) index {
	x := index{}
	for i, s := range r.sentences {
		if listed(i) {
			x.add(i, r.sorted[s.from:s.to])
		}
	}
	return x
}

func (x index) add(sentence int, words []int32) {
	for _, id := range slices.Compact(slices.Clone(words)) {
		if len(x[id]) <= rareWord {
			x[id] = append(x[id], sentence)
		}
	}
}

// sharing gives the sentences that share a rare word with a sentence of a text, ascending.
func (x index) sharing(r *read, sentence int) (found []int) {
	s := r.sentences[sentence]
	for _, id := range r.sorted[s.from:s.to] {
		if having := x[id]; len(having) <= rareWord {
			found = append(found, having...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
