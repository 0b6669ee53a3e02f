package server_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestNothingOfTheOthersReachesWhoReadsBlind sends every request that the routes allow in the name of a reviewer who reads an
// article blind. No answer may hold a word or number of the other reviewer's, and every answer must be the same as on a desk
// on which the other reviewer has no claims: then no count, no order and no refusal tells of them either.
func TestNothingOfTheOthersReachesWhoReadsBlind(t *testing.T) {
	walk(t)
	with := newLeakWorld(t, true, 0)
	without := newLeakWorld(t, false, with.lastEvent)
	if with.lastEvent != without.lastEvent {
		t.Fatalf("the two desks are numbered apart: %d and %d events", with.lastEvent, without.lastEvent)
	}
	asked, answers := with.walk(with.rosasToken)
	_, alike := without.walk(without.rosasToken)
	failures := 0
	for i, a := range asked {
		if found := leaked(with, a, answers[i]); len(found) > 0 {
			t.Errorf("%v\ntells %q", a, found)
			failures++
		}
		if diff := answers[i].differs(alike[i]); diff != "" {
			t.Errorf("%v\nis answered otherwise where the other reviewer has claims:\n%s", a, diff)
			failures++
		}
		if failures > 20 {
			t.Fatal("and so on")
		}
	}
	t.Logf("%d requests", len(asked))
}

// TestTheWalkWouldFindALeak sends the same requests in the name of an editor, who sees everything: were they to find nothing,
// the test above would prove nothing.
func TestTheWalkWouldFindALeak(t *testing.T) {
	walk(t)
	w := newLeakWorld(t, true, 0)
	reads, _ := w.asks()
	telling := map[string]bool{}
	for _, a := range reads {
		if len(leaked(w, a, w.send(a, w.chidiTok))) > 0 {
			path, _, _ := strings.Cut(a.path, "?")
			telling[path] = true
		}
	}
	for _, path := range []string{"/articles", "/articles/1", "/articles/1/cards", "/articles/1/carryover", "/articles/1/revisions/1", "/api/v1/articles/1/carryover", "/articles/1/reviews", "/articles/1/compare", "/articles/1/comparison.csv", "/claims", "/sources", "/reviewers",
		"/export/claims.csv", "/export/claims.jsonl", "/export/claims.xlsx", "/report", "/articles/1/report", "/articles/1/report.html", "/articles/1/report.md",
		"/articles/1/report.claimreview.json", "/export/report.html", "/export/report.md", "/export/report.claimreview.json", "/claims/770000001/card", "/claims/770000001/history",
		"/api/v1/articles/1/claims", "/api/v1/articles/1/events", "/api/v1/articles/1/reviews", "/api/v1/articles/1/comparison", "/api/v1/claims", "/api/v1/claims/770000001",
		"/api/v1/claims/770000001/events", "/api/v1/export/claims.csv", "/api/v1/export/claims.jsonl", "/api/v1/export/claims.xlsx",
		"/api/v1/articles/1/report.html", "/api/v1/articles/1/report.md", "/api/v1/articles/1/report.claimreview.json", "/api/v1/export/report.html",
		"/api/v1/export/report.md", "/api/v1/export/report.claimreview.json", "/api/v1/articles/1/claimreview",
		"/articles/1/report.webannotation.json", "/articles/1/export.hypothesis.json", "/articles/1/export.brat.zip", "/articles/1/export.webanno.tsv",
		"/api/v1/articles/1/report.webannotation.json", "/api/v1/articles/1/export.hypothesis.json"} {
		if !telling[path] {
			t.Errorf("%s tells an editor nothing of the reviewer’s work", path)
		}
	}
}

// TestWhatAPageIsNamedTellsNothing reads a page and its ETag before and after the other reviewer works on.
func TestWhatAPageIsNamedTellsNothing(t *testing.T) {
	w := newLeakWorld(t, true, 0)
	if _, err := w.desk.ReopenReview(t.Context(), w.chidi, w.theirs); err != nil {
		t.Fatal(err)
	}
	etag := func() string { return w.get("/articles/1", w.rosasToken).Header().Get("ETag") }
	updated := func() string { return w.get("/api/v1/articles/1", w.rosasToken).Body.String() }
	tag, article := etag(), updated()
	must(w.desk.DeleteClaim(t.Context(), w.quokka, w.secret[0], 0))
	must(w.desk.ReopenDecision(t.Context(), w.chidi, w.decisions[2], 0))
	if tag == "" || etag() != tag || updated() != article {
		t.Error("what another reviewer and an editor did has renamed the page")
	}
}

var secretWord, figure = regexp.MustCompile(secretName + `\w*|1999-09-09`), regexp.MustCompile(`\d{6,}`)

// leaked gives the words and numbers of the other reviewer's work that an answer holds and the request did not.
func leaked(w *leakWorld, a ask, answer told) (found []string) {
	sent := a.String()
	for _, line := range answer {
		if strings.Contains(line, secretName) || strings.Contains(line, "1999") {
			found = append(found, secretWord.FindAllString(line, -1)...)
		}
		for _, distinctive := range []int{firstClaim, firstReview, firstDecide, firstEvent} {
			if strings.Contains(line, strconv.Itoa(distinctive)[:6]) {
				found = append(found, w.secretFigures(line)...)
			}
		}
	}
	found = slices.DeleteFunc(found, func(word string) bool { return strings.Contains(sent, word) })
	slices.Sort(found)
	return slices.Compact(found)
}

// secretFigures gives the ids in a line that are the other reviewer's.
func (w *leakWorld) secretFigures(line string) (found []string) {
	for _, digits := range figure.FindAllString(line, -1) {
		n, err := strconv.ParseInt(digits, 10, 64)
		secret := slices.Contains(w.secret, n) || n == firstReview || n == firstReview+1 || n >= firstDecide && n < firstDecide+100 || n > firstEvent && n <= w.lastEvent
		if err == nil && secret && !slices.Contains(w.open, n) {
			found = append(found, digits)
		}
	}
	return found
}
