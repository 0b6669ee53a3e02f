package main_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

// notSaved gives what the page lists as not saved, one text for each change.
func (b *tab) notSaved() []string {
	b.t.Helper()
	return evaluate[[]string](b, `[...document.querySelectorAll("#not-saved li")].map((row) => row.innerText)`)
}

// lists waits until the page lists so many changes as not saved.
func (b *tab) lists(count int) []string {
	b.t.Helper()
	b.until(`document.querySelectorAll("#not-saved li").length === %s`, count)
	return b.notSaved()
}

// withoutWords corrects the article so that some words are gone.
func (d *running) withoutWords(article int, words string) {
	d.t.Helper()
	text := d.textOf(article)
	if !strings.Contains(text, words) {
		d.t.Fatalf("the article lacks %q", words)
	}
	d.reviseOf(article, strings.Replace(text, words, "Something else altogether.", 1), 1)
}

const (
	firstMarked  = "The next day the Communist Party received him."
	secondMarked = "an internet superpower"
)

// TestMarksThatAreRefusedAreListedEachWithItsWords marks two sentences while their text is being corrected, so that neither stands.
func TestMarksThatAreRefusedAreListedEachWithItsWords(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /articles/3/claims")
	b.open("/articles/3")
	b.heldUp(func() {
		b.press("n", "n", "d", "n", "v")
		d.reviseOf(3, "Another text.\n\nIt says nothing of the kind.", 1)
	})
	rows := b.lists(2)
	if !strings.Contains(rows[0], firstMarked) || !strings.Contains(rows[0], "disputed") || !strings.Contains(rows[1], "verified") {
		t.Errorf("listed is %q", rows)
	}
	b.lacks("#banner")
	b.reads("#unsaved", "Not saved: 2")
	for _, look := range looks {
		b.screen(look.width, 900)
		b.media("prefers-color-scheme", look.scheme)
		b.isAccessible(source, "what is not saved, "+look.name)
	}
	b.open("/sources")
	b.reads("#banner", "2 changes to article 3 and others are not saved")
	b.follow("#banner a")
	if again := b.lists(2); again[0] != rows[0] || again[1] != rows[1] {
		t.Errorf("listed were %q, now %q", rows, again)
	}
	b.click("#not-saved li button:not(:first-child)")
	b.click("#not-saved li button:not(:first-child)")
	b.lacks("#not-saved")
	b.saved()
}

// TestTheBarLeadsToWhatIsNotSaved opens a page at a claim far below the list of what is not saved.
func TestTheBarLeadsToWhatIsNotSaved(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1", "409 POST /claims/2")
	b.open("/articles/1")
	b.lacks("#unsaved")
	b.submitsBeside(1)
	b.press("j", "d", "j", "d")
	b.lists(2)
	b.open("/articles/1?claim=8#claim-8")
	b.lists(2)
	b.until(`document.querySelector("#not-saved").getBoundingClientRect().bottom < 0`)
	b.reads("#unsaved", "Not saved: 2")
	b.click("#unsaved")
	b.until(`document.querySelector("#not-saved").getBoundingClientRect().top > 0 && document.activeElement.closest("#not-saved li:first-child") !== null`)
	b.click("#not-saved li button:not(:first-child)")
	b.reads("#unsaved", "Not saved: 1")
	b.click("#not-saved li button:not(:first-child)")
	b.lacks("#unsaved")
}

// TestAVerdictThatIsRefusedIsSavedOnceItMayBe gives two verdicts on closed cards after the review was handed in elsewhere.
func TestAVerdictThatIsRefusedIsSavedOnceItMayBe(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1", "409 POST /claims/2")
	b.open("/articles/1")
	b.submitsBeside(1)
	b.press("j", "d", "j", "d")
	rows := b.lists(2)
	if !strings.Contains(rows[0], "Claim 1") || !strings.Contains(rows[0], "disputed") || !strings.Contains(rows[0], "ask an editor to reopen it") {
		t.Errorf("listed is %q", rows)
	}
	b.reopens(1)
	evaluate[bool](b, `dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}))`) // as if one had come back to the page
	b.click("#not-saved li button")
	b.lists(1)
	b.click("#not-saved li button")
	b.lacks("#not-saved")
	b.saved()
	for _, claim := range []int64{1, 2} {
		if got := d.claim(claim).Verdict; got != "disputed" {
			t.Errorf("claim %d is %s", claim, got)
		}
	}
}

