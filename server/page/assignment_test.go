package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"stet/server/factcheck"
)

func (n *newsroom) assign(reviewer string, blind bool, due string) factcheck.Review {
	n.Helper()
	review, err := n.desk.AssignReview(n.Context(), n.people["chidi"], n.article.ID, reviewer, blind, due)
	if err != nil {
		n.Fatal(err)
	}
	return review
}

func TestAnEditorAssignsReviewers(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "Nobody reads it yet", `<option value="rosa"`, `<option value="chidi"`)
	n.leads(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"rosa"}, "blind": {"1"}, "due_on": {"2031-01-02"}}), n.bench()+"/reviews")
	n.leads(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"imre"}, "due_on": {"2001-01-02"}}), n.bench()+"/reviews")
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "2 reviews, 0 submitted", "blind", "openly", "due 2031-01-02", "overdue since 2001-01-02", "assigned")
	n.wants(n.browser("imre").get("/articles"), http.StatusOK, "My articles", "assigned to you, not begun", "overdue since 2001-01-02", "assigned")
	n.wants(n.browser("rosa").get(n.bench()), http.StatusOK, "reading blind, due 2031-01-02")
}

func TestARefusedAssignmentKeepsWhatWasTyped(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	got := chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"rosa"}, "due_on": {"soon"}})
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, `<option value="rosa" selected`)
	n.wants(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"vera"}}), http.StatusUnprocessableEntity, "vera is a viewer")
	n.wants(chidi.post(n.bench()+"/reviews", url.Values{}), http.StatusUnprocessableEntity, "Name who is to read")
	n.wants(n.browser("rosa").post(n.bench()+"/reviews", url.Values{"reviewer": {"imre"}}), http.StatusForbidden)
	if strings.Contains(n.browser("rosa").get(n.bench()+"/reviews").body, `id="assign"`) {
		t.Error("a reviewer is shown the form")
	}
}

func TestAnEditorWhoReadsBlindAssignsNobody(t *testing.T) {
	n := newNewsroom(t)
	n.assign("chidi", true, "")
	chidi := n.browser("chidi")
	got := chidi.get(n.bench() + "/reviews")
	n.wants(got, http.StatusOK, "Once you have submitted your review you can assign it to others")
	if strings.Contains(got.body, `id="assign"`) {
		t.Error("they are shown the form")
	}
	n.wants(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"imre"}}), http.StatusConflict, "You read this article blind")
	n.wants(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"chidi"}}), http.StatusConflict, "You read this article blind")
}

func TestSubmittingWithUncheckedClaimsAsksOnce(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "US$12.62 million")
	n.judge("rosa", "治理之路", factcheck.Verified)
	rosa := n.browser("rosa")
	n.wants(rosa.get(n.bench()), http.StatusOK, `id="submit-review"`)
	got := rosa.post("/reviews/1/submit", url.Values{})
	n.wants(got, http.StatusOK, "Submit with 1 claim unchecked?", "US$12.62 million", "Submit all the same", `action="/reviews/1/submit"`)
	if strings.Contains(got.body, "治理之路") {
		t.Error("a checked claim is listed")
	}
	n.wants(rosa.scripted(0).post("/reviews/1/submit", url.Values{}), http.StatusOK, `<dialog class="dialog" id="submit-ask"`, "US$12.62 million")
	n.leads(rosa.post("/reviews/1/submit", url.Values{"anyway": {"1"}}), n.bench()+"?done=submitted")
	n.wants(rosa.get(n.bench()+"?done=submitted"), http.StatusOK, "Your review is submitted.", "submitted", "data-readonly")
	n.leads(rosa.post("/reviews/1/submit", url.Values{}), n.bench()+"?done=submitted")
}

