package main_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/chromedp/cdproto/page"
)

// narrows writes words into the filter and sends it.
func (b *tab) narrows(words string) {
	b.t.Helper()
	b.press("/")
	b.write(words)
	b.press("Enter")
}

// TestAFilterPutsNoTextUnderAnother has the text of a long article corrected, and filters it: what is marked then is what was selected.
func TestAFilterPutsNoTextUnderAnother(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.markMany(3, 320)
	text := d.textOf(3)
	d.reviseOf(3, "A sentence was put in front. "+text, 1)
	b.narrows(string([]rune(text)[:20]))
	b.until(`document.getElementById("galley")?.dataset.revision === "2" && document.readyState === "complete"`)
	b.until(`document.getElementById("text").textContent.includes("put in front")`)
	b.press("n", "n", "v")
	b.until(`document.getElementById("said").textContent.startsWith("Claim ")`)
	claims := d.claimsOf("rosa", 3)
	made := claims[len(claims)-1]
	if now := d.textOf(3); string([]rune(now)[made.Start:made.End]) != made.Quote || !strings.HasSuffix(made.Quote, ".") {
		t.Errorf("marked is %q", made.Quote)
	}
}

// TestAClaimThatTheFilterLeavesOutIsNotAtHand filters a long article so that the claim at hand goes out of sight, and judges and deletes.
func TestAClaimThatTheFilterLeavesOutIsNotAtHand(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.markMany(3, 320)
	b.press("j")
	claim := b.currentClaim()
	b.narrows("no claim says this")
	b.reads("#filter-said", "0 of")
	b.until(`!document.getElementById("filter-menu").open && !document.activeElement?.matches("input")`)
	b.press("v", "Delete", "n")
	b.saved()
	if got := d.claim(claim); got.Version != 1 {
		t.Errorf("the claim out of sight became %+v", got)
	}
}

// TestATranslatedPageMovesNoClaim has the browser translate a page, then changes a claim's words there, and moves an edge of it.
func TestATranslatedPageMovesNoClaim(t *testing.T) {
	t.Parallel()
	for how, change := range map[string]func(b *tab){
		"by other words": func(b *tab) {
			b.click("#card-1 [data-respan]")
			evaluate[bool](b, `(getSelection().selectAllChildren(document.getElementById("claim-1")), true)`)
			b.click("#slip [data-mark=span]")
		},
		"by an edge": func(b *tab) { b.press("Shift+ArrowRight") },
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			b.openCard(1)
			evaluate[bool](b, `(() => {
				const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT), all = [];
				while (walk.nextNode()) if (walk.currentNode.data.trim()) all.push(walk.currentNode);
				for (const node of all) {
					const font = document.createElement("font");
					font.textContent = node.data + " übersetzt";
					node.replaceWith(font);
				}
				return true;
			})()`)
			change(b)
			b.reads("#toasts", "The words on this page are no longer those of the article")
			b.press("n")
			b.saved()
			if got := d.claim(1); got.Version != 1 {
				t.Errorf("the claim became %+v", got)
			}
		})
	}
}

// TestAnEdgeThatWaitsCountsInItsOwnText moves an edge of a claim on a line that is held up, has the text corrected, and moves it again on the
// page of the new text.
func TestAnEdgeThatWaitsCountsInItsOwnText(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.do("holding spans", call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: `
		window.letGo = null;
		const held = new Promise((go) => (window.letGo = go));
		window.fetch = ((real) => (url, options) => /[/]span$/.test(url) ? (window.isHeld = true, held.then(() => real(url, options))) : real(url, options))(window.fetch);`}))
	b.reload()
	b.press("j")
	claim := b.currentClaim()
	before := d.claim(claim)
	b.press("Shift+ArrowRight")
	b.until(`window.isHeld`)
	const front = "A sentence was put in front. "
	d.reviseOf(1, front+d.textOf(1), 1)
	b.expects("409 POST /claims/" + fmtID(claim) + "/span")
	b.reload()
	b.until(`window.isHeld`)
	b.selected(claim) // it is in the address
	b.press("Shift+ArrowRight", "n")
	evaluate[bool](b, `(window.letGo(), true)`)
	b.until(`!Object.entries(localStorage).some(([name, said]) => name.includes(".outbox.") && JSON.parse(said).some((entry) => !entry.aside))`)
	if got := d.claim(claim); got.Start != before.Start+utf8.RuneCountInString(front) {
		t.Errorf("the claim on %q is on %q", before.Quote, got.Quote)
	}
}

// TestADeletionTakesTheEdgeThatJustMovedWithIt deletes a claim at once after an edge of it was moved.
func TestADeletionTakesTheEdgeThatJustMovedWithIt(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	all := len(d.claimsOf("rosa", 1))
	b.press("j", "Shift+ArrowRight", "Delete")
	b.reads("#toast", "deleted")
	b.saved()
	b.lacks("#not-saved")
	if got := len(d.claimsOf("rosa", 1)); got != all-1 {
		t.Errorf("of %d claims there are %d", all, got)
	}
}

// TestCharactersMadeWithAltAreWords types a note before its field is there, with characters that a keyboard makes with Alt.
func TestCharactersMadeWithAltAreWords(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1")
	b.press("j")
	claim := b.currentClaim()
	letGo := b.holdsBack("/card[?]open=1$")
	b.press("e")
	evaluate[bool](b, `(["Ł", "o", "d", "ź"].forEach((key) => document.body.dispatchEvent(
		new KeyboardEvent("keydown", { key, altKey: key > "~", bubbles: true, cancelable: true }))), true)`)
	letGo()
	b.holds("#note-"+fmtID(claim), "Łodź")
	b.press("Escape")
	b.saved()
}
