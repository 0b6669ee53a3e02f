package main_test

import (
	"slices"
	"strings"
	"testing"
)

// cutsOff has requests whose address matches reach nobody, and fail when they are let go. The page counts them: window.heldBack.
func (b *tab) cutsOff(pattern string) (letGo func()) {
	b.t.Helper()
	evaluate[bool](b, `((real, held) => {
		window.fetch = (url, options) => {
			if (!held || !new RegExp(%s).test(url)) return real(url, options);
			window.heldBack = (window.heldBack ?? 0) + 1;
			return new Promise((_, fail) => held.push(() => fail(new TypeError("cut off"))));
		};
		window.cuttingOff = () => { held.splice(0).forEach((fail) => fail()); held = null; return true; };
		return true;
	})(window.fetch, [])`, pattern)
	return func() { evaluate[bool](b, `window.cuttingOff()`) }
}

// listsWords waits until words that had no field are listed as not saved.
func (b *tab) listsWords(words string) {
	b.t.Helper()
	b.until(`document.querySelector("#not-saved li")?.textContent.includes(%s)`, words)
}

// undecidedStill fails the test where the desk's word stands on a group of an article.
func (d *running) undecidedStill(article int) {
	d.t.Helper()
	for i, g := range d.comparison(article).Groups {
		if g.Decision != nil {
			d.t.Errorf("group %d is decided: %+v", i+1, *g.Decision)
		}
	}
}

// TestKeysPressedAheadOfARefusedDecisionAreWords types for the next group while the decision on the one before is on its way, which
// somebody else has made meanwhile.
func TestKeysPressedAheadOfARefusedDecisionAreWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	d.adaDecides(t, 3, "3")
	b.expects("409 POST /articles/1/decisions")
	letGo := b.holdsBack("/decisions")
	b.press("2", "Enter")
	b.until(`window.heldBack === 1`)
	b.press("x", "not a figure")
	letGo()
	b.reads("#problem", "decided")
	b.listsWords("not a figure")
	b.until(`document.activeElement.name === "take"`)
	b.press("Enter") // which was to end the words
	b.until(`document.getElementById("reason").value === ""`)
	if got := d.reasons(1); !slices.Equal(got, []string{"As ada reads it."}) {
		t.Errorf("it was decided for %q", got)
	}
	b.click("#not-saved li button")
	b.lacks("#not-saved")
}

// TestKeysPressedAheadOfADecisionThatIsCutOffAreWords types on for the next group, and reloads the page.
func TestKeysPressedAheadOfADecisionThatIsCutOffAreWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare?group=33")
	letGo := b.cutsOff("/decisions")
	b.press("2", "Enter")
	b.until(`window.heldBack === 1`)
	b.press("x", "not a", "Enter")
	letGo()
	b.reads("#problem", "The server does not answer")
	b.press(" figure", "Enter")
	b.reload()
	b.listsWords("not a")
	b.listsWords("figure")
	d.undecidedStill(5)
}

// TestEnterOutOfImpatienceDecidesNothingElse presses it twice while the decision is on its way, and goes on with the next group.
func TestEnterOutOfImpatienceDecidesNothingElse(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare?group=33")
	all := b.undecided()
	letGo := b.holdsBack("/decisions")
	b.press("2", "Enter")
	b.until(`window.heldBack === 1`)
	b.press("Enter", "x", "not a figure", "Enter")
	letGo()
	b.decidedOne(all - 1)
	var outcomes []string
	for _, g := range d.comparison(5).Groups {
		if g.Decision != nil {
			outcomes = append(outcomes, g.Decision.Outcome+" "+g.Decision.Reason)
		}
	}
	if slices.Sort(outcomes); !slices.Equal(outcomes, []string{"accepted ", "rejected not a figure"}) {
		t.Errorf("decided is %q", outcomes)
	}
}

// TestKeysPressedAheadOfAGroupThatDoesNotOpenDecideNoOther goes to the next group, which does not come, and presses on.
func TestKeysPressedAheadOfAGroupThatDoesNotOpenDecideNoOther(t *testing.T) {
	t.Parallel()
	for how, open := range map[string]func(*tab){
		"by a key":     func(b *tab) { b.press("j") },
		"by the mouse": func(b *tab) { b.click("tr.group:has(+ #deciding) ~ tr.group .group-open") },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "chidi")
			b.open("/articles/5/compare?group=33")
			letGo := b.cutsOff("group=")
			open(b)
			b.until(`window.heldBack === 1`)
			b.press("2", "Enter", "x", "not a figure", "Enter")
			letGo()
			b.reads("#toast", "The group could not be opened")
			b.listsWords("not a figure")
			b.until(`document.getElementById("deciding").dataset.group === "33"`)
			d.undecidedStill(5)
		})
	}
}

