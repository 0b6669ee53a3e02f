package span

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

func TestCarry(t *testing.T) {
	const old = "The mayor resigned on Monday. She had served 12 years.\n\nSales rose 5 percent in May. Sales rose 7 percent in June.\n\n“治理之路”是他的书。它在2014年出版。"
	tests := []struct {
		name, text, quote, want string
		outcome                 factcheck.Carriage
	}{
		{"nothing changed", old, "12 years", "12 years", factcheck.CarriedExact},
		{"another paragraph came before", "Update.\n\n" + old, "12 years", "12 years", factcheck.CarriedExact},
		{"a figure changed", strings.Replace(old, "12 years", "14 years", 1), "12 years", "14 years", factcheck.CarriedChanged},
		{"the figure alone was marked", strings.Replace(old, "12 years", "14 years", 1), "12", "14", factcheck.CarriedChanged},
		{"another word of the sentence changed", strings.Replace(old, "had served", "has served", 1), "12 years", "12 years", factcheck.CarriedExact},
		{"words were put between", strings.Replace(old, "12 years", "12 long years", 1), "12 years", "12 long years", factcheck.CarriedChanged},
		{"lines are broken otherwise", strings.Replace(old, "served 12", "served\n12", 1), "served 12 years", "served\n12 years", factcheck.CarriedExact},
		{"it was deleted, a look-alike stayed", strings.Replace(old, "Sales rose 5 percent in May. ", "", 1), "Sales rose 5 percent in May.", "", factcheck.CarriedGone},
		{"a look-alike was deleted", strings.Replace(old, "Sales rose 5 percent in May. ", "", 1), "7 percent", "7 percent", factcheck.CarriedExact},
		{"a slip took the stop between two sentences", strings.Replace(old, "Monday. She", "Monday She", 1), "The mayor resigned on Monday.", "The mayor resigned on Monday", factcheck.CarriedChanged},
		{"a slip parted a word at the end", strings.Replace(old, "years.", "year.s", 1), "12 years.", "12 year.s", factcheck.CarriedChanged},
		{"over two paragraphs, a figure changed", strings.Replace(old, "12 years", "14 years", 1), "12 years.\n\nSales rose 5 percent", "14 years.\n\nSales rose 5 percent", factcheck.CarriedChanged},
		{"over three sentences, the middle one is another", strings.Replace(old, "Sales rose 5 percent in May.", "Costs fell 9 points in March.", 1), "12 years.\n\nSales rose 5 percent in May. Sales rose 7 percent",
			"12 years.\n\nCosts fell 9 points in March. Sales rose 7 percent", factcheck.CarriedUncertain},
		{"the paragraph was written anew", strings.Replace(old, "The mayor resigned on Monday. She had served 12 years.", "On Tuesday a successor to the mayor was sworn in, after 12 calm years.", 1), "12 years", "", factcheck.CarriedGone},
		{"Chinese, the year changed", strings.Replace(old, "2014", "2017", 1), "它在2014年出版", "它在2017年出版", factcheck.CarriedChanged},
		{"all of it is another text", "Nothing of this was here before.", "12 years", "", factcheck.CarriedGone},
		{"it was cut and put into another paragraph", strings.Replace(strings.Replace(old, " She had served 12 years.", "", 1), "Sales rose 7", "She had served 12 years. Sales rose 7", 1), "12 years", "12 years", factcheck.CarriedUncertain},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			from, to := NewText(old), NewText(test.text)
			at, err := from.Find(test.quote, "", "")
			if err != nil {
				t.Fatal(err)
			}
			got := NewBridge(from, to, blocksOfChunks(old), blocksOfChunks(test.text)).Carry(at)
			if got.Outcome != test.outcome || to.Slice(got.Span) != test.want {
				t.Errorf("%s to %q, want %s to %q", got.Outcome, to.Slice(got.Span), test.outcome, test.want)
			}
		})
	}
}

