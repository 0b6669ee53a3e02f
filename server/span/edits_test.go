package span

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// withLookalikes adds to other paragraphs sentences that differ in a figure from ones that are there, and some that do not
// differ at all.
func (d draft) withLookalikes(r *rand.Rand) draft {
	d = d.clone()
	for range 6 {
		from := d[r.IntN(len(d))]
		copied := from[r.IntN(len(from))].text
		if r.IntN(3) > 0 {
			copied = otherFigure(copied, r)
		}
		p := r.IntN(len(d))
		d[p] = slices.Insert(slices.Clone(d[p]), r.IntN(len(d[p])+1), line{text: copied})
	}
	return d.numbered()
}

var digits = regexp.MustCompile(`[0-9]+`)

func otherFigure(s string, r *rand.Rand) string {
	if digits.MatchString(s) {
		return digits.ReplaceAllStringFunc(s, func(n string) string { return fmt.Sprint(r.IntN(1e6)) })
	}
	words := strings.Fields(s)
	words[len(words)/2] = fmt.Sprint(r.IntN(1e6))
	return strings.Join(words, " ")
}

// edits are what editors do to a text. Each gives the new text; a line that it changed has kept its id.
var edits = []struct {
	name string
	edit func(d draft, r *rand.Rand) draft
}{
	{"nothing", func(d draft, r *rand.Rand) draft { return d }},
	{"typo fixes", func(d draft, r *rand.Rand) draft { return d.eachOf(r, 5, typo) }},
	{"figures corrected", func(d draft, r *rand.Rand) draft { return d.eachOf(r, 5, oneFigure) }},
	{"words swapped", func(d draft, r *rand.Rand) draft { return d.eachOf(r, 5, otherWord) }},
	{"inserted paragraphs", func(d draft, r *rand.Rand) draft { return d.insertParagraphs(r, 3) }},
	{"deleted paragraphs", func(d draft, r *rand.Rand) draft { return d.deleteParagraphs(r, 2) }},
	{"swapped paragraphs", func(d draft, r *rand.Rand) draft { return d.swapParagraphs(r) }},
	{"deleted sentences", func(d draft, r *rand.Rand) draft { return d.deleteSentences(r, 4) }},
	{"inserted look-alikes", func(d draft, r *rand.Rand) draft { return d.insertLookalikes(r, 4) }},
	{"deleted, with a look-alike put elsewhere", func(d draft, r *rand.Rand) draft { return d.replaceByLookalikes(r, 3) }},
	{"look-alikes put in place", func(d draft, r *rand.Rand) draft { return d.putInPlace(r, 4) }},
	{"a figure corrected, with a look-alike put beside", func(d draft, r *rand.Rand) draft { return d.correctBesideLookalikes(r, 3) }},
	{"all of it", func(d draft, r *rand.Rand) draft {
		return d.eachOf(r, 2, typo).eachOf(r, 2, oneFigure).insertParagraphs(r, 2).deleteParagraphs(r, 1).swapParagraphs(r).deleteSentences(r, 1).
			putInPlace(r, 1)
	}},
}

// oneFigure corrects one of the figures of a sentence, if it has any.
func oneFigure(s string, r *rand.Rand) string {
	all := digits.FindAllStringIndex(s, -1)
	if all == nil {
		return s
	}
	at := all[r.IntN(len(all))]
	return s[:at[0]] + fmt.Sprint(1e6+r.IntN(1e6)) + s[at[1]:]
}

// otherWord puts another word for one in small letters.
func otherWord(s string, r *rand.Rand) string {
	words := strings.Fields(s)
	for _, i := range r.Perm(len(words)) {
		if len(words[i]) > 3 && !strings.ContainsFunc(words[i], func(c rune) bool { return !unicode.IsLower(c) }) {
			words[i] = []string{"allegedly", "formerly", "notable", "further"}[r.IntN(4)]
			break
		}
	}
	return strings.Join(words, " ")
}

var capital = regexp.MustCompile(`\b[A-Z][a-z]{2,}\b`)

// otherStory puts other names and other figures into a sentence. ok is false where it has no name.
func otherStory(s string, r *rand.Rand) (other string, ok bool) {
	other = capital.ReplaceAllStringFunc(s, func(word string) string {
		if lower := strings.ToLower(word); sentenceOpeners[lower] || beforeName[lower] || months[lower] {
			return word
		}
		ok = true
		return []string{"Wexford", "Okafor", "Lindqvist", "Kestrel"}[r.IntN(4)]
	})
	if digits.MatchString(other) {
		other = otherFigure(other, r)
	}
	return other, ok
}

