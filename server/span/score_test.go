package span

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// A draft is a text of which it is known which sentence is which, so that what an edit did to each is known too.
type draft [][]line

// line is a sentence. It keeps its id when it is edited or moved.
type line struct {
	id   int
	text string
}

func (d draft) clone() draft {
	c := make(draft, len(d))
	for i, p := range d {
		c[i] = slices.Clone(p)
	}
	return c
}

// laid gives the text and where each line stands.
func (d draft) laid(brk string) (string, map[int]factcheck.Span) {
	var b strings.Builder
	pos, at := 0, map[int]factcheck.Span{}
	put := func(s string) {
		b.WriteString(s)
		pos += len([]rune(s))
	}
	for i, p := range d {
		if i > 0 {
			put("\n\n")
		}
		for k, l := range p {
			if k > 0 {
				put(brk)
			}
			start := pos
			put(l.text)
			at[l.id] = span(start, pos)
		}
	}
	return b.String(), at
}

// drafts are the articles of the demonstration library, each with sentences that read alike or are the same.
func drafts(t testing.TB) (all []draft) {
	files, err := filepath.Glob("../../seeds/articles/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(raw), "---"), "---\n")
		all = append(all, draftOf(body))
	}
	return all
}

func draftOf(body string) (d draft) {
	for chunk := range strings.SplitSeq(body, "\n\n") {
		text := NewText(strings.Join(strings.Fields(chunk), " "))
		var p []line
		for _, s := range Sentences(text, paragraphs(text.String())) {
			p = append(p, line{text: text.Slice(s)})
		}
		if len(p) > 0 && strings.HasSuffix(text.String(), ".") { // a heading makes one sentence with whatever is put after it
			d = append(d, p)
		}
	}
	return d.numbered()
}

func (d draft) numbered() draft {
	n := 0
	for _, p := range d {
		for k := range p {
			n++
			p[k].id = n
		}
	}
	return d
}

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

var figure = regexp.MustCompile(`[0-9]+`)

func otherFigure(s string, r *rand.Rand) string {
	if figure.MatchString(s) {
		return figure.ReplaceAllStringFunc(s, func(n string) string { return fmt.Sprint(r.IntN(1e6)) })
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
	{"changed figures", func(d draft, r *rand.Rand) draft { return d.eachOf(r, 5, otherFigure) }},
	{"inserted paragraphs", func(d draft, r *rand.Rand) draft { return d.insertParagraphs(r, 3) }},
	{"deleted paragraphs", func(d draft, r *rand.Rand) draft { return d.deleteParagraphs(r, 2) }},
	{"swapped paragraphs", func(d draft, r *rand.Rand) draft { return d.swapParagraphs(r) }},
	{"deleted sentences", func(d draft, r *rand.Rand) draft { return d.deleteSentences(r, 4) }},
	{"inserted look-alikes", func(d draft, r *rand.Rand) draft { return d.insertLookalikes(r, 4) }},
	{"deleted, with a look-alike put elsewhere", func(d draft, r *rand.Rand) draft { return d.replaceByLookalikes(r, 3) }},
	{"all of it", func(d draft, r *rand.Rand) draft {
		return d.eachOf(r, 2, typo).eachOf(r, 2, otherFigure).insertParagraphs(r, 2).deleteParagraphs(r, 1).swapParagraphs(r).deleteSentences(r, 1)
	}},
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

func typo(s string, r *rand.Rand) string {
	words := strings.Fields(s)
	i := r.IntN(len(words))
	w := []rune(words[i])
	at := r.IntN(len(w))
	words[i] = string(slices.Insert(w, at, 'a'+rune(r.IntN(26))))
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

// score counts what became of claims.
type score struct{ moved, right, there, carried, lost int }

func (s score) precision() float64 { return float64(s.right) / float64(max(s.moved, 1)) }
func (s score) recall() float64    { return float64(s.carried) / float64(max(s.there, 1)) }

// TestReanchoringScored carries claims over edits of which the truth is known, and prints how many were moved rightly.
// Precision is of the claims that were moved, how many were moved to where their sentence is; recall is of the claims whose
// sentence is still there, how many were moved.
func TestReanchoringScored(t *testing.T) {
	var all score
	for _, e := range edits {
		for _, wrap := range []string{" ", "\n"} {
			var s score
			for _, plain := range drafts(t) {
				for seed := range uint64(40) {
					r := rand.New(rand.NewPCG(seed, 7))
					s.add(t, e.name, plain.withLookalikes(r), e.edit, wrap, r)
				}
			}
			name := e.name
			if wrap == "\n" {
				name += ", lines broken otherwise"
			}
			t.Logf("%-66s precision %.4f  recall %.4f  taken for gone %.4f  (%d claims)", name, s.precision(), s.recall(),
				float64(s.lost)/float64(s.there), s.there)
			all.moved, all.right, all.there, all.carried = all.moved+s.moved, all.right+s.right, all.there+s.there, all.carried+s.carried
		}
	}
	t.Logf("%-66s precision %.4f  recall %.4f  (%d claims)", "together", all.precision(), all.recall(), all.there)
	if all.right < all.moved || all.recall() < 0.95 {
		t.Errorf("precision %.4f, want 1; recall %.4f, want at least 0.95", all.precision(), all.recall())
	}
}

func (s *score) add(t *testing.T, name string, before draft, edit func(draft, *rand.Rand) draft, brk string, r *rand.Rand) {
	after := edit(before, r)
	oldText, olds := before.laid(" ")
	newText, news := after.laid(brk)
	from, to := NewText(oldText), NewText(newText)
	b := NewBridge(from, to, paragraphs(oldText), blocksOfChunks(newText))
	for id, at := range olds {
		for _, part := range []factcheck.Span{at, partOf(from, at, r)} {
			now, there := news[id]
			got := b.Carry(part)
			if there {
				s.there++
			}
			if there && got.Outcome == factcheck.CarriedGone {
				s.lost++
			}
			if !got.Outcome.Certain() {
				continue
			}
			s.moved++
			sameWords := strings.Join(strings.Fields(to.Slice(got.Span)), " ") == from.Slice(part)
			if there && got.Start >= now.Start && got.End <= now.End && (got.Outcome == factcheck.CarriedChanged || sameWords) {
				s.right, s.carried = s.right+1, s.carried+1
				continue
			}
			t.Logf("%s: %q %s to %q", name, from.Slice(part), got.Outcome, to.Slice(got.Span))
		}
	}
}

// partOf gives some words of a sentence.
func partOf(text *Text, s factcheck.Span, r *rand.Rand) factcheck.Span {
	runes := []rune(text.Slice(s))
	var starts, ends []int
	for i, c := range runes {
		if c != ' ' && (i == 0 || runes[i-1] == ' ') {
			starts = append(starts, i)
		}
		if c != ' ' && (i+1 == len(runes) || runes[i+1] == ' ') {
			ends = append(ends, i+1)
		}
	}
	i := r.IntN(len(starts))
	j := min(i+2+r.IntN(6), len(ends)-1)
	return span(s.Start+starts[i], s.Start+ends[j])
}

// blocksOfChunks gives a block for each run of lines between empty ones.
func blocksOfChunks(s string) []factcheck.Block {
	var blocks []factcheck.Block
	pos := 0
	for part := range strings.SplitAfterSeq(s, "\n\n") {
		body := strings.TrimSpace(part)
		if body != "" {
			blocks = append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: span(pos, pos+len([]rune(body)))})
		}
		pos += len([]rune(part))
	}
	return blocks
}
