package main_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestKeysAreAboutTheCardThatTheHandsAreIn has one card open and another claim selected, turns to the card in several ways, and presses
// a key.
func TestKeysAreAboutTheCardThatTheHandsAreIn(t *testing.T) {
	t.Parallel()
	for how, turns := range map[string]func(b *tab){
		"a choice": func(b *tab) { b.click(`#card-1 label:has([name=rating][value="2"])`) },
		"a note":   func(b *tab) { b.writeOn("#note-1", " Second thoughts."); b.press("Escape") },
		"by Tab": func(b *tab) {
			evaluate[bool](b, `(document.querySelector("#card-1 [name=verdict]:checked").focus(), true)`)
		},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1?claim=1")
			b.press("j")
			other := d.claim(b.currentClaim())
			if other.ID == 1 {
				t.Fatal("no other claim is at hand")
			}
			turns(b)
			b.press("d")
			b.saved()
			if got := d.claim(1); got.Verdict != "disputed" {
				t.Errorf("the claim of the card is %s", got.Verdict)
			}
			if got := d.claim(other.ID); got.Verdict != other.Verdict {
				t.Errorf("the claim before is %s", got.Verdict)
			}
		})
	}
}

// TestALateRefusalPullsNothingUnderTheHands has what was written refused once its person has turned to another claim.
func TestALateRefusalPullsNothingUnderTheHands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	letGo := b.holdsBack("/claims/1$")
	b.expects("422 POST /claims/1")
	evaluate[bool](b, `((field) => (field.value = "x".repeat(501), field.dispatchEvent(new Event("input", { bubbles: true }))))(document.querySelector("#form-1 [name=speaker]"))`)
	b.click("#claim-2")
	b.until("window.heldBack === 1")
	letGo()
	b.reads("#toasts", "What you wrote on claim 1 is not saved")
	b.until(`location.hash === "#claim-2"`)
	before := d.claim(1).Verdict
	b.press("u")
	b.sees("#claim-2.v--unproven")
	if got := d.claim(1).Verdict; got != before {
		t.Errorf("the claim before was %s, and is %s", before, got)
	}
}

// TestASourceThatIsRefusedTakesNoFocusFromAField sends a source that is wrong, and types elsewhere before it is refused.
func TestASourceThatIsRefusedTakesNoFocusFromAField(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/right")
	evaluate[bool](b, `((field) => (field.closest("details").open = true, field.value = "example.org/wrong", field.dispatchEvent(new Event("input", { bubbles: true }))))(document.querySelector("`+form+` [name=archived_url]"))`)
	letGo := b.holdsBack("/citations$")
	b.expects("422 POST /claims/1/citations")
	b.press("Escape")
	b.until("window.heldBack === 1")
	b.writeOn("#note-1", " The first words,")
	letGo()
	b.sees(form + " .problem")
	b.write(" and those after them.")
	b.holds("#note-1", "The first words, and those after them.")
}

// TestEnterEndsAnAddressTypedAhead types an address, Enter and a verdict before the card has come.
func TestEnterEndsAnAddressTypedAhead(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j")
	claim := b.currentClaim()
	letGo := b.holdsBack("/card")
	b.press("s", "https://example.org/one", "Enter", "d")
	b.until("window.heldBack >= 1")
	letGo()
	b.until(`document.querySelectorAll("#card-` + fmtID(claim) + ` [id^='cite-` + fmtID(claim) + `-']").length > 0`)
	b.saved()
	got := d.claim(claim)
	if n := len(got.Citations); n == 0 || got.Citations[n-1].URL != "https://example.org/one" || got.Verdict != "disputed" {
		t.Errorf("the claim is %+v", got)
	}
}

// TestAnotherKnownSourceReplacesTheOneBefore takes a suggestion, and then another.
func TestAnotherKnownSourceReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	var titles [2]string
	for i, words := range []string{"facebook", "tiktok"} {
		b.fill(form+" [name=url]", words)
		b.sees(".suggestions li")
		b.press("ArrowDown", "Enter")
		b.lacks(".suggestions li")
		titles[i] = b.value(form + " [name=title]")
	}
	if titles[0] == "" || titles[1] == "" || titles[0] == titles[1] {
		t.Errorf("the titles are %q", titles)
	}
}

