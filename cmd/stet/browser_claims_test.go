package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/go-cmp/cmp"
)

// claim and citation are what the JSON API tells of a claim.
type claim struct {
	ID        int64      `json:"id"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
	Quote     string     `json:"quote"`
	Prefix    string     `json:"prefix"`
	Suffix    string     `json:"suffix"`
	Kind      string     `json:"kind"`
	Verdict   string     `json:"verdict"`
	Rating    int        `json:"rating"`
	Speaker   string     `json:"speaker"`
	Note      string     `json:"note"`
	Reviewer  string     `json:"reviewer"`
	Version   int        `json:"version"`
	Citations []citation `json:"citations"`
}

type citation struct {
	URL     string `json:"url"`
	Title   string `json:"title"`
	Stance  string `json:"stance"`
	Primary bool   `json:"primary"`
	Locator string `json:"locator"`
	Passage string `json:"passage"`
}

// ask reads what the JSON API tells somebody.
func (d *running) ask(name, path string, told any) {
	d.t.Helper()
	request, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.base+"/api/v1"+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	request.AddCookie(&http.Cookie{Name: "stet", Value: demonstration.cookies[name]})
	answer, err := browser(d.t).Do(request)
	status, body, _ := d.read(answer, err)
	if status != http.StatusOK {
		d.t.Fatalf("%s gives %d: %s", path, status, body)
	}
	if err := json.Unmarshal([]byte(body), told); err != nil {
		d.t.Fatal(err)
	}
}

// textOf gives the text of an article.
func (d *running) textOf(article int) string {
	d.t.Helper()
	var told struct {
		Revision struct{ Text string }
	}
	d.ask("vera", fmt.Sprintf("/articles/%d", article), &told)
	return told.Revision.Text
}

// claimsOf gives somebody's claims in an article, the oldest first.
func (d *running) claimsOf(name string, article int) []claim {
	d.t.Helper()
	var told struct{ Items []claim }
	d.ask("vera", fmt.Sprintf("/articles/%d/claims?reviewer=%s&limit=500", article, name), &told)
	return told.Items
}

// claim gives one claim.
func (d *running) claim(id int64) (told claim) {
	d.t.Helper()
	d.ask("vera", fmt.Sprintf("/claims/%d", id), &told)
	return told
}

// claimOn gives somebody's claim on exactly these words of an article.
func (d *running) claimOn(name string, article int, words string) claim {
	d.t.Helper()
	all := d.claimsOf(name, article)
	i := slices.IndexFunc(all, func(c claim) bool { return c.Quote == words })
	if i < 0 {
		d.t.Fatalf("%s has no claim on %q among %+v", name, words, all)
	}
	return all[i]
}

// spanAndWords leaves of a claim what says where it stands.
func spanAndWords(c claim) claim {
	return claim{Start: c.Start, End: c.End, Quote: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix}
}

// stands checks that a claim stands where it is wanted.
func (d *running) stands(id int64, wanted claim) {
	d.t.Helper()
	if diff := cmp.Diff(wanted, spanAndWords(d.claim(id))); diff != "" {
		d.t.Errorf("claim %d stands elsewhere (-want +got):\n%s", id, diff)
	}
}
