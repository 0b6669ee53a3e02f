package span

import "slices"

// companions says which sentences of a passage went to which passage of the new text.
type companions struct {
	ways map[way][]int32 // the sentences of the old text, ascending
	went []int32         // by passage of the old text, how many of its sentences went anywhere
	came []int32         // by passage of the new text, how many of its sentences came from anywhere
}

// way is from a passage of the old text to one of the new.
type way struct{ here, there int32 }

func (b *Bridge) companionsOf() companions {
	t := companions{map[way][]int32{}, make([]int32, len(b.from.passages)), make([]int32, len(b.to.passages))}
	for i, p := range b.pairs {
		if p.to >= 0 {
			w := b.way(i)
			t.ways[w] = append(t.ways[w], int32(i))
			t.went[w.here]++
		}
	}
	for j, from := range b.back {
		if from >= 0 {
			t.came[b.to.passage[j]]++
		}
	}
	return t
}

func (b *Bridge) way(i int) way { return way{b.from.passage[i], b.to.passage[b.pairs[i].to]} }

// with gives the sentences that went where sentence i did, which is one of them, and its place among them.
func (b *Bridge) with(i int) (all []int32, at int) {
	all = b.companions.ways[b.way(i)]
	at, _ = slices.BinarySearch(all, int32(i))
	return all, at
}

// strayed says whether no other sentence of the passage went where sentence i did, though some went or came elsewhere.
func (b *Bridge) strayed(i int) bool {
	if with, _ := b.with(i); len(with) > 1 {
		return false
	}
	became := int32(0)
	for j := int(b.pairs[i].to); j < len(b.back) && int(b.back[j]) == i; j++ {
		became++
	}
	w := b.way(i)
	return b.companions.went[w.here] > 1 || b.companions.came[w.there] > became
}