// TestOneOfTwoTwinsWent takes one of two sentences away that are the same and stand side by side: which of them cannot be told.
func TestOneOfTwoTwinsWent(t *testing.T) {
	const twin = "The ministry did not answer the letter."
	old, text := "It was a hot day. "+twin+" "+twin+" Nobody spoke.", "It was a hot day. "+twin+" Nobody spoke."
	b := NewBridge(NewText(old), NewText(text), paragraphs(old), paragraphs(text))
	for _, start := range []int{strings.Index(old, twin), strings.LastIndex(old, twin)} {
		if got := b.Carry(span(start, start+len(twin))); got.Outcome != factcheck.CarriedUncertain || got.Start != strings.Index(text, twin) {
			t.Errorf("the twin at %d: %+v", start, got)
		}
	}
	if got := b.Carry(span(0, 17)); got.Outcome != factcheck.CarriedExact {
		t.Errorf("the sentence before them: %+v", got)
	}
}

// TestIdenticalSentencesNeverSwap deletes, edits and inserts around sentences that are the same, and follows them by the number
// that each has and the text does not show.
func TestIdenticalSentencesNeverSwap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := twinned(t)
		after := before.clone()
		for range rapid.IntRange(1, 4).Draw(t, "edits") {
			after = oneEdit(t, after)
		}
		oldText, olds := before.laid(" ")
		newText, news := after.laid(" ")
		b := NewBridge(NewText(oldText), NewText(newText), blocksOfChunks(oldText), blocksOfChunks(newText))
		for id, at := range olds {
			got := b.Carry(at)
			if now, there := news[id]; got.Outcome.Certain() && (!there || got.Span != now) {
				if other := whoStandsAt(news, got.Span); other != 0 && textOf(before, other) == textOf(before, id) && textOf(before, id) != "" {
					t.Fatalf("sentence %d (%q) was taken for %d\nold %q\nnew %q", id, b.from.text.Slice(at), other, oldText, newText)
				}
			}
		}
	})
}

// TestAlikeSentencesAreComparedToTheLast edits what is left of a text of sentences that are all alike, of which most went.
func TestAlikeSentencesAreComparedToTheLast(t *testing.T) {
	const twin = "The ministry did not answer the letter."
	report := func(i int) string { return fmt.Sprintf("The report of house %d counts %d people who came.", i*7, i*13) }
	old := strings.Join([]string{report(1) + " " + report(2) + " " + report(3), twin, report(5) + " " + report(6) + " " + report(7) + " " + twin, report(9)}, "\n\n")
	now := strings.Join([]string{report(1) + " " + report(2) + " Yesterday, " + report(3), "Yesterday, " + twin, "Yesterday, " + report(9)}, "\n\n")
	from, to := NewText(old), NewText(now)
	at, _ := from.Find("117 people", "", "")
	if got := NewBridge(from, to, blocksOfChunks(old), blocksOfChunks(now)).Carry(at); to.Slice(got.Span) != "117 people" {
		t.Errorf("%s to %q", got.Outcome, to.Slice(got.Span))
	}
}

// TestFarEditsLeaveClaimsCertain edits, deletes and inserts sentences that are not beside the one that was marked.
func TestFarEditsLeaveClaimsCertain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := numberedDraft(rapid.IntRange(3, 7).Draw(t, "paragraphs"), rapid.IntRange(2, 5).Draw(t, "sentences"))
		marked := rapid.IntRange(1, len(before)*len(before[0])).Draw(t, "marked")
		after := before.clone()
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			if next := oneEdit(t, after); next.keeps(marked, after) {
				after = next
			}
		}
		oldText, olds := before.laid(" ")
		newText, news := after.laid(rapid.SampledFrom([]string{" ", "\n"}).Draw(t, "break"))
		from, to := NewText(oldText), NewText(newText)
		got := NewBridge(from, to, blocksOfChunks(oldText), blocksOfChunks(newText)).Carry(olds[marked])
		if got.Outcome != factcheck.CarriedExact || got.Span != news[marked] {
			t.Fatalf("%s to %q, want %q\nold %q\nnew %q", got.Outcome, to.Slice(got.Span), from.Slice(olds[marked]), oldText, newText)
		}
	})
}

func numberedDraft(paragraphs, sentences int) (d draft) {
	for i := range paragraphs {
		var p []line
		for k := range sentences {
			id := i*sentences + k + 1
			p = append(p, line{id, fmt.Sprintf("The report of house %d counts %d people who came.", id*7, id*13)})
		}
		d = append(d, p)
	}
	return d
}

// keeps says whether a line and its neighbours are as they were.
func (d draft) keeps(id int, before draft) bool {
	return slices.Equal(d.around(id), before.around(id))
}