func TestSubmittingWhatIsCheckedAsksNothing(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "治理之路", factcheck.Verified)
	rosa := n.browser("rosa")
	if got := rosa.scripted(0).post("/reviews/1/submit", url.Values{}); got.status != http.StatusNoContent {
		t.Fatalf("status %d: %s", got.status, got.body)
	}
	got := rosa.get(n.bench() + "?claim=1")
	n.wants(got, http.StatusOK, "data-readonly", `id="card-1"`)
	if p := n.read(got.body); p.byID("form-1") != "" || p.byID("submit-review") != "" || p.byID("by-quote") != "" {
		t.Error("a submitted review can still be written in")
	}
	if strings.Contains(rosa.scripted(0).get("/claims/1/card?open=1").body, `id="form-1"`) {
		t.Error("the card is still a form")
	}
	n.wants(rosa.post("/claims/1", url.Values{"version": {"1"}, "note": {"kept as typed"}}), http.StatusConflict, "ask an editor to reopen it", "kept as typed")
	n.wants(n.browser("imre").post("/reviews/1/submit", url.Values{}), http.StatusForbidden)
}

func TestAnEditorReopensAReview(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "治理之路", factcheck.Verified)
	rosa, chidi := n.browser("rosa"), n.browser("chidi")
	rosa.post("/reviews/1/submit", url.Values{})
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "1 review, 1 submitted", `action="/reviews/1/reopen"`)
	n.wants(rosa.post("/reviews/1/reopen", url.Values{}), http.StatusForbidden)
	n.leads(chidi.post("/reviews/1/reopen", url.Values{}), n.bench()+"/reviews")
	n.wants(rosa.get(n.bench()+"?claim=1"), http.StatusOK, `id="submit-review"`, `id="form-1"`)
}

func TestWhoReadsBlindSeesNothingOfTheOthers(t *testing.T) {
	n := newNewsroom(t)
	n.assign("rosa", true, "")
	n.judge("imre", "治理之路", factcheck.Disputed)
	n.judge("rosa", "company", factcheck.Verified)
	rosa := n.browser("rosa")
	for _, path := range []string{"/compare", "/compare?group=1", "/comparison.csv", "/reviews", "", "?claim=1"} {
		got := rosa.get(n.bench() + path)
		if p := n.read(got.body); strings.Contains(got.body, "imre") || strings.Contains(got.body, "A note of imre") || p.byID("card-1") != "" {
			t.Errorf("%s tells of imre's reading", path)
		}
	}
	n.wants(rosa.get(n.compare()), http.StatusOK, "You read this article blind")
	rosa.post("/reviews/1/submit", url.Values{})
	n.wants(rosa.get(n.compare()), http.StatusOK, "2 groups of claims")
}

func TestAnAssignmentIsTakenBack(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	review := n.assign("rosa", false, "")
	address := "/reviews/" + strconv.FormatInt(review.ID, 10) + "/unassign"
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "Take back", `action="`+address+`"`)
	n.leads(chidi.post(address, url.Values{}), n.bench()+"/reviews")
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "Nobody reads it yet")
	marked := n.mark("imre", "US$12.62 million")
	if strings.Contains(chidi.get(n.bench()+"/reviews").body, "Take back") {
		t.Error("a reading can be taken back")
	}
	address = "/reviews/" + strconv.FormatInt(marked.ReviewID, 10) + "/unassign"
	n.wants(chidi.post(address, url.Values{}), http.StatusConflict, "holds a claim")
}

func TestReviewsUnderPseudonymsAreAssignedByThem(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi := n.browser("chidi")
	n.leads(chidi.post(n.bench()+"/pseudonyms", url.Values{"pseudonyms": {"1"}}), n.compare())
	n.wants(chidi.get(n.bench()+"/reviews"), http.StatusOK, "stand under pseudonyms", `<option value="Reviewer `)
	n.wants(chidi.post(n.bench()+"/reviews", url.Values{"reviewer": {"rosa"}}), http.StatusUnprocessableEntity, "under a pseudonym")
	n.wants(n.browser("rosa").get(n.bench()+"/reviews"), http.StatusOK, ">rosa<", ">Reviewer ")
}
