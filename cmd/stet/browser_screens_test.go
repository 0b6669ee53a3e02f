package main_test

import (
	"fmt"
	"testing"
)

// screens are the addresses of all screens, for an admin.
var screens = []string{
	"/articles", "/articles?q=nothing+holds+this", "/articles/1", "/articles/1?claim=2", "/articles/3", "/claims", "/claims?q=nothing+holds+this",
	"/claims/1/history", "/sources", "/people", "/you", "/settings", "/desk", "/help", "/articles/new", "/api/docs",
	"/report", "/articles/1/report", "/articles/3/report?verdict=disputed",
	"/articles/1/compare", "/articles/1/compare?group=2", "/articles/3/compare", "/articles/1/reviews", "/reviewers", "/articles/1/import",
	"/articles/1/revisions", "/articles/1/revisions/new", "/articles/1/revisions/1", "/articles/1/diff", "/articles/1/carryover",
}

func TestNothingScrollsSidewaysOnATelephone(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "ada")
	b.inHand()
	for _, path := range screens {
		b.open(path)
		b.fitsTheScreen()
		b.controlsAreLarge()
	}
	stranger := visit(t, b.desk)
	stranger.inHand()
	stranger.open("/sign-in")
	stranger.fitsTheScreen()
	stranger.controlsAreLarge()
}

// fitsTheScreen checks that the page is no wider than the screen, and names what is. (A telephone's window grows with the page.)
func (b *tab) fitsTheScreen() {
	b.t.Helper()
	wide := evaluate[[]string](b, `document.documentElement.scrollWidth <= screen.width ? [] :
		[...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > screen.width + 1).map((e) => e.outerHTML.slice(0, 120))`)
	if len(wide) > 0 {
		b.t.Errorf("%s is wider than the screen: %q", b.address(), wide)
	}
}

// controlsAreLarge checks that what can be pressed is at least 24 pixels each way (WCAG 2.2, 2.5.8). Links in running text are
// excepted there, and so are the points of a drawing, whose links stand beside it in a table; a field within a label is as large
// as that.
func (b *tab) controlsAreLarge() {
	b.t.Helper()
	small := evaluate[[]string](b, `[...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden])")]
		.filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest("svg") && !(e.tagName === "A" && getComputedStyle(e).display === "inline"))
		.map((e) => [e, (e.labels?.[0]?.contains(e) ? e.labels[0] : e).getBoundingClientRect()])
		.filter(([e, r]) => r.width > 1 && Math.min(r.width, r.height) < 24)
		.map(([e, r]) => r.width + "×" + r.height + " " + e.outerHTML.slice(0, 120))`)
	if len(small) > 0 {
		b.t.Errorf("%s has small controls: %q", b.address(), small)
	}
}

func (b *tab) address() string {
	b.t.Helper()
	return evaluate[string](b, `location.pathname + location.search`)
}

func TestPermalinksLeadToTheClaim(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	last := d.claimOn("rosa", 1, "June 2019: the House Judiciary Committee opens an investigation").ID
	for _, path := range []string{fmt.Sprintf("/articles/1#claim-%d", last), fmt.Sprintf("/claims/%d", last)} {
		b.open("/help")
		b.open(path)
		b.selected(last)
		b.until(`(() => { const r = document.getElementById(%s).getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight; })()`, fmt.Sprintf("claim-%d", last))
		b.until(`location.pathname === "/articles/1" && location.hash === %s`, fmt.Sprintf("#claim-%d", last))
	}
}
