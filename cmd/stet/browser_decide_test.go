package main_test

import (
	"fmt"
	"net/url"
	"slices"
	"testing"
)

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
	b.sees(".decide button[type=submit]:enabled")
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
	b.looked()
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
