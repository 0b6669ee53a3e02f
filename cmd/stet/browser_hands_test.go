package main_test

import (
	"context"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// point is a place in the viewport, in CSS pixels.
type point struct{ X, Y float64 }

// middleOf waits until an element stands still where a pointer reaches it, and gives its middle.
const middleOf = `new Promise((found) => {
	let last = "";
	const look = () => {
		const element = document.querySelector(%s);
		const box = [...(element?.getClientRects() ?? [])].find((r) => r.width && r.height);
		const at = box && {X: box.x + box.width / 2, Y: box.y + box.height / 2};
		const hit = at && document.elementFromPoint(at.X, at.Y);
		const reached = hit && (element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit)));
		const now = JSON.stringify(at);
		if (reached && now === last) return found(at);
		if (element && !reached) (element.labels?.[0] ?? element).scrollIntoView({block: "center"});
		last = now;
		requestAnimationFrame(look);
	};
	look();
})`

// click presses the mouse on an element, at its middle, once it can be reached there.
func (b *tab) click(selector string) {
	b.t.Helper()
	at := evaluate[point](b, middleOf, selector)
	b.do("clicking on "+selector, chromedp.MouseClickXY(at.X, at.Y))
}

// tap touches an element.
func (b *tab) tap(selector string) {
	b.t.Helper()
	at := evaluate[point](b, middleOf, selector)
	b.do("tapping on "+selector, chromedp.TapXY(at.X, at.Y))
}

// follow clicks on what leads to another page, waits until that has loaded, and gives its status.
func (b *tab) follow(selector string) int64 {
	b.t.Helper()
	at := evaluate[point](b, middleOf, selector)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, chromedp.MouseClickXY(at.X, at.Y))
	if err != nil {
		b.fatal("following " + selector + ": " + err.Error())
	}
	return answer.Status
}

// drag moves the mouse from one point to another with its button down.
func (b *tab) drag(from, to point) {
	b.t.Helper()
	held := func(p *input.DispatchMouseEventParams) { p.Button, p.Buttons, p.ClickCount = input.MouseButtonLeft, 1, 1 }
	b.do("dragging",
		chromedp.MouseEvent(chromedp.MouseMoved, from.X, from.Y),
		chromedp.MouseEvent(chromedp.MousePressed, from.X, from.Y, held),
		chromedp.MouseEvent(chromedp.MouseMoved, (from.X+to.X)/2, (from.Y+to.Y)/2, held),
		chromedp.MouseEvent(chromedp.MouseMoved, to.X, to.Y, held),
		chromedp.MouseEvent(chromedp.MouseReleased, to.X, to.Y, held))
}

var namedKeys = map[string]string{
	"Enter": kb.Enter, "Escape": kb.Escape, "Tab": kb.Tab, "Delete": kb.Delete, "ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp,
	"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight, "End": kb.End,
}

// press presses keys, one after the other: "n", "Enter", "Shift+ArrowRight".
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		var options []chromedp.KeyOption
		if rest, ok := strings.CutPrefix(key, "Shift+"); ok {
			key, options = rest, append(options, chromedp.KeyModifiers(chromedp.ModifierShift))
		}
		if rest, ok := strings.CutPrefix(key, "Control+"); ok {
			key, options = rest, append(options, chromedp.KeyModifiers(chromedp.ModifierCtrl))
		}
		if named, ok := namedKeys[key]; ok {
			key = named
		}
		b.do("pressing "+key, chromedp.KeyEvent(key, options...))
	}
}

// write types a text where the focus is, all at once, as a paste or an input method does.
func (b *tab) write(text string) {
	b.t.Helper()
	b.do("writing", call(input.InsertText, input.InsertTextParams{Text: text}))
}

// fill clicks on a field and types in the place of what it holds.
func (b *tab) fill(selector, text string) {
	b.t.Helper()
	b.click(selector)
	evaluate[bool](b, `document.querySelector(%s).select() ?? true`, selector)
	b.write(text)
}