// TestKeysPressedAheadOfAGroupAreForThatGroup clicks on another group, and chooses and decides before it stands open.
func TestKeysPressedAheadOfAGroupAreForThatGroup(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare?group=33")
	all := b.undecided()
	letGo := b.holdsBack("group=45")
	b.click("#g45 .group-open")
	b.until(`window.heldBack === 1`)
	b.press("x", "no figure", "Enter")
	letGo()
	b.decidedOne(all)
	b.until(`document.querySelector("#g45 .group-word, #g45").textContent.includes("Not a claim")`)
}

// TestAReasonOpensItsGroup goes to a row, presses r, and types.
func TestAReasonOpensItsGroup(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare")
	b.press("j", "r", "exact sum in the filing")
	b.holds("#reason", "exact sum in the filing")
	b.until(`document.querySelector(".decide [name=take]:checked") === null`)
	d.undecidedStill(5)
}

// TestWordsForNoGroupAreNoCommands types a reason where no group is at hand.
func TestWordsForNoGroupAreNoCommands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare")
	b.press("r", "jaxk", "Enter")
	b.listsWords("jaxk")
	b.lacks("#deciding")
	d.undecidedStill(5)
}

// TestWhoWritesOnStaysWithTheGroup asks for another group, and goes on with the reason of the one that stands open.
func TestWhoWritesOnStaysWithTheGroup(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/5/compare?group=33")
	letGo := b.holdsBack("group=45")
	b.click("#g45 .group-open")
	b.until(`window.heldBack === 1`)
	b.fill("#reason", "The filing names")
	letGo()
	b.press(" another sum")
	b.holds("#reason", "The filing names another sum")
	b.until(`document.getElementById("deciding").dataset.group === "33"`)
}

// TestWhatIsWrittenWhileADecisionIsShownIsNoConflictWithIt writes on while the decision is on its way, and while the group comes anew.
func TestWhatIsWrittenWhileADecisionIsShownIsNoConflictWithIt(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	letDecide := b.holdsBack("/decisions")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.click(".decide button[type=submit]")
	b.fill("#reason", "As it was read")
	letOpen := b.holdsBack("compare.*group=3")
	letDecide()
	b.decidedOne(all)
	b.press(" twice.")
	letOpen()
	b.reads("#said", "Saved, but not what you wrote since.")
	b.holds("#reason", "As it was read twice.")
	b.sees(".decide button[type=submit]:enabled")
	b.click(".decide button[type=submit]")
	b.until(`document.getElementById("deciding")?.dataset.group !== "3"`)
	if got := d.reasons(1); !slices.Equal(got, []string{"As it was read twice."}) {
		t.Errorf("it was decided for %q", got)
	}
}

// TestAReviewHandedInTakesNoWordFromUnderTheHands goes on with a note while the review is on its way.
func TestAReviewHandedInTakesNoWordFromUnderTheHands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	for _, c := range d.claimsOf("rosa", 1) {
		if c.Verdict == "unchecked" {
			d.turn("rosa", c.ID, "verified")
		}
	}
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.expects("409 POST /claims/1")
	b.holdsBack("/submit$")
	b.click("#submit-review button")
	b.until(`window.heldBack === 1`)
	b.writeOn("#note-1", " ")
	evaluate[bool](b, `(document.addEventListener("keydown", () => window.lettingGo[0](), { once: true }), true)`)
	b.press("The port said otherwise")
	b.reads(".bar-state", "submitted")
	if rows := b.lists(1); !strings.Contains(rows[0], "The port said otherwise") {
		t.Errorf("listed is %q", rows)
	}
}

// TestAListTakesTheKeyThatIsPressedAheadOfIt goes to what the desk finds otherwise, and chooses of it before its group stands open.
func TestAListTakesTheKeyThatIsPressedAheadOfIt(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/5/compare")
	letGo := b.holdsBack("group=")
	b.press("j", "e", "d")
	b.until(`window.heldBack === 1`)
	letGo()
	b.until(`document.getElementById("decide-verdict")?.value === "disputed" && document.activeElement.id === "decide-verdict"`)
	b.press("Escape", "r", "exact")
	b.holds("#reason", "exact")
}

