package main_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestKeysForTheNextGroupDecideNoOther decides a group, and presses on at once for the one that the page leads to, which is not the next
// one any more.
func TestKeysForTheNextGroupDecideNoOther(t *testing.T) {
	t.Parallel()
	for what, happens := range map[string]func(t *testing.T, d *running){
		"decided by another editor":  func(t *testing.T, d *running) { d.adaDecides(t, 3, "3") },
		"it goes by another claim":   func(_ *testing.T, d *running) { d.withoutClaim(3) },
		"a claim has come before it": func(t *testing.T, d *running) { d.claimOfNone(t) },
		"all others are decided":     func(_ *testing.T, d *running) { d.othersDecided(2) },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "chidi")
			b.open("/articles/1/compare?group=2#g2")
			happens(t, d)
			before := d.reasons(1)
			b.press("1", "Enter", "x", "an opinion", "Enter")
			b.reads("#toasts", "loaded again")
			b.listsWords("an opinion")
			after := d.reasons(1)
			if len(after) != len(before)+1 || slices.Contains(after, "an opinion") {
				t.Errorf("for %q it was decided, then for %q", before, after)
			}
		})
	}
}

// claimOfNone marks what nobody has marked, between the first two groups of article 1.
func (d *running) claimOfNone(t *testing.T) {
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.selectWords("The same evening", "The same evening")
	b.press("d")
	b.opened()
}

// othersDecided has ada decide every group of article 1 but one.
func (d *running) othersDecided(group int64) {
	d.t.Helper()
	ada := d.signIn("ada", passwordOf("ada"))
	for _, g := range d.comparison(1).Groups {
		fields := url.Values{}
		for _, c := range g.Claims {
			fields.Add("claim_ids", fmtID(c.ID))
			fields.Set("claims_seen", fmt.Sprintf("%s %d-%d", fields.Get("claims_seen"), c.ID, c.Version))
			fields.Set("take", fmtID(c.ID))
		}
		if slices.Contains(fields["claim_ids"], fmtID(group)) {
			continue
		}
		if status, body, _ := d.post(ada, "/articles/1/decisions", fields); status >= 400 {
			d.t.Fatalf("deciding gives %d: %s", status, body)
		}
	}
}

// TestTheLastGroupIsNotDecidedAgain decides the last one, and presses on.
func TestTheLastGroupIsNotDecidedAgain(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.othersDecided(2)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=2#g2")
	b.press("1", "Enter", "x", "an opinion", "Enter")
	b.reads("#toasts", "an opinion")
	if slices.Contains(d.reasons(1), "an opinion") {
		t.Error("the decision was changed")
	}
}

// TestWhatOpensAGroupDoesNotDecideIt presses Enter on the row of a group on which what is chosen stands already, and again at once.
func TestWhatOpensAGroupDoesNotDecideIt(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.adaDecides(t, 3, "13")
	d.turn("imre", 13, "verified")
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare")
	b.until(`(document.querySelector("#g3 .group-open").focus(), true)`)
	b.reads("#g3", "since the decision")
	b.press("Enter")
	b.until(`document.getElementById("deciding")?.dataset.group === "3"`)
	b.press("Enter")
	b.reads("#toasts", "only just come under your hands")
	b.reads("#g3", "since the decision")
	if got := d.comparison(1).Groups[2]; got.Decision == nil || got.Decision.Verdict != "unproven" {
		t.Errorf("it is decided %+v", got.Decision)
	}
}

// TestTheSecondPressIsNotForTheNextGroup has a choice kept for the next group, whose button comes where the one before was, and presses
// that, or Enter, once more as the group comes.
func TestTheSecondPressIsNotForTheNextGroup(t *testing.T) {
	t.Parallel()
	const button = `document.querySelector(".decide button[type=submit]")`
	const clicks = `(` + button + `.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })), ` + button + `.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 })))`
	const enters = `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))`
	decide := func(b *tab) { b.click(".decide button[type=submit]") }
	enter := func(b *tab) { b.press("Enter") }
	for how, c := range map[string]struct {
		first func(b *tab)
		again string
	}{
		"a click and a click": {decide, clicks},
		"a click and Enter":   {decide, enters},
		"Enter and a click":   {enter, clicks},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "chidi")
			b.open("/articles/1/compare?group=3#g3")
			b.click(`.decide label:has([name=take][value="13"])`)
			b.fill("#reason", "Kept for later.")
			b.open("/articles/1/compare?group=2#g2")
			all := b.undecided()
			b.click(`.decide label:has([name=take])`)
			b.doesAgain(c.again, `document.getElementById("deciding")?.dataset.group === "3"`)
			c.first(b)
			b.decidedOne(all)
			b.reads("#toasts", "only just come under your hands")
			b.holds("#reason", "Kept for later.")
			evaluate[bool](b, `(window.refused = performance.now()) > 0`)
			b.until(`performance.now() - window.refused > 700`)
			b.click(".decide button[type=submit]")
			b.decidedOne(all - 1)
		})
	}
}

