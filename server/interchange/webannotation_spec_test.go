package interchange

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// The rules below are those of the W3C Recommendation "Web Annotation Data Model" of 23 February 2017, by its sections; they are
// checked on the JSON itself.

// annoTerms are the terms of http://www.w3.org/ns/anno.jsonld that are used, and its prefixes.
var annoTerms = []string{"@context", "id", "type", "label", "generator", "name", "total", "first", "last", "partOf", "startIndex", "items", "motivation",
	"creator", "nickname", "created", "modified", "body", "purpose", "value", "format", "source", "selector", "exact", "prefix", "suffix", "start", "end",
	"state", "sourceDate", "cached", "target"}

var annoPrefixes = []string{"schema:", "dcterms:"}

var annoTypes = []string{"Annotation", "AnnotationCollection", "AnnotationPage", "TextualBody", "SpecificResource", "TextQuoteSelector",
	"TextPositionSelector", "TimeState", "Person", "Software", "Text"}

// motivations are those of section 3.3.5.
var motivations = []string{"assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying", "linking",
	"moderating", "questioning", "replying", "tagging"}

type object = map[string]any

// rules gathers what breaks one.
type rules struct{ broken []string }

func (r *rules) must(ok bool, section, rule string, about any) {
	if !ok {
		r.broken = append(r.broken, fmt.Sprintf("%s: %s: %v", section, rule, about))
	}
}

func (r *rules) iri(v any, section string) {
	s, _ := v.(string)
	u, err := url.Parse(s)
	r.must(err == nil && u.IsAbs() && u.Host != "" && !strings.ContainsAny(s, " <>\"{}|\\^`\n"), section, "an absolute IRI", v)
	r.must(!strings.ContainsFunc(s, func(c rune) bool { return c >= 0x80 }), section, "a URI even for those that know no others", v)
}

func (r *rules) moment(v any, section string) {
	s, _ := v.(string)
	at, err := time.Parse(time.RFC3339, s)
	r.must(err == nil && at.Location() == time.UTC && strings.HasSuffix(s, "Z"), section, "an xsd:dateTime in UTC", v)
}

// terms checks that every key and type means something in the context.
func (r *rules) terms(v any) {
	switch v := v.(type) {
	case []any:
		for _, one := range v {
			r.terms(one)
		}
	case object:
		for key, value := range v {
			prefixed := slices.ContainsFunc(annoPrefixes, func(p string) bool { return strings.HasPrefix(key, p) })
			r.must(slices.Contains(annoTerms, key) || prefixed || strings.HasPrefix(key, "http://purl.org/"), "JSON-LD", "a term of the context", key)
			if kind, ok := value.(string); ok && key == "type" {
				r.must(slices.Contains(annoTypes, kind), "JSON-LD", "a type of the context", kind)
			}
			r.must(value != nil && value != "", "JSON-LD", "no empty value", key)
			r.terms(value)
		}
	}
}

func (r *rules) collection(c object, total int) (items []any) {
	r.must(c["@context"] == annoContext, "5.1", "the context", c["@context"])
	r.must(c["type"] == "AnnotationCollection", "5.1", "the type", c["type"])
	r.iri(c["id"], "5.1")
	_, labelled := c["label"].(string)
	r.must(labelled, "5.1", "a label", c["label"])
	r.must(c["total"] == float64(total), "5.1", "how many there are", c["total"])
	page, paged := c["first"].(object)
	r.must(paged == (total > 0), "5.1", "a first page where there is something", c["first"])
	if !paged {
		return nil
	}
	r.iri(c["last"], "5.1")
	r.must(c["last"] == page["id"], "5.1", "one page is the first and the last", c["last"])
	return r.page(page)
}

func (r *rules) page(p object) []any {
	r.iri(p["id"], "5.2")
	r.must(p["type"] == "AnnotationPage", "5.2", "the type", p["type"])
	r.must(p["startIndex"] == float64(0), "5.2", "where it starts", p["startIndex"])
	items, listed := p["items"].([]any)
	r.must(listed, "5.2", "a list of items", p["items"])
	return items
}

