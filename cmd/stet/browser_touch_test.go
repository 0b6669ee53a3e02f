package main_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// inHand makes the tab a telephone: 360 pixels wide, touched and not pointed at.
func (b *tab) inHand() {
	b.t.Helper()
	b.screen(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch)
}

// markByTouch selects words as a finger does, through the browser's own handles, and taps on the docked slip.
func (b *tab) markByTouch(from, to, action string) {
	b.t.Helper()
	evaluate[[]point](b, wordsOnScreen, from, to)
	evaluate[bool](b, `(getSelection().setBaseAndExtent(wanted.startContainer, wanted.startOffset, wanted.endContainer, wanted.endOffset), true)`)
	b.until(`Math.abs(document.getElementById("slip").getBoundingClientRect().bottom - innerHeight) < 2`)
	b.tap("#slip [data-mark=" + action + "]")
}

func TestWordsAreMarkedAndJudgedByTouch(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.inHand()
	b.open("/articles/5")
	b.markByTouch("your thumb and her screen", "who own a share", "disputed")
	made := b.opened()
	d.stands(made, standing(t, d.textOf(5), "your thumb and her screen", "who own a share"))
	b.tap(fmt.Sprintf("#form-%d .strip--verdict label.v--unproven", made))
	b.version(made, 2)
	if got := d.claim(made).Verdict; got != "unproven" {
		t.Errorf("it is %s", got)
	}
}

func TestTheSheetLeadsFromClaimToClaimByTouch(t *testing.T) {
	t.Parallel()
	d := demo(t)
	first, second := d.claimOn("rosa", 4, "more than 197 deaths").ID, d.claimOn("rosa", 4, "a company with 2.4 billion monthly users").ID
	b := visitAs(t, d, "rosa")
	b.inHand()
	b.open("/articles/4")
	b.tap(fmt.Sprintf("#claim-%d", first))
	b.sees(fmt.Sprintf("#card-%d.is-open", first))
	b.tap("#sheet-nav [data-go='1']")
	b.sees(fmt.Sprintf("#card-%d.is-open", second))
	b.lacks(fmt.Sprintf("#card-%d", first))
	b.reads("#sheet-where", "of 5")
	b.tap("#sheet-nav [data-go='0']")
	b.lacks("#cards .card")
}
