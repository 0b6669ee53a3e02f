package main_test

import "testing"

// twoReadings has one claim changed in two tabs, so that the second is stale, and waits for both readings to be shown there.
func twoReadings(t *testing.T) (d *running, stale *tab) {
	t.Helper()
	d = demo(t)
	b := visitAs(t, d, "rosa")
	stale = b.beside()
	stale.expects("409 POST /claims/1")
	b.open("/articles/1?claim=1")
	stale.open("/articles/1?claim=1")
	b.fill("#note-1", "the first tab’s note")
	b.version(1, 2)
	stale.fill("#note-1", "the second tab’s note")
	stale.reads("#state-1", "Leave the field to see both")
	stale.press("Escape")
	stale.reads("#card-1.is-conflict .versus", "the first tab’s note")
	stale.reads("#card-1.is-conflict .versus", "the second tab’s note")
	if got := d.claim(1).Note; got != "the first tab’s note" {
		t.Errorf("the stale tab has written %q", got)
	}
	return d, stale
}

func TestOfTwoReadingsOnesOwnCanBeKept(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	stale.click("#card-1 form.keep button")
	stale.until(`document.getElementById("note-1")?.value === "the second tab’s note"`)
	stale.saved()
	if got := d.claim(1); got.Note != "the second tab’s note" || got.Verdict != "unproven" {
		t.Errorf("saved is %+v", got)
	}
}

func TestOfTwoReadingsTheSavedOneCanBeTaken(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	stale.click("#card-1 [data-open]")
	stale.until(`document.getElementById("note-1")?.value === "the first tab’s note"`)
	stale.saved()
	if got := d.claim(1); got.Note != "the first tab’s note" || got.Version != 2 {
		t.Errorf("saved is %+v", got)
	}
	stale.fill("#note-1", "and on from there")
	stale.version(1, 3)
}

func TestTwoReadingsCanBeMadeIntoOne(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	stale.click("#card-1 .both summary")
	stale.fill("#note-1", "both tabs’ note")
	stale.click("#card-1 .both button[form=form-1]")
	stale.lacks("#card-1.is-conflict")
	stale.saved()
	if got := d.claim(1).Note; got != "both tabs’ note" {
		t.Errorf("the note is %q", got)
	}
}

// TestAConflictComesUnderNobodysHands types on while a refusal comes in: the letters are keys of commands, too.
func TestAConflictComesUnderNobodysHands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1")
	b.open("/articles/1?claim=1")
	d.changeElsewhere("rosa", 1)
	before := len(d.claimsOf("rosa", 1))
	b.fill("#note-1", "First half.")
	b.reads("#state-1", "Leave the field to see both")
	b.write(" David vouched under oath")
	b.press("Escape")
	b.reads("#card-1.is-conflict .versus", "First half. David vouched under oath")
	b.press("v", "Delete") // nothing is done to what is contested
	b.reads("#toast", "choose one of the two")
	if got := d.claim(1); got.Note != "written elsewhere" || got.Verdict != "unproven" || len(d.claimsOf("rosa", 1)) != before {
		t.Errorf("the claim is %+v", got)
	}
	b.click("#card-1 form.keep button")
	b.until(`document.getElementById("note-1")?.value === "First half. David vouched under oath"`)
	b.saved()
	b.lacks("#banner")
}

func TestAClaimDeletedElsewhereIsNotWrittenOver(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	stale := b.beside()
	stale.expects("409 POST /claims/1")
	b.open("/articles/1?claim=1")
	stale.open("/articles/1?claim=1")
	b.click("button[form=delete-1]")
	b.lacks("#card-1")
	stale.fill("#note-1", "written meanwhile")
	stale.reads("#state-1", "Leave the field to see both")
	stale.press("Escape")
	stale.reads("#card-1.is-conflict", "Deleted elsewhere")
	stale.click("#card-1 form.keep button")
	stale.until(`document.getElementById("note-1")?.value === "written meanwhile"`)
	stale.saved()
	if got := d.claim(1).Note; got != "written meanwhile" {
		t.Errorf("the note is %q", got)
	}
}

// TestWhatIsWrittenWhileAChoiceIsOnItsWayStays writes on in the form of both readings after one was chosen.
func TestWhatIsWrittenWhileAChoiceIsOnItsWayStays(t *testing.T) {
	t.Parallel()
	for what, choose := range map[string]func(b *tab){
		"one’s own":   func(b *tab) { b.click("#card-1 form.keep button") },
		"both in one": func(b *tab) { b.fill("#note-1", "both tabs’ note"); b.click("#card-1 .both button[form=form-1]") },
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			d, stale := twoReadings(t)
			stale.click("#card-1 .both summary")
			stale.heldUp(func() {
				choose(stale)
				stale.fill("#note-1", "what was written since")
			})
			stale.lacks("#card-1.is-conflict")
			stale.holds("#note-1", "what was written since")
			stale.saved()
			if got := d.claim(1); got.Note != "what was written since" || got.Verdict != "unproven" || got.Version != 4 {
				t.Errorf("the claim is %+v", got)
			}
		})
	}
}

// TestASecondConflictComesUnderNobodysHands has the claim change once more while a choice is on its way, and writes on meanwhile.
func TestASecondConflictComesUnderNobodysHands(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	stale.click("#card-1 .both summary")
	stale.heldUp(func() {
		stale.click("#card-1 form.keep button")
		d.changeElsewhere("rosa", 1)
		stale.fill("#note-1", "what was written since")
	})
	stale.reads("#card-1.is-conflict .versus", "written elsewhere")
	stale.until(`document.activeElement.id === "note-1"`)
	stale.write(", and on")
	stale.holds("#note-1", "what was written since, and on")
	if got := d.claim(1).Note; got != "written elsewhere" {
		t.Errorf("the stale tab has written %q", got)
	}
	stale.click("#card-1 .both button[form=form-1]")
	stale.lacks("#card-1.is-conflict")
	stale.saved()
	if got := d.claim(1).Note; got != "what was written since, and on" {
		t.Errorf("the note is %q", got)
	}
}

// TestTheSavedReadingIsTakenAfterAnotherWasChosen changes one's mind while the desk is away.
func TestTheSavedReadingIsTakenAfterAnotherWasChosen(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	stale.expects("net::ERR_CONNECTION_REFUSED")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	stale.click("#card-1 form.keep button")
	stale.reads("#banner", "1 change waits in this browser")
	stale.click("#card-1 [data-open]")
	stale.reads("#toast", "the saved one cannot be shown")
	stale.sees("#card-1.is-conflict")
	d.serveAgain()
	stale.click("#card-1 [data-open]")
	stale.until(`document.getElementById("note-1")?.value === "the first tab’s note"`)
	stale.saved()
	if got := d.claim(1); got.Note != "the first tab’s note" || got.Version != 2 {
		t.Errorf("saved is %+v", got)
	}
}
