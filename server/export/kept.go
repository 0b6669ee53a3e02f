package export

import (
	"errors"
	"iter"

	"stet/server/factcheck"
)

// readOnce is how many findings are held rather than read again, by an article's text, its list, and what search engines read, and
// heldAtOnce how many bytes they, or what a screen lists, may come to.
const (
	readOnce   = 500
	heldAtOnce = 4 << 20
)

// sized is what knows how many bytes its words take.
type sized interface{ size() int }

// remembered gives what a sequence gives when it is first gone through to its end, unless that is too much to be held. An error is not
// remembered.
func remembered[T sized](each iter.Seq2[T, error]) iter.Seq2[T, error] {
	var held []T
	var ended, tooMuch bool
	return func(yield func(T, error) bool) {
		if !ended && !tooMuch {
			held = held[:0]
			bytes := 0
			for item, err := range each {
				if err != nil {
					yield(item, err)
					return
				}
				if bytes += item.size(); bytes > heldAtOnce {
					held, tooMuch = nil, true
					break
				}
				held = append(held, item)
			}
			ended = !tooMuch
		}
		if tooMuch {
			each(yield)
			return
		}
		listed(held)(yield)
	}
}

func listed[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// Keep holds on to the first of the findings, of what was set aside and of the corrections, so many of each and some megabytes of each
// at most, for when the snapshot has gone. It gives how many bytes those come to.
func (r *Report) Keep(most int) (bytes int, err error) {
	findings, bytes, err := keep(&r.Findings, most)
	_, aside, badAside := keep(&r.SetAside, most)
	_, corrections, badCorrections := keep(&r.Corrections, most)
	r.LeftOut = max(0, r.Shown-findings)
	return bytes + aside + corrections, errors.Join(err, badAside, badCorrections)
}

// keep keeps one item at least, whatever it comes to.
func keep[T sized](each *iter.Seq2[T, error], most int) (n, bytes int, err error) {
	var kept []T
	for item, err := range *each {
		if err != nil {
			return 0, 0, err
		}
		if len(kept) == most || len(kept) > 0 && bytes+item.size() > heldAtOnce {
			break
		}
		kept = append(kept, item)
		bytes += item.size()
	}
	*each = listed(kept)
	return len(kept), bytes, nil
}

func (f *Finding) size() int {
	n := len(f.Quote) + len(f.Speaker) + len(f.Reason) + sourcesSize(f.Sources)
	for _, d := range f.Dissent {
		n += len(d.Reason)
	}
	return n
}

func sourcesSize(sources []factcheck.Citation) (n int) {
	for _, s := range sources {
		n += len(s.URL) + len(s.Title) + len(s.Publisher) + len(s.Locator) + len(s.Passage) + len(s.ArchivedURL)
	}
	return n
}

func (s SetAside) size() int { return len(s.Quote) + len(s.Reason) }

func (c Correction) size() int { return len(c.What) + len(c.Why) }
