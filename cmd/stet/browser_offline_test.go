package main_test

import (
	"strings"
	"testing"
)

// serveAgain starts a desk that was stopped, at the address it had.
func (d *running) serveAgain() {
	d.t.Helper()
	serve(d.t, d.db, "--addr", strings.TrimPrefix(d.base, "http://"))
}

func TestAnUnsentChangeWaitsAndIsSentWhenTheDeskIsBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("net::ERR_CONNECTION_REFUSED")
	b.open("/articles/1?claim=1")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	b.fill("#note-1", "written while the desk was away")
	b.reads("#banner", "1 change waits in this browser")
	b.sees("#card-1.is-unsent")
	b.reads("#state-1", "Kept in this browser")
	d.serveAgain()
	b.lacks("#banner")
	b.saved()
	b.reads("#state-1", "Saved")
	if got := d.claim(1).Note; got != "written while the desk was away" {
		t.Errorf("the note is %q", got)
	}
}

func TestAChangeWhoseAnswerBreaksOffIsSavedOnceAndTheNextGoesOn(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("net::ERR_CONTENT_LENGTH_MISMATCH POST /claims/1")
	b.open("/articles/1?claim=1")
	b.opened()
	way.half.Store(true)
	b.press("d")
	b.version(1, 2)
	b.press("v")
	b.version(1, 3)
	b.saved()
	if got := d.claim(1); got.Verdict != "verified" || got.Version != 3 {
		t.Errorf("the claim is %+v", got)
	}
}

func TestAClaimMarkedWhileTheDeskIsAwayIsMarkedOnce(t *testing.T) {
	t.Parallel()
	d := demo(t)
	text := d.textOf(3)
	b := visitAs(t, d, "rosa")
	b.expects("net::ERR_CONNECTION_REFUSED")
	b.open("/articles/3")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	b.press("n", "n", "d")
	b.reads("#banner", "1 change waits")
	b.until(`CSS.highlights.get("waiting").size === 1`)
	d.serveAgain()
	b.opened()
	b.saved()
	got := d.claimsOf("rosa", 3)
	if len(got) != 1 {
		t.Fatalf("the claims are %+v", got)
	}
	sentence := "The next day the Communist Party received him."
	d.stands(got[0].ID, standing(t, text, sentence, sentence))
	if got[0].Verdict != "disputed" {
		t.Errorf("it is %s", got[0].Verdict)
	}
}

func TestAChangeOfATabThatWasClosedIsSentByTheNext(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("net::ERR_CONNECTION_REFUSED")
	first := b.beside()
	first.expects("net::ERR_CONNECTION_REFUSED")
	first.open("/articles/1?claim=1")
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	first.press("d")
	first.reads("#banner", "1 change waits")
	first.close()
	d.serveAgain()
	b.open("/articles/4")
	b.saved()
	if got := d.claim(1).Verdict; got != "disputed" {
		t.Errorf("the claim is %s", got)
	}
}

func TestTwoClicksMakeOneClaim(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.selectWords("The next day", "received him")
	b.doubleClick("#slip [data-mark=verified]")
	b.sees("#cards .card")
	b.saved()
	if got := d.claimsOf("rosa", 3); len(got) != 1 {
		t.Errorf("the claims are %+v", got)
	}
}

func TestTwiceEnterMakesOneClaim(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.press("n", "Enter", "Enter")
	b.opened()
	b.saved()
	if got := d.claimsOf("rosa", 3); len(got) != 1 {
		t.Errorf("the claims are %+v", got)
	}
}

func TestASourceSubmittedTwiceIsAddedOnce(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/once")
	b.doubleClick(form + " button[type=submit]")
	b.sees("#cites-1 li")
	b.saved()
	if got := d.claim(1).Citations; len(got) != 1 {
		t.Errorf("the sources are %+v", got)
	}
}

func TestAQuoteSubmittedTwiceIsMarkedOnce(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.click("#by-quote-more summary")
	b.fill("#by-quote-quote", "an internet superpower")
	b.doubleClick("#by-quote button[type=submit]")
	b.opened()
	b.saved()
	if got := d.claimsOf("rosa", 3); len(got) != 1 || got[0].Quote != "an internet superpower" {
		t.Errorf("the claims are %+v", got)
	}
}
