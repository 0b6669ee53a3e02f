package api_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestTheSameFilterGivesTheSameRowsEverywhere asks for the claims in every format and as a list, by API and by browser.
func TestTheSameFilterGivesTheSameRowsEverywhere(t *testing.T) {
	n := withHostileClaims(t)
	n.as("chidi").post("/articles", object{"title": "Another", "text": "The company spent more."}).is(t, 201)
	n.as("imre").post("/articles/2/claims", object{"quote": "spent more", "verdict": "unproven", "kind": "money", "note": "治理 again"}).is(t, 201)
	seen := map[int]bool{}
	for _, filter := range []string{"", "verdict=disputed", "verdict=disputed&verdict=verified", "kind=money", "article_id=2", "reviewer=imre", "reviewer=IMRE", "reviewer=nobody",
		"q=治理", "q=second", "since=2020-01-01", "since=2099-01-01", "until=2020-01-01", "until=2099-01-01", "reviewer=rosa&verdict=disputed&kind=quotation&q=twice&since=2020-01-01"} {
		want := listed(n, filter)
		seen[len(want)] = true
		for format, got := range map[string][]string{
			"csv": fromCSV(t, n, filter), "jsonl": fromJSONL(t, n, filter), "xlsx": fromXLSX(t, n, filter),
		} {
			if !slices.Equal(got, want) {
				t.Errorf("?%s as %s has the claims %v, the list %v", filter, format, got, want)
			}
		}
	}
	if len(seen) < 4 {
		t.Errorf("the filters let through %v claims: they prove little", seen)
	}
}

func listed(n *newsroom, filter string) (ids []string) {
	for _, claim := range items(n.as("vera").get("/claims?" + filter)) {
		ids = append(ids, fmt.Sprint(claim["id"]))
	}
	return ids
}

func fromCSV(t *testing.T, n *newsroom, filter string) (ids []string) {
	for _, row := range must(csv.NewReader(n.as("vera").get("/export/claims.csv?"+filter).is(t, 200).Body).ReadAll())[1:] {
		ids = append(ids, row[0])
	}
	return ids
}

func fromJSONL(t *testing.T, n *newsroom, filter string) (ids []string) {
	for line := range strings.Lines(n.as("vera").get("/export/claims.jsonl?"+filter).is(t, 200).Body.String()) {
		var claim struct{ ID json.Number }
		if err := json.Unmarshal([]byte(line), &claim); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, claim.ID.String())
	}
	return ids
}

func fromXLSX(t *testing.T, n *newsroom, filter string) (ids []string) {
	book := must(excelize.OpenReader(bytes.NewReader(n.as("vera").get("/export/claims.xlsx?"+filter).is(t, 200).Body.Bytes())))
	defer book.Close()
	for _, row := range must(book.GetRows("Claims"))[1:] {
		ids = append(ids, row[0])
	}
	return ids
}
