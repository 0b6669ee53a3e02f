package main_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeSource reads axe-core, which STET_AXE names. Without it the test is skipped, or fails where the browser tests are required.
func axeSource(t *testing.T) string {
	t.Helper()
	path := os.Getenv("STET_AXE")
	if path == "" && os.Getenv("STET_BROWSER_TESTS") == "required" {
		t.Fatal("STET_AXE names no axe.min.js")
	}
	if path == "" {
		t.Skip("STET_AXE names no axe.min.js")
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(source)
}

// violation is one element that breaks one rule.
type violation struct{ Rule, Element, Why string }

const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(({violations}) =>
	violations.flatMap(({id, nodes}) => nodes.map((node) => ({Rule: id, Element: node.html, Why: node.failureSummary}))))`

// isAccessible holds the page to WCAG 2.2 AA. What a sheet has scrolled half away under its own bar is not held against it.
func (b *tab) isAccessible(source, what string) {
	b.t.Helper()
	evaluate[bool](b, `(document.getElementById("cards")?.scrollTo(0, 0), true)`)
	for _, v := range b.violations(source) {
		b.t.Errorf("%s: %s\n%s\n%s", what, v.Rule, v.Element, v.Why)
	}
}

// violations runs the checker in a world of its own, where neither the page's scripts nor its policies see it.
func (b *tab) violations(source string) []violation {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	found, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) ([]violation, error) {
		tree, err := chromedp.Call(ctx, page.GetFrameTree, struct{}{})
		if err != nil {
			return nil, err
		}
		world, err := chromedp.Call(ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.Frame.ID, WorldName: "axe"})
		if err != nil {
			return nil, err
		}
		there := func(p *runtime.EvaluateParams) { p.ContextID = world.ExecutionContextID }
		if _, err := chromedp.Evaluate[chromedp.Void](source, there)(ctx, target); err != nil {
			return nil, err
		}
		return chromedp.Evaluate[[]violation](axeRun, there, chromedp.EvalAwaitPromise)(ctx, target)
	})
	if err != nil {
		b.fatal("checking: " + err.Error())
	}
	return found
}

func TestTheCheckerSeesWhatIsNotAccessible(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1")
	evaluate[bool](b, `((main, faint) => {
		main.append(document.createElement("button"), faint);
		faint.append("too faint to read");
		faint.style.color = "#ccc";
		return true;
	})(document.getElementById("main"), document.createElement("p"))`)
	var rules []string
	for _, v := range b.violations(source) {
		rules = append(rules, v.Rule)
	}
	slices.Sort(rules)
	if !slices.Equal(rules, []string{"button-name", "color-contrast"}) {
		t.Errorf("it sees %q", rules)
	}
}

// looks are the ways in which every screen is checked: each scheme, and each width.
var looks = []struct {
	name, scheme string
	width        int64
}{
	{"light and wide", "light", 1280}, {"dark and narrow", "dark", 360},
}

func TestEveryScreenIsAccessible(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	d := demo(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "ada")
			b.screen(look.width, 900)
			b.media("prefers-color-scheme", look.scheme)
			for _, path := range screens {
				b.open(path)
				b.isAccessible(source, path)
			}
			stranger := visit(t, d)
			stranger.screen(look.width, 900)
			stranger.media("prefers-color-scheme", look.scheme)
			stranger.open("/sign-in")
			stranger.isAccessible(source, "/sign-in")
		})
	}
}

func TestEveryStateOfTheWorkbenchIsAccessible(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, demo(t), "rosa")
			b.screen(look.width, 900)
			b.media("prefers-color-scheme", look.scheme)
			b.open("/articles/1?claim=1")
			b.isAccessible(source, "an open card")
			b.press("s")
			b.sees("#cite-new-1")
			b.write("indianexpress")
			b.sees(".suggestions")
			b.isAccessible(source, "known sources offered")
			b.write(".example")
			b.press("Escape") // adds what is written
			b.sees("#cites-1 li")
			b.click("#history-1 summary")
			b.sees("#history-list-1")
			b.isAccessible(source, "a history")
			b.press("?")
			b.sees("#help[open]")
			b.isAccessible(source, "the keys")
			b.press("Escape", "Escape", "n", "/")
			b.sees("#filter")
			b.isAccessible(source, "the filter")
			b.write("nothing holds this")
			b.isAccessible(source, "a filter that leaves nothing")
		})
	}
}

func TestEveryTroubleIsShownAccessibly(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.expects("409 POST", "422 POST", "401 POST", "404 GET", "ERR_CONNECTION_REFUSED")
			b.screen(look.width, 900)
			b.media("prefers-color-scheme", look.scheme)
			b.open("/nowhere")
			b.isAccessible(source, "a wrong address")
			b.open("/articles/1?claim=1")
			form := b.newSource(1)
			b.fill(form+" [name=url]", "javascript:void")
			b.press("Enter")
			b.sees(form + " #problem")
			b.isAccessible(source, "a source that is refused")
			d.changeElsewhere("rosa", 1)
			b.fill("#note-1", "mine")
			b.reads("#state-1", "Leave the field to see both")
			b.press("Escape")
			b.sees("#card-1.is-conflict")
			b.isAccessible(source, "a conflict")
			b.click("#card-1 form.keep button")
			b.version(1, 3)
			b.lacks("#card-1.is-conflict")
			d.signOutEverywhere("rosa")
			b.fill("#note-1", "too late")
			b.sees("#sign-in-again[open]")
			b.isAccessible(source, "the sign-in dialog")
			b.signInAgain("rosa")
			b.version(1, 4)
			if err := d.stop(); err != nil {
				t.Fatal(err)
			}
			b.fill("#note-1", "while the desk is away")
			b.sees("#banner")
			b.isAccessible(source, "an unsent change")
		})
	}
}

// changeElsewhere changes a claim's note from another browser.
func (d *running) changeElsewhere(name string, id int64) {
	d.t.Helper()
	version := fmt.Sprint(d.claim(id).Version)
	d.post(d.signIn(name, passwordOf(name)), "/claims/"+fmtID(id), url.Values{"note": {"written elsewhere"}, "version": {version}})
}

func TestRevisionsAreAccessible(t *testing.T) {
	t.Parallel()
	source := axeSource(t)
	for _, look := range looks {
		t.Run(look.name, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, revised(t), "chidi")
			b.screen(look.width, 900)
			b.media("prefers-color-scheme", look.scheme)
			for _, path := range []string{"/articles/1/revisions", "/articles/1/diff", "/articles/1/revisions/1", "/articles/1/carryover", "/articles/1"} {
				b.open(path)
				b.isAccessible(source, path)
				if b.controlsAreLarge(); look.width == 360 {
					b.fitsTheScreen()
				}
			}
			b.open("/articles/1/revisions/new")
			b.fill("#revise-text", "Another text.")
			b.follow(`#revise button[name=preview]`)
			b.isAccessible(source, "a preview")
		})
	}
}
