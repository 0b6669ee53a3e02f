package main_test

import (
	"fmt"
	"slices"
	"testing"
)

// TestADraftOfAnUndecidedGroupGoesOverNoDecision types a reason, has somebody else decide, and comes back to the page.
func TestADraftOfAnUndecidedGroupGoesOverNoDecision(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "As I read it.")
	d.adaDecides(t, 3, "3")
	b.goesOverNoDecision(3, "As I read it.")
	b.sees(".decide button[type=submit]:enabled")
	b.click(".decide button[type=submit]") // now that it is seen
	b.lacks("#problem")
	b.until(`!document.querySelector(".decide[data-sent]")`)
	if got := d.reasons(1); !slices.Contains(got, "As I read it.") {
		t.Errorf("it was decided for %q", got)
	}
}

// adaDecides has somebody else decide a group that is undecided, for a reason of hers.
func (d *running) adaDecides(t *testing.T, group int, take string) {
	t.Helper()
	ada := visitAs(t, d, "ada")
	ada.open(fmt.Sprint("/articles/1/compare?group=", group))
	ada.click(fmt.Sprintf(`.decide label:has([name=take][value="%s"])`, take))
	ada.fill("#reason", "As ada reads it.")
	all := ada.undecided()
	ada.click(".decide button[type=submit]")
	ada.decidedOne(all)
}

// goesOverNoDecision comes back to a group with its draft, which ada has decided since, and sends that as it stands there.
func (b *tab) goesOverNoDecision(group int, draft string) {
	b.t.Helper()
	b.open(fmt.Sprint("/articles/1/compare?group=", group))
	b.holds("#reason", draft)
	b.expects("409 POST /decisions/1")
	b.click(".decide button[type=submit]")
	b.reads("#problem", "changed elsewhere while you were deciding")
	b.holds("#reason", draft)
	if got := b.desk.reasons(1); !slices.Contains(got, "As ada reads it.") {
		b.t.Errorf("it was decided for %q", got)
	}
}

// reasons lists why the desk decided as it did on the groups of an article.
func (d *running) reasons(article int) (list []string) {
	d.t.Helper()
	for _, g := range d.comparison(article).Groups {
		if g.Decision != nil {
			list = append(list, g.Decision.Reason)
		}
	}
	return list
}

// TestAGroupWhoseReasonCannotBeKeptStaysOpen has the storage full and goes to another group, closes the group, and writes on while the
// decision is on its way.
func TestAGroupWhoseReasonCannotBeKeptStaysOpen(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.storageFull()
	b.click(`.decide label:has([name=take][value="13"])`)
	b.fill("#reason", "Table 1")
	for _, leave := range []func(){func() { b.click("#g1 .group-open") }, func() { b.click("#deciding [data-close-group]") }} {
		leave()
		b.reads("#toast", "the group stays open")
		b.holds("#reason", "Table 1")
		evaluate[bool](b, `(document.getElementById("toast").remove(), true)`)
	}
	open := way.passOnly(0)
	defer open()
	b.click(".decide button[type=submit]")
	b.fill("#reason", "Table 1 reports it")
	open()
	b.reads("#said", "Saved, but not what you wrote since.")
	b.holds("#reason", "Table 1 reports it")
	b.until(`document.getElementById("deciding").dataset.group === "3"`)
}
