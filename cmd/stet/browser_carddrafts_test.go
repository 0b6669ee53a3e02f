package main_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// crashAfter has a page go away in the pause after something is typed, and leave nothing but what it has kept by then.
func (b *tab) crashAfter(typing func()) {
	b.t.Helper()
	evaluate[bool](b, `(window.setTimeout = () => 0) && true`)
	typing()
	evaluate[bool](b, `(Storage.prototype.setItem = () => {}) && true`)
	b.close()
}

func TestWhatIsTypedBesideAChangeThatWaitsOutlivesACrash(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	first := b.beside()
	first.expects("503 POST /claims/1")
	first.open("/articles/1?claim=1")
	first.opened()
	way.busy.Store(true)
	first.press("d")
	first.reads("#banner", "1 change waits in this browser")
	first.crashAfter(func() { first.writeOn("#note-1", " half written") })
	way.busy.Store(false)
	b.open("/articles/1")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".outbox."))`)
	b.open("/articles/1?claim=1")
	b.holds("#note-1", " half written")
	b.saved()
	b.lacks("#card-1.is-conflict")
	if got := d.claim(1); got.Verdict != "disputed" || !strings.HasSuffix(got.Note, " half written") {
		t.Errorf("the claim is %+v", got)
	}
	b.keepsNothing()
}

func TestAConflictLeavesTheCardOfAnotherClaimOpen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/3")
	b.open("/articles/1?claim=4")
	b.opened()
	d.changeElsewhere("rosa", 3)
	for evaluate[string](b, `location.hash`) != "#claim-3" {
		b.press("k")
	}
	b.press("u")
	b.reads("#banner", "1 change to claim 3 of article 1 is not saved")
	b.sees("#card-4.is-open")
	b.writeOn("#note-4", " And on.")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".draft."))`)
	b.open("/articles/1?claim=4") // where what was refused is sent again
	b.writeOn("#note-4", " And on from there.")
	b.until(`!Object.keys(localStorage).some((name) => name.includes(".draft."))`)
	b.reads("#banner", "1 change to claim 3 of article 1 is not saved")
	b.sees("#card-4.is-open")
	b.lacks(".is-conflict")
	b.click("#banner button")
	b.sees("#card-3.is-conflict .versus")
	b.lacks("#card-4.is-open")
	b.click("#card-3 [data-open]")
	b.lacks("#banner")
	if got := d.claim(4).Note; !strings.HasSuffix(got, " And on. And on from there.") {
		t.Errorf("the note is %q", got)
	}
}

// heldUp has what a page asks for wait while something is done.
func (b *tab) heldUp(meanwhile func()) {
	b.t.Helper()
	evaluate[bool](b, `((real) => {
		const held = new Promise((go) => (window.goOn = go));
		window.fetch = (...request) => { window.isHeld = true; return held.then(() => real(...request)); };
		return true;
	})(fetch)`)
	meanwhile()
	evaluate[bool](b, `(window.goOn(), true)`)
}

func TestTheDesksReasonIsOfferedUntilItIsSent(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	group := "/articles/1/compare?group=3"
	b.open(group)
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "Argued at length.")
	for range 2 {
		b.open("/articles/1")
		b.open(group)
		b.holds("#reason", "Argued at length.")
	}
	b.open("/articles/1")
	status, body, _ := d.post(d.signIn("ada", passwordOf("ada")), "/articles/1/decisions", url.Values{"claim_ids": {"3", "13"}, "take": {"3"}, "reason": {"Ada’s reason."},
		"claims_seen": {fmt.Sprintf("3-%d 13-%d", d.claim(3).Version, d.claim(13).Version)}})
	if status != 303 {
		t.Fatalf("deciding gives %d: %s", status, body)
	}
	b.open(group)
	b.reads("#deciding .stands", "Ada’s reason.")
	b.holds("#reason", "Argued at length.")
	b.until(`document.querySelector('.decide [name=take][value="13"]').checked`)
	b.expects("409 POST /decisions/1")
	b.click(".decide button[type=submit]")
	b.reads("#problem", "changed elsewhere while you were deciding")
	b.holds("#reason", "Argued at length.")
	b.sees(".decide button[type=submit]:enabled")
	b.click(".decide button[type=submit]")
	b.keepsNothing()
}