// submitsBeside hands in the review of an article in another tab of the same person.
func (b *tab) submitsBeside(article int) {
	b.t.Helper()
	other := b.beside()
	other.open(fmt.Sprintf("/articles/%d", article))
	other.click("#submit-review button")
	other.click("#submit-ask [data-submit-review] button")
	other.reads(".bar-state", "submitted")
	other.close()
}

// reopens has an editor reopen the one review of an article that is handed in.
func (b *tab) reopens(article int) {
	b.t.Helper()
	editor := visitAs(b.t, b.desk, "chidi")
	editor.open(fmt.Sprintf("/articles/%d/reviews", article))
	editor.follow(`form[action$="/reopen"] button`)
}

// TestWhatIsRefusedInAFormIsListedWhereThatIsGone types a note and a source after the review was handed in elsewhere, where the card has
// no form once it is loaded anew.
func TestWhatIsRefusedInAFormIsListedWhereThatIsGone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1", "409 POST /claims/1/citations")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.submitsBeside(1)
	b.fill("#note-1", "Not to be lost.")
	b.sees("#form-1 #problem")
	b.fill(form+" [name=url]", "https://example.org/kept")
	b.press("Enter")
	b.sees(form + " #problem")
	b.lacks("#not-saved")
	b.reload()
	rows := strings.Join(b.lists(2), "\n")
	for _, words := range []string{"Claim 1", "Not to be lost.", "https://example.org/kept", "ask an editor to reopen it"} {
		if !strings.Contains(rows, words) {
			t.Errorf("listed is %q, which lacks %q", rows, words)
		}
	}
	b.reopens(1)
	b.click("#not-saved li button")
	b.lists(1)
	b.click("#not-saved li button")
	b.lacks("#not-saved")
	b.saved()
	got := d.claim(1)
	if got.Note != "Not to be lost." || len(got.Citations) != 1 || got.Citations[0].URL != "https://example.org/kept" {
		t.Errorf("the claim is %+v", got)
	}
	b.reload()
	b.lacks("#not-saved")
}

// TestWhatIsRefusedInAFormOfAClosedTabIsListedInTheNext closes the card, then the tab, and finds the words in their form again.
func TestWhatIsRefusedInAFormOfAClosedTabIsListedInTheNext(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	left := b.beside()
	left.expects("409 POST /claims/1")
	left.open("/articles/1?claim=1")
	left.submitsBeside(1)
	left.fill("#note-1", "Not to be lost.")
	left.sees("#form-1 #problem")
	left.press("Escape") // leaves the field, which is sent once more
	left.sees("#form-1 #problem")
	left.press("Escape")
	left.lists(1)
	left.close()
	b.open("/articles/1")
	if rows := b.lists(1); !strings.Contains(rows[0], "Not to be lost.") {
		t.Errorf("listed is %q", rows)
	}
	b.reopens(1)
	b.reload()
	b.lists(1)
	b.openCard(1)
	b.version(1, 2)
	b.lacks("#not-saved")
	if got := d.claim(1).Note; got != "Not to be lost." {
		t.Errorf("the note is %q", got)
	}
}

// TestWhatIsHalfTypedWhenAReviewIsHandedInIsListed has a source without an address, and words quoted, left behind by that.
func TestWhatIsHalfTypedWhenAReviewIsHandedInIsListed(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=passage]", "A register of who met whom.")
	b.openCard(2)
	b.lacks("#card-1.is-open")
	b.fill(b.newSource(2)+" [name=title]", "Nothing, after all.")
	b.fill("#cite-new-2 [name=title]", "")
	b.click("#by-quote-more summary")
	b.fill("#by-quote-note", "Quoted but in part.")
	b.submitsBeside(1)
	b.reload()
	rows := strings.Join(b.lists(2), "\n")
	for _, words := range []string{"A register of who met whom.", "Quoted but in part.", "never sent"} {
		if !strings.Contains(rows, words) {
			t.Errorf("listed is %q, which lacks %q", rows, words)
		}
	}
	b.reopens(1)
	b.reload()
	b.lists(0)
	b.holds("#by-quote-note", "Quoted but in part.")
	b.openCard(1)
	b.holds(form+" [name=passage]", "A register of who met whom.")
}

