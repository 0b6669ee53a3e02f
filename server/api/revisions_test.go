package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const report = "The mayor resigned on Monday. She had served 12 years.\n\nSales rose 5 percent in May. Sales rose 7 percent in June.\n\nNobody was hurt in the fire at the mill."

// TestATextIsRevised follows claims through a revision by the API alone: what is carried, what waits, and what is answered.
func TestATextIsRevised(t *testing.T) {
	n := newNewsroom(t)
	n.as("chidi").post("/articles", object{"title": "A report", "text": report}).is(t, 201)
	mark := func(quote string) float64 {
		return n.as("rosa").post("/articles/2/claims", object{"quote": quote, "verdict": "verified"}).is(t, 201).object()["id"].(float64)
	}
	exact, changed, gone := mark("Nobody was hurt"), mark("12 years"), mark("Sales rose 5 percent in May.")
	text := "An update.\n\n" + strings.NewReplacer("12 years", "14 years", "Sales rose 5 percent in May. ", "").Replace(report)

	n.as("rosa").post("/articles/2/revisions", object{"text": text}).is(t, 403)
	n.as("chidi").post("/articles/2/revisions", object{"reason": "none"}).is(t, 422)
	n.as("chidi").post("/articles/2/revisions?dry_run=1", object{"text": text}).is(t, 200)
	made := n.as("chidi").post("/articles/2/revisions", object{"text": text, "reason": "a figure", "revision": 1}).is(t, 201).object()
	n.as("chidi").post("/articles/2/revisions", object{"text": text + " More.", "revision": 1}).is(t, 409)
	if made["number"] != 2.0 || made["text"] != text || made["reason"] != "a figure" {
		t.Errorf("made %v", made)
	}
	outcomes := map[float64]string{}
	for _, one := range made["carried"].([]any) {
		carried := one.(object)
		outcomes[carried["claim_id"].(float64)] = carried["outcome"].(string)
		if start, ok := carried["start"].(float64); ok && string([]rune(text)[int(start):int(carried["end"].(float64))]) != carried["quote"] {
			t.Errorf("%v does not stand there", carried)
		}
	}
	if outcomes[exact] != "exact" || outcomes[changed] != "changed" || outcomes[gone] != "gone" {
		t.Errorf("outcomes %v", outcomes)
	}
	if got := items(n.as("vera").get("/articles/2/revisions")); len(got) != 2 || got[1]["reason"] != "a figure" || got[1]["created_by"] != "chidi" {
		t.Errorf("revisions %v", got)
	}
	if got := n.as("vera").get("/articles/2?revision=1").is(t, 200).object()["revision"].(object)["text"]; got != report {
		t.Errorf("the first revision is %q", got)
	}
	if got := items(n.as("vera").get("/articles/2/claims?revision=1")); len(got) != 3 || got[1]["quote"] != "12 years" {
		t.Errorf("its claims are %v", got)
	}
	if got := items(n.as("vera").get("/articles/2/claims")); len(got) != 3 || got[1]["carryover"] != "changed" || got[2]["revision"] != 1.0 {
		t.Errorf("the claims are %v", got)
	}
	if got := n.as("vera").get("/export/claims.csv?article_id=2").is(t, 200).Body.String(); strings.Count(got, "\r\n") != 4 || !strings.Contains(got, ",gone\r\n") {
		t.Errorf("the CSV is %s", got)
	}
	waiting := items(n.as("rosa").get("/articles/2/carryover"))
	if len(waiting) != 1 || waiting[0]["claim_id"] != gone || waiting[0]["from"].(object)["start"] == nil {
		t.Fatalf("waiting: %v", waiting)
	}
	answer := fmt.Sprintf("/claims/%d/carryover", int(gone))
	n.as("rosa").post(answer, object{"accept": true}).is(t, 422)
	n.as("imre").post(answer, object{"drop": true}).is(t, 403)
	at := strings.Index(text, "7 percent")
	placed := n.as("rosa").post(answer, object{"start": at, "end": at + 9}).is(t, 200).object()
	if placed["quote"] != "7 percent" || placed["revision"] != 2.0 || placed["carryover"] != "" {
		t.Errorf("placed %v", placed)
	}
	n.as("rosa").post(answer, object{"drop": true}).is(t, 409)
	if len(items(n.as("rosa").get("/articles/2/carryover"))) != 0 {
		t.Error("it still waits")
	}
}

func TestWhatWasSetAsideIsPutBackByTheAPI(t *testing.T) {
	n := newNewsroom(t)
	n.as("chidi").post("/articles", object{"title": "A report", "text": "First paragraph of it.\n\nAdvertisement\n\nSecond paragraph of it."}).is(t, 201)
	c := n.as("rosa").post("/articles/2/claims", object{"quote": "Second paragraph"}).is(t, 201).object()
	made := n.as("chidi").post("/articles/2/revisions", object{"put_back": 0}).is(t, 201).object()
	if made["text"] != "First paragraph of it.\n\nAdvertisement\n\nSecond paragraph of it." || made["set_aside"] != nil {
		t.Errorf("made %v", made)
	}
	if carried := made["carried"].([]any)[0].(object); carried["claim_id"] != c["id"] || carried["outcome"] != "exact" {
		t.Errorf("carried %v", carried)
	}
	n.as("chidi").post("/articles/2/revisions", object{"put_back": 0}).is(t, 422)
}

// TestACorrectionIsNotOverwrittenByAFetch corrects the text while the article's page is on its way.
func TestACorrectionIsNotOverwrittenByAFetch(t *testing.T) {
	var n *newsroom
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.as("chidi").post("/articles/2/revisions", object{"text": "What the editor corrected."}).is(t, 201)
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(site.Close)
	n = newNewsroom(t, "127.0.0.1")
	n.as("chidi").post("/articles", object{"title": "A page", "text": "What was there.", "url": site.URL}).is(t, 201)
	n.as("chidi").post("/articles/2/revisions?dry_run=1", object{"fetch": true}).refused(t, 409, "corrected by somebody else meanwhile")
	n.as("chidi").post("/articles/2/revisions", object{"fetch": true, "revision": 2}).is(t, 201) // the same correction again makes none
}
