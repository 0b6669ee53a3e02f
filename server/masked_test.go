package server_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

// newMaskedWorld is the desk of the leak test with nothing hidden from chidi, its editor, but who is who: all articles show
// pseudonyms, and one group is decided.
func newMaskedWorld(t *testing.T) *leakWorld {
	t.Helper()
	return newMaskedWorldBy(t, func(*leakWorld) {})
}

// newMaskedWorldBy has the same read by reviewers in other places.
func newMaskedWorldBy(t *testing.T, place func(*leakWorld)) *leakWorld {
	t.Helper()
	w := readLeakWorldBy(t, true, place)
	w.submitted()
	for _, article := range []int64{1, 2} {
		must(w.desk.SetPseudonyms(t.Context(), w.chidi, article, true))
	}
	must(w.desk.Decide(t.Context(), w.chidi, 1, desk.DecisionInput{ClaimIDs: w.secret[5:6], Outcome: factcheck.Accepted, ClaimID: w.secret[5]}))
	return w
}

// masked says whether the articles still stand under pseudonyms.
func (w *leakWorld) masked() (masked bool) {
	masked = true
	w.ok(w.store.Read(w.t.Context(), func(r *store.Reader) error {
		for _, id := range []int64{1, 2} {
			masked = masked && must(r.Article(w.chidi.ID, id)).Masked()
		}
		return nil
	}))
	return masked
}

// named are what would tell who is who: names, and the ids that the reviews were assigned under.
var named = regexp.MustCompile(`(?i)` + secretName + `reader|` + secretName + `twin|\brosa\b|` + `88000000[01]`)

// chosen are the people that an editor may assign, whoever reads already; rosa's note is what the walk itself writes.
var chosen = regexp.MustCompile(`(?s)<select id="(assign-)?reviewer".*?</select>|rosa(’|&rsquo;|\\u2019)s note`)

func (t told) unchosen() told {
	return strings.Split(chosen.ReplaceAllString(strings.Join(t, "\n"), ""), "\n")
}

// names gives what in an answer tells who is who.
func names(answer told) []string {
	return named.FindAllString(strings.Join(answer.unchosen(), "\n"), -1)
}

// TestPseudonymsHoldOnEveryRoute sends every request that the routes allow in the name of the editor who decides on articles
// whose reviewers stand under pseudonyms. No answer may hold a reviewer's name or display name, or the id of their review.
func TestPseudonymsHoldOnEveryRoute(t *testing.T) {
	walk(t)
	w := newMaskedWorld(t)
	reads, writes := w.asks()
	failures, asked := 0, 0
	for _, a := range append(append(reads, writes...), reads...) {
		if strings.HasPrefix(a.path, "/people") || strings.Contains(a.path, "/pseudonyms") || len(named.FindString(a.path+a.body)) > 0 {
			continue // the desk's people are listed; the choice itself; what was sent comes back
		}
		asked++
		found := names(w.send(a, w.chidiTok))
		if !w.masked() {
			t.Fatalf("%v\nlifts the pseudonyms", a)
		}
		if len(found) > 0 {
			t.Errorf("%v\ntells %q", a, found)
			failures++
		}
		if failures > 20 {
			t.Fatal("and so on")
		}
	}
	t.Logf("%d requests", asked)
}

// TestNoFilterTellsWhoIsWho asks for a reviewer by their name: it is answered as the name of nobody is.
func TestNoFilterTellsWhoIsWho(t *testing.T) {
	walk(t)
	w := newMaskedWorld(t)
	reads, _ := w.asks()
	name, nobody := secretName+"reader", secretName+"nobody"
	asked := 0
	for _, a := range reads {
		if !strings.Contains(a.path, name) || a.method != http.MethodGet {
			continue
		}
		asked++
		other := a
		other.path = strings.ReplaceAll(a.path, name, nobody)
		answer, like := w.send(a, w.chidiTok).unchosen(), w.send(other, w.chidiTok).unchosen()
		for i := range answer {
			answer[i] = strings.ReplaceAll(answer[i], name, nobody)
		}
		if diff := answer.differs(like); diff != "" {
			t.Errorf("%v\nis answered otherwise than for nobody:\n%s", a, diff)
		}
	}
	if asked < 10 {
		t.Errorf("only %d requests name a reviewer", asked)
	}
}

// TestNoRouteTellsWhoIsGone disables a reviewer: whatever the editor asks for names the same pseudonyms as before.
func TestNoRouteTellsWhoIsGone(t *testing.T) {
	walk(t)
	w := newMaskedWorld(t)
	pseudonyms := regexp.MustCompile(`Reviewer [A-Z]+\b`)
	told := func(a ask) string {
		all := pseudonyms.FindAllString(strings.Join(w.send(a, w.chidiTok), "\n"), -1)
		slices.Sort(all)
		return strings.Join(all, ", ")
	}
	reads, _ := w.asks()
	before := make([]string, len(reads))
	asked := 0
	for i, a := range reads {
		if before[i] = told(a); before[i] != "" {
			asked++
		}
	}
	w.sql("update people set disabled = 1 where id = ?", w.quokka.ID)
	for i, a := range reads {
		if after := told(a); after != before[i] {
			t.Errorf("%v\nnames %s, and with one of them gone %s", a, before[i], after)
		}
	}
	if asked < 20 {
		t.Errorf("only %d answers name a pseudonym", asked)
	}
}

