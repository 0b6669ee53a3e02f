package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/factcheck"
)

// TestReadingsOfAnOlderRevisionAreListed has a corrected text that rosa and chidi read, and quokka and the twin do not: theirs
// cannot be laid beside it, and not one claim is dropped.
func TestReadingsOfAnOlderRevisionAreListed(t *testing.T) {
	w := readLeakWorld(t, true)
	w.sql(`insert into revisions (article_id, number, text, length, words, blocks, links, reason, created_by, created_at)
		select article_id, 3, text, length, words, blocks, links, 'a correction', created_by, created_at from revisions where article_id = 1 and number = 2`)
	w.sql("update articles set revision = 3 where id = 1")
	w.sql("update claims set revision = 3 where article_id = 1 and review_id = ?", w.ownReview)
	w.mark(w.chidi, 1, desk.NewClaim{Quote: "The company", Verdict: factcheck.Disputed})
	var told struct {
		Revision int
		Reviews  []struct{ Reviewer string }
		Groups   []struct{ Outcome string }
		Left     []struct {
			ID       int64
			Revision int
		}
		Agreement struct {
			Judging struct {
				Percent struct{ Units int }
			}
		}
	}
	w.ok(json.Unmarshal(w.get("/api/v1/articles/1/comparison", w.chidiTok).Body.Bytes(), &told))
	if told.Revision != 3 || len(told.Reviews) != 2 || told.Reviews[0].Reviewer != "chidi" || told.Reviews[1].Reviewer != "rosa" || told.Groups[0].Outcome != "verdict_differs" || told.Agreement.Judging.Percent.Units != 1 {
		t.Errorf("compared are %+v", told)
	}
	if len(told.Left) != len(w.secret) || told.Left[0].Revision != 2 {
		t.Errorf("left are %+v", told.Left)
	}
	page := w.get("/articles/1/compare", w.chidiTok).Body.String()
	for _, words := range []string{"On an older revision", "8 claims stand on an earlier text", "150,000 people"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not tell %q", words)
		}
	}
	if csv := w.get("/articles/1/comparison.csv", w.chidiTok).Body.String(); strings.Count(csv, "older_revision") != len(w.secret) {
		t.Errorf("the table tells %s", csv)
	}
}
