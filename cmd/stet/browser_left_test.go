package main_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
)

// twoLeft has two tabs on one claim while the desk can save nothing, in the first does something and closes it, writes a note in the
// second, and has that one come upon what the first has left. The desk saves again, and both readings are shown.
func twoLeft(t *testing.T, inTheFirst func(first *tab)) (d *running, b *tab) {
	t.Helper()
	d, way := demoBehind(t)
	b = visitAs(t, d, "rosa")
	b.expects("503 POST /claims/1", "409 POST /claims/1")
	first := b.beside()
	first.expects("503 POST /claims/1")
	first.open("/articles/1?claim=1")
	b.open("/articles/1?claim=1")
	way.busy.Store(true)
	inTheFirst(first)
	first.reads("#banner", "1 change waits in this browser")
	first.close()
	b.fill("#note-1", "the later note")
	b.reads("#banner", "1 change waits in this browser")
	b.reload()
	b.reads("#banner", "2 changes wait in this browser")
	b.reads("#unsaved", "Not saved: 2")
	way.busy.Store(false)
	b.reads("#card-1.is-conflict .versus", "the later note")
	if got := d.claim(1); got.Note != "the later note" {
		t.Errorf("saved is %+v", got)
	}
	return d, b
}

func TestWhatAClosedTabHasLeftDoesNotWinOverWhatWasSavedSince(t *testing.T) {
	t.Parallel()
	d, b := twoLeft(t, func(first *tab) { first.fill("#note-1", "the older note") })
	b.reads("#card-1.is-conflict .versus", "the older note")
	b.reads("#banner", "1 change to claim 1 of article 1 is not saved")
	b.reload() // and it is not lost by going away
	b.reads("#card-1.is-conflict .versus", "the older note")
	b.click("#card-1 form.keep button")
	b.until(`document.getElementById("note-1")?.value === "the older note"`)
	b.saved()
	b.lacks("#banner")
	if got := d.claim(1).Note; got != "the older note" {
		t.Errorf("the note that was chosen is %q", got)
	}
}

func TestAClaimIsNotDeletedByAClosedTabOverWhatWasSavedSince(t *testing.T) {
	t.Parallel()
	d, b := twoLeft(t, func(first *tab) { first.click("button[form=delete-1]") })
	b.click("#card-1 [data-open]")
	b.until(`document.getElementById("note-1")?.value === "the later note"`)
	b.saved()
	b.lacks("#banner")
	if got := d.claim(1); got.Note != "the later note" {
		t.Errorf("saved is %+v", got)
	}
}

func TestWhatIsRefusedAwayFromItsArticleWaitsUntilItIsLookedAt(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1")
	first := b.beside()
	first.expects("503 POST /claims/1")
	first.open("/articles/1?claim=1")
	way.busy.Store(true)
	first.fill("#note-1", "the older note")
	first.reads("#banner", "1 change waits in this browser")
	way.busy.Store(false)
	first.close()
	d.changeElsewhere("rosa", 1)
	b.open("/articles")
	b.reads("#banner", "1 change to claim 1 of article 1 is not saved")
	b.until(`!Object.keys(localStorage).some((name) => /[.]draft[.]/.test(name))`) // which would be sent beside the change
	b.open("/articles/4")
	b.reads("#banner", "1 change to claim 1 of article 1 is not saved")
	b.follow("#banner a")
	b.reads("#card-1.is-conflict .versus", "the older note")
	b.reads("#card-1.is-conflict .versus", "written elsewhere")
	if got := d.claim(1).Note; got != "written elsewhere" {
		t.Errorf("the note is %q before anybody chose", got)
	}
	b.click("#card-1 form.keep button")
	b.until(`document.getElementById("note-1")?.value === "the older note"`)
	b.saved()
	b.lacks("#banner")
}

