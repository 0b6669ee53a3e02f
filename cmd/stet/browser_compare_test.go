package main_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
)

// comparison is what the JSON API tells of a comparison.
type comparison struct {
	Groups []comparedGroup
}

type comparedGroup struct {
	Outcome  string
	Claims   map[string]claim
	Decision *struct {
		Outcome string
		Verdict string
		Reason  string
		Quote   string
	}
}

func (d *running) comparison(article int) (told comparison) {
	d.t.Helper()
	d.ask("chidi", fmt.Sprintf("/articles/%d/comparison", article), &told)
	return told
}

// allDecided fails the test unless the desk's word stands on every group of an article.
func (d *running) allDecided(article int) {
	d.t.Helper()
	for i, g := range d.comparison(article).Groups {
		if g.Decision == nil {
			d.t.Errorf("group %d is undecided", i+1)
		}
	}
}

// undecided counts the groups that wait for the desk's word, as the page says.
func (b *tab) undecided() int {
	b.t.Helper()
	return evaluate[int](b, `Number(document.getElementById("compare-said").textContent.match(/([0-9,]+) to decide/)[1])`)
}

// groupOpen gives the group that stands open, "" where none does.
func (b *tab) groupOpen() string {
	b.t.Helper()
	return evaluate[string](b, `document.getElementById("deciding")?.dataset.group ?? ""`)
}

// decidedOne waits until one group less waits than before.
func (b *tab) decidedOne(before int) {
	b.t.Helper()
	b.reads("#compare-said", fmt.Sprintf("%d to decide", before-1))
}

func TestTwoReadingsAreComparedAndDecidedByMouse(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1")
	b.follow(`a[href="/articles/1/compare"]`)
	all := b.undecided()
	b.follow("#agreed button")
	b.reads("#toast", "2 agreed groups are accepted")
	if b.undecided() != all-2 {
		t.Errorf("%d of %d are undecided", b.undecided(), all)
	}
	b.follow("#shows li:has([href*=undecided]) a")
	b.click(".group .word a")
	b.sees("#deciding")
	for n := b.undecided(); n > 1; n-- {
		b.until(`document.querySelectorAll("#staff mark.is-group").length > 0`)
		b.click(`.decide label:has([name=take])`)
		b.click(`.decide button[type=submit]`)
		b.decidedOne(n)
	}
	b.click(`.decide label:has([value=none])`)
	b.click(`.decide button[type=submit]`)
	b.expects("422 POST /decisions", "422 POST /articles/1/decisions")
	b.reads("#problem", "a rejection needs its reason")
	b.fill("#reason", "An opinion.")
	b.click(`.decide button[type=submit]`)
	b.reads("#compare-said", "0 to decide")
	b.reads("#compare-said", "closed")
	b.reads("#toast", "Every group is decided")
	d.allDecided(1)
	rejected := 0
	for _, g := range d.comparison(1).Groups {
		if g.Decision.Outcome == "rejected" && g.Decision.Reason == "An opinion." {
			rejected++
		}
	}
	if rejected != 1 {
		t.Errorf("%d groups are rejected", rejected)
	}
}

func TestTwoReadingsAreComparedAndDecidedByKeysAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/5/compare")
	all := b.undecided()
	b.press("j", "j", "j")
	b.reads("#said", "Agreed")
	b.press("k", "k", "Enter") // the first of all
	b.sees("#deciding")
	first := b.groupOpen()
	b.press("2", "Enter")
	b.decidedOne(all)
	b.until(`document.getElementById("deciding").dataset.group !== %s`, first)

	b.press("x") // no claim, for a reason
	b.until(`document.activeElement.name === "reason"`)
	b.write("An opinion.")
	b.press("Enter")
	b.decidedOne(all - 1)

	b.press("a") // most of them say so
	b.until(`document.activeElement.matches(".is-suggested input:checked")`)
	b.press("e") // and yet the desk finds otherwise
	b.until(`document.activeElement.id === "decide-verdict"`)
	b.press("D")
	b.until(`document.activeElement.value === "disputed"`)
	b.press("Escape", "r")
	b.until(`document.activeElement.name === "reason"`)
	b.write("Counted otherwise.")
	b.press("Escape", "Enter")
	b.decidedOne(all - 2)
	for n := all - 3; n > 0; n-- {
		open := b.groupOpen()
		lane := evaluate[string](b, `document.querySelector("#deciding [data-take]").dataset.take`)
		b.press(lane, "Enter")
		b.decidedOne(n)
		if n > 1 {
			b.until(`document.getElementById("deciding").dataset.group !== %s`, open)
		}
	}
	b.reads("#compare-said", "closed")
	d.allDecided(5)
	edited := d.comparison(5).Groups[2].Decision
	if edited.Verdict != "disputed" || edited.Reason != "Counted otherwise." {
		t.Errorf("the third group is decided %+v", edited)
	}
}

