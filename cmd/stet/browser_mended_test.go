package main_test

import (
	"strings"
	"testing"
)

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

func TestKeepingOnesNoteKeepsTheVerdictGivenElsewhere(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	stale := b.beside()
	stale.expects("409 POST /claims/1")
	b.open("/articles/1?claim=1")
	stale.open("/articles/1?claim=1")
	b.press("d")
	b.version(1, 2)
	stale.fill("#note-1", "only a note")
	stale.reads("#state-1", "Leave the field to see both")
	stale.press("Escape")
	stale.reads("#card-1.is-conflict .versus", "only a note")
	stale.click("#card-1 form.keep button")
	stale.version(1, 3)
	if got := d.claim(1); got.Verdict != "disputed" || got.Note != "only a note" {
		t.Errorf("saved is %+v", got)
	}
}

// markMany marks short stretches at the beginning of an article, one after the other, without looking at them.
func (b *tab) markMany(article, count int) {
	b.t.Helper()
	evaluate[bool](b, `(async () => {
		for (let i = 0; i < %[2]s; i++) {
			const body = new URLSearchParams({start: 4 * i, end: 4 * i + 4, verdict: "disputed", key: "many-" + i});
			await fetch("/articles/" + %[1]s + "/claims", {method: "POST", body, headers: {"Stet-Fragments": "1"}});
		}
		return true;
	})()`, article, count)
	b.reload()
}

// standInOrder says where cards stand above the page, on each other, or out of the order of the text.
const standInOrder = `[...document.querySelectorAll("#cards .card")].filter((card, i, all) => {
	const top = card.getBoundingClientRect().top + scrollY;
	const floor = i ? all[i - 1].getBoundingClientRect().bottom + scrollY : document.querySelector(".bar").offsetHeight;
	return top < floor;
}).map((card) => card.id)`

func TestManyCardsOnOneLineStayOnThePageInTheOrderOfTheText(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/3")
	b.markMany(3, 12)
	b.until(standInOrder + `.length === 0`)
	b.click("#cards .card:nth-of-type(9) a")
	b.opened()
	b.until(standInOrder + `.length === 0`)
	b.until(`document.querySelectorAll("#cards .card.is-brief").length > 8`)
}

func TestACardIsShownWhenTheWindowBecomesNarrow(t *testing.T) {
	t.Parallel()
	d, stale := twoReadings(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=8")
	for page, card := range map[*tab]string{b: "#card-8", stale: "#card-1"} {
		page.until(`document.querySelector(%s).style.translate !== ""`, card)
		page.screen(360, 740)
		page.until(`document.querySelector(%s).style.translate === "" && !document.querySelector("#cards").style.minBlockSize && !document.querySelector(".is-brief, .leads path")`, card)
		page.click(card + " h3") // it can be reached
		page.screen(1280, 900)
		page.until(`document.querySelector(%s).style.translate !== ""`, card)
	}
}

// wider names what is wider than the page, and what text leaves its own card or cell.
const wider = `[document.documentElement, ...document.querySelectorAll("#cards .card, td, th, .piece, .piece > *, .page-head, dialog")]
	.filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).display !== "inline")
	.map((e) => e.outerHTML.slice(0, 80) + " " + e.scrollWidth + " in " + e.clientWidth)`

func TestAnEndlessWordBreaksOnEveryScreen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	word := strings.Repeat("x", 300)
	b.open("/articles/new")
	evaluate[bool](b, `(async (word) => {
		const post = (url, fields) => fetch(url, {method: "POST", body: new URLSearchParams(fields), headers: {"Stet-Fragments": "1"}});
		await post("/people/1", {display_name: word, role: "reviewer"});
		await post("/people/3", {display_name: word, role: "admin"});
		const form = new FormData();
		for (const [name, value] of Object.entries({title: word, byline: word, publisher: word, text: "Before " + word + " after.", key: "endless"})) form.set(name, value);
		await fetch("/articles", {method: "POST", body: form});
		await post("/articles/6/claims", {start: 0, end: 310, verdict: "disputed", note: word, speaker: word, key: "one"});
		const claim = (await (await fetch("/articles/6")).text()).match(/id="card-(\d+)"/)[1];
		const source = {url: "https://example.org/" + word, stance: "refutes", primary: "primary", published_on: "2020-01-01", accessed_on: "2020-01-01"};
		for (const name of ["title", "publisher", "locator", "passage"]) source[name] = word;
		await post("/claims/" + claim + "/citations", {...source, key: "two"});
		await post("/claims/" + claim, {note: word + "y", speaker: word + "y", version: 2});
		return true;
	})(%s)`, word)
	claim := fmtID(d.claimsOf("ada", 6)[0].ID)
	paths := append([]string{"/articles/6?claim=" + claim, "/articles/6", "/claims/" + claim + "/history", "/articles?q=before", "/articles/6/report", "/articles/6/import"}, screens...)
	for _, width := range []int64{1280, 360} {
		b.screen(width, 800)
		for _, path := range paths {
			b.open(path)
			if found := evaluate[[]string](b, wider); len(found) > 0 {
				t.Errorf("at %d, on %s: %q", width, path, found)
			}
		}
	}
}
