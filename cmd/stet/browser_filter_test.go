package main_test

import (
	"fmt"
	"testing"
)

// shown waits until the cards that can be seen are those of so many claims.
func (b *tab) shown(claims int) {
	b.t.Helper()
	b.until(`document.querySelectorAll("#cards .card:not([hidden])").length === %s`, claims)
}

func TestClaimsAreFilteredByVerdictKindAndWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	disputed := d.claimOn("rosa", 4, "more than 197 deaths").ID
	b := visitAs(t, d, "rosa")
	b.open("/articles/4")
	b.shown(5)
	b.click("#filter-menu summary")
	for _, verdict := range []string{"verified", "unproven", "unchecked"} {
		b.click("#filter [value=" + verdict + "]")
	}
	b.shown(1)
	b.sees(fmt.Sprintf("#card-%d", disputed))
	b.reads("#filter-said", "1 of 5 claims shown")
	b.until(`document.querySelectorAll("#galley mark:not(.is-out)").length === 1`)
	b.reload()
	b.shown(1) // the filter stands in the address
	b.click("#filter-menu summary")
	b.click("#filter [data-filter=clear]")
	b.shown(5)
	b.choose("#filter-kind", "count")
	b.shown(2)
	b.fill("#filter-q", "MONTHLY")
	b.shown(1)
	b.press("Enter")
	b.until(`!document.getElementById("filter-menu").open`)
}

func TestAFilterThatLeavesNothingSaysHowToGoOn(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/4")
	b.press("/")
	b.write("no such words anywhere")
	b.shown(0)
	b.reads("#no-result", "5 claims are hidden by this filter")
	b.press("Enter") // puts the menu away
	b.click("#no-result [data-filter=clear]")
	b.shown(5)
	b.lacks("#no-result")
}

func TestTheSelectedClaimStaysReachableUnderAFilter(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/4?verdict=disputed")
	b.press("j")
	b.selected(d.claimOn("rosa", 4, "more than 197 deaths").ID)
	b.press("j")
	b.reads("#said", "last claim")
}

func TestTheDeskFiltersAllItsClaims(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/claims")
	b.click("#f [value=disputed]")
	b.fill("#q", "2018")
	b.follow("#f button[type=submit]")
	b.until(`document.querySelectorAll("tbody tr").length > 0 && [...document.querySelectorAll("tbody tr")].every((row) => row.textContent.includes("Disputed"))`)
	b.fill("#q", "no such words anywhere")
	b.follow("#f button[type=submit]")
	b.reads(".empty", "No claim passes this filter")
	b.follow(".empty a")
	b.until(`document.querySelectorAll("tbody tr").length > 10`)
}