func TestWhatIsWrittenAfterTheDeskHasDecidedStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "The first half,")
	b.heldUp(func() {
		b.press("Enter")
		b.until(`window.isHeld`)
		b.writeOn("#reason", " and the second.")
	})
	b.decidedOne(all)
	b.reads("#deciding .stands", "The first half,")
	b.holds("#reason", " and the second.")
	b.until(`document.activeElement.id === "reason" && document.getElementById("deciding").dataset.group === "3"`)
	b.sees(".decide button[type=submit]:enabled")
	b.press("Enter")
	b.keepsNothing()
	if !slices.ContainsFunc(d.comparison(1).Groups, func(g comparedGroup) bool {
		return g.Decision != nil && g.Decision.Reason == "The first half, and the second."
	}) {
		t.Errorf("the groups are %+v", d.comparison(1).Groups)
	}
}

func TestWhatIsWrittenWhileADecisionIsRefusedStays(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.expects("409 POST /articles/1/decisions")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "The first half,")
	d.turn(d.claim(13).Reviewer, 13, "disputed")
	b.heldUp(func() {
		b.press("Enter")
		b.until(`window.isHeld`)
		b.writeOn("#reason", " and the second.")
	})
	b.reads("#problem", "A reading of this group has changed since you saw it")
	b.holds("#reason", " and the second.")
	b.sees(".decide button[type=submit]:enabled")
	b.click(".decide button[type=submit]") // now that it is seen
	b.decidedOne(all)
	b.keepsNothing()
}

func TestACardStaysOpenWhereWhatIsTypedOnItCannotBeKept(t *testing.T) {
	t.Parallel()
	ways := map[string]struct {
		field string
		write func(b *tab)
	}{
		"a source without an address": {"#cite-new-1-title", func(b *tab) {
			b.newSource(1)
			b.fill("#cite-new-1-title", "A register")
		}},
		"a note that is too long": {"#note-1", func(b *tab) {
			b.expects("422 POST /claims/1")
			evaluate[bool](b, `((field) => { field.value = "A register".padStart(300000, "x"); return field.dispatchEvent(new Event("input", {bubbles: true})); })(document.querySelector("#note-1"))`)
			b.sees("#form-1 #problem")
		}},
	}
	for what, way := range ways {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "rosa")
			b.open("/articles/1?claim=1")
			b.opened()
			b.storageFull()
			way.write(b)
			b.click("#card-1 [data-close]")
			b.reads("#toast", "the card stays open")
			b.sees("#card-1.is-open")
			b.holds(way.field, "A register")
			b.storageFree()
			b.click("#card-1 [data-close]")
			b.lacks("#card-1.is-open")
			b.keeps("A register")
		})
	}
}

// storageFull has the browser keep nothing more for this page.
func (b *tab) storageFull() {
	b.t.Helper()
	evaluate[bool](b, `(window.kept = Storage.prototype.setItem, Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }, true)`)
}

// storageFree has the browser keep things again.
func (b *tab) storageFree() {
	b.t.Helper()
	evaluate[bool](b, `(Storage.prototype.setItem = window.kept, true)`)
}

// TestACardThatCannotBeKeptStaysBesideOneThatIsMarked marks other words while a source stands half typed and the storage is full.
func TestACardThatCannotBeKeptStaysBesideOneThatIsMarked(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.storageFull()
	b.fill(form+" [name=passage]", "A register of who met whom.")
	b.selectWords("Elections are", "the quarrel.")
	b.press("d")
	b.reads("#toast", "what you typed on the card of claim 1 is not saved: the card stays open")
	b.holds(form+" [name=passage]", "A register of who met whom.")
	b.storageFree()
	b.click("#card-1 [data-close]")
	b.lacks("#card-1.is-open")
	b.keeps("A register of who met whom.")
}

func TestWordsQuotedForAClaimThatNeedsALookAreKept(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1/carryover")
	b.click("#claim-4 .stray-quote summary")
	b.fill("#place-4-quote", "Zuckerberg has done the sums")
	b.keeps("Zuckerberg has done the sums")
	b.open("/articles/1")
	b.open("/articles/1/carryover")
	b.holds("#place-4-quote", "Zuckerberg has done the sums")
	b.follow("#place-4 button")
	b.keepsNothing()
	if got := d.claim(4); got.Quote != "Zuckerberg has done the sums" || d.waits(4) {
		t.Errorf("claim 4 stands on %q", got.Quote)
	}
}
