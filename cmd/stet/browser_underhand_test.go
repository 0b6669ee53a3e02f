package main_test

import (
	"strings"
	"testing"
)

// TestTheFilterHidesNoCardThatIsWrittenOn gives a verdict by which the claim would not pass, and writes on.
func TestTheFilterHidesNoCardThatIsWrittenOn(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?verdict=unproven")
	b.openCard(1)
	b.click("#card-1 .card-form label:has([value=disputed])")
	b.version(1, 2)
	b.writeOn("#note-1", " Judged unduly.")
	b.press("Escape")
	b.version(1, 3)
	b.press("Escape")
	b.until(`document.getElementById("card-1").hidden`)
	if got := d.claim(1); got.Verdict != "disputed" || !strings.HasSuffix(got.Note, " Judged unduly.") {
		t.Errorf("the claim is %+v", got)
	}
}

// TestADecisionThatIsAnsweredLateLeavesTheGroupOpenThatWasOpenedSince types in another group meanwhile.
func TestADecisionThatIsAnsweredLateLeavesTheGroupOpenThatWasOpenedSince(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	all := b.undecided()
	b.click(`.decide label:has([name=take][value="13"])`)
	open := way.passOnly(0)
	defer open()
	b.click(".decide button[type=submit]")
	b.click("#g1 .group-open")
	b.until(`document.getElementById("deciding")?.dataset.group === "1"`)
	b.writeOn("#reason", "Table")
	open()
	b.decidedOne(all)
	b.write(" 1 reports it")
	b.holds("#reason", "Table 1 reports it")
	b.until(`document.activeElement.id === "reason" && document.getElementById("deciding").dataset.group === "1"`)
}

// TestWordsForAnothersClaimAreNotSwallowed presses e on somebody else's claim.
func TestWordsForAnothersClaimAreNotSwallowed(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.click("#card-13 a")
	b.sees("#card-13.is-open")
	b.press("e")
	b.reads("#toast", "you can read it")
	b.press("Escape")
	b.keepsNothing()
}

// TestWhatIsWrittenForAClaimThatIsGoneIsListed has a source half typed for a claim that is deleted elsewhere.
func TestWhatIsWrittenForAClaimThatIsGoneIsListed(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.fill(b.newSource(1)+" [name=passage]", "A register of who met whom.")
	other := b.beside()
	other.open("/articles/1?claim=1")
	other.click("button[form=delete-1]")
	other.lacks("#card-1")
	other.close()
	b.reload()
	if rows := b.lists(1); !strings.Contains(rows[0], "A register of who met whom.") || !strings.Contains(rows[0], "not on this page any more") {
		t.Errorf("listed is %q", rows)
	}
	b.click("#not-saved li button:not(:first-child)")
	b.keepsNothing()
}

// TestWhatIsWrittenInAConflictOfAClosedTabIsListed closes the tab while a choice waits, which another page sends.
func TestWhatIsWrittenInAConflictOfAClosedTabIsListed(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	b := stale.beside()
	b.open("/articles")
	stale.expects("net::ERR_CONNECTION_REFUSED")
	b.expects("net::ERR_CONNECTION_REFUSED")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	stale.click("#card-1 form.keep button")
	stale.reads("#banner", "1 change waits in this browser")
	stale.click("#card-1 .both summary")
	stale.fill("#note-1", "merged by hand")
	stale.goesAway()
	d.serveAgain()
	b.reload()
	b.until(`!Object.keys(localStorage).some((name) => /[.]outbox[.]/.test(name))`)
	b.open("/articles/1")
	if rows := b.lists(1); !strings.Contains(rows[0], "merged by hand") {
		t.Errorf("listed is %q", rows)
	}
}

// TestASourceThatCannotBeKeptOutlivesItsCardsRenewal has the storage full, and the card come anew: once with the form, once without.
func TestASourceThatCannotBeKeptOutlivesItsCardsRenewal(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.storageFull()
	b.fill(form+" [name=passage]", "A register of who met whom.")
	b.press("Escape")
	b.click("#card-1 [data-respan]")
	b.selectWords("spent four", "four years")
	b.press("Enter")
	b.version(1, 2)
	b.holds(form+" [name=passage]", "A register of who met whom.")
	b.expects("409 POST /claims/1")
	d.changeElsewhere("rosa", 1)
	b.click("#card-1 .card-form label:has([value=disputed])")
	b.sees("#card-1.is-conflict")
	if rows := b.lists(1); !strings.Contains(rows[0], "A register of who met whom.") {
		t.Errorf("listed is %q", rows)
	}
}

// TestALongPassageOutlivesItsCardWhereOnlyShortThingsCanBeKept has room in the storage for a verdict on its way, and none for the passage.
func TestALongPassageOutlivesItsCardWhereOnlyShortThingsCanBeKept(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	evaluate[bool](b, `((set) => { Storage.prototype.setItem = function (name, value) {
		if (value.length > 2000) throw new DOMException("full", "QuotaExceededError");
		set.call(this, name, value);
	}; return true; })(Storage.prototype.setItem)`)
	b.fill(form+" [name=passage]", "A register of who met whom."+strings.Repeat(" And of whom else.", 200))
	b.press("Escape")
	b.expects("409 POST /claims/1")
	d.changeElsewhere("rosa", 1)
	b.click("#card-1 .card-form label:has([value=disputed])")
	b.sees("#card-1.is-conflict")
	if rows := b.lists(1); !strings.Contains(rows[0], "A register of who met whom.") {
		t.Errorf("listed is %q", rows)
	}
}

// TestWordsWhoseFieldGoesFromUnderTheHandsAreGivenBack types on after the card is gone: no key of it is a command.
func TestWordsWhoseFieldGoesFromUnderTheHandsAreGivenBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	evaluate[bool](b, `((note) => {
		const key = (at, key) => at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
		note.focus();
		key(note, "a");
		document.getElementById("card-1").remove();
		for (const letter of "dull ") key(document.body, letter);
		return true;
	})(document.getElementById("note-1"))`)
	b.reads("#toast", "“dull”")
	if rows := b.lists(1); !strings.Contains(rows[0], "dull") || !strings.Contains(rows[0], "There was no field for these words") {
		t.Errorf("listed is %q", rows)
	}
	if got := d.claim(1); got.Version != 1 {
		t.Errorf("what was typed changed the claim: %+v", got)
	}
}
