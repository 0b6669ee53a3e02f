package main_test

import (
	"net/url"
	"strings"
	"testing"
)

func TestSigningInLeadsToWhereOneWantedToGoAndOutAgain(t *testing.T) {
	t.Parallel()
	b := visit(t, demo(t))
	b.open("/claims?verdict=disputed")
	b.sees("#sign-in")
	b.fill("#name", "rosa")
	b.fill("#password", passwordOf("rosa"))
	b.follow("#sign-in button")
	b.until(`location.pathname + location.search === "/claims?verdict=disputed"`)
	b.click("details.menu summary")
	b.follow(`form[action="/sign-out"] button`)
	b.sees("#sign-in")
	b.open("/claims")
	b.sees("#sign-in")
}

func TestAWrongPasswordIsToldAndTheNameStays(t *testing.T) {
	t.Parallel()
	b := visit(t, demo(t))
	b.expects("401 POST /sign-in")
	b.open("/sign-in")
	b.fill("#name", "rosa")
	b.fill("#password", "stet-imre-demo")
	b.press("Enter")
	b.reads("#problem", "password")
	if got := b.value("#name"); got != "rosa" {
		t.Errorf("the name field holds %q", got)
	}
	b.until(`document.activeElement?.id === "password"`)
	b.write(passwordOf("rosa"))
	b.press("Enter")
	b.until(`location.pathname === "/articles"`)
}

// signOutEverywhere ends every session of a person from another browser.
func (d *running) signOutEverywhere(name string) {
	d.t.Helper()
	d.post(d.signIn(name, passwordOf(name)), "/you/sign-out-everywhere", url.Values{})
}

// signInAgain answers the dialog that comes up when the session has ended.
func (b *tab) signInAgain(name string) {
	b.t.Helper()
	b.sees("#sign-in-again[open]")
	b.fill("#again-password", passwordOf(name))
	b.press("Enter")
	b.lacks("#sign-in-again")
}

func TestWhatWasTypedSurvivesTheEndOfTheSession(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	d.signOutEverywhere("rosa")
	b.fill("#note-1", "Counted from the first visit.")
	b.sees("#sign-in-again[open]")
	if got := b.value("#note-1"); got != "Counted from the first visit." {
		t.Errorf("the note holds %q", got)
	}
	b.signInAgain("rosa")
	b.saved()
	if got := d.claim(1).Note; got != "Counted from the first visit." {
		t.Errorf("what was saved is %q", got)
	}
}

func TestAWrongPasswordInTheDialogCanBeMended(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST")
	b.open("/articles/1?claim=1")
	d.signOutEverywhere("rosa")
	b.click(`#form-1 .strip--verdict label.v--disputed`)
	b.sees("#sign-in-again[open]")
	b.fill("#again-password", "no password of mine")
	b.press("Enter")
	b.sees("#sign-in-again .problem")
	b.signInAgain("rosa")
	b.saved()
	if got := d.claim(1).Verdict; got != "disputed" {
		t.Errorf("the claim is %s", got)
	}
}

func TestSomebodyElseAtTheDialogSavesNothingOfTheFirstOne(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	d.signOutEverywhere("rosa")
	b.fill("#note-1", "Rosa’s words.")
	b.sees("#sign-in-again[open]")
	b.fill("#again-name", "imre")
	b.fill("#again-password", passwordOf("imre"))
	b.press("Enter")
	b.until(`document.body?.dataset.name === "imre" && document.readyState === "complete"`)
	b.lacks("#form-1")
	if got := d.claim(1); got.Version != 1 {
		t.Errorf("the claim was changed: %+v", got)
	}
}

func TestACardOpensOnceOneIsSignedInAgain(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("401 GET /claims/2/card")
	b.open("/articles/1")
	d.signOutEverywhere("rosa")
	b.click("#card-2 a")
	b.signInAgain("rosa")
	b.sees("#card-2.is-open")
}

// TestAPageOfOnePersonWritesNothingInTheNameOfAnother leaves one open while somebody else signs in in the same browser, and sends its form.
func TestAPageOfOnePersonWritesNothingInTheNameOfAnother(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.expects("401 POST /articles/1/revisions")
	b.open(correction)
	b.writeOn("#revise-text", " Chidi’s own words.")
	b.leaveTo("ada")
	if status := b.follow(save); status != 401 {
		t.Errorf("it gives %d", status)
	}
	if strings.Contains(d.textOf(1), "Chidi’s") {
		t.Error("it was written in another’s name")
	}
	b.fill("#name", "chidi")
	b.fill("#password", passwordOf("chidi"))
	b.press("Enter")
	b.reads("h1", "Send it again?")
	b.follow("#main form button")
	if !strings.HasSuffix(d.textOf(1), "Chidi’s own words.") {
		t.Error("it was not kept for who wrote it")
	}
}
