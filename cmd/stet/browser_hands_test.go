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

// reachable gives the middle of an element where a pointer there would reach it or its label, and has not only just come up; else it
// scrolls to the element, and gives null.
const reachable = `(() => {
	const element = document.querySelector(%s);
	const box = [...(element?.getClientRects() ?? [])].find((r) => r.width && r.height);
	if (!box || element.closest("dialog[data-unseen], #cards [data-unseen]")) return null;
	const at = {X: box.x + box.width / 2, Y: box.y + box.height / 2};
	const hit = document.elementFromPoint(at.X, at.Y);
	const labels = [...(element.labels ?? [])];
	if (hit && (element.contains(hit) || labels.some((label) => label.contains(hit)))) return at;
	(labels[0] ?? element).scrollIntoView({block: "center"});
	return null;
})()`

// stillAt waits until an element is reachable at the same place in two frames.
const stillAt = `new Promise((found) => {
	let last = "";
	const look = () => {
		const at = ` + reachable + `;
		const now = JSON.stringify(at);
		if (at && now === last) return found(at);
		last = now;
		requestAnimationFrame(look);
	};
	look();
})`

// middleOf gives the middle of an element once it stands still where a pointer reaches it.
func (b *tab) middleOf(selector string) point {
	b.t.Helper()
	if !b.scriptless {
		return evaluate[point](b, stillAt, selector)
	}
	for range 2 { // the first may have to scroll, and without scripts nothing else moves
		if at := evaluate[*point](b, reachable, selector); at != nil {
			return *at
		}
	}
	b.fatal(selector + " cannot be reached")
	return point{}
}

// click presses the mouse on an element, at its middle, once it can be reached there.
func (b *tab) click(selector string) {
	b.t.Helper()
	at := b.middleOf(selector)
	b.do("clicking on "+selector, chromedp.MouseClickXY(at.X, at.Y))
}

// doubleClick is two clicks as fast as they can be.
func (b *tab) doubleClick(selector string) {
	b.t.Helper()
	at := b.middleOf(selector)
	twice := func(p *input.DispatchMouseEventParams) { p.ClickCount = 2 }
	b.do("clicking twice on "+selector, chromedp.MouseClickXY(at.X, at.Y), chromedp.MouseClickXY(at.X, at.Y, twice))
}

// tap touches an element.
func (b *tab) tap(selector string) {
	b.t.Helper()
	at := b.middleOf(selector)
	b.do("tapping on "+selector, chromedp.TapXY(at.X, at.Y))
}

// follow clicks on what leads to another page, waits until that has loaded, and gives its status.
func (b *tab) follow(selector string) int64 {
	b.t.Helper()
	at := b.middleOf(selector)
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, chromedp.MouseClickXY(at.X, at.Y))
	if err != nil {
		b.fatal("following " + selector + ": " + err.Error())
	}
	return answer.Status
}

// byHand has the mouse do something with its button down.
func byHand(what input.DispatchMouseEventType, at point) chromedp.Action[chromedp.Void] {
	return chromedp.MouseEvent(what, at.X, at.Y, func(p *input.DispatchMouseEventParams) {
		p.Button, p.Buttons, p.ClickCount = input.MouseButtonLeft, 1, 1
	})
}

// drag moves the mouse from one point to another with its button down, and lets go there.
func (b *tab) drag(from, to point) {
	b.t.Helper()
	b.do("dragging",
		chromedp.MouseEvent(chromedp.MouseMoved, from.X, from.Y),
		byHand(chromedp.MousePressed, from),
		byHand(chromedp.MouseMoved, point{(from.X + to.X) / 2, (from.Y + to.Y) / 2}),
		byHand(chromedp.MouseMoved, to))
	b.rests(to)
	b.do("letting go", byHand(chromedp.MouseReleased, to))
}

// rests keeps the mouse where it is with its button down, as a hand does, until the selection has come after it: a busy browser may not
// have followed a single move.
func (b *tab) rests(at point) {
	b.t.Helper()
	for before, now := "none yet", ""; before != now; {
		b.do("resting", byHand(chromedp.MouseMoved, at))
		before, now = now, evaluate[string](b, `new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(() => tell(String(getSelection())))))`)
	}
}

var namedKeys = map[string]string{
	"Enter": kb.Enter, "Escape": kb.Escape, "Tab": kb.Tab, "Delete": kb.Delete, "ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp,
	"ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
}

var modifierKeys = map[string]chromedp.Modifier{"Shift": chromedp.ModifierShift, "Control": chromedp.ModifierCtrl}

// press presses keys, one after the other: "n", "Enter", "Shift+ArrowRight", or a whole word of letters.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		parts := strings.Split(key, "+")
		var held chromedp.Modifier
		for _, name := range parts[:len(parts)-1] {
			held |= modifierKeys[name]
		}
		letters := parts[len(parts)-1]
		if named, ok := namedKeys[letters]; ok {
			letters = named
		}
		for _, letter := range letters {
			b.do("pressing "+key, strike(letter, held)...)
		}
	}
}

// strike makes one key go down and up. The letter it types is sent with it going down, as a keyboard does, so that a page that
// takes the key as a command types nothing. (chromedp.KeyEvent sends the letter by itself, whatever the page says.)
func strike(letter rune, held chromedp.Modifier) []chromedp.Action[chromedp.Void] {
	key := kb.Keys[letter]
	if key.Shift {
		held |= chromedp.ModifierShift
	}
	event := input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeKeyDown, Key: key.Key, Code: key.Code, Modifiers: int64(held),
		WindowsVirtualKeyCode: key.Windows, NativeVirtualKeyCode: key.Native,
	}
	up := event
	up.Type = input.DispatchKeyEventTypeKeyUp
	if key.Print && held&^chromedp.ModifierShift == 0 {
		event.Text, event.UnmodifiedText = key.Text, key.Unmodified
	}
	return []chromedp.Action[chromedp.Void]{call(input.DispatchKeyEvent, event), call(input.DispatchKeyEvent, up)}
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

// choose chooses of a list.
func (b *tab) choose(selector, value string) {
	b.t.Helper()
	b.sees(selector)
	evaluate[bool](b, `((list) => { list.value = %[2]s; list.dispatchEvent(new Event("input", {bubbles: true})); return list.dispatchEvent(new Event("change", {bubbles: true})); })(document.querySelector(%[1]s))`, selector, value)
}