func (d draft) around(id int) []line {
	all := slices.Concat(d...)
	i := slices.IndexFunc(all, func(l line) bool { return l.id == id })
	if i < 0 {
		return nil
	}
	return all[max(0, i-1):min(len(all), i+2)]
}

// twinned draws a text of several paragraphs in which one sentence stands often, among others that stand once.
func twinned(t *rapid.T) (d draft) {
	id := 0
	for range rapid.IntRange(2, 5).Draw(t, "paragraphs") {
		var p []line
		for range rapid.IntRange(1, 4).Draw(t, "sentences") {
			id++
			text := fmt.Sprintf("The report of house %d counts %d people who came.", id*7, id*13)
			if rapid.Bool().Draw(t, "twin") {
				text = "The ministry did not answer the letter."
			}
			p = append(p, line{id, text})
		}
		d = append(d, p)
	}
	return d
}

func oneEdit(t *rapid.T, d draft) draft {
	p := rapid.IntRange(0, len(d)-1).Draw(t, "paragraph")
	k := rapid.IntRange(0, len(d[p])-1).Draw(t, "sentence")
	d = d.clone()
	switch rapid.IntRange(0, 3).Draw(t, "edit") {
	case 0:
		if len(d[p]) > 1 {
			d[p] = append(d[p][:k:k], d[p][k+1:]...)
		}
	case 1:
		d[p][k].text = "Yesterday, " + d[p][k].text
	case 2:
		fresh := line{d.freshID(), fmt.Sprintf("A note of %d words was added.", d.freshID())}
		d[p] = append(d[p][:k:k], append([]line{fresh}, d[p][k:]...)...)
	case 3:
		if len(d) > 2 {
			d = append(d[:p:p], d[p+1:]...)
		}
	}
	return d
}

func whoStandsAt(at map[int]factcheck.Span, s factcheck.Span) int {
	for id, stands := range at {
		if stands == s {
			return id
		}
	}
	return 0
}

func textOf(d draft, id int) string {
	for _, p := range d {
		for _, l := range p {
			if l.id == id {
				return l.text
			}
		}
	}
	return ""
}

// TestCarryAnything carries random spans of random texts to random others: what moves stands on whole characters, what is exact
// reads the same, and nothing fails.
func TestCarryAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := NewText(texts().Draw(t, "from"))
		to := NewText(changedSomewhere(t, from.String()))
		if from.Len() == 0 {
			return
		}
		s := from.Snap(spans(from.Len()).Draw(t, "span"))
		holdCarried(t, from, to, s)
	})
}

// changedSomewhere replaces some of a text by another.
func changedSomewhere(t *rapid.T, s string) string {
	runes := []rune(s)
	i := rapid.IntRange(0, len(runes)).Draw(t, "i")
	j := rapid.IntRange(i, len(runes)).Draw(t, "j")
	return string(runes[:i]) + texts().Draw(t, "put") + string(runes[j:])
}

func holdCarried(t interface{ Fatalf(string, ...any) }, from, to *Text, s factcheck.Span) {
	got := NewBridge(from, to, paragraphs(from.String()), paragraphs(to.String())).Carry(s)
	if got.Outcome == factcheck.CarriedGone {
		if got.Span != (factcheck.Span{}) {
			t.Fatalf("gone, and at %v", got.Span)
		}
		return
	}
	if err := to.Check(got.Span); err != nil {
		t.Fatalf("%s to %v: %v", got.Outcome, got.Span, err)
	}
	if to.Snap(got.Span) != got.Span {
		t.Fatalf("%v splits a character", got.Span)
	}
	if words := squeeze(to.Slice(got.Span)); got.Outcome == factcheck.CarriedExact && words != squeeze(from.Slice(s)) {
		t.Fatalf("%q is exact at %q", from.Slice(s), words)
	}
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func FuzzCarry(f *testing.F) {
	f.Add("The mayor resigned. She left.", "The mayor has resigned. She left.", 4, 9)
	f.Add("a\xff\u0301 b", "b 👨‍👩‍👧‍👦", 0, 2)
	f.Fuzz(func(t *testing.T, old, text string, start, end int) {
		from, to := NewText(old), NewText(text)
		s := span(start, end)
		if from.Check(s) != nil || len(old)+len(text) > 4096 {
			return
		}
		holdCarried(t, from, to, from.Snap(s))
	})
}