// TestWhatComesUpTakesNoPressAtOnce clicks on in the text where the question about unchecked claims comes up.
func TestWhatComesUpTakesNoPressAtOnce(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("n", "h")
	b.opened()
	b.doesAgain(`document.querySelector("dialog[open] form button[type=submit]").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }))`,
		`document.querySelector("dialog[open] form button[type=submit]")`)
	b.click("form[data-submit-review] button")
	b.until(`window.pressedAgain`)
	b.sees("dialog[open]")
	b.saved()
	b.open("/articles/1")
	b.sees("form[data-submit-review]")
}

// TestKeysAfterAReasonAreNoneOfIt rejects a group, and presses on for the next ones while that is on its way: they are decided as was
// pressed, or, where the reason was forgotten, nothing is.
func TestKeysAfterAReasonAreNoneOfIt(t *testing.T) {
	t.Parallel()
	for reason, expected := range map[string]string{"": "422 POST /articles/1/decisions", "an opinion": ""} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "chidi")
			b.open("/articles/1/compare?group=1#g1")
			if expected != "" {
				b.expects(expected)
			}
			letGo := b.holdsBack("/decisions")
			b.press("x", reason, "Enter")
			b.until("window.heldBack === 1")
			b.press("1", "Enter", "2", "Enter")
			letGo()
			if reason == "" {
				b.reads("#problem", "reason")
				b.reads("#toasts", "There is no field for what you type")
				b.until(`document.activeElement.id === "reason"`)
				d.undecidedStill(1)
				return
			}
			b.reads("#compare-said", "3 decided")
			groups := d.comparison(1).Groups
			for i, reason := range []string{"an opinion", "", ""} {
				if got := groups[i].Decision; got == nil || got.Reason != reason {
					t.Errorf("group %d is decided %+v", i+1, got)
				}
			}
		})
	}
}

// TestWordsThatWereSelectedAreLeft selects words, turns to a claim by a key and to a card by a click, and judges that.
func TestWordsThatWereSelectedAreLeft(t *testing.T) {
	t.Parallel()
	for how, turns := range map[string]func(b *tab){
		"by a key":        func(b *tab) { b.press("j") },
		"to an open card": func(b *tab) { b.click(`#card-1 label:has([name=rating][value="2"])`) },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1?claim=1")
			before := len(d.claimsOf("rosa", 1))
			b.selectWords("The same evening", "The same evening")
			b.sees("#slip")
			turns(b)
			claim := b.currentClaim()
			b.press("d")
			b.saved()
			if got := d.claim(claim); got.Verdict != "disputed" || len(d.claimsOf("rosa", 1)) != before {
				t.Errorf("%d claims became %d, and claim %d is %s", before, len(d.claimsOf("rosa", 1)), claim, got.Verdict)
			}
		})
	}
}

// TestWordsTypedAheadGoIntoTheCardThatIsOpenedMeanwhile types a note ahead, turns away and comes back, while what reads its claim's note
// is held up, and is answered late or fails.
func TestWordsTypedAheadGoIntoTheCardThatIsOpenedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, comes := range []string{"late", "never"} {
		t.Run(comes, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			b.press("j")
			claim := b.currentClaim()
			card := fmt.Sprintf("/claims/%d/card", claim)
			evaluate[bool](b, `((real) => {
				let reads = 0;
				window.fetch = async (url, options) => {
					if (!String(url).includes(%s) || ++reads > 2) return real(url, options);
					await new Promise((go) => (window["go" + reads] = go));
					if (reads > 1 && window.fails) throw new TypeError("cut off");
					return real(url, options);
				};
				return true;
			})(window.fetch)`, card)
			b.press("e", "First words.", "Escape", "j")
			b.until("window.go1")
			evaluate[bool](b, `(window.go1(), window.fails = `+fmt.Sprint(comes == "never")+`, true)`)
			b.until("window.go2")
			b.press("k", "Enter")
			note := fmt.Sprintf("#note-%d", claim)
			b.sees(note)
			b.writeOn(note, " Second words.")
			evaluate[bool](b, `(window.go2(), true)`)
			b.until(`["First words.", "Second words."].every((words) => document.querySelector(%s).value.includes(words))`, note)
			b.saved()
			if got := d.claim(claim).Note; !strings.Contains(got, "First words.") || !strings.Contains(got, "Second words.") {
				t.Errorf("the note is %q", got)
			}
		})
	}
}
