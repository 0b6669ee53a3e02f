package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
)

// fill fills somebody's review with claims on the same words, until no more text has room.
func (n *newsroom) fill(name string) (first factcheck.Claim) {
	n.Helper()
	long := strings.Repeat("𐌰", 200_000)
	for {
		claim, err := n.desk.CreateClaim(n.Context(), n.people[name], n.article.ID, desk.NewClaim{Quote: "the users", Note: long})
		if first.ID == 0 {
			first = claim
		}
		if err == nil {
			continue
		}
		if factcheck.CodeOf(err) != factcheck.TooLarge {
			n.Fatal(err)
		}
		if long = long[:len(long)/80*4]; long == "" {
			return first
		}
	}
}

// Whatever form is refused because a review is full comes back with what was typed.
func TestAFullReviewSaysSoAtTheFormWithWhatWasTyped(t *testing.T) {
	n := newNewsroom(t)
	claim := n.mark("rosa", "US$12.62 million")
	n.fill("rosa")
	rosa, typed := n.browser("rosa"), "Typed with care. "+strings.Repeat("and at length ", 10_000)
	rest := "and at length and at length and at length"
	version := url.Values{"version": {"1"}}
	for path, form := range map[string]url.Values{
		n.bench() + "/claims": {"quote": {"he used"}, "verdict": {"disputed"}, "note": {typed}},
		"/claims/1":           {"verdict": {"disputed"}, "note": {typed}},
		"/claims/1/citations": {"url": {"https://example.org/filing"}, "stance": {"supports"}, "passage": {typed}},
	} {
		if strings.HasPrefix(path, "/claims") {
			form["version"] = version["version"]
		}
		got := rosa.post(path, form)
		n.wants(got, http.StatusRequestEntityTooLarge, `id="problem"`, "come to at most 16 MB", "Shorten long notes or passages", "Typed with care.", rest)
		n.wants(rosa.scripted(claim.ID).post(path, form), http.StatusRequestEntityTooLarge, "come to at most 16 MB")
	}
	if stands := n.standing(claim.ID); stands.Version != 1 || stands.Note != "" {
		t.Errorf("the claim is now %+v", stands)
	}
	n.leads(rosa.post("/claims/1", url.Values{"version": {"1"}, "verdict": {"disputed"}}), "/articles/1?claim=1#claim-1")
}
