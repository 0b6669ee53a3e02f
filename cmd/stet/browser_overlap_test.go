package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestClickingAgainReachesTheClaimsBelow(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/5")
	outer, nested := d.claimOn("rosa", 5, "It barred 6.15 million people from flying in 2017").ID, d.claimOn("rosa", 5, "in 2017").ID
	over := fmt.Sprintf("mark[data-claims~='%d'][data-claims~='%d']", outer, nested)
	want := strings.Fields(evaluate[string](b, `document.querySelector(%s).dataset.claims`, over))
	var reached []string
	for range want {
		b.click(over)
		reached = append(reached, fmt.Sprint(b.openedOther(reached)))
	}
	slices.Sort(want)
	slices.Sort(reached)
	if len(want) < 3 || !slices.Equal(reached, want) {
		t.Errorf("reached %v of %v", reached, want)
	}
}

// openedOther waits until the open card is another than these.
func (b *tab) openedOther(before []string) int64 {
	b.t.Helper()
	open := `document.querySelector("#cards .card.is-open.is-selected")?.dataset.claim`
	b.until(open+` && !%s.includes(`+open+`)`, append([]string{}, before...))
	return evaluate[int64](b, "Number("+open+")")
}

func TestANestedClaimIsMarkedInsideAnother(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	outer := d.claimOn("rosa", 4, "It was false, and it ran").ID
	b.open("/articles/4")
	b.selectWords("false, and it", "false, and it")
	b.click("#slip [data-mark=verified]")
	inner := b.opened()
	d.stands(inner, standing(t, d.textOf(4), "false, and it", "false, and it"))
	b.until(`document.querySelector(%s)?.textContent === "false, and it"`, fmt.Sprintf("mark[data-claims='%d %d']", outer, inner))
	if got := d.claim(outer); got.Version != 1 || got.Quote != "It was false, and it ran" {
		t.Errorf("the outer claim became %+v", got)
	}
}