// drawnAnew are what is drawn anew where somebody comes to the readers, and the numbers of files that are looked over.
var drawnAnew = regexp.MustCompile(`Reviewer [A-Z]\b|\b1\d{12}\b|/imports/\d+`)

// drawAlike has pseudonyms stand as if the same had been drawn on every desk.
func (w *leakWorld) drawAlike() {
	w.sql("update reviews set pseudonym = 'Reviewer ' || char(65 + id % 26), masked_id = 1000000000000 + id where pseudonym <> ''")
}

// TestNoAnswerTellsWhoReadWhat lets reviewers change places: what one read, marked and handed in on one desk, another does on the
// other, under the same pseudonym. Every answer to the editor, and to somebody who read beside them, must be the same on both: then
// no order, no count and no refusal tells who is who either.
func TestNoAnswerTellsWhoReadWhat(t *testing.T) {
	walk(t)
	change := func(one, other *factcheck.Person) { *one, *other = *other, *one }
	for name, d := range map[string]differential{
		"two who read openly, to the editor":       {func(w *leakWorld) { change(&w.quokka, &w.twin) }, func(w *leakWorld) factcheck.Person { return w.chidi }, false},
		"one who reads blind, to the editor":       {func(w *leakWorld) { change(&w.rosa, &w.quokka) }, func(w *leakWorld) factcheck.Person { return w.chidi }, true},
		"one who reads blind, to another reviewer": {func(w *leakWorld) { change(&w.rosa, &w.quokka) }, func(w *leakWorld) factcheck.Person { return w.twin }, false},
	} {
		t.Run(name, d.run)
	}
}

// differential compares what one person is told on two desks, on one of which reviewers have other places.
type differential struct {
	place  func(*leakWorld)
	told   func(*leakWorld) factcheck.Person
	writes bool // they send what writes too, and then read once more
}

func (d differential) run(t *testing.T) {
	type desk struct {
		*leakWorld
		token string
	}
	var desks []desk
	for _, w := range []*leakWorld{newMaskedWorld(t), newMaskedWorldBy(t, d.place)} {
		w.sql("update claims set updated_at = printf('2026-01-02T03:04:05.%03dZ', id % 1000)")
		token, _ := w.token(d.told(w))
		w.drawAlike()
		desks = append(desks, desk{w, token})
	}
	reads, writes := desks[0].asks()
	asked := reads
	if d.writes {
		asked = slices.Concat(reads, writes, reads)
	}
	failures := 0
	for i, a := range asked {
		if strings.Contains(a.path, "/pseudonyms") {
			continue // the choice itself
		}
		isWrite := len(reads) <= i && i < len(reads)+len(writes)
		var answers []told
		for _, w := range desks {
			answer := w.send(a, w.token)
			if isWrite && answer[0] < "4" { // it was done
				w.drawAlike()
				answer = strings.Split(drawnAnew.ReplaceAllString(strings.Join(answer, "\n"), ""), "\n")
			}
			answers = append(answers, answer)
		}
		if diff := answers[1].differs(answers[0]); diff != "" {
			t.Errorf("%v\nis answered otherwise where they have changed places:\n%s", a, diff)
			failures++
		}
		if failures > 20 {
			t.Fatal("and so on")
		}
	}
}

// TestTheMaskedWalkWouldFindANameWithoutPseudonyms proves that the walk looks where names are.
func TestTheMaskedWalkWouldFindANameWithoutPseudonyms(t *testing.T) {
	walk(t)
	w := newMaskedWorld(t)
	must(w.desk.SetPseudonyms(t.Context(), w.chidi, 1, false))
	for _, path := range []string{"/articles", "/articles/1", "/articles/1/cards?ids=770000001", "/articles/1/reviews", "/articles/1/compare", "/articles/1/comparison.csv", "/claims",
		"/claims/770000001/card", "/claims/770000001/history", "/export/claims.csv", "/export/claims.jsonl", "/export/claims.xlsx",
		"/api/v1/articles/1/claims", "/api/v1/articles/1/events", "/api/v1/articles/1/reviews", "/api/v1/articles/1/comparison", "/api/v1/claims",
		"/api/v1/claims/770000001", "/api/v1/claims/770000001/events", "/api/v1/export/claims.csv"} {
		if len(names(w.send(ask{method: http.MethodGet, path: path}, w.chidiTok))) == 0 {
			t.Errorf("%s tells nobody’s name", path)
		}
	}
}
