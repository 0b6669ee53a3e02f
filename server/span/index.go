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
	for i := range r.sentences {
		if listed(i) {
			x.add(i, r.sortedWords(i))
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

// mostSharing is how many sentences are looked at that share a rare word with one: of more, those that share the most.
const mostSharing = 64

// sharing gives the sentences that share a rare word with a sentence of a text, ascending.
func (x index) sharing(r *read, sentence int) []int {
	var having []int
	for _, id := range slices.Compact(slices.Clone(r.sortedWords(sentence))) {
		if len(x[id]) <= rareWord {
			having = append(having, x[id]...)
		}
	}
	slices.Sort(having)
	found := slices.Compact(slices.Clone(having))
	if len(found) <= mostSharing {
		return found
	}
	shared := make(map[int]int, len(found))
	for _, i := range having {
		shared[i]++
	}
	slices.SortStableFunc(found, func(i, j int) int { return shared[j] - shared[i] })
	found = found[:mostSharing]
	slices.Sort(found)
	return found
}
