package main_test

import (
	"strings"
	"testing"
)

// TestAQuoteThatIsRefusedLaterStandsInItsForm leaves one behind in a tab that is closed, and has its words corrected away.
func TestAQuoteThatIsRefusedLaterStandsInItsForm(t *testing.T) {
	t.Parallel()
	for how, look := range map[string]func(b *tab){
		"where the banner leads": func(b *tab) { b.open("/sources"); b.follow("#banner a") },
		"on the article itself":  func(b *tab) { b.open("/articles/3") },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.expects("422 POST /articles/3/claims")
			b.leaves("1 change waits in this browser", func(left *tab) { left.quotes(secondMarked, "A long note.") })
			d.withoutWords(3, secondMarked)
			look(b)
			b.sees("#by-quote #problem")
			b.holds("#by-quote-quote", secondMarked)
			b.holds("#by-quote-note", "A long note.")
			b.open("/articles/3")
			b.holds("#by-quote-note", "A long note.")
		})
	}
}

// leaves does something on article 3 in a tab beside while the desk is away, and closes that before the desk is back.
func (b *tab) leaves(waits string, do func(left *tab)) {
	b.t.Helper()
	left := b.beside()
	left.expects("net::ERR_CONNECTION_REFUSED")
	left.open("/articles/3")
	if err := b.desk.stop(); err != nil {
		b.t.Fatal(err)
	}
	do(left)
	left.reads("#banner", waits)
	left.close()
	b.desk.serveAgain()
}

// quotes marks a claim by its words.
func (b *tab) quotes(words, note string) {
	b.t.Helper()
	if evaluate[bool](b, `!document.getElementById("by-quote-more").open`) {
		b.click("#by-quote-more summary")
	}
	b.fill("#by-quote-quote", words)
	b.fill("#by-quote-note", note)
	b.click("#by-quote button[type=submit]")
}

// TestWhatIsQuotedWhileAQuoteIsOnItsWayIsMarkedToo writes a second over the first before that is answered.
func TestWhatIsQuotedWhileAQuoteIsOnItsWayIsMarkedToo(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.heldUp(func() {
		b.quotes(secondMarked, "The first.")
		b.quotes(firstMarked, "The second.")
		b.fill("#by-quote-note", "The third is not sent.")
	})
	b.until(`document.querySelectorAll("#cards .card").length === 2`)
	b.holds("#by-quote-note", "The third is not sent.")
	b.reload()
	b.holds("#by-quote-note", "The third is not sent.")
	notes := map[string]string{}
	for _, c := range d.claimsOf("rosa", 3) {
		notes[c.Quote] = c.Note
	}
	if len(notes) != 2 || notes[secondMarked] != "The first." || notes[firstMarked] != "The second." {
		t.Errorf("marked is %q", notes)
	}
}

// TestTwoQuotesThatAreRefusedAreKeptApart sends two from one form, away from their article by the time they are answered.
func TestTwoQuotesThatAreRefusedAreKeptApart(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("422 POST /articles/3/claims")
	b.leaves("2 changes wait in this browser", func(left *tab) {
		left.quotes(firstMarked, "The first.")
		left.quotes(secondMarked, "The second.")
	})
	d.reviseOf(3, "Another text.\n\nIt says nothing of the kind.", 1)
	b.open("/sources")
	b.reads("#banner", "2 changes to article 3 and others are not saved")
	b.follow("#banner a")
	b.holds("#by-quote-note", "The first.")
	if rows := b.lists(1); !strings.Contains(rows[0], secondMarked) || !strings.Contains(rows[0], "The second.") {
		t.Errorf("listed is %q", rows)
	}
}
