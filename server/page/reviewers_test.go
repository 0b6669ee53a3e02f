package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"stet/server/factcheck"
)

// submitted has two people read the article to the end.
func (n *newsroom) submitted() {
	n.Helper()
	n.readings()
	n.judge("imre", "he used in 2018", factcheck.Disputed)
	n.judge("rosa", "he used in 2018", factcheck.Disputed)
	for i, name := range []string{"rosa", "imre"} {
		if _, _, err := n.desk.SubmitReview(n.Context(), n.people[name], int64(i+1)); err != nil {
			n.Fatal(err)
		}
	}
}

func TestTheDesksAgreementIsShownWithWhatEntered(t *testing.T) {
	n := newNewsroom(t)
	ada := n.browser("ada")
	n.wants(ada.get("/reviewers"), http.StatusOK, "Nothing to go by yet", "0 articles", "nobody has read them")
	n.submitted()
	n.importText("A second article that nobody reads.")
	got := ada.get("/reviewers")
	today := time.Now().UTC()
	n.wants(got, http.StatusOK, "1 article read by two reviewers or more and submitted; 1 left out", "imre and rosa", today.Format("2006-01"),
		`href="/articles/1/compare"`, "Groups in", "Left out", "of every two reviewers")
	p := n.read(got.body)
	if rings := linked(p, "time"); len(rings) != 1 || rings[0] != n.compare() {
		t.Errorf("the drawing leads to %v", rings)
	}
	if cells := linked(p, "heat"); len(cells) != 1 || !strings.Contains(cells[0], "with=imre&with=rosa#articles") {
		t.Errorf("the heat map leads to %v", cells)
	}
}

func TestTheDesksAgreementIsNarrowedByDateAndReviewers(t *testing.T) {
	n := newNewsroom(t)
	n.submitted()
	rosa := n.browser("rosa")
	n.wants(rosa.get("/reviewers?since=2001-01-01&with=imre&with=rosa"), http.StatusOK, "Only those that <b>imre</b> and <b>rosa</b> both read", `href="/articles/1/compare"`)
	n.wants(rosa.get("/reviewers?until=2001-01-01"), http.StatusOK, "There is none until 2001-01-01", "they were compared at another time")
	n.wants(rosa.get("/reviewers?since=soon"), http.StatusUnprocessableEntity, `id="problem"`, `aria-invalid="true"`, "1 article")
	n.wants(rosa.get("/reviewers?with="+url.QueryEscape(hostile)+"&with=x"), http.StatusOK)
}
