package main_test

import (
	"testing"
)

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

// TestASourceThatIsWrittenGoesWithItsReview has one that was never added by itself.
func TestASourceThatIsWrittenGoesWithItsReview(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	before := len(d.claim(1).Citations)
	b.fill(b.newSource(1)+" [name=url]", "https://register.example/whole")
	b.click("#submit-review button")
	b.click("#submit-ask [data-submit-review] button")
	b.reads(".bar-state", "submitted")
	if all := d.claim(1).Citations; len(all) != before+1 || all[len(all)-1].URL != "https://register.example/whole" {
		t.Errorf("the sources are %+v", all)
	}
}

func TestWhatComesTooLateForAReviewIsListedUntilItIsTriedAgain(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("403 POST /claims/1", "409 POST /claims/1")
	first := b.beside()
	first.expects("503 POST /claims/1")
	first.open("/articles/1?claim=1")
	b.open("/articles/1?claim=1")
	way.busy.Store(true)
	first.fill("#note-1", "the older note")
	first.reads("#banner", "1 change waits in this browser")
	first.close()
	way.busy.Store(false)
	b.fill("#note-1", "the later note")
	b.version(1, 2)
	b.click("#submit-review button")
	b.click("#submit-ask [data-submit-review] button")
	b.reads(".bar-state", "submitted") // what the first tab has left comes now
	b.reads("#not-saved", "the older note")
	b.reads("#not-saved", "Your review is submitted")
	chidi := visitAs(t, d, "chidi")
	chidi.open("/articles/1/reviews")
	chidi.follow(`form[action$="/reopen"] button`)
	b.open("/articles/1?claim=1")
	b.reads("#not-saved", "the older note")
	b.click("#not-saved li button")
	b.lacks("#not-saved")
	b.reads("#card-1.is-conflict .versus", "the older note")
	b.reads("#card-1.is-conflict .versus", "the later note")
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
