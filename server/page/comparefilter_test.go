package page_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestChoicesNarrowTheGroups(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	for query, want := range map[string][]string{
		"?show=disagreements":                           {"2", "3"},
		"?show=verdict_differs":                         {"2"},
		"?show=span_differs":                            {"3"},
		"?show=only_one":                                {"4"},
		"?show=agreed":                                  {"1"},
		"?show=undecided":                               {"1", "2", "3", "4"},
		"?show=missed":                                  nil,
		"?show=no-such":                                 {"1", "2", "3", "4"},
		"?kind=money":                                   {"1", "2"},
		"?kind=money&show=disagreements":                {"2"},
		"?with=rosa:disputed&with=imre:unproven":        {"2"},
		"?with=imre:nothing":                            {"4"},
		"?with=imre:claim":                              {"1", "2", "3"},
		"?with=nobody:claim":                            {"1", "2", "3", "4"},
		"?behind=judged":                                {"1", "2", "3"},
		"?behind=unjudged":                              {"4"},
		"?behind=rated":                                 nil,
		"?behind=unrated":                               {"1", "2", "3", "4"},
		"?apart=imre&apart=rosa":                        {"4"},
		"?threshold=0.9":                                {"1", "2", "3", "7", "4"},
		"?threshold=0.9&show=only_one":                  {"3", "7", "4"},
		"?group=6&show=agreed":                          {"1", "2"}, // the group that is led to is there, whatever is chosen
		"?with=rosa:verified&with=imre:verified&from=9": {"1", "3"},
	} {
		p := n.read(chidi.get(n.compare() + query).body)
		got := shownGroups(p)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s shows %v, want %v", query, got, want)
		}
		if marks := p.where(func(node *html.Node) bool { return node.Data == "mark" }); (len(marks) == 0) != (len(want) == 0) {
			t.Errorf("%s: %d marks for %d groups", query, len(marks), len(want))
		}
	}
}

func TestAThresholdOutOfBoundsIsSaidAndTheUsualOneShown(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	for _, typed := range []string{"0", "1.1", "-1", "NaN", "much", "1e9"} {
		n.wants(n.browser("chidi").get(n.compare()+"?threshold="+typed), http.StatusUnprocessableEntity, "from 0.1 to 1", `value="0.5"`, `id="g1"`)
	}
	n.wants(n.browser("chidi").get(n.compare()+"?threshold=0.1"), http.StatusOK, `value="0.1"`)
	n.wants(n.browser("chidi").get(n.compare()+"?threshold=1"), http.StatusOK, `value="1"`)
}

// linked gathers where the links of an element lead.
func linked(p page, id string) (addresses []string) {
	for _, element := range p.where(func(node *html.Node) bool { return attribute(node, "id") == id }) {
		for node := range element.Descendants() {
			if node.Data == "a" {
				addresses = append(addresses, attribute(node, "href"))
			}
		}
	}
	return addresses
}

func TestEveryFigureLeadsToItsGroups(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	p := n.read(chidi.get(n.compare()).body)
	followed := 0
	for _, address := range linked(p, "agreement") {
		if !strings.HasSuffix(address, "#groups") {
			continue
		}
		followed++
		behind := n.read(chidi.get(address).body)
		if len(shownGroups(behind)) == 0 || behind.byID("groups") == "" {
			t.Errorf("%s leads to nothing", address)
		}
	}
	if followed < 10 {
		t.Errorf("%d figures lead somewhere", followed)
	}
	for address, want := range map[string]int{ // what stands in a cell is what its link shows
		"?with=imre%3Averified&with=rosa%3Averified": 2, "?with=imre%3Aunproven&with=rosa%3Adisputed": 1, "?with=imre%3Anothing&with=rosa%3Aunproven": 1,
	} {
		address = n.compare() + address + "#groups"
		if !slices.Contains(linked(p, "matrix"), address) {
			t.Errorf("no cell leads to %s: %v", address, linked(p, "matrix"))
		}
		if got := len(shownGroups(n.read(chidi.get(address).body))); got != want {
			t.Errorf("%s shows %d groups, want %d", address, got, want)
		}
	}
}
