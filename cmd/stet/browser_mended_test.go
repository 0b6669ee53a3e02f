package main_test

import "testing"

func TestASourceThatIsTypedIsAddedWhenItsCardIsLeft(t *testing.T) {
	t.Parallel()
	leaving := map[string]func(b *tab){
		"by Escape, out of the field":  func(b *tab) { b.press("Escape") },
		"by Done":                      func(b *tab) { b.click("#card-1 [data-close]") },
		"for the next claim":           func(b *tab) { b.click("#card-2 a") },
		"for another page of the desk": func(b *tab) { b.open("/claims"); b.open("/articles/1?claim=1") },
	}
	for how, leave := range leaving {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			b.press("j", "s")
			b.until(`document.activeElement?.name === "url"`)
			b.write("https://example.org/left")
			b.sees("#unadded-1")
			b.lacks("#state-1")
			leave(b)
			b.until(`document.querySelector("#cites-1 li") || document.querySelector("#card-1:not(.is-open)")?.textContent.includes("1 source")`)
			b.saved()
			b.lacks("#unadded-1")
			if got := d.claim(1).Citations; len(got) != 1 || got[0].URL != "https://example.org/left" {
				t.Errorf("the sources are %+v", got)
			}
		})
	}
}

func TestASourceThatIsRefusedKeepsItsCardOpen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("422 POST /claims/1/citations")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "javascript:void 0")
	b.click("#card-1 [data-close]")
	b.reads(form+" #problem", "address")
	b.sees("#card-1.is-open #unadded-1")
	b.fill(form+" [name=url]", "https://example.org/mended")
	b.click("#card-1 [data-close]")
	b.lacks("#card-1.is-open")
	if got := d.claim(1).Citations; len(got) != 1 {
		t.Errorf("the sources are %+v", got)
	}
}

func TestTheReadmesTwoMinutesByKeysAsFastAsTheyCome(t *testing.T) {
	t.Parallel()
	d := demo(t)
	before := len(d.claimsOf("rosa", 3))
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.press("n", "n", "d", "s", "https://example.org/otherwise", "Escape")
	b.sees(".cites li")
	made := b.opened()
	b.press("e", "keyboard note 2", "Escape", "Escape")
	b.lacks("#cards .card.is-open")
	b.saved()
	got := d.claim(made)
	if got.Verdict != "disputed" || got.Note != "keyboard note 2" || got.Rating != 0 || len(got.Citations) != 1 {
		t.Errorf("the claim is %+v", got)
	}
	if all := d.claimsOf("rosa", 3); len(all) != before+1 {
		t.Errorf("%d claims were made", len(all)-before)
	}
}
