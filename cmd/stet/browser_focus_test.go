package main_test

import (
	"slices"
	"testing"
)

// stop is an element that the Tab key comes to.
type stop struct {
	Name  string // id, or tag and class
	Place string // where it stands: skip, bar, marks, text, cards or foot
	Card  int    // of a card, where it stands among the cards
	Seen  bool   // the focus shows, and nothing covers the element
}

const focusedStop = `new Promise((tell) => requestAnimationFrame(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return tell(null);
	const style = getComputedStyle(e);
	const box = [...e.getClientRects()].find((r) => r.width) ?? e.getBoundingClientRect();
	const hit = document.elementFromPoint(box.x + Math.min(box.width / 2, 40), box.y + box.height / 2);
	const place = e.matches(".skip") ? "skip" : e.matches("mark") ? "marks" : e.closest(".bar") ? "bar" : e.closest("#cards") ? "cards" : e.closest("#galley") ? "text" : e.closest("main") ? "main" : "foot";
	tell({
		Name: e.id || e.tagName + "." + e.className,
		Place: place,
		Card: [...document.querySelectorAll("#cards .card")].indexOf(e.closest(".card")),
		Seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) && Boolean(hit && (e.contains(hit) || hit.contains(e))),
	});
}))`

// stops presses Tab from the top of the page until the focus has left it.
func (b *tab) stops() (all []stop) {
	b.t.Helper()
	evaluate[bool](b, `((top) => { top.tabIndex = -1; top.focus(); top.removeAttribute("tabindex"); return true; })(document.body)`)
	for range 300 {
		b.press("Tab")
		at := evaluate[*stop](b, focusedStop)
		if at == nil || len(all) > 0 && *at == all[0] {
			return all
		}
		if !at.Seen {
			b.t.Errorf("the focus on %s is not seen", at.Name)
		}
		all = append(all, *at)
	}
	b.fatal("the Tab key never leaves the page")
	return nil
}

// places are the places of stops, each once in a row.
func places(stops []stop) (all []string) {
	for _, s := range stops {
		all = append(all, s.Place)
	}
	return slices.Compact(all)
}

func TestTheTabKeyGoesThroughTheSignInInOrder(t *testing.T) {
	t.Parallel()
	b := visit(t, demo(t))
	b.open("/sign-in")
	b.until(`document.activeElement?.id === "name"`)
	b.press("Tab")
	b.until(`document.activeElement?.id === "password"`)
	if got := places(b.stops()); !slices.Equal(got, []string{"skip", "bar", "main"}) {
		t.Errorf("it goes through %q", got)
	}
}

func TestTheTabKeyGoesThroughTheWorkbenchInOrder(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/4")
	all := b.stops()
	if got := places(all); !slices.Equal(got, []string{"skip", "bar", "text", "marks", "text", "cards", "foot"}) {
		t.Errorf("it goes through %q", got)
	}
	var marks, cards []int
	for _, s := range all {
		if s.Place == "marks" {
			marks = append(marks, 1)
		}
		if s.Place == "cards" {
			cards = append(cards, s.Card)
		}
	}
	if len(marks) != 1 {
		t.Errorf("%d marks are stops, want one that j and k move", len(marks))
	}
	if !slices.Equal(slices.Compact(cards), []int{0, 1, 2, 3, 4}) {
		t.Errorf("the cards come in the order %v", cards)
	}
}

func TestTheSkipLinkLeadsToTheText(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/4")
	b.press("Tab")
	b.until(`document.activeElement?.matches(".skip")`)
	b.press("Enter")
	b.until(`document.activeElement?.id === "main"`)
	b.press("Tab")
	b.until(`document.activeElement?.closest("#galley")`)
}

func TestTheFocusStaysInADialogAndComesBack(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/4")
	b.press("j")
	b.until(`document.activeElement?.matches("mark")`)
	b.press("?")
	b.sees("#help[open]")
	for range 5 {
		b.press("Tab")
		b.until(`document.activeElement === document.body || document.activeElement.closest("#help")`)
	}
	b.press("Escape")
	b.until(`document.activeElement?.matches("mark")`)
}
