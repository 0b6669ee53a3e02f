package views

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// drawStaff makes an article of random blocks with random claims and links, read by one to eight reviewers.
func drawStaff(t *rapid.T) Staff {
	g := drawGalley(t)
	s := Staff{Text: g.Text, Blocks: g.Blocks, Links: g.Links, Claims: g.Claims, Groups: map[int64]*Group{}, Ask: CompareAsk{ArticleID: 1, Threshold: UsualThreshold}}
	for i := range rapid.IntRange(1, 8).Draw(t, "lanes") {
		name := fmt.Sprintf("reader%d", i)
		s.Lanes = append(s.Lanes, Lane{Reviewer: name, Name: rapid.SampledFrom(hostile).Draw(t, "name"), Letter: strconv.Itoa(i), Key: name})
	}
	for i := range s.Claims {
		c := &s.Claims[i]
		c.Reviewer = rapid.SampledFrom(s.Lanes).Draw(t, "reviewer").Reviewer
		key := int64(rapid.IntRange(1, int(c.ID)).Draw(t, "group"))
		if s.Groups[key] == nil {
			key = c.ID
			s.Groups[key] = &Group{Key: key, Number: i + 1, Outcome: agreement.Agreed}
		}
		s.Groups[c.ID] = s.Groups[key]
	}
	if len(s.Claims) > 0 && rapid.Bool().Draw(t, "open") {
		s.Open = s.Groups[s.Claims[0].ID].Key
	}
	return s
}

func TestTheStaffReadsAsTheRevisionDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStaff(t)
		p := read(t, drawn(t, s))
		for i, b := range s.Blocks {
			element := p.byID("block-" + strconv.Itoa(i+1))
			if element == nil {
				t.Fatalf("block %d is not in the page", i+1)
			}
			if got, want := textOf(element), s.Text.Slice(b.Span); got != want {
				t.Fatalf("block %d reads %q, the revision %q", i+1, got, want)
			}
		}
	})
}

func TestEachLaneUnderlinesItsOwnClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStaff(t)
		p := read(t, drawn(t, s))
		for i, lane := range s.Lanes {
			want := ""
			for at := range s.Text.Len() {
				one := factcheck.Span{Start: at, End: at + 1}
				if slices.ContainsFunc(s.Claims, func(c factcheck.Claim) bool { return c.Reviewer == lane.Reviewer && c.Overlaps(one) }) {
					want += s.Text.Slice(one)
				}
			}
			if got := underlined(p, i); spaceless(got) != spaceless(want) {
				t.Fatalf("lane %d underlines %q, its reviewer marked %q", i, got, want)
			}
		}
	})
}

// underlined joins what a lane's lines stand under, each stretch once.
func underlined(p page, lane int) (text string) {
	class := "lane-" + strconv.Itoa(lane)
	for _, n := range p.where(func(n *html.Node) bool { return slices.Contains(strings.Fields(attribute(n, "class")), class) }) {
		if !hasAncestor(n, class) {
			text += textOf(n)
		}
	}
	return text
}

func hasAncestor(n *html.Node, class string) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		if slices.Contains(strings.Fields(attribute(n, "class")), class) {
			return true
		}
	}
	return false
}

func TestEachGroupIsNumberedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawStaff(t)
		p := read(t, drawn(t, s))
		keys := map[int64]bool{}
		for _, g := range s.Groups {
			keys[g.Key] = true
			id := "at-" + strconv.FormatInt(g.Key, 10)
			named := p.where(func(n *html.Node) bool { return attribute(n, "id") == id })
			if len(named) != 1 || attribute(named[0], "data-n") != strconv.Itoa(g.Number) {
				t.Fatalf("%d elements are called %s", len(named), id)
			}
		}
		if refs := p.where(func(n *html.Node) bool { return attribute(n, "class") == "ref" }); len(refs) != len(keys) {
			t.Fatalf("%d numbers for %d groups", len(refs), len(keys))
		}
	})
}

func TestEveryLetterIsItsOwn(t *testing.T) {
	names := rapid.SampledFrom([]string{"rosa", "Rosa", "rosalind", "imre", "ivan", "王", "王二", "r", "o’brien", "chidi", "r1", "2", "2b"})
	rapid.Check(t, func(t *rapid.T) {
		readers := rapid.SliceOfNDistinct(names, 1, 8, rapid.ID[string]).Draw(t, "names")
		letters := Letters(readers)
		if len(slices.Compact(slices.Sorted(slices.Values(letters)))) != len(readers) {
			t.Fatalf("%q are called %q", readers, letters)
		}
	})
}
