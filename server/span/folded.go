package span

import (
	"sort"
	"strings"
)

// folded is a text after a fold, which knows where in the text its bytes come from.
type folded struct {
	fold   fold
	source string
	haystack
	marks []landmark // ascending
}

// landmark is where a step of the fold begins, in bytes of both texts.
type landmark struct{ folded, source int }

// markEvery is how many bytes of either text lie between two marks, but for a longer run of white space, which has one at its end.
const markEvery = 1 << 10

func (f fold) whole(s string) *folded {
	w := &folded{fold: f, source: s, marks: []landmark{{}}}
	var b strings.Builder
	b.Grow(len(s))
	for at, last := 0, (landmark{}); at < len(s); {
		if b.Len()-last.folded >= markEvery || at-last.source >= markEvery {
			last = landmark{b.Len(), at}
			w.marks = append(w.marks, last)
		}
		step, size := f.step(s[at:])
		b.WriteString(step)
		at += size
	}
	w.s = b.String()
	return w
}

// from gives the byte of the text from which the folded text has its byte at.
func (w *folded) from(at int) int {
	m := w.marks[sort.Search(len(w.marks), func(i int) bool { return w.marks[i].folded > at })-1]
	for m.folded < at {
		step, size := w.fold.step(w.source[m.source:])
		m.folded, m.source = m.folded+len(step), m.source+size
	}
	return m.source
}
