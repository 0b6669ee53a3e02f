package main_test

import (
	"net/url"
	"strings"
	"testing"
)

// TestASourceThatIsWrittenGoesWithTheNextMark writes a source and marks other words, whose card takes the place of the one it stands on.
func TestASourceThatIsWrittenGoesWithTheNextMark(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/register")
	b.fill(form+" [name=passage]", "The register says four.")
	b.selectWords("in 2018, CNBC", "in 2018, CNBC")
	b.press("d")
	b.lacks("#card-1.is-open")
	b.saved()
	got := d.claim(1).Citations
	if len(got) != 1 || got[0].URL != "https://example.org/register" || got[0].Passage != "The register says four." {
		t.Errorf("the sources are %+v", got)
	}
}

// TestAReviewIsNotHandedInWithoutWhatWasBegun leaves half a source on a card that stands open, that closes, and that is closed.
func TestAReviewIsNotHandedInWithoutWhatWasBegun(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "journ")
	b.click("#submit-review button")
	b.reads("#toast", "What you began to write on claim 1 is not saved")
	letClose := b.holdsBack("/claims/1/card")
	b.openCard(2)
	b.reads("#toast", "“journ” is not added yet")
	b.until(`window.heldBack === 1`)
	b.click("#submit-review button")
	b.reads("#toast", "What you began to write on claim 1 is not saved")
	letClose()
	b.lacks("#card-2.is-open")
	b.sees("#card-1.is-open")
	b.openCard(2)
	b.lacks("#card-1.is-open")
	b.click("#submit-review button")
	b.reads("#toast", "What you began to write on claim 1 is not saved")
	b.sees("#card-1.is-open")
	b.holds(form+" [name=url]", "journ")
	b.fill(form+" [name=url]", "")
	b.click(".by-quote summary")
	b.fill("#by-quote [name=quote]", "four years")
	b.click("#submit-review button")
	b.reads("#toast", "What you began to mark by quoting is not saved")
	b.fill("#by-quote [name=quote]", "")
	b.openCard(2)
	b.click("#submit-review button")
	b.sees("#submit-ask[open]")
}

// publishes has an admin save elsewhere who publishes.
func (d *running) publishes(fields url.Values) {
	d.t.Helper()
	if status, body, _ := d.post(d.signIn("ada", passwordOf("ada")), "/settings/publisher", fields); status != 303 {
		d.t.Fatalf("saving gives %d: %s", status, body)
	}
}

// TestSettingsThatAreTypedOutliveTheirPage leaves the page, loads it anew, and saves over what was saved elsewhere since.
func TestSettingsThatAreTypedOutliveTheirPage(t *testing.T) {
	t.Parallel()
	d := demo(t)
	const method = "Each figure is looked up where it was first published."
	d.publishes(url.Values{"name": {"The Old Post"}})
	b := visitAs(t, d, "ada")
	b.open("/settings")
	b.fill("#method", method)
	b.follow(`nav a[href="/articles"]`)
	b.goBack()
	b.holds("#method", method)
	d.publishes(url.Values{"was.name": {"The Old Post"}, "name": {"The Evening Post"}})
	b.reload()
	b.holds("#method", method)
	b.follow("#publisher button")
	b.reads("#toast", "Saved")
	b.holds("#method", method)
	b.holds("#name", "The Evening Post")
	b.saved()
}

// TestAReasonForAGroupThatIsGoneIsListed has every claim of the group deleted before it is decided.
func TestAReasonForAGroupThatIsGoneIsListed(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "As I read it.")
	b.open("/articles/1/compare?show=undecided")
	b.lacks("#not-saved")
	for _, claim := range []int64{3, 13} {
		d.withoutClaim(claim)
		b.open("/articles/1/compare")
		b.until(`document.querySelectorAll("#not-saved li").length === %s`, claim/13)
	}
	if rows := b.notSaved(); !strings.Contains(rows[0], "As I read it.") || !strings.Contains(rows[0], "not there any more") {
		t.Errorf("listed is %q", rows)
	}
	b.click("#not-saved li button")
	b.lacks("#not-saved")
	b.saved()
}

// TestASourceTypedAheadIsNotGluedToOneThatIsBegun leaves half a source on a card, and types a whole one before the card is open again.
func TestASourceTypedAheadIsNotGluedToOneThatIsBegun(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.fill(b.newSource(1)+" [name=url]", "ministry")
	b.openCard(2)
	b.reads("#toast", "“ministry” is not added yet")
	b.lacks("#card-1.is-open")
	letOpen := b.holdsBack("/claims/1/card")
	b.click("#card-1 a")
	b.until(`window.heldBack >= 1`)
	b.press("s", "https://example.org/re")
	letOpen()
	b.until(`document.activeElement.name === "url" && document.activeElement.value === "https://example.org/re"`)
	b.press("port", "Enter")
	b.until(`document.querySelectorAll("#cites-1 li").length === 1`)
	if got := d.claim(1).Citations; len(got) != 1 || got[0].URL != "https://example.org/report" {
		t.Errorf("the sources are %+v", got)
	}
	if rows := b.lists(1); !strings.Contains(rows[0], "ministry") {
		t.Errorf("listed is %q", rows)
	}
}

// TestAConflictInTheSettingsTakesNothingElseBack types one field, and has two saved by somebody else meanwhile.
func TestAConflictInTheSettingsTakesNothingElseBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.publishes(url.Values{"name": {"Desk One"}, "method": {"Method one."}})
	b := visitAs(t, d, "ada")
	b.expects("409 POST /settings/publisher")
	b.open("/settings")
	b.fill("#name", "Desk Three")
	d.publishes(url.Values{"was.name": {"Desk One"}, "was.method": {"Method one."}, "name": {"Desk Two"}, "method": {"Method two."}})
	b.reload()
	b.holds("#name", "Desk Three")
	b.follow("#publisher button")
	b.reads("#problem", "Desk Two")
	b.holds("#method", "Method two.")
	b.follow("#publisher button")
	b.reads("#toast", "Saved")
	b.holds("#name", "Desk Three")
	b.holds("#method", "Method two.")
}