// TestWhatIsListedIsSentByNobodyElse has a verdict refused, gives another, and loads the page anew.
func TestWhatIsListedIsSentByNobodyElse(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("403 POST /claims/1", "409 POST /claims/1")
	b.open("/articles/1")
	b.become("viewer")
	b.press("j", "d")
	b.lists(1)
	b.become("reviewer")
	b.press("v")
	b.version(1, 2)
	b.reload()
	b.lists(1)
	if got := d.claim(1); got.Verdict != "verified" {
		t.Errorf("the claim is %+v", got)
	}
	b.click("#not-saved li button")
	b.lacks("#not-saved")
	b.sees("#banner a, #banner button, #card-1.is-conflict")
	if got := d.claim(1); got.Verdict != "verified" {
		t.Errorf("the claim is %+v", got)
	}
}

// TestAVerdictThatIsRefusedInAFormDoesNotWinOverALaterOne closes the card, gives another, and opens it again.
func TestAVerdictThatIsRefusedInAFormDoesNotWinOverALaterOne(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("403 POST /claims/1")
	b.open("/articles/1")
	b.openCard(1)
	b.become("viewer")
	b.press("d")
	b.sees("#form-1 #problem")
	b.press("Escape")
	b.lacks("#card-1.is-open")
	b.lists(1)
	b.become("reviewer")
	b.press("v")
	b.version(1, 2)
	b.lacks("#not-saved")
	b.openCard(1)
	b.until(`document.querySelector("#form-1 [name=verdict]:checked")?.value === "verified"`)
	b.saved()
	if got := d.claim(1); got.Verdict != "verified" || got.Version != 2 {
		t.Errorf("the claim is %+v", got)
	}
}

// become gives whoever looks at a page another role.
func (b *tab) become(role string) {
	b.t.Helper()
	person := evaluate[string](b, `document.body.dataset.person`)
	status, body, _ := b.desk.post(b.desk.signIn("ada", passwordOf("ada")), "/people/"+person, url.Values{"display_name": {"Rosa Lindqvist"}, "role": {role}})
	if status != 303 {
		b.t.Fatalf("changing the role gives %d: %s", status, body)
	}
}

// TestWordsTypedForAClaimThatIsRefusedAreNoCommands types on when a mark has been refused, without a pause by the page's own clock.
func TestWordsTypedForAClaimThatIsRefusedAreNoCommands(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /articles/3/claims")
	b.open("/articles/3")
	d.reviseOf(3, "Another text.\n\nIt says nothing of the kind.", 1)
	b.selectWords("The next day", "received him")
	evaluate[bool](b, `(performance.now = () => 0) && true`)
	b.heldUp(func() { b.press("e", "see ") })
	b.until(`document.querySelector("#not-saved li")`)
	b.press("v", "u", "z", " it")
	evaluate[bool](b, `delete performance.now`)
	b.until(`document.getElementById("not-saved")?.textContent.includes("see vuz it")`)
	if got := d.claimsOf("rosa", 3); len(got) != 0 {
		t.Errorf("the claims are %+v", got)
	}
}

// TestAnAnswerThatIsNotTheDesksSavesNothing has something between answer every change with a page of its own.
func TestAnAnswerThatIsNotTheDesksSavesNothing(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.opened()
	way.page.Store(true)
	b.fill("#note-1", "not to be lost")
	b.reads("#banner", "1 change waits in this browser")
	way.page.Store(false)
	b.version(1, 2)
	b.saved()
	if got := d.claim(1).Note; got != "not to be lost" {
		t.Errorf("the note is %q", got)
	}
}
