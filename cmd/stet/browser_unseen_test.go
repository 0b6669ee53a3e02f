package main_test

import (
	"fmt"
	"testing"
)

// TestKeysDecideNothingThatThePageDoesNotShow has another editor decide a group, or another reviewer come before the others, after the
// page came; what is pressed in one go then was meant for what that shows.
func TestKeysDecideNothingThatThePageDoesNotShow(t *testing.T) {
	t.Parallel()
	for what, happens := range map[string]func(t *testing.T, d *running){
		"a decision":        func(t *testing.T, d *running) { d.adaDecides(t, 3, "3") },
		"another’s reading": func(_ *testing.T, d *running) { d.turn("rosa", 3, "unproven") },
		"another reviewer": func(t *testing.T, d *running) {
			first := visitAs(t, d, "chidi")
			first.open("/articles/1")
			first.press("n", "d")
			first.until(`document.getElementById("said").textContent.startsWith("Claim ")`)
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "ada")
			if what == "a decision" {
				b = visitAs(t, d, "chidi")
			}
			b.open("/articles/1/compare")
			b.until(`(document.querySelector("#g3 .group-open").focus(), true)`)
			happens(t, d)
			decided := len(d.reasons(1))
			b.press("2", "r", "as read", "Enter")
			b.reads("#toasts", "loaded again")
			b.until(`document.getElementById("deciding")?.dataset.shows === document.getElementById("g3")?.dataset.shows && performance.getEntriesByType("navigation")[0].loadEventEnd > 0`)
			b.listsWords("as read")
			if got := len(d.reasons(1)); got != decided {
				t.Errorf("%d decisions became %d", decided, got)
			}
		})
	}
}

// TestAMessageTakesBackWhatItIsOf removes a source, writes a note, and presses the Undo of the message about the source.
func TestAMessageTakesBackWhatItIsOf(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=2")
	b.click("#cite-2-1 .cite-more summary")
	b.click(`#cite-2-1 form[action$="/delete"] button`)
	b.reads("#toast", "Source removed")
	b.sees("#toast button")
	b.fill("#note-2", "Written since.")
	evaluate[bool](b, `(document.querySelector("#toast button")?.click(), true)`)
	b.lacks("#toast form")
	b.saved()
	if got := d.claim(2); got.Note != "Written since." || len(got.Citations) != 0 {
		t.Errorf("the claim is %+v", got)
	}
}

// TestTheSecondClickOfTwoIsNotForTheNextPage takes an assignment back; on the page that comes, another's stands under the pointer.
func TestTheSecondClickOfTwoIsNotForTheNextPage(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	for _, name := range []string{"rosa", "imre"} {
		b.open("/articles/3/reviews")
		evaluate[bool](b, `(document.getElementById("assign-reviewer").value = %s) !== ""`, name)
		b.follow("#assign button")
	}
	const takeBack = `form[action$="/unassign"] button`
	all := evaluate[int](b, fmt.Sprintf("document.querySelectorAll(`%s`).length", takeBack))
	at := b.middleOf(takeBack)
	b.doesAgain(fmt.Sprintf("(window.isTaken = document.querySelector(`%s`).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1, clientX: %f, clientY: %f })))", takeBack, at.X, at.Y),
		fmt.Sprintf("document.querySelectorAll(`%s`).length === %d", takeBack, all-1))
	b.click(takeBack)
	b.until(`window.pressedAgain && window.isTaken === false`)
	b.until(`document.querySelectorAll(%s).length === %s`, takeBack, all-1)
}
