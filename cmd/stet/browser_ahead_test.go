package main_test

import (
	"slices"
	"strings"
	"testing"
)

// closedBeforeItsAnswer does something on an article in a tab that is closed while nothing that it sends is answered, and opens the
// article in another when all is well again.
func closedBeforeItsAnswer(t *testing.T, path string, do func(first *tab)) (d *running, b *tab) {
	t.Helper()
	d, way := demoBehind(t)
	b = visitAs(t, d, "rosa")
	first := b.beside()
	first.open(path)
	way.lost.Store(true)
	do(first)
	first.close()
	way.lost.Store(false)
	b.open(path)
	return d, b
}

func TestWhatIsSaidOfAClaimThatIsBeingMadeOutlivesItsPage(t *testing.T) {
	t.Parallel()
	d, b := closedBeforeItsAnswer(t, "/articles/3", func(first *tab) {
		first.press("n", "h", "u", "d", "2", "e", "typed ahead, vdu")
		first.keeps("typed ahead, vdu")
	})
	b.until(`document.querySelector("#cards textarea[name=note]")?.value === "typed ahead, vdu"`)
	b.saved()
	claims := d.claimsOf("rosa", 3)
	if len(claims) != 1 || claims[0].Verdict != "disputed" || claims[0].Rating != 2 || claims[0].Note != "typed ahead, vdu" {
		t.Errorf("the claims are %+v", claims)
	}
	b.keepsNothing()
}

func TestASourceTypedForAClaimThatIsBeingMadeOutlivesItsPage(t *testing.T) {
	t.Parallel()
	d, b := closedBeforeItsAnswer(t, "/articles/3", func(first *tab) {
		first.press("n", "v", "s", "https://register.example/2019")
		first.keeps("https://register.example/2019")
	})
	b.until(`document.querySelector("#cards .cite-add [name=url]")?.value === "https://register.example/2019"`)
	b.press("Escape")
	b.saved()
	claims := d.claimsOf("rosa", 3)
	if len(claims) != 1 || claims[0].Verdict != "verified" || len(claims[0].Citations) != 1 || claims[0].Citations[0].URL != "https://register.example/2019" {
		t.Errorf("the claims are %+v", claims)
	}
}

func TestWhatIsTypedForACardThatIsNotOpenYetOutlivesItsPage(t *testing.T) {
	t.Parallel()
	d, b := closedBeforeItsAnswer(t, "/articles/1", func(first *tab) {
		first.press("j", "d", "e", "typed ahead")
		first.keeps("typed ahead")
	})
	b.until(`document.querySelector("#cards textarea[name=note]")?.value.endsWith("typed ahead")`)
	b.saved()
	b.keepsNothing()
	noted := slices.IndexFunc(d.claimsOf("rosa", 1), func(c claim) bool { return c.Verdict == "disputed" && strings.HasSuffix(c.Note, "typed ahead") })
	if noted < 0 {
		t.Errorf("the claims are %+v", d.claimsOf("rosa", 1))
	}
}

// TestAClaimMarkedBehindAnUnansweredChangeOutlivesItsPage marks it while a change before it is still on its way.
func TestAClaimMarkedBehindAnUnansweredChangeOutlivesItsPage(t *testing.T) {
	t.Parallel()
	d, b := closedBeforeItsAnswer(t, "/articles/3", func(first *tab) {
		first.press("n", "h", "n", "v")
		first.until(`CSS.highlights.get("waiting")?.size === 2`)
	})
	b.saved()
	if claims := d.claimsOf("rosa", 3); len(claims) != 2 || claims[0].Verdict != "unchecked" || claims[1].Verdict != "verified" {
		t.Errorf("the claims are %+v", claims)
	}
}

// keeps waits until the browser keeps some words beyond the page.
func (b *tab) keeps(words string) {
	b.t.Helper()
	b.until(`Object.values(localStorage).some((kept) => kept.includes(` + "`" + words + "`" + `))`)
}

// keepsNothing waits until all that the browser has kept has gone where it belongs.
func (b *tab) keepsNothing() {
	b.t.Helper()
	b.until(`Object.keys(localStorage).every((name) => !/^stet\.[^.]*\.(ahead|draft|outbox)/.test(name))`)
}