func TestASecondConflictWaitsUntilTheFirstIsAnswered(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1")
	way.busy.Store(true)
	for _, note := range []string{"the one note", "the other note"} {
		left := b.beside()
		left.expects("503 POST /claims/1")
		left.open("/articles/1?claim=1")
		left.fill("#note-1", note)
		left.reads("#banner", "waits in this browser")
		left.close()
	}
	way.busy.Store(false)
	d.changeElsewhere("rosa", 1)
	open := way.passOnly(1)
	defer open()
	b.open("/articles/1?claim=1")
	b.sees("#card-1.is-conflict")
	first, second := "the one note", "the other note"
	if evaluate[bool](b, `document.querySelector("#card-1 .versus").textContent.includes(%s)`, second) {
		first, second = second, first
	}
	b.click("#card-1 form.keep button")
	open()
	b.until(`document.querySelector("#card-1.is-conflict .versus")?.textContent.includes("` + second + `")`)
	b.reads("#card-1.is-conflict .versus", first)
	if got := d.claim(1).Note; got != first {
		t.Errorf("the note is %q, and %q was chosen", got, first)
	}
	b.click("#card-1 form.keep button")
	b.until(`document.getElementById("note-1")?.value === "` + second + `"`)
	b.saved()
	b.lacks("#banner")
}

func TestASourceAddedShowsWhatAnotherTabSavedMeanwhile(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	d.changeElsewhere("rosa", 1)
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/besides")
	b.click(form + " button[type=submit]")
	b.sees("#cites-1 li")
	b.until(`document.getElementById("note-1")?.value === "written elsewhere"`)
	b.fill("#note-1", "written over what was seen")
	b.saved()
	if got := d.claim(1).Note; got != "written over what was seen" {
		t.Errorf("the note is %q", got)
	}
}

func TestAPageOpenOverACorrectionGoesOnSaving(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.opened()
	before := d.claim(1)
	d.revise(d.textOf(1)+"\n\nA correction has been added.", 1)
	if moved := d.claim(1); moved.Version == before.Version {
		t.Fatalf("the claim was not carried: %+v", moved)
	}
	b.fill("#note-1", "the first half,")
	b.saved()
	b.fill("#note-1", "the first half, and the second")
	b.saved()
	b.lacks("#card-1.is-conflict")
	if got := d.claim(1).Note; got != "the first half, and the second" {
		t.Errorf("the note is %q", got)
	}
}

func TestWhatWasKeptOverADeletedClaimByAClosedTabDoesNotWin(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1")
	first := b.beside()
	first.expects("409 POST /claims/1", "503 POST /claims/1")
	first.open("/articles/1?claim=1")
	d.post(d.signIn("rosa", passwordOf("rosa")), "/claims/1/delete", url.Values{"version": {fmt.Sprint(d.claim(1).Version)}})
	first.fill("#note-1", "the older note")
	first.reads("#state-1", "Leave the field to see both")
	first.press("Escape")
	first.reads("#card-1.is-conflict", "Deleted elsewhere")
	way.busy.Store(true)
	first.click("#card-1 form.keep button")
	first.reads("#banner", "1 change waits in this browser")
	first.close()
	way.busy.Store(false)
	d.post(d.signIn("rosa", passwordOf("rosa")), "/claims/1/restore", nil)
	d.changeElsewhere("rosa", 1)
	b.open("/articles/3")
	b.reads("#banner", "1 change to claim 1 of article 1 is not saved")
	if got := d.claim(1).Note; got != "written elsewhere" {
		t.Errorf("the note is %q", got)
	}
}

// TestAPageThatComesBackKnowsWhatWasSentMeanwhile goes on from a page with an unsent change, and back to it.
func TestAPageThatComesBackKnowsWhatWasSentMeanwhile(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("503 POST /claims/1")
	b.open("/articles/1?claim=1")
	way.busy.Store(true)
	b.fill("#note-1", "left unsent")
	b.reads("#banner", "1 change waits in this browser")
	b.open("/articles/4")
	way.busy.Store(false)
	b.saved()
	b.do("going back", chromedp.NavigateBack())
	b.sees("#galley[data-article='1']")
	b.lacks("#banner")
	b.saved()
	if got := d.claim(1); got.Note != "left unsent" || got.Version != 2 {
		t.Errorf("the claim is %+v", got)
	}
}
