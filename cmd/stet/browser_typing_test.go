package main_test

import (
	"slices"
	"testing"
)

// TestNotesTypedAheadAreEachSavedOnce marks and notes three times while nothing is answered, and goes on by the mouse.
func TestNotesTypedAheadAreEachSavedOnce(t *testing.T) {
	t.Parallel()
	quotes := []string{"18 March 2016", "October 2015", "December 2014"}
	for how, leave := range map[string]func(*tab){
		"leaving by Escape":    func(b *tab) { b.press("Escape") },
		"leaving by the mouse": func(*tab) {},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d, way := demoBehind(t)
			b := visitAs(t, d, "rosa")
			b.expects("net::ERR_INCOMPLETE_CHUNKED_ENCODING POST /articles/3/claims") // the way, not the desk, may break an answer off: it is asked for again
			b.open("/articles/3")
			letGo := way.passOnly(0)
			defer letGo()
			for _, words := range quotes {
				b.selectWords(words, words)
				b.press("h", "e", "held up: "+words)
				leave(b)
			}
			letGo()
			b.until(`document.querySelectorAll("#cards .card").length === 3`)
			b.keepsNothing()
			notes := map[string]string{}
			for _, c := range d.claimsOf("rosa", 3) {
				notes[c.Quote] = c.Note
			}
			for _, words := range quotes {
				if notes[words] != "held up: "+words {
					t.Errorf("the notes are %q", notes)
				}
			}
		})
	}
}

// TestALateAnswerTakesNoFieldFromWhoeverWrites writes of another claim once something is asked for, and is answered then.
func TestALateAnswerTakesNoFieldFromWhoeverWrites(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		do       func(b *tab)
		held     string // what of is answered late, by its address
		answered string // a condition that holds once the page has the answer
	}{
		"a mark": {func(b *tab) {
			b.selectWords("in 2018, CNBC", "in 2018, CNBC")
			b.press("h")
		}, "/articles/1/claims$", `document.getElementById("said").textContent.endsWith(", unchecked.")`},
		"other words": {func(b *tab) {
			b.openCard(1)
			b.click("#card-1 [data-respan]")
			b.selectWords("spent four", "four years")
			b.press("Enter")
		}, "/claims/1/span$", `document.getElementById("card-1").dataset.version === "2"`},
		"a deletion": {func(b *tab) {
			b.openCard(1)
			b.click("button[form=delete-1]")
		}, "/claims/1/delete$", `document.getElementById("card-1") === null`},
		"a card that closes": {func(b *tab) {
			b.openCard(1)
			b.click("#card-1 [data-close]")
		}, "/claims/1/card$", `!document.getElementById("card-1").matches(".is-open")`},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "rosa")
			b.open("/articles/1")
			b.click("#by-quote-more summary")
			letGo := b.holdsBack(c.held)
			c.do(b)
			b.writeOn("#by-quote-note", "lob")
			letGo()
			b.until(c.answered)
			b.press("d", "u")
			b.until(`document.activeElement.id === "by-quote-note" && document.activeElement.value === "lobdu"`)
		})
	}
}

// TestAClaimThatIsMarkedLateClosesNoCardThatIsWrittenIn marks by quoting, and writes on another claim before that is answered.
func TestAClaimThatIsMarkedLateClosesNoCardThatIsWrittenIn(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.openCard(1)
	letGo := b.holdsBack("/articles/1/claims$")
	marks := evaluate[int](b, `document.querySelectorAll("#galley mark.claim").length`)
	b.quotes("CNBC reported", "")
	b.writeOn("#note-1", " Written")
	letGo()
	b.until(`document.querySelectorAll("#galley mark.claim").length > %s`, marks)
	b.until(`document.querySelectorAll("#cards .card.is-open").length === 1`)
	b.press("d", "u")
	b.until(`document.activeElement.id === "note-1" && document.activeElement.value.endsWith(" Writtendu")`)
}

// TestANoteOnATextThatHasBeenCorrectedIsWrittenToItsEnd marks on a page of the text of before, where the claim has no mark.
func TestANoteOnATextThatHasBeenCorrectedIsWrittenToItsEnd(t *testing.T) {
	t.Parallel()
	for width, name := range map[int64]string{1280: "wide", 800: "narrow"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.screen(width, 900)
			b.open("/articles/1")
			before := len(d.claimsOf("rosa", 1))
			d.withoutWords(1, "On 21 October 2019")
			b.selectWords("in 2018, CNBC", "in 2018, CNBC")
			b.press("e", "Asked")
			b.saved()
			b.press(" under d and u")
			b.until(`document.activeElement.value === "Asked under d and u"`)
			b.saved()
			b.press("Escape", "v")
			b.saved()
			b.reload()
			all := d.claimsOf("rosa", 1)
			made := all[len(all)-1]
			for _, c := range all {
				if c.ID > made.ID {
					made = c
				}
			}
			if len(all) != before+1 || made.Note != "Asked under d and u" || made.Verdict != "verified" {
				t.Errorf("%d claims were made, the last %q, %q", len(all)-before, made.Verdict, made.Note)
			}
		})
	}
}

// TestTheDialogWaitsForAPauseInWriting has the session end while somebody types and types.
func TestTheDialogWaitsForAPauseInWriting(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	d.signOutEverywhere("rosa")
	evaluate[bool](b, `((real, note) => {
		window.fetch = async (...request) => {
			const answer = await real(...request);
			window.refused ||= answer.status === 401;
			return answer;
		};
		window.typing = setInterval(() => note.dispatchEvent(new KeyboardEvent("keydown", {key: "a", bubbles: true})), 50);
		return true;
	})(window.fetch, document.getElementById("note-1"))`)
	b.writeOn("#note-1", " And on.")
	b.until(`window.refused`)
	if isOpen := evaluate[bool](b, `new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(document.getElementById("sign-in-again").open))))`); isOpen {
		t.Error("the dialog comes up under the hands")
	}
	evaluate[bool](b, `(clearInterval(window.typing), true)`)
	b.signInAgain("rosa")
	b.saved()
}

