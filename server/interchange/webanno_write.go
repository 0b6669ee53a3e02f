package interchange

import (
	"bufio"
	"fmt"
	"iter"
	"slices"
	"strings"

	"stet/server/factcheck"
	"stet/server/span"
)

// writeWebAnno writes a row for each word, sentence by sentence. A sentence reaches to where the next one begins, so that the
// text can be put together again to the last blank.
func writeWebAnno(out *bufio.Writer, d Document, each claims) error {
	next, stop := iter.Pull2(each)
	defer stop()
	w := tsvWriter{doc: d, units: span.NewUnits(d.Text), out: out, next: next}
	if err := begin(out, tsvFormat+"3\n"+tsvSpans+claimType+"|"+strings.Join(claimFeatures, "|")+"\n\n"); err != nil {
		return err
	}
	sentences := span.Sentences(d.Text, d.Revision.Blocks)
	for i, sentence := range sentences {
		sentence.End = d.Text.Len()
		if i+1 < len(sentences) {
			sentence.End = sentences[i+1].Start
		}
		if err := w.sentence(i+1, sentence); err != nil {
			return err
		}
	}
	return w.rest()
}

// tsvWriter goes through the words of a text and its claims together, both in the order of the text.
type tsvWriter struct {
	doc    Document
	units  *span.Units
	out    *bufio.Writer
	next   func() (*factcheck.ClaimRow, error, bool)
	ahead  *tsvClaim  // the first claim that begins after the words so far; nil before the first
	done   bool       // there is none
	active []tsvClaim // those that begin before the end of the word at hand, and have not ended before it
	count  int        // claims so far
}

// tsvClaim is a claim as the columns show it.
type tsvClaim struct {
	factcheck.Span
	cells []string // one for each of the claim's features
}

func (w *tsvWriter) sentence(number int, s factcheck.Span) error {
	w.out.WriteByte('\n')
	for line := range strings.SplitSeq(w.doc.Text.Slice(s), "\n") {
		w.out.WriteString(tsvText + escapeText.Replace(line) + "\n")
	}
	n := 0
	for word := range w.doc.Text.Words(s) {
		n++
		if err := w.reach(word.End); err != nil {
			return err
		}
		w.active = slices.DeleteFunc(w.active, func(c tsvClaim) bool { return c.End <= word.Start })
		if err := w.word(fmt.Sprintf("%d-%d", number, n), word); err != nil {
			return err
		}
	}
	return nil
}

// reach takes up the claims that begin before pos.
func (w *tsvWriter) reach(pos int) error {
	for !w.done {
		if w.ahead != nil && w.ahead.Start >= pos {
			return nil
		}
		if w.ahead != nil {
			w.active = append(w.active, *w.ahead)
		}
		if err := w.pull(); err != nil {
			return err
		}
	}
	return nil
}

func (w *tsvWriter) pull() error {
	c, err, ok := w.next()
	if w.ahead = nil; !ok || err != nil {
		w.done = true
		return err
	}
	w.count++
	w.ahead = &tsvClaim{c.Span, cells(&c.Claim, w.count)}
	return nil
}

// rest goes to the end of the claims, for what may have gone wrong with them.
func (w *tsvWriter) rest() error {
	return w.reach(w.doc.Text.Len() + 1)
}

func cells(c *factcheck.Claim, number int) []string {
	rating := ""
	if c.Rating != 0 {
		rating = fmt.Sprint(int(c.Rating))
	}
	values := []string{string(c.Kind), c.Note, rating, c.Speaker, string(c.Verdict)}
	for i, v := range values {
		if v == "" {
			v = noValue
		} else {
			v = escapeValue.Replace(v)
		}
		values[i] = fmt.Sprintf("%s[%d]", v, number)
	}
	return values
}

// word writes a row for a word with the claims on all of it, and one for each part of it that others are on.
func (w *tsvWriter) word(id string, word factcheck.Span) error {
	parts := []factcheck.Span{word}
	for _, c := range w.active {
		if part := common(c.Span, word); !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	for i, part := range parts {
		unit := id
		if i > 0 {
			unit = fmt.Sprintf("%s.%d", id, i)
		}
		if err := w.row(unit, part, word); err != nil {
			return err
		}
	}
	return nil
}

// common gives what two overlapping spans share.
func common(a, b factcheck.Span) factcheck.Span {
	return factcheck.Span{Start: max(a.Start, b.Start), End: min(a.End, b.End)}
}

func (w *tsvWriter) row(id string, part, word factcheck.Span) error {
	fmt.Fprintf(w.out, "%s\t%d-%d\t%s", id, w.units.From(part.Start), w.units.From(part.End), escapeWord.Replace(w.doc.Text.Slice(part)))
	for feature := range claimFeatures {
		before := "\t"
		for _, c := range w.active {
			if common(c.Span, word) == part {
				w.out.WriteString(before + c.cells[feature])
				before = "|"
			}
		}
		if before == "\t" {
			w.out.WriteString("\t" + noMark)
		}
	}
	_, err := w.out.WriteString("\n")
	return err
}
