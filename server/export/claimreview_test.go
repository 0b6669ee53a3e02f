package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"stet/server/export"
	"stet/server/factcheck"
)

// TestClaimReviewKeepsToThePublishedRules checks each object against what schema.org says of the types and what Google asks of a
// fact-check (developers.google.com/search/docs/appearance/structured-data/factcheck).
func TestClaimReviewKeepsToThePublishedRules(t *testing.T) {
	m := material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", LogoURL: "https://desk.example.org/logo.png"}
	m.Claims[2].Note = "</script><script>alert(1)</script> \u2028 =1+1"
	text := writtenReport(t, export.ClaimReview, m, export.ReportOptions{BaseURL: "https://stet.example.org", PublishedURL: "https://news.example.org/checks/1"})
	if bytes.Contains(text, []byte("</")) {
		t.Errorf("it cannot stand in a page: %s", text)
	}
	var reviews []map[string]any
	if err := json.Unmarshal(text, &reviews); err != nil {
		t.Fatal(err)
	}
	if len(reviews) != 3 {
		t.Errorf("%d reviews of 3 findings with a verdict", len(reviews))
	}
	for _, review := range reviews {
		follows(t, "ClaimReview", review)
		if review["@context"] != "https://schema.org" {
			t.Errorf("its context is %v", review["@context"])
		}
	}
	first := reviews[0]
	rating := map[string]any{"@type": "Rating", "ratingValue": 2.0, "bestRating": 5.0, "worstRating": 1.0, "alternateName": "Mostly false"}
	if diff := gocmp.Diff(rating, first["reviewRating"]); diff != "" || first["claimReviewed"] != "US$12.62 million" || first["url"] != "https://news.example.org/checks/1#claim-3" || first["datePublished"] != "2026-02-03" {
		t.Errorf("the first is %v %s", first, diff)
	}
	if author := first["itemReviewed"].(map[string]any)["author"]; !gocmp.Equal(author, map[string]any{"@type": "Person", "name": "The treasurer"}) {
		t.Errorf("the claim is %v's", author)
	}
	if unrated := reviews[1]["reviewRating"].(map[string]any); unrated["ratingValue"] != 3.0 || unrated["alternateName"] != "Unproven" {
		t.Errorf("without a rating it is rated %v", unrated)
	}
}

// rule is what a property must hold: a type of schema.org's, whether Google requires it.
type rule struct {
	types    []string
	required bool
}

// rules are the properties that may stand in each type, as schema.org has them, with what Google requires.
var rules = map[string]map[string]rule{
	"ClaimReview": {"claimReviewed": {[]string{"Text"}, true}, "reviewRating": {[]string{"Rating"}, true}, "url": {[]string{"URL"}, true}, "author": {[]string{"Organization", "Person"}, false},
		"datePublished": {[]string{"Date"}, true}, "itemReviewed": {[]string{"Claim"}, false}, "reviewBody": {[]string{"Text"}, false}, "@context": {[]string{"URL"}, true}},
	"Rating":       {"ratingValue": {[]string{"Number"}, true}, "bestRating": {[]string{"Number"}, true}, "worstRating": {[]string{"Number"}, true}, "alternateName": {[]string{"Text"}, true}},
	"Claim":        {"author": {[]string{"Organization", "Person"}, false}, "datePublished": {[]string{"Date"}, false}, "appearance": {[]string{"Article"}, false}},
	"Article":      {"url": {[]string{"URL"}, false}, "headline": {[]string{"Text"}, true}, "datePublished": {[]string{"Date"}, false}, "inLanguage": {[]string{"Text"}, false}, "publisher": {[]string{"Organization"}, false}},
	"Organization": {"name": {[]string{"Text"}, true}, "url": {[]string{"URL"}, false}, "logo": {[]string{"URL"}, false}},
	"Person":       {"name": {[]string{"Text"}, true}},
}

func follows(t *testing.T, kind string, object map[string]any) {
	t.Helper()
	if object["@type"] != kind {
		t.Errorf("a %v stands where a %s must", object["@type"], kind)
	}
	for name, r := range rules[kind] {
		if _, ok := object[name]; !ok && r.required {
			t.Errorf("a %s lacks its %s", kind, name)
		}
	}
	for name, value := range object {
		r, known := rules[kind][name]
		switch {
		case name == "@type":
		case !known:
			t.Errorf("a %s has no %s", kind, name)
		case !slices.ContainsFunc(r.types, func(wanted string) bool { return is(t, wanted, value) }):
			t.Errorf("%s of a %s is %v, which is none of %v", name, kind, value, r.types)
		}
	}
	if kind == "Rating" && (object["ratingValue"].(float64) < object["worstRating"].(float64) || object["ratingValue"].(float64) > object["bestRating"].(float64)) {
		t.Errorf("the rating %v lies outside its bounds", object)
	}
}

func is(t *testing.T, wanted string, value any) bool {
	text, isText := value.(string)
	switch wanted {
	case "Text":
		return isText && text != ""
	case "Number":
		_, ok := value.(float64)
		return ok
	case "Date":
		_, err := time.Parse(time.DateOnly, text)
		return err == nil
	case "URL":
		u, err := url.Parse(text)
		return err == nil && u.IsAbs() && u.Host != ""
	}
	object, ok := value.(map[string]any)
	if ok && object["@type"] == wanted {
		follows(t, wanted, object)
		return true
	}
	return false
}

func TestWhatClaimsLackIsSaidInPlainWords(t *testing.T) {
	m := material()
	m.Article.URL = ""
	var said []string
	for _, l := range all(t, m.report().Lacks(export.ReportOptions{})) {
		said = append(said, fmt.Sprintf("%d %v %s", l.Number, l.Needed, l.Message))
	}
	told := strings.Join(said, "\n")
	for _, want := range []string{"0 true Nobody is named as the publisher", "0 true It is not said where the report will stand", "0 false The article has no web address", "2 true It has no verdict yet and is left out.",
		"3 false It has no rating", "unproven counts as 3 of 5", "3 false It cites no source.", "3 false It does not say who made the claim"} {
		if !strings.Contains(told, want) {
			t.Errorf("it does not say %q:\n%s", want, told)
		}
	}
	m = material()
	m.Publisher = factcheck.Publisher{Name: "The Desk", URL: "https://desk.example.org", LogoURL: "https://desk.example.org/l.png"}
	m.Claims, m.Decisions = m.Claims[2:3], m.Decisions[:1]
	if lacks := all(t, m.report().Lacks(export.ReportOptions{PublishedURL: "https://news.example.org/1"})); len(lacks) != 0 {
		t.Errorf("with everything said it lacks %v", lacks)
	}
}
