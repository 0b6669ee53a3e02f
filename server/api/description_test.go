package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// description is as much of an OpenAPI document as the tests look at.
type description struct {
	OpenAPI string
	Servers []struct{ URL string }
	Paths   map[string]map[string]struct {
		OperationID string
		Summary     string
		Parameters  []struct{ Name, In string }
		Responses   map[string]struct{ Content map[string]any }
	}
	Components struct {
		Schemas map[string]struct {
			Properties map[string]map[string]any
			Required   []string
		}
		SecuritySchemes map[string]any
	}
}

func readDescription(t *testing.T) (description, string) {
	w := httptest.NewRecorder()
	newNewsroom(t).ServeHTTP(w, httptest.NewRequest("GET", "/api/openapi.json", nil))
	(&answer{w}).is(t, 200)
	var d description
	if err := json.Unmarshal(w.Body.Bytes(), &d); err != nil {
		t.Fatal(err)
	}
	return d, w.Body.String()
}

func TestEveryCallIsDescribed(t *testing.T) {
	d, _ := readDescription(t)
	if d.OpenAPI != "3.1.0" || len(d.Servers) != 1 || d.Servers[0].URL != base+"/api/v1" || d.Components.SecuritySchemes["token"] == nil {
		t.Errorf("the description is of OpenAPI %s at %v", d.OpenAPI, d.Servers)
	}
	described := 0
	for _, call := range strings.Split(`GET /articles, POST /articles, GET /articles/{id}, GET /articles/{id}/claims, POST /articles/{id}/claims,
		GET /articles/{id}/events, GET /articles/{id}/reviews, GET /claims, GET /claims/{id}, PATCH /claims/{id}, DELETE /claims/{id},
		POST /claims/{id}/restore, GET /claims/{id}/events, POST /claims/{id}/citations, PUT /claims/{id}/citations/{n},
		DELETE /claims/{id}/citations/{n}, POST /articles/{id}/reviews, POST /reviews/{id}/submit, PATCH /articles/{id}, DELETE /reviews/{id},
		POST /reviews/{id}/reopen, GET /articles/{id}/comparison, POST /articles/{id}/decisions, POST /articles/{id}/decisions/agreed,
		PATCH /decisions/{id}, POST /decisions/{id}/reopen, GET /articles/{id}/revisions, POST /articles/{id}/revisions,
		GET /articles/{id}/carryover, POST /claims/{id}/carryover, GET /export/claims.csv, GET /export/claims.jsonl, GET /export/claims.xlsx,
		GET /articles/{id}/report.html, GET /articles/{id}/report.md, GET /articles/{id}/report.claimreview.json, GET /articles/{id}/claimreview,
		GET /export/report.html, GET /export/report.md, GET /export/report.claimreview.json,
		POST /articles/{id}/import, GET /articles/{id}/report.webannotation.json, GET /articles/{id}/export.hypothesis.json,
		GET /articles/{id}/export.doccano.jsonl, GET /articles/{id}/export.brat.zip, GET /articles/{id}/export.webanno.tsv`, ",") {
		method, path, _ := strings.Cut(strings.TrimSpace(call), " ")
		operation, ok := d.Paths[path][strings.ToLower(method)]
		if !ok || operation.Summary == "" || operation.OperationID == "" || len(operation.Responses) == 0 {
			t.Errorf("%s %s is described as %+v", method, path, operation)
		}
		described++
	}
	for path, operations := range d.Paths {
		described -= len(operations)
		for method, operation := range operations {
			if content := operation.Responses["default"].Content; content["application/problem+json"] == nil {
				t.Errorf("%s %s does not tell its problems: %v", method, path, operation.Responses)
			}
		}
	}
	if described != 0 {
		t.Errorf("%d calls more are described than listed here", -described)
	}
}

func TestTheDescriptionKnowsTheVocabulary(t *testing.T) {
	d, whole := readDescription(t)
	claim := d.Components.Schemas["Claim"]
	for _, field := range strings.Fields("id article_id revision review_id reviewer start end quote prefix suffix kind verdict rating note speaker citations version created_at updated_at url") {
		if claim.Properties[field] == nil || !slices.Contains(claim.Required, field) {
			t.Errorf("a claim's %s is described as %v", field, claim.Properties[field])
		}
	}
	for _, words := range []string{`["verified","disputed","unproven","unchecked"]`, `["supports","refutes","context"]`, `["statistic","money","count"`, `"format":"date-time"`} {
		if !strings.Contains(whole, words) {
			t.Errorf("the description lacks %s", words)
		}
	}
	var query []string
	for _, p := range d.Paths["/export/claims.csv"]["get"].Parameters {
		query = append(query, p.Name)
	}
	if want := []string{"verdict", "kind", "reviewer", "q", "since", "until", "article_id", "raw", "bom"}; !slices.Equal(query, want) {
		t.Errorf("the CSV takes %v, want %v", query, want)
	}
}