// putInPlace puts sentences that differ in their names and figures where the ones were that they are like.
func (d draft) putInPlace(r *rand.Rand, n int) draft {
	d = d.clone()
	for range n {
		p := r.IntN(len(d))
		k := r.IntN(len(d[p]))
		if like, ok := otherStory(d[p][k].text, r); ok {
			d[p][k] = line{d.freshID(), like}
		}
	}
	return d
}

// correctBesideLookalikes corrects a figure of a sentence and puts before or after it one that differs in all its figures.
func (d draft) correctBesideLookalikes(r *rand.Rand, n int) draft {
	d = d.clone()
	for range n {
		p := r.IntN(len(d))
		k := r.IntN(len(d[p]))
		like := line{d.freshID(), otherFigure(d[p][k].text, r)}
		d[p][k].text = oneFigure(d[p][k].text, r)
		d[p] = slices.Insert(d[p], k+r.IntN(2), like)
	}
	return d
}

func (d draft) eachOf(r *rand.Rand, n int, change func(string, *rand.Rand) string) draft {
	d = d.clone()
	for range n {
		p := d[r.IntN(len(d))]
		k := r.IntN(len(p))
		p[k].text = change(p[k].text, r)
	}
	return d
}

// typo slips a letter into a word, mostly.
func typo(s string, r *rand.Rand) string {
	words := strings.Fields(s)
	for _, i := range r.Perm(len(words)) {
		w := []rune(words[i])
		if len(w) == 1 { // a sign, of a list say
			continue
		}
		at := r.IntN(len(w))
		switch {
		case r.IntN(3) > 0:
			w = slices.Insert(w, at, 'a'+rune(r.IntN(26)))
		case at > 0:
			w[at-1], w[at] = w[at], w[at-1]
		}
		words[i] = string(w)
		break
	}
	return strings.Join(words, " ")
}

// freshID is above every id of a draft, and grows.
func (d draft) freshID() int {
	most := 0
	for _, p := range d {
		for _, l := range p {
			most = max(most, l.id)
		}
	}
	return most + 1000
}

var newSentences = []string{
	"The ministry did not answer a request for comment by the evening.", "A second survey is to follow in the spring.",
	"Nobody at the company would say how many people had been asked.", "The figures were first reported by a regional paper.",
	"In 2019 the rule was changed again.", "Critics called the numbers misleading.",
}

func (d draft) insertParagraphs(r *rand.Rand, n int) draft {
	d = d.clone()
	for i := range n {
		p := []line{{d.freshID() + 2*i, newSentences[r.IntN(len(newSentences))]}, {d.freshID() + 2*i + 1, newSentences[r.IntN(len(newSentences))]}}
		d = slices.Insert(d, r.IntN(len(d)+1), p)
	}
	return d
}

func (d draft) deleteParagraphs(r *rand.Rand, n int) draft {
	d = d.clone()
	for range min(n, len(d)-2) {
		at := r.IntN(len(d))
		d = slices.Delete(d, at, at+1)
	}
	return d
}

func (d draft) swapParagraphs(r *rand.Rand) draft {
	d = d.clone()
	i, j := r.IntN(len(d)), r.IntN(len(d))
	d[i], d[j] = d[j], d[i]
	return d
}

func (d draft) deleteSentences(r *rand.Rand, n int) draft {
	d = d.clone()
	for range n {
		p := r.IntN(len(d))
		if len(d[p]) > 1 {
			k := r.IntN(len(d[p]))
			d[p] = slices.Delete(d[p], k, k+1)
		}
	}
	return d
}

func (d draft) insertLookalikes(r *rand.Rand, n int) draft {
	d = d.clone()
	for range n {
		like := d[r.IntN(len(d))][0].text
		if r.IntN(2) == 0 {
			like = otherFigure(like, r)
		}
		p := r.IntN(len(d))
		d[p] = slices.Insert(d[p], r.IntN(len(d[p])+1), line{d.freshID(), like})
	}
	return d
}

// replaceByLookalikes deletes sentences and puts ones that differ in a figure into paragraphs further away.
func (d draft) replaceByLookalikes(r *rand.Rand, n int) draft {
	d = d.clone()
	order := r.Perm(len(d))
	for i := range min(n, len(d)/2) {
		p, q := order[2*i], order[2*i+1]
		k := r.IntN(len(d[p]))
		like := otherFigure(d[p][k].text, r)
		if len(d[p]) > 1 && (p-q)*(p-q) > 1 {
			d[p] = slices.Delete(d[p], k, k+1)
			d[q] = slices.Insert(d[q], r.IntN(len(d[q])+1), line{d.freshID(), like})
		}
	}
	return d
}
