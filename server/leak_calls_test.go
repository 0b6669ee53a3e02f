package server_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// description is the OpenAPI description of the API, as far as requests can be made from it.
type description struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	Parameters  []struct{ Name, In string }
	RequestBody struct {
		Content map[string]struct{ Schema schema }
	}
	schemas map[string]schema
}

type schema struct {
	Ref        string `json:"$ref"`
	Type       any
	Properties map[string]schema
	Required   []string
	Items      *schema
}

func (w *leakWorld) description() (d description) {
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	w.ok(json.Unmarshal(answer.Body.Bytes(), &d))
	return d
}

func (d description) operation(method, pattern string) (o operation, ok bool) {
	path := regexp.MustCompile(`:([a-z_]+)`).ReplaceAllString(strings.TrimPrefix(pattern, "/api/v1"), "{$1}")
	o, ok = d.Paths[path][strings.ToLower(method)]
	o.schemas = d.Components.Schemas
	return o, ok && strings.HasPrefix(pattern, "/api/v1")
}

// queries gives each of the parameters a call takes every value that names something.
func (o operation) queries(w *leakWorld) (queries []string) {
	values := map[string][]string{"q": {secretName, secretName + "title", "company"}, "reviewer": {secretName + "reader", "rosa"}, "verdict": {"disputed", "verified"},
		"kind": {"money"}, "article_id": {"1"}, "limit": {"1", "500"}, "threshold": {"0", "0.5"}, "since": {"2020-01-01"}, "until": {"2099-01-01"}, "raw": {"true"}, "bom": {"true"}}
	for _, p := range o.Parameters {
		known, ok := values[p.Name]
		if !ok {
			known = []string{"1"}
		}
		for _, value := range known {
			if p.In == "query" {
				queries = append(queries, url.Values{p.Name: {value}}.Encode())
			}
		}
	}
	return queries
}

// bodies gives a call's body with all of its fields, with those alone that it requires, and with each of the others beside.
func (o operation) bodies(w *leakWorld) (bodies []string) {
	s := o.resolved(o.RequestBody.Content["application/json"].Schema)
	if s.Properties == nil {
		return nil
	}
	whole, least := map[string]any{}, map[string]any{}
	for name, property := range s.Properties {
		if name == "$schema" {
			continue
		}
		whole[name] = w.value(name, property)
		if slices.Contains(s.Required, name) {
			least[name] = whole[name]
		}
	}
	bodies = []string{string(must(json.Marshal(whole))), string(must(json.Marshal(least)))}
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		one := maps.Clone(least)
		one[name] = whole[name]
		bodies = append(bodies, string(must(json.Marshal(one))))
	}
	return bodies
}

func (o operation) resolved(s schema) schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return o.schemas[name]
	}
	return s
}

// value is what a field may hold: something that names the other reviewer's work, where it can.
func (w *leakWorld) value(name string, s schema) any {
	known := map[string]any{"quote": "The company", "verdict": "disputed", "kind": "money", "stance": "refutes", "note": "rosa’s note", "url": sharedSource, "reviewer": secretName + "reader",
		"outcome": "accepted", "claim_ids": []int64{w.secret[0], w.own[0]}, "claim_id": w.secret[0], "start": 70, "end": 90, "rating": 3, "due_on": "2031-01-01",
		"accessed_on": "2020-01-01", "published_on": "2020-01-01", "archived_url": "https://archive.example/own", "prefix": "", "suffix": " spent", "language": "en",
		"citations": []map[string]any{{"url": sharedSource, "stance": "context"}}}
	if value, ok := known[name]; ok {
		return value
	}
	switch s.Type {
	case "integer", "number":
		return w.secret[0]
	case "boolean":
		return true
	case "array":
		return []any{}
	case "object":
		return map[string]any{}
	}
	return "x"
}