// TestNothingIsAcceptedThatWasNotListed has a group be agreed on after a page came on which none was.
func TestNothingIsAcceptedThatWasNotListed(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.decideAgreed(1)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare")
	all := b.undecided()
	for _, c := range d.comparison(1).Groups[5].Claims {
		d.turn(c.Reviewer, c.ID, "disputed")
	}
	b.click("tr.group:has(.out--only_one) .group-open")
	b.sees("#deciding")
	b.click(`.decide label:has([name=take])`)
	b.click(`.decide button[type=submit]`)
	b.decidedOne(all)
	if evaluate[bool](b, `document.getElementById("agreed").hidden`) {
		t.Fatal("nothing is agreed")
	}
	b.follow("#agreed button")
	b.reads("#toast", "1 group changed or came after you saw the list")
}

// TestADraftThatMovesIsOnWhatItWasWritten has the group lose the claim that it was known by, and the reading that was chosen turned.
func TestADraftThatMovesIsOnWhatItWasWritten(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "Unproven, as imre says.")
	b.open("/articles")
	d.withoutClaim(3)
	d.turn("imre", 13, "verified")
	b.open("/articles/1/compare?group=13")
	b.holds("#reason", "Unproven, as imre says.")
	b.expects("409 POST /articles/1/decisions")
	b.click(".decide button[type=submit]")
	b.reads("#problem", "has changed since you saw it")
	b.holds("#reason", "Unproven, as imre says.")
	d.undecidedStill(1)
}

// TestTheComparisonIsLoadedAgainWhereItStands has the group change that stands open, by whose address the page would go nowhere.
func TestTheComparisonIsLoadedAgainWhereItStands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3#g3")
	d.turn("rosa", 3, "unproven")
	before := evaluate[string](b, `document.getElementById("g3").dataset.shows`)
	b.click("#g3 .word a")
	b.until(`document.getElementById("g3")?.dataset.shows !== %s`, before)
	b.until(`document.getElementById("deciding")?.dataset.group === "3"`)
}

// TestTheAnswerToADecisionIsTheComparison types on where the group goes by another claim, and comes back by the list of groups.
func TestTheAnswerToADecisionIsTheComparison(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([name=take][value="13"])`)
	d.withoutClaim(3)
	b.expects("422 POST /articles/1/decisions", "409 POST /articles/1/decisions")
	b.click(".decide button[type=submit]")
	b.until(`document.getElementById("deciding")?.dataset.group === "13"`)
	b.until(`location.pathname === "/articles/1/compare"`)
	b.fill("#reason", "Typed on the answer.")
	d.withoutClaim(13)
	b.open("/articles/1/compare")
	b.listsWords("Typed on the answer.")
}

// TestAnAnswerLeavesASelectionUnderWayAlone judges a claim, and selects words of the same paragraph before and after the answer comes.
func TestAnAnswerLeavesASelectionUnderWayAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	for _, way := range []string{"forward", "backward", "still"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, map[string]string{"forward": "rosa", "backward": "imre", "still": "chidi"}[way])
			b.open("/articles/3")
			b.selectWords("superpower", "superpower")
			b.press("d")
			b.opened()
			letGo := b.holdsBack("/claims/")
			b.press("u")
			b.until("window.heldBack === 1")
			ends := evaluate[[]point](b, wordsOnScreen, "compliment ready", "an internet")
			from, to := ends[0], ends[1]
			if way == "backward" {
				from, to = to, from
			}
			there := to
			if way != "still" {
				there.X = (from.X + to.X) / 2
			}
			b.do("selecting", chromedp.MouseEvent(chromedp.MouseMoved, from.X, from.Y), byHand(chromedp.MousePressed, from), byHand(chromedp.MouseMoved, there))
			b.rests(there)
			letGo()
			b.saved()
			if way != "still" {
				b.rests(to)
			}
			b.do("letting go", byHand(chromedp.MouseReleased, to))
			b.sees("#slip")
			b.press("v")
			d.stands(b.opened(), standing(t, d.textOf(3), "compliment ready", "an internet"))
		})
	}
}