// TestKeysAnswerNoClaimBehindTheHelp presses the key that drops one.
func TestKeysAnswerNoClaimBehindTheHelp(t *testing.T) {
	t.Parallel()
	d := revised(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/carryover")
	b.press("?")
	b.sees("dialog[open]")
	b.press("x", "Escape")
	b.lacks("dialog[open]")
	b.press("j")
	b.until(`document.activeElement?.closest("[data-stray]")?.id === "claim-4"`)
	if !d.waits(4) {
		t.Error("claim 4 was answered behind the help")
	}
}

// TestWordsForAReasonAreNoCommands presses x, for no claim, and types the reason at once, before the group stands open.
func TestWordsForAReasonAreNoCommands(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/1/compare")
	letGo := b.holdsBack("compare.*group=")
	b.press("j", "x", "a joke, rejected 1 by all")
	letGo()
	b.until(`document.getElementById("reason")?.value === "a joke, rejected 1 by all"`)
	b.until(`document.querySelector('.decide [name="take"]:checked').value === "none"`)
}

// typedAhead has keys pressed on article 3, nothing of which is answered before all are.
func typedAhead(t *testing.T, keys ...string) (*running, *tab) {
	t.Helper()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	letGo := way.passOnly(0)
	defer letGo()
	b.press(keys...)
	return d, b
}

// TestASecondNoteTypedAheadStandsBehindTheFirst leaves one, and begins another, before the claim of both is made.
func TestASecondNoteTypedAheadStandsBehindTheFirst(t *testing.T) {
	t.Parallel()
	d, b := typedAhead(t, "n", "h", "e", "Ask the port.", "Escape", "e", "And the yearbook.", "Escape")
	b.until(`document.querySelectorAll("#cards .card").length === 1`)
	b.keepsNothing()
	if claims := d.claimsOf("rosa", 3); len(claims) != 1 || claims[0].Note != "Ask the port. And the yearbook." {
		t.Errorf("the claims are %+v", claims)
	}
}

// TestSourcesTypedAheadAreEachAdded leaves one, and begins another, before the claim of both is made.
func TestSourcesTypedAheadAreEachAdded(t *testing.T) {
	t.Parallel()
	d, b := typedAhead(t, "n", "h", "s", "https://one.example/a", "Escape", "s", "https://two.example/b", "Escape")
	b.until(`["one", "two"].every((name) => document.getElementById("cards").textContent.includes(name + ".example"))`)
	b.keepsNothing()
	var urls []string
	for _, c := range d.claimsOf("rosa", 3)[0].Citations {
		urls = append(urls, c.URL)
	}
	if slices.Sort(urls); !slices.Equal(urls, []string{"https://one.example/a", "https://two.example/b"}) {
		t.Errorf("the sources are %q", urls)
	}
}

// TestOneWritesOnAfterSigningInAgain types where the dialog came up.
func TestOneWritesOnAfterSigningInAgain(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	d.signOutEverywhere("rosa")
	b.fill("#note-1", "Counted")
	b.signInAgain("rosa")
	b.press(" from May")
	b.holds("#note-1", "Counted from May")
	b.saved()
}

// TestWordsAfterTheirFieldHasGoneAreNoCommands takes a field from under the hands, which go on after a pause and then turn to the keys.
func TestWordsAfterTheirFieldHasGoneAreNoCommands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	before := len(d.claimsOf("rosa", 1))
	b.writeOn("#note-1", " ")
	b.press("And")
	b.saved()
	evaluate[bool](b, `(document.getElementById("note-1").remove(), true)`)
	listed := func(words string) { b.until(`document.getElementById("not-saved")?.textContent.includes(%s)`, words) }
	b.press(" under d")
	listed("under d")
	b.press("n", "d", "u", "Delete")
	listed("ndu")
	b.press("Escape", "v")
	b.version(1, 3)
	if got := d.claim(1); len(d.claimsOf("rosa", 1)) != before || got.Verdict != "verified" {
		t.Errorf("%d claims of %d are left, the first %q", len(d.claimsOf("rosa", 1)), before, got.Verdict)
	}
}

// TestWordsWhereNothingCanBeWrittenAreNoCommands goes to write on a claim that is in conflict, and where none is at hand.
func TestWordsWhereNothingCanBeWrittenAreNoCommands(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	before := len(d.claimsOf("rosa", 1))
	stale.press("e", "never said, nor undone")
	stale.until(`document.getElementById("not-saved")?.textContent.includes("never said, nor undone")`)
	stale.press("v")
	stale.reads("#toast", "choose one of the two")
	if got := d.claim(1); got.Verdict != "unproven" || len(d.claimsOf("rosa", 1)) != before {
		t.Errorf("the words have become %q", got.Verdict)
	}

	none := visitAs(t, d, "rosa")
	none.open("/articles/1")
	none.press("e", "nine or even")
	none.until(`[...document.querySelectorAll("#not-saved li")].some((row) => row.textContent.includes("nine or even"))`)
	none.reads("#toast", "Keys are commands again")
	if got := len(d.claimsOf("rosa", 1)); got != before {
		t.Errorf("%d claims were made of words", got-before)
	}
}
