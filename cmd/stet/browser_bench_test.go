package main_test

import (
	"fmt"
	"strconv"
)

// opened waits until a claim's card stands open and saved in a tab, and gives the claim.
func (b *tab) opened() int64 {
	b.t.Helper()
	b.until(`document.querySelector("#cards .card.is-open.is-selected [id^=state-]")?.textContent.includes("Saved")`)
	return evaluate[int64](b, `Number(document.querySelector("#cards .card.is-open.is-selected").dataset.claim)`)
}

// openCard opens the card of a claim by a click on it.
func (b *tab) openCard(claim int64) {
	b.t.Helper()
	b.click(fmt.Sprintf("#card-%d a", claim))
	b.sees(fmt.Sprintf("#card-%d.is-open", claim))
}

// version waits until the page knows a version of a claim: the server has what led to it.
func (b *tab) version(claim int64, version int) {
	b.t.Helper()
	b.until(`Number(document.getElementById(%s)?.dataset.version) === %s`, fmt.Sprintf("card-%d", claim), version)
}

// selected waits until a claim is the one that keys act on.
func (b *tab) selected(claim int64) {
	b.t.Helper()
	b.until(`document.querySelector("#cards .card.is-selected")?.dataset.claim === %s`, fmt.Sprint(claim))
}

// saved waits until nothing that was done in the page is on its way to the server, or half written.
func (b *tab) saved() {
	b.t.Helper()
	b.until(`!Object.keys(localStorage).some((name) => /[.](outbox|draft)[.]/.test(name))`)
}

func articlePath(article int) string { return fmt.Sprintf("/articles/%d", article) }

func fmtID(id int64) string { return strconv.FormatInt(id, 10) }
