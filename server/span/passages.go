package span

import (
	"encoding/binary"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"

	"stet/server/factcheck"
)

// read is a text as it is compared with another: words within sentences within passages, each with a number that is the same
// for the same words in either text. White space is in none of them, so that lines may be broken otherwise.
type read struct {
	text      *Text
	words     []int32          // their numbers
	sorted    []int32          // the same, sorted within each sentence
	at        []factcheck.Span // where each word stands
	sentences []stretch        // of words
	passages  []stretch        // of sentences
	sentence  []int32          // of each word, the sentence it is in
	passage   []int32          // of each sentence, the passage it is in
}

// stretch is a run of words or sentences.
type stretch struct {
	id       int32 // the same for the same words
	from, to int
}

func (s stretch) len() int { return s.to - s.from }

// numbers gives out the numbers of words, sentences and passages.
type numbers struct{ words, sentences, passages map[string]int32 }

func newNumbers() *numbers {
	return &numbers{map[string]int32{}, map[string]int32{}, map[string]int32{}}
}

func numberIn(known map[string]int32, key string) int32 {
	n, ok := known[key]
	if !ok {
		n = int32(len(known))
		known[key] = n
	}
	return n
}

// readText cuts a text into words, sentences and passages.
func readText(text *Text, blocks []factcheck.Block, n *numbers) *read {
	r := &read{text: text}
	r.cutWords(n)
	word := 0
	for _, p := range joined(text, blocks) {
		from := len(r.sentences)
		for _, s := range Sentences(text, []factcheck.Block{{Span: p}}) {
			word = r.addSentence(word, s.End, n)
		}
		r.addPassage(from, n)
	}
	if word < len(r.words) { // outside every block
		from := len(r.sentences)
		r.addSentence(word, text.Len(), n)
		r.addPassage(from, n)
	}
	return r
}

// longestSentence is the most words of one. What has more is no sentence anybody wrote, and is cut: words are held against each
// other within sentences.
const longestSentence = 2_000

// addSentence makes a sentence of the words from first to those that start before end, and gives the word after it.
func (r *read) addSentence(first, end int, n *numbers) int {
	for {
		last := first
		for last < len(r.at) && r.at[last].Start < end && last-first < longestSentence {
			r.sentence = append(r.sentence, int32(len(r.sentences)))
			last++
		}
		if last == first {
			return last
		}
		r.sentences = append(r.sentences, stretch{numberIn(n.sentences, keyOf(r.words[first:last])), first, last})
		r.sorted = append(r.sorted, r.words[first:last]...)
		slices.Sort(r.sorted[first:last])
		first = last
	}
}

func (r *read) addPassage(from int, n *numbers) {
	if from == len(r.sentences) {
		return
	}
	ids := make([]int32, 0, len(r.sentences)-from)
	for _, s := range r.sentences[from:] {
		ids = append(ids, s.id)
		r.passage = append(r.passage, int32(len(r.passages)))
	}
	r.passages = append(r.passages, stretch{numberIn(n.passages, keyOf(ids)), from, len(r.sentences)})
}

func keyOf(ids []int32) string {
	key := make([]byte, 0, 4*len(ids))
	for _, id := range ids {
		key = binary.LittleEndian.AppendUint32(key, uint32(id))
	}
	return string(key)
}

// joined gives the spans of the blocks, those joined that a line end alone parts in the midst of a sentence: where lines are
// broken says nothing of what belongs together.
func joined(text *Text, blocks []factcheck.Block) []factcheck.Span {
	var spans []factcheck.Span
	for _, b := range blocks {
		last := len(spans) - 1
		if last >= 0 && text.Slice(factcheck.Span{Start: spans[last].End, End: b.Start}) == "\n" && !endsSentence(text, spans[last].End) {
			spans[last].End = b.End
			continue
		}
		spans = append(spans, b.Span)
	}
	return spans
}

func endsSentence(text *Text, end int) bool {
	r, _ := utf8.DecodeLastRuneInString(text.s[:text.Byte(end)])
	return isStop(r) || isCloser(r)
}

// cutWords cuts the text into words: runs of letters and digits, numbers with what joins their digits, single characters of
// scripts that write without spaces, and every sign by itself. Marks and joiners stay with what they lean on.
func (r *read) cutWords(n *numbers) {
	s, pos := r.text.s, 0
	for at := 0; at < len(s); {
		first, _ := utf8.DecodeRuneInString(s[at:])
		size := wordLength(s[at:], first)
		length := utf8.RuneCountInString(s[at : at+size])
		if !unicode.IsSpace(first) {
			r.words = append(r.words, numberIn(n.words, s[at:at+size]))
			r.at = append(r.at, factcheck.Span{Start: pos, End: pos + length})
		}
		at, pos = at+size, pos+length
	}
}

// wordLength gives the bytes of the word that s begins with, first being its first code point.
func wordLength(s string, first rune) int {
	size := utf8.RuneLen(first)
	if first == utf8.RuneError {
		_, size = utf8.DecodeRuneInString(s)
	}
	inWord, inText := isLettered(first), !unicode.IsSpace(first)
	for inText && size < len(s) {
		next, n := utf8.DecodeRuneInString(s[size:])
		switch {
		case leans(next):
		case inWord && isLettered(next):
		case inWord && isJointOf(s[:size], s[size+n:], next):
		default:
			return size
		}
		size += n
	}
	return size
}

func leans(r rune) bool { return r >= 0x300 && unicode.In(r, leaning...) }

// isLettered says whether a code point makes words with its neighbours.
func isLettered(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || isDigit(r)
	}
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !isUnspaced(r)
}

// isJointOf says whether a sign stands between two digits, as in "1,500.25".
func isJointOf(before, after string, r rune) bool {
	if r != '.' && r != ',' && r != ':' {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return isDigit(last) && isDigit(next)
}

// touches says whether no white space stands before word i.
func (r *read) touches(i int) bool { return i > 0 && i < len(r.at) && r.at[i-1].End == r.at[i].Start }

// lettered says whether word i is of letters or digits.
func (r *read) lettered(i int) bool {
	first, _ := utf8.DecodeRuneInString(r.text.s[r.text.Byte(r.at[i].Start):])
	return isLettered(first)
}

// wordsOf gives the words that a span has a part of, as positions [from, to).
func (r *read) wordsOf(s factcheck.Span) (from, to int) {
	from = sort.Search(len(r.at), func(i int) bool { return r.at[i].End > s.Start })
	to = sort.Search(len(r.at), func(i int) bool { return r.at[i].Start >= s.End })
	return from, max(from, to)
}
