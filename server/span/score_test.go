package span

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
)

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
				for seed := range uint64(20) {
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
	for _, id := range slices.Sorted(maps.Keys(olds)) {
		now, there := news[id]
		for _, part := range []factcheck.Span{olds[id], partOf(from, olds[id], r)} {
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
			if there && rightly(from, to, olds[id], now, part, got) {
				s.right, s.carried = s.right+1, s.carried+1
				continue
			}
			t.Logf("%s: %q %s to %q", name, from.Slice(part), got.Outcome, to.Slice(got.Span))
		}
	}
}

// rightly says whether a part of a sentence was moved to where it is in the sentence as it stands now: to the same words, counted,
// where there are as many, else to words of it.
func rightly(from, to *Text, old, now, part factcheck.Span, got Carried) bool {
	if got.Start < now.Start || got.End > now.End || got.Outcome == factcheck.CarriedExact && squeeze(to.Slice(got.Span)) != squeeze(from.Slice(part)) {
		return false
	}
	count := func(text *Text, start, end int) int { return len(strings.Fields(text.Slice(span(start, end)))) }
	if count(from, old.Start, old.End) != count(to, now.Start, now.End) {
		return true
	}
	return count(from, old.Start, part.Start) == count(to, now.Start, got.Start) && count(from, part.End, old.End) == count(to, got.End, now.End)
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