func (r *rules) annotation(a object) {
	r.iri(a["id"], "3.1")
	r.must(a["type"] == "Annotation", "3.1", "the type", a["type"])
	r.must(slices.Contains(motivations, fmt.Sprint(a["motivation"])), "3.3.5", "a motivation", a["motivation"])
	r.moment(a["created"], "3.3.1")
	r.moment(a["modified"], "3.3.1")
	creator, _ := a["creator"].(object)
	r.iri(creator["id"], "3.3.2")
	r.must(creator["type"] == "Person", "3.3.2", "the creator's type", creator)
	bodies, _ := a["body"].([]any)
	for _, b := range bodies {
		r.body(b.(object))
	}
	target, ok := a["target"].(object)
	r.must(ok && target["type"] == "SpecificResource", "3.1", "a target", a["target"])
	r.specific(target)
	selectors, _ := target["selector"].([]any)
	r.must(len(selectors) == 2, "4.2", "two selectors that select the same", target["selector"])
}

func (r *rules) body(b object) {
	r.must(slices.Contains(motivations, fmt.Sprint(b["purpose"])), "3.3.5", "a purpose", b["purpose"])
	if b["type"] == "TextualBody" {
		value, ok := b["value"].(string)
		r.must(ok && value != "", "3.2.4", "a textual body's value", b["value"])
		return
	}
	r.must(b["type"] == "SpecificResource" && b["value"] == nil, "4", "a specific resource", b)
	r.specific(b)
}

func (r *rules) specific(s object) {
	if source, nested := s["source"].(object); nested {
		r.iri(source["id"], "4")
	} else {
		r.iri(s["source"], "4")
	}
	selectors, listed := s["selector"].([]any)
	if !listed && s["selector"] != nil {
		selectors = []any{s["selector"]}
	}
	for _, one := range selectors {
		r.selector(one.(object))
	}
	if state, ok := s["state"].(object); ok {
		r.must(state["type"] == "TimeState", "4.3.1", "a time state", state)
		r.moment(state["sourceDate"], "4.3.1")
		if state["cached"] != nil {
			r.iri(state["cached"], "4.3.1")
		}
	}
}

func (r *rules) selector(s object) {
	switch s["type"] {
	case "TextQuoteSelector":
		_, ok := s["exact"].(string)
		r.must(ok, "4.2.4", "the exact text", s)
	case "TextPositionSelector":
		start, from := s["start"].(float64)
		end, to := s["end"].(float64)
		r.must(from && to && start >= 0 && end > start, "4.2.5", "a start and a later end", s)
	default:
		r.must(false, "4.2", "a selector for text", s)
	}
}

func TestWebAnnotationsKeepTheRulesOfTheModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, articles().Draw(t, "article"))
		all := claimsOn(t, d)
		var c object
		if err := json.Unmarshal(written(t, WebAnnotation, d, all...), &c); err != nil {
			t.Fatal(err)
		}
		var r rules
		r.terms(c)
		ids := map[any]bool{}
		runes := []rune(d.Revision.Text)
		for i, item := range r.collection(c, len(all)) {
			a := item.(object)
			r.annotation(a)
			r.must(!ids[a["id"]], "3.1", "an id of its own", a["id"])
			ids[a["id"]] = true
			selectors := a["target"].(object)["selector"].([]any)
			position, quote := selectors[0].(object), selectors[1].(object)
			selected := string(runes[int(position["start"].(float64)):int(position["end"].(float64))])
			r.must(selected == quote["exact"], "4.2.5", "positions count code points, and select the quote", all[i].Quote)
		}
		if len(r.broken) > 0 {
			t.Fatal(strings.Join(r.broken, "\n"))
		}
	})
}

func TestAPageByItselfIsOneOfTheModel(t *testing.T) {
	d := document(t, "He spent 12.62 million.")
	d.PageAlone = true
	c := marked(d, factcheck.Span{Start: 3, End: 8}, factcheck.Claim{})
	var p object
	if err := json.Unmarshal(written(t, WebAnnotation, d, c), &p); err != nil {
		t.Fatal(err)
	}
	var r rules
	r.terms(p)
	r.must(p["@context"] == annoContext, "5.2", "the context", p["@context"])
	r.iri(p["partOf"], "5.2")
	if items := r.page(p); len(items) != 1 || len(r.broken) > 0 {
		t.Errorf("%d items, %q", len(items), r.broken)
	}
}
