package span

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// parting is what parts a sentence from the one that it may have become.
type parting struct {
	kept   [traits]int // words that are in both
	lost   [traits]int // words that others were put for
	gained [traits]int // and those others
	sites  int         // places where words were put for others
	share  float64     // as [Bridge.alike]
}

// oneSentence says whether it is beyond doubt that an edit parts the two, and that they are not two sentences of one pattern:
// "Acme spent $2 million in 2023" and "Bolt spent $3 million in 2021".
//
// A figure that was corrected, all else being equal, is an edit. Else most names and figures have to be the same; and where there
// are none, nearly all words.
func (p parting) oneSentence() bool {
	kept, lost := tellingApart(p.kept), p.lost[figured]+p.lost[calendar]+p.otherNames()
	switch {
	case p.lost[figured]+p.lost[calendar] > 1 && p.kept[figured] == 0:
		return false
	case p.otherNames() > 0 && (p.kept[named] < 2*p.otherNames() || p.lost[figured] > 0):
		return false
	case lost == 0 && kept > 0:
		return p.sites <= 1 || p.share >= mostlyAlike
	case lost == 0:
		return p.littleReplaced() || p.share >= veryAlike
	case p.figureCorrected():
		return true
	}
	return kept >= 2*lost && p.share >= mostlyAlike
}

// tellingApart counts the words that tell sentences apart.
func tellingApart(words [traits]int) int { return words[figured] + words[calendar] + words[named] }

// otherNames counts the names that were put for others, or for something else.
func (p parting) otherNames() int { return max(p.lost[named], p.gained[named]) }

// figureCorrected says whether nothing but one figure was put for another, or one month or day.
func (p parting) figureCorrected() bool {
	return p.sites == 1 && tellingApart(p.lost) == 1 && p.lost[figured] == p.gained[figured] && p.lost[calendar] == p.gained[calendar] &&
		p.lost[ordinary]+p.gained[ordinary]+p.gained[named] == 0
}

// littleReplaced says whether others were put for one or two words at most.
func (p parting) littleReplaced() bool {
	return p.sites == 0 || p.sites == 1 && p.lost[ordinary]+p.lost[measuring] <= 2
}

// mostlyAlike is how much of two sentences has to be in common, by weight, where figures or names bear it out.
const mostlyAlike = 0.6

// parting compares sentence i with what it became.
func (b *Bridge) parting(i int) parting {
	c := comparison{Bridge: b, old: b.pairs[i].old, now: b.pairs[i].now}
	c.share = b.alikeIn(c.old, c.now)
	c.became = filled(c.old.len())
	c.spare = map[int32]int{}
	match(b.from.words[c.old.from:c.old.to], b.to.words[c.now.from:c.now.to], func(i, j int) { c.became[i] = int32(c.now.from + j) })
	c.countSpare()
	c.compare()
	return c.parting
}

// comparison goes through two sentences, from one word that is in both to the next.
type comparison struct {
	*Bridge
	parting
	old, now stretch
	became   []int32       // by word of old, the word of now; -1 for none
	spare    map[int32]int // words of now that came of none, by their number
	joined   bool          // there was a site before, and only signs stood since
}

func (c *comparison) countSpare() {
	j := c.now.from
	for _, at := range append(c.became, int32(c.now.to)) {
		for ; at >= 0 && j < int(at); j++ {
			c.spare[c.to.words[j]]++
		}
		j = max(j, int(at)+1)
	}
}

func (c *comparison) compare() {
	i, j := c.old.from, c.now.from
	for n, at := range append(c.became, int32(c.now.to)) {
		if at < 0 {
			continue
		}
		c.site(stretch{from: i, to: c.old.from + n}, stretch{from: j, to: int(at)})
		if n < c.old.len() {
			c.keep(c.from.words[c.old.from+n])
		}
		i, j = c.old.from+n+1, int(at)+1
	}
}

// keep counts a word that is in both.
func (c *comparison) keep(word int32) {
	t := c.traits[word]
	c.kept[t]++
	if t != mark {
		c.joined = false
	}
}

// mostPairs bounds how many words are held against each other for slips of the pen: where more than this went, it was no slip.
const mostPairs = 10_000

// site counts what stood between two words that are in both, and what stands there now.
func (c *comparison) site(old, now stretch) {
	gone, came := c.lettered(c.from, old), c.lettered(c.to, now)
	few := len(gone)*len(came) <= mostPairs
	var went []int
	for _, i := range gone {
		word := c.from.words[i]
		at := -1
		if few {
			at = c.slipOf(i, came)
		}
		if at >= 0 {
			came = slices.Delete(came, at, at+1)
			c.kept[c.traits[word]]++
		} else if c.spare[word] > 0 {
			c.spare[word]--
			c.kept[c.traits[word]]++
		} else {
			went = append(went, i)
		}
	}
	if len(went) > 0 && len(came) > 0 {
		c.replace(went, came)
	}
}

func (c *comparison) replace(went, came []int) {
	if !c.joined {
		c.sites++
	}
	c.joined = true
	for _, i := range went {
		c.lost[c.traits[c.from.words[i]]]++
	}
	for _, j := range came {
		c.gained[c.traits[c.to.words[j]]]++
	}
	if c.mayName(went, came) {
		c.lost[named]++
	}
}

// mayName says whether characters of a script without spaces, which has no capitals either, were put for others and may be a name: they
// are two or more, and no numbers.
func (c *comparison) mayName(went, came []int) bool {
	w, g := unspacedOf(c.from, went), unspacedOf(c.to, came)
	return w != "" && g != "" && utf8.RuneCountInString(w+g) > 2 && strings.Trim(w+g, "〇零一二三四五六七八九十百千万亿两多余") != ""
}

// unspacedOf gives the characters among some words that are of such a script.
func unspacedOf(r *read, words []int) string {
	var b strings.Builder
	for _, i := range words {
		if first, _ := utf8.DecodeRuneInString(r.text.Slice(r.at[i])); isUnspaced(first) {
			b.WriteRune(first)
		}
	}
	return b.String()
}

// lettered gives the words of a stretch that are not signs.
func (c *comparison) lettered(r *read, s stretch) (list []int) {
	for i := s.from; i < s.to; i++ {
		if c.traits[r.words[i]] != mark {
			list = append(list, i)
		}
	}
	return list
}

// slipOf gives which of some words of the new text is a word of the old one with a slip of the pen mended or made; -1 for none.
func (c *comparison) slipOf(i int, came []int) int {
	t := c.traits[c.from.words[i]]
	return slices.IndexFunc(came, func(j int) bool {
		u := c.traits[c.to.words[j]]
		return t.inLetters() && u.inLetters() && misspelt(c.from.text.Slice(c.from.at[i]), c.to.text.Slice(c.to.at[j]), t == named && u == named)
	})
}