// TestAReadingThatIsNotThereDecidesNothing begins a decision, and comes back to it with the key of a reading that nobody has made.
func TestAReadingThatIsNotThereDecidesNothing(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare?group=45")
	b.press("x")
	b.until(`document.activeElement.name === "reason"`)
	b.write("Maybe no figure.")
	b.press("Escape", "4", "Enter")
	b.reads("#toast", "There is no such reading")
	d.undecidedStill(5)
	b.holds("#reason", "Maybe no figure.")
}

// TestWhatWaitsWhenAPageIsLeftIsListed presses keys ahead of a decision that is not answered, and goes back.
func TestWhatWaitsWhenAPageIsLeftIsListed(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles")
	b.open("/articles/5/compare?group=33")
	b.holdsBack("/decisions")
	b.press("2", "Enter")
	b.until(`window.heldBack === 1`)
	b.press("x", "no figure", "Enter")
	b.goBack()
	b.open("/articles/5/compare")
	b.listsWords("no figure")
}

// TestWhatIsWrittenOnWhileADecisionIsRefusedNeedsNoStorage writes on, where nothing can be kept.
func TestWhatIsWrittenOnWhileADecisionIsRefusedNeedsNoStorage(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	d.adaDecides(t, 3, "3")
	b.expects("409 POST /articles/1/decisions")
	b.storageFull()
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "The bank’s letter")
	letGo := b.holdsBack("/decisions")
	b.press("Enter")
	b.until(`window.heldBack === 1`)
	evaluate[bool](b, `((field) => (field.focus(), field.setSelectionRange(field.value.length, field.value.length), true))(document.getElementById("reason"))`)
	b.press(" of May")
	letGo()
	b.reads("#problem", "decided")
	b.holds("#reason", "The bank’s letter of May")
}

// TestASecondEnterGoesOverNoDecision has somebody else decide while one writes the reason, and presses Enter again as the answer comes.
func TestASecondEnterGoesOverNoDecision(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.press("2", "r")
	b.until(`document.activeElement.name === "reason"`)
	b.write("The bank’s letter.")
	d.adaDecides(t, 3, "3")
	b.expects("409 POST /articles/1/decisions")
	evaluate[bool](b, `(new MutationObserver((_, seen) => {
		if (!document.querySelector("#deciding #problem")) return;
		seen.disconnect();
		document.querySelector(".decide").requestSubmit(); // as Enter would
		window.pressedAgain = true;
	}).observe(document.body, { childList: true, subtree: true }), true)`)
	b.press("Enter")
	b.until(`window.pressedAgain`)
	b.sees(".decide button[type=submit]:enabled")
	b.holds("#reason", "The bank’s letter.")
	if got := d.reasons(1); !slices.Equal(got, []string{"As ada reads it."}) {
		t.Errorf("it was decided for %q", got)
	}
}

// TestTabWaitsForNoGroup presses it ahead of a group that is on its way.
func TestTabWaitsForNoGroup(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/5/compare")
	letGo := b.holdsBack("group=")
	b.press("j", "1")
	b.until(`window.heldBack === 1`)
	b.press("e", "d", "Tab", "Tab", "very big sum")
	letGo()
	b.listsWords("very big sum")
	b.until(`document.querySelector("#deciding [name=kind]").value === ""`)
}

// TestAnUndoLeavesWhoHasGoneOnAlone takes back a verdict, and goes on to another claim before that is answered.
func TestAnUndoLeavesWhoHasGoneOnAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j", "d")
	first := b.currentClaim()
	b.saved()
	letGo := b.holdsBack("/undo$")
	b.press("z")
	b.until(`window.heldBack === 1`)
	b.press("j")
	second := b.currentClaim()
	letGo()
	b.reads("#toast", "Undone: claim "+fmtID(first))
	b.press("u")
	b.saved()
	if got := d.claim(second).Verdict; second == first || got != "unproven" {
		t.Errorf("claim %d, after %d, is %q", second, first, got)
	}
}

// TestAnUndoTakesBackNoLaterChange presses z while the mistake is being saved, and judges another claim meanwhile.
func TestAnUndoTakesBackNoLaterChange(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j")
	first := b.currentClaim()
	letGo := b.holdsBack("/claims/" + fmtID(first) + "$")
	b.press("d")
	b.until(`window.heldBack === 1`)
	b.press("z", "j", "u")
	second := b.currentClaim()
	letGo()
	b.reads("#toast", "Not undone")
	b.saved()
	if one, other := d.claim(first).Verdict, d.claim(second).Verdict; one != "disputed" || other != "unproven" {
		t.Errorf("claims %d and %d are %q and %q", first, second, one, other)
	}
	b.press("z")
	b.reads("#toast", "Undone: claim "+fmtID(second))
}