func TestWordsSelectedInTheTextAreWhatTheDeskTakes(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=2")
	b.click(".decide label:has([name=take])")
	b.click(".otherwise summary")
	ends := evaluate[[]point](b, strings.Replace(wordsOnScreen, "#galley", "#staff", 1), "21 October 2019", "21 October 2019")
	b.drag(ends[0], ends[1])
	b.click("[data-take-words]")
	b.until(`document.getElementById("decide-words").value === "21 October 2019"`)
	b.click(".decide button[type=submit]")
	b.reads("#compare-said", "1 decided")
	if got := d.comparison(1).Groups[1].Decision.Quote; got != "21 October 2019" {
		t.Errorf("the desk takes %q", got)
	}
}

// shows lists the outcomes of the rows that the page shows.
func (b *tab) shows() []string {
	b.t.Helper()
	return evaluate[[]string](b, `[...document.querySelectorAll("tr.group .out")].map((out) => out.firstChild.textContent.trim())`)
}

func TestChoicesNarrowTheComparison(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "vera")
	b.open("/articles/1/compare")
	for choice, outcome := range map[string]string{"verdict_differs": "Verdict differs", "only_one": "Seen by one", "agreed": "Agreed"} {
		b.follow("#shows a[href*=" + choice + "]")
		want := evaluate[int](b, `Number(document.querySelector("#shows [aria-current] .num").textContent)`)
		got := b.shows()
		if len(got) != want || len(got) == 0 {
			t.Errorf("%s shows %d groups of %d", choice, len(got), want)
		}
		for _, o := range got {
			if o != outcome {
				t.Errorf("%s shows a group that is %s", choice, o)
			}
		}
	}
	b.open("/articles/1/compare")
	b.press("f")
	b.until(`document.activeElement.matches("#shows [aria-current]")`)
	evaluate[bool](b, `((select) => { select.value = "money"; return select.dispatchEvent(new Event("change", {bubbles: true})); })(document.getElementById("narrow-kind"))`)
	b.reads(".narrowed", "marked as money")
	b.fill("#threshold", "0.9")
	b.press("Enter")
	b.until(`document.getElementById("threshold").value === "0.9" && location.search.includes("kind=money")`)
}

func TestEveryCellOfAFigureLeadsToWhatItCounts(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "vera")
	b.open("/articles/1/compare")
	type link struct {
		Address string
		Count   int
		Said    string
	}
	links := evaluate[[]link](b, `[...document.querySelectorAll("#matrix a, #agreement td.num a")].map((a) => ({
		Address: a.getAttribute("href"), Count: parseInt(a.textContent), Said: a.getAttribute("aria-label") ?? a.textContent}))`)
	for _, l := range links {
		if strings.Contains(l.Said, "claims behind") {
			continue // counts claims, not groups
		}
		b.open(l.Address)
		if got := len(b.shows()); got != l.Count {
			t.Errorf("%s leads to %d groups (%s)", l.Said, got, l.Address)
		}
	}
	if len(links) < 8 {
		t.Errorf("there are %d links", len(links))
	}
	b.open("/articles/1/compare")
	b.follow("#heat a")
	b.reads(".narrowed", "gave a verdict")
}

func TestComparingWithoutScripts(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.withoutScripts()
	b.open("/articles/1/compare?show=disagreements")
	before := b.undecided()
	b.follow(".group .word a")
	b.sees("#deciding")
	b.click(".decide label:has([value=none])")
	b.expects("422 POST")
	b.follow(".decide button[type=submit]")
	b.reads("#problem", "a rejection needs its reason")
	b.until(`document.querySelector("[value=none]").checked`)
	b.click(".decide label:has([data-take='1'])")
	b.follow(".decide button[type=submit]")
	b.decidedOne(before)
	b.sees("#deciding") // the next one
	b.click(".decide label:has([name=take])")
	b.follow(".decide button[type=submit]")
	b.decidedOne(before - 1)
	b.follow("#agreed button")
	b.decidedOne(before - 3)
	b.follow(`a[href="/articles/1/reviews"]`)
	b.reads("main", "Assign a reviewer")
}

func TestComparingOnATelephone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.inHand()
	b.open("/articles/1/compare")
	b.until(`document.documentElement.scrollWidth <= 360`)
	before := b.undecided()
	b.tap(".group .word a")
	b.sees("#deciding")
	b.until(`document.documentElement.scrollWidth <= 360`)
	b.tap(".decide label:has([name=take])")
	b.tap(".decide button[type=submit]")
	b.decidedOne(before)
	for _, path := range []string{"/articles/1/reviews", "/reviewers", "/articles/1", "/articles"} {
		b.open(path)
		b.until(`document.documentElement.scrollWidth <= 360`)
	}
}

func TestTheComparisonOnPaper(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/1/compare?group=2")
	b.do("printing", call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}))
	for _, shown := range []string{"#staff", "#group-table", ".readings", "#agreement", "#heat", "#matrix"} {
		b.sees(shown)
	}
	for _, hidden := range []string{".bar", ".choices", ".narrow", ".decide", ".page-head .actions", ".foot"} {
		b.lacks(hidden)
	}
	b.until(`document.getElementById("score").scrollHeight <= document.getElementById("score").clientHeight + 1`)
}
