package span

import (
	"hash/fnv"
	"slices"
	"strings"
)

// shingleWords is how many words on end make a shingle. A Chinese or Japanese character is a word.
const shingleWords = 3

// Shingles are the hashes of all runs of three words of a text, each once, in order of size. Texts that share most of them are
// nearly the same, whatever their punctuation, case and line ends.
type Shingles []uint64

// ShinglesOf gives the shingles of a text; one alone of a text too short for any.
func ShinglesOf(text string) Shingles {
	words := shingleWordsOf(text)
	n := max(1, len(words)-shingleWords+1)
	all := make(Shingles, 0, n)
	for i := range n {
		all = append(all, hashOf(words[i:min(len(words), i+shingleWords)]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func shingleWordsOf(text string) (words []string) {
	for _, t := range tokenise(strings.ToLower(text)) {
		if !starts(t.text, isHan) {
			words = append(words, t.text)
			continue
		}
		for _, r := range t.text {
			words = append(words, string(r))
		}
	}
	return words
}

func hashOf(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

// Sketch gives at most n of the smallest: of two texts that share most shingles, the sketches share most too.
func (s Shingles) Sketch(n int) Shingles { return s[:min(n, len(s))] }

const (
	nearlySame     = 0.5 // of the shingles of both
	cutFromAnother = 0.8 // of the shingles of the shorter
	longEnough     = 40  // shingles, for a text to be told as cut from another
)

// NearlySame says whether two texts are, or one was cut from the other.
func (s Shingles) NearlySame(o Shingles) bool {
	cut := min(len(s), len(o)) >= longEnough && s.Within(o) >= cutFromAnother
	return cut || s.Alike(o) >= nearlySame
}

// Alike gives the share of the shingles of both that they have in common, from 0 to 1: the Jaccard index.
func (s Shingles) Alike(o Shingles) float64 {
	common := s.common(o)
	return float64(common) / float64(len(s)+len(o)-common)
}

// Within gives the share of the smaller's shingles that the larger has, from 0 to 1: 1 where one text was cut from the other.
func (s Shingles) Within(o Shingles) float64 {
	return float64(s.common(o)) / float64(min(len(s), len(o)))
}

func (s Shingles) common(o Shingles) (n int) {
	for i, j := 0, 0; i < len(s) && j < len(o); {
		switch {
		case s[i] == o[j]:
			n++
			i++
			j++
		case s[i] < o[j]:
			i++
		default:
			j++
		}
	}
	return n
}
