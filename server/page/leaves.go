package page

import (
	"cmp"
	"slices"
	"strconv"

	"stet/server/factcheck"
	"stet/views"
)

// cardsAtOnce is how many cards a workbench holds. Scripts fetch the others as they are come to; without scripts one leafs
// through them.
const cardsAtOnce = 300

// chooseCards takes all cards where they fit into the page; else those of the claims that pass the filter, from the one asked
// for, and the one that stands open.
func chooseCards(page *views.WorkbenchPage, a ask) {
	page.Shown = page.Galley.Claims
	if len(page.Shown) <= cardsAtOnce {
		return
	}
	passing := slices.DeleteFunc(slices.Clone(page.Shown), func(c factcheck.Claim) bool { return page.Galley.Out[c.ID] })
	from := min(max(a.from, 0), len(passing))
	end := min(from+cardsAtOnce, len(passing))
	page.Long, page.Shown = true, withOpen(passing[from:end], page.Galley)
	page.Galley.Carded = make(map[int64]bool, len(page.Shown))
	for i := range page.Shown {
		page.Galley.Carded[page.Shown[i].ID] = true
	}
	if from > 0 {
		page.Earlier = leaf(a, max(0, from-cardsAtOnce))
	}
	if end < len(passing) {
		page.Later = leaf(a, end)
	}
}

// withOpen puts the claim whose card stands open in its place among those shown.
func withOpen(shown []factcheck.Claim, g views.Galley) []factcheck.Claim {
	open := slices.IndexFunc(g.Claims, func(c factcheck.Claim) bool { return c.ID == g.Open })
	if open < 0 {
		return shown
	}
	at, standing := slices.BinarySearchFunc(shown, g.Claims[open], inOrder)
	if standing {
		return shown
	}
	return slices.Insert(slices.Clone(shown), at, g.Claims[open])
}

// inOrder compares two claims by their place in the text.
func inOrder(a, b factcheck.Claim) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
}

// leaf is the address of the cards from a given one.
func leaf(a ask, from int) string {
	return "?" + a.filter.Query + "cards=" + strconv.Itoa(from) + "#cards"
}
