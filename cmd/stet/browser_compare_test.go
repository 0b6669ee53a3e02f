package main_test

import (
	"fmt"
	"net/url"
	"slices"
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

func TestADecisionIsChangedAndReopenedInTheBrowser(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?show=verdict_differs")
	b.press("j", "2", "Enter")
	b.reads("tr.group .word", "Verified")
	b.click("tr.group .group-open")
	b.reads("#deciding", "decided by chidi")
	b.press("1", "Enter")
	b.reads("tr.group .word", "Unproven")
	b.click("tr.group .group-open")
	b.click("#reopen button")
	b.reads("tr.group .word", "decide")
	b.reads("#compare-said", "0 decided")
	b.press("Escape")
	b.lacks("#deciding")
}

// turn changes the verdict of somebody's claim from elsewhere.
func (d *running) turn(name string, id int64, verdict string) {
	d.t.Helper()
	version := fmt.Sprint(d.claim(id).Version)
	if status, body, _ := d.post(d.signIn(name, passwordOf(name)), "/claims/"+fmtID(id), url.Values{"verdict": {verdict}, "version": {version}}); status >= 400 {
		d.t.Fatalf("turning claim %d gives %d: %s", id, status, body)
	}
}

func TestAReadingThatChangesWhileOneDecidesIsShown(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?show=verdict_differs")
	all := b.undecided()
	b.press("j", "1", "r")
	b.until(`document.activeElement.name === "reason"`)
	b.write("As it was read.")
	first := evaluate[int64](b, `Number(document.querySelector("#deciding [data-take='1']").value)`)
	d.turn(d.claim(first).Reviewer, first, "disputed")
	b.expects("409 POST /articles/1/decisions")
	b.press("Enter")
	b.reads("#problem", "A reading of this group has changed since you saw it")
	b.reads("#deciding .reading-changed ins", "disputed")
	b.until(`document.querySelector(".decide [name=reason]").value === "As it was read."`)
	if b.undecided() != all {
		t.Error("it was decided all the same")
	}
	b.click(".decide button[type=submit]") // now that it is seen
	b.decidedOne(all)
	if got := d.comparison(1).Groups; !slices.ContainsFunc(got, func(g comparedGroup) bool {
		return g.Decision != nil && g.Decision.Verdict == "disputed" && g.Decision.Reason == "As it was read."
	}) {
		t.Errorf("the groups are %+v", got)
	}
}

// TestAGroupThatLosesTheClaimItIsKnownByIsShownAgain deletes the claim by which the page knows the group that stands open.
func TestAGroupThatLosesTheClaimItIsKnownByIsShownAgain(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([value="13"])`)
	b.fill("#reason", "Typed at length.")
	if status, body, _ := d.post(d.signIn("rosa", passwordOf("rosa")), "/claims/3/delete", url.Values{"version": {fmt.Sprint(d.claim(3).Version)}}); status >= 400 {
		t.Fatalf("deleting gives %d: %s", status, body)
	}
	b.expects("422 POST /articles/1/decisions")
	b.click(".decide button[type=submit]")
	b.reads("#problem", "Claim 3 has been deleted")
	b.until(`document.getElementById("deciding").dataset.group === "13" && document.querySelector(".decide [name=reason]").value === "Typed at length."`)
	before := b.undecided()
	b.click(".decide button[type=submit]")
	b.decidedOne(before)
}

func TestWhatIsAgreedWhileOneDecidesIsLeft(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare")
	all := b.undecided()
	i := slices.IndexFunc(d.comparison(1).Groups, func(g comparedGroup) bool {
		return g.Outcome == "verdict_differs" && g.Claims["imre"].Start == g.Claims["rosa"].Start
	})
	for _, c := range d.comparison(1).Groups[i].Claims {
		d.turn(c.Reviewer, c.ID, "unproven")
	}
	b.click("tr.group:has(.out--only_one) .group-open")
	b.sees("#deciding")
	b.click(`.decide label:has([name=take])`)
	b.click(`.decide button[type=submit]`)
	b.decidedOne(all)
	b.until(`document.querySelector("#agreed button").textContent.includes("Accept 3 agreed")`)
	b.follow("#agreed button")
	b.reads("#toast", "2 agreed groups are accepted. 1 group changed or came after you saw the list")
}

func TestWhatIsTypedOfADecisionIsKept(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare")
	b.press("j", "j", "2", "r")
	b.until(`document.activeElement.name === "reason"`)
	b.write("Half a sent")
	b.press("Escape", "j") // another group
	b.until(`document.querySelector(".decide [name=reason]").value === ""`)
	b.press("k")
	b.until(`document.querySelector(".decide [name=reason]").value === "Half a sent"`)
	b.reload()
	b.until(`document.querySelector(".decide [name=reason]").value === "Half a sent"`)
	if err := d.stop(); err != nil {
		t.Fatal(err)
	}
	b.expects("ERR_CONNECTION_REFUSED")
	b.click(".decide button[type=submit]")
	b.reads("#problem", "The server does not answer")
	b.until(`document.querySelector(".decide [name=reason]").value === "Half a sent"`)
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

func TestAReviewIsSubmittedAndReopened(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.fill("#note-1", "typed just before")
	b.click("#submit-review button")
	b.sees("#submit-ask[open]")
	b.reads("#submit-ask", "June 2019: the House Judiciary Committee opens an investigation")
	b.click("#submit-ask form[method=dialog] button")
	b.lacks("#submit-ask")
	b.click("#submit-review button")
	b.click("#submit-ask [data-submit-review] button")
	b.reads("#toast", "Your review is submitted")
	b.reads(".bar-state", "submitted")
	if got := d.claim(1).Note; got != "typed just before" {
		t.Errorf("the note is %q", got)
	}
	b.press("j", "v")
	b.lacks("#form-1")

	chidi := visitAs(t, d, "chidi")
	chidi.open("/articles/1/reviews")
	chidi.follow(`form[action$="/reopen"] button`)
	chidi.lacks(`form[action$="/reopen"]`)
	b.open("/articles/1?claim=1")
	b.sees("#form-1")
	b.sees("#submit-review")
}

func TestReviewersStandUnderPseudonymsOnEveryScreen(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare")
	b.reads(".legend", "Rosa Lindqvist")
	b.follow("#pseudonyms button")
	b.reads(".legend", "Reviewer ")
	for path, part := range map[string]string{"/articles/1/compare": "main", "/articles/1": "body", "/articles/1?claim=1": "body",
		"/claims?article_id=1": "table", "/claims/1/history": "main"} {
		b.open(path)
		b.reads(part, "Reviewer ")
		if seen := evaluate[string](b, `document.querySelector("`+part+`").outerHTML.match(/(>|")(rosa|imre|Rosa Lindqvist|Imre Halász)\b/i)?.[0] ?? ""`); seen != "" {
			t.Errorf("%s tells %q", path, seen)
		}
	}
	b.open("/articles/1/reviews")
	b.reads("table.reviews", "Reviewer ")
}

func TestAnAssignmentIsTakenBackInTheBrowser(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/3/reviews")
	evaluate[bool](b, `(document.getElementById("assign-reviewer").value = "rosa") !== ""`)
	b.follow("#assign button")
	b.reads("table.reviews", "Rosa Lindqvist")
	b.follow(`form[action$="/unassign"] button`)
	b.reads(".empty", "Nobody reads it yet")
}
