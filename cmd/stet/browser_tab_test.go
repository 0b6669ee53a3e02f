package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// tab is a page that somebody looks at. What goes wrong in it fails the test.
type tab struct {
	t        *testing.T
	ctx      context.Context
	close    func()
	desk     *running
	features []*emulation.MediaFeature
	wrongs

	scriptless bool // scripts are off: nothing comes with a later frame
}

// visit opens a browser of its own, with no cookies, on a desk.
func visit(t *testing.T, d *running) *tab {
	t.Helper()
	return newTab(t, d, startedChromium(t), chromedp.WithNewBrowserContext())
}

// visitAs is visit by somebody who is signed in.
func visitAs(t *testing.T, d *running, name string) *tab {
	t.Helper()
	b := visit(t, d)
	b.do("signing in as "+name, call(network.SetCookie, network.SetCookieParams{
		Name: "stet", Value: demonstration.cookies[name], URL: d.base, HTTPOnly: new(true), SameSite: network.CookieSameSiteLax}))
	return b
}

// beside opens a second tab of the same browser. When it is closed, it is gone: one that is about to go says that it is open still.
func (b *tab) beside() *tab {
	b.t.Helper()
	other := newTab(b.t, b.desk, b.ctx)
	closing := other.close
	other.close = func() {
		id := chromedp.FromContext(other.ctx).Target.TargetID
		closing()
		b.outlives(id)
	}
	return other
}

// outlives waits until a tab of the same browser is gone.
func (b *tab) outlives(id target.ID) {
	looks := time.NewTicker(10 * time.Millisecond)
	defer looks.Stop()
	isIt := func(info *target.Info) bool { return info.TargetID == id }
	for {
		there, err := chromedp.Targets(b.ctx)
		if err != nil || !slices.ContainsFunc(there, isIt) {
			return
		}
		select {
		case <-looks.C:
		case <-b.ctx.Done():
			return
		}
	}
}

func newTab(t *testing.T, d *running, parent context.Context, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent, options...)
	b := &tab{t: t, ctx: ctx, close: cancel, desk: d}
	t.Cleanup(func() {
		for _, wrong := range b.unexpected() {
			t.Errorf("in the page: %s", wrong)
		}
		b.close()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.watch(ctx, d); err != nil {
		t.Fatal(err)
	}
	b.screen(1280, 900)
	b.media("prefers-reduced-motion", "reduce") // what moves would be pressed where it no longer is
	return b
}

// do runs a step, and fails the test where that does not work within the patience.
func (b *tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.fatal(fmt.Sprintf("%s: %v", what, err))
	}
}

// fatal ends the test with what the page shows.
func (b *tab) fatal(what string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	shown, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.body.innerText.slice(0, 800)`))
	b.t.Fatalf("%s\nThe page is %s", what, shown)
}

// open goes to a page of the desk.
func (b *tab) open(path string) {
	b.t.Helper()
	b.do("opening "+path, chromedp.Navigate(b.desk.base+path))
}

func (b *tab) reload() {
	b.t.Helper()
	b.do("reloading", chromedp.Reload())
}

// evaluate runs an expression in the page. Arguments are put in the place of %s, as JSON.
func evaluate[T any](b *tab, expression string, arguments ...any) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](filled(expression, arguments), chromedp.EvalAwaitPromise))
	if err != nil {
		b.fatal(fmt.Sprintf("%s: %v", filled(expression, arguments), err))
	}
	return got
}

func filled(expression string, arguments []any) string {
	if len(arguments) == 0 {
		return expression
	}
	quoted := make([]any, len(arguments))
	for i, argument := range arguments {
		text, err := json.Marshal(argument)
		if err != nil {
			panic(err)
		}
		quoted[i] = string(text)
	}
	return fmt.Sprintf(expression, quoted...)
}

// until waits for a condition, looking with every frame. (chromedp.Poll makes its predicate with new Function, which the
// desk's Content-Security-Policy forbids.) A page that goes away meanwhile is asked again when the next has come, and a
// condition that cannot be read from a page half there does not hold yet.
func (b *tab) until(condition string, arguments ...any) {
	b.t.Helper()
	condition = filled(condition, arguments)
	if b.scriptless && !evaluate[bool](b, "Boolean("+condition+")") {
		b.fatal("this does not hold: " + condition)
	}
	if b.scriptless {
		return
	}
	look := `new Promise((found) => {
		const holds = () => { try { return ` + condition + ` } catch (error) { if (error instanceof TypeError) return false; throw error; } };
		const look = () => (holds() ? found(true) : requestAnimationFrame(look));
		look();
	})`
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](look, chromedp.EvalAwaitPromise))
		if err == nil {
			return
		}
		if ctx.Err() != nil || !wentAway(err) {
			b.fatal(fmt.Sprintf("waiting for %s: %v", condition, err))
		}
	}
}

func wentAway(err error) bool {
	for _, sign := range []string{"navigated", "Execution context was destroyed", "Cannot find context", "Cannot find default execution context"} {
		if strings.Contains(err.Error(), sign) {
			return true
		}
	}
	return false
}

// sees waits until an element is there and shown.
func (b *tab) sees(selector string) {
	b.t.Helper()
	b.until(`document.querySelector(%s)?.checkVisibility({visibilityProperty: true, opacityProperty: true})`, selector)
}

// reads waits until an element says a text.
func (b *tab) reads(selector, text string) {
	b.t.Helper()
	b.until(`document.querySelector(%s)?.textContent.replace(/\s+/g, " ").includes(%s)`, selector, text)
}

// lacks waits until no such element is shown.
func (b *tab) lacks(selector string) {
	b.t.Helper()
	b.until(`![...document.querySelectorAll(%s)].some((element) => element.checkVisibility())`, selector)
}

// value gives what a field holds.
func (b *tab) value(selector string) string {
	b.t.Helper()
	return evaluate[string](b, `document.querySelector(%s).value`, selector)
}

// withoutScripts switches scripts off in the pages to come.
func (b *tab) withoutScripts() {
	b.t.Helper()
	b.scriptless = true
	b.do("switching scripts off", call(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
}

// screen gives the page another size.
func (b *tab) screen(width, height int64, options ...chromedp.EmulateViewportOption) {
	b.t.Helper()
	b.do("resizing", chromedp.EmulateViewport(width, height, options...))
}

// media sets a media feature, beside those that are set.
func (b *tab) media(name, value string) {
	b.t.Helper()
	b.features = append(b.features, &emulation.MediaFeature{Name: name, Value: value})
	b.do("setting "+name, call(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: b.features}))
}

// call makes a step of a protocol command.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

// staysWhenAsked has the person stay on the page whenever the browser asks whether to leave it; asked waits for the next question.
func (b *tab) staysWhenAsked() (asked func() page.DialogType) {
	b.t.Helper()
	b.expects("dialog: ")
	questions := make(chan page.DialogType, 8)
	err := chromedp.Listen(b.ctx, func(event any) {
		if dialog, ok := event.(*page.EventJavascriptDialogOpening); ok {
			go func() {
				_, err := chromedp.Run(b.ctx, call(page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: false}))
				if err == nil {
					questions <- dialog.Type
				}
			}()
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return func() page.DialogType {
		b.t.Helper()
		select {
		case question := <-questions:
			return question
		case <-time.After(patience):
			b.t.Fatal("the browser asks nothing")
			return ""
		}
	}
}
