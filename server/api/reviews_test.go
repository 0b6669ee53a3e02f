package api_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAReviewIsAssignedSubmittedAndReopened(t *testing.T) {
	n := newNewsroom(t)
	chidi, rosa := n.as("chidi"), n.as("rosa")
	assigned := chidi.post("/articles/1/reviews", object{"reviewer": "rosa", "blind": true, "due_on": "2031-02-03"}).is(t, 201).object()
	want := object{"id": 1.0, "article_id": 1.0, "reviewer": "rosa", "display_name": "ROSA", "state": "assigned", "submitted": false, "blind": true, "due_on": "2031-02-03",
		"assigned_by": "chidi", "opened_at": nil, "submitted_at": nil, "checked": 0.0, "total": 0.0,
		"claims": object{"verified": 0.0, "disputed": 0.0, "unproven": 0.0, "unchecked": 0.0}}
	if diff := cmp.Diff(want, assigned); diff != "" {
		t.Error(diff)
	}
	if again := chidi.post("/articles/1/reviews", object{"reviewer": "rosa"}).is(t, 201).object(); again["id"] != 1.0 || again["blind"] != false || again["due_on"] != "" {
		t.Errorf("assigned again: %v", again)
	}
	unchecked := rosa.mark("spent", nil)
	rosa.mark("The company", object{"verdict": "verified"})
	submitted := rosa.send("POST", "/reviews/1/submit", nil).is(t, 200).object()
	left := submitted["unchecked"].([]any)
	if submitted["state"] != "submitted" || submitted["submitted_at"] == nil || len(left) != 1 || left[0].(object)["id"] != unchecked["id"] {
		t.Errorf("submitted: %v", submitted)
	}
	for name, write := range map[string]func() *answer{
		"mark":    func() *answer { return rosa.post("/articles/1/claims", object{"quote": "up from"}) },
		"change":  func() *answer { return rosa.with("If-Match", "*").patch("/claims/1", object{"verdict": "verified"}) },
		"delete":  func() *answer { return rosa.delete("/claims/1") },
		"restore": func() *answer { return rosa.send("POST", "/claims/1/restore", nil) },
		"cite": func() *answer {
			return rosa.post("/claims/1/citations", object{"url": "https://example.org", "stance": "context"})
		},
		"assign": func() *answer { return chidi.post("/articles/1/reviews", object{"reviewer": "rosa", "blind": true}) },
	} {
		t.Run(name, func(t *testing.T) { write().refused(t, 409, "submitted", "eopen") })
	}
	if reopened := chidi.send("POST", "/reviews/1/reopen", nil).is(t, 200).object(); reopened["state"] != "reading" || reopened["submitted_at"] != nil || reopened["total"] != 2.0 {
		t.Errorf("reopened: %v", reopened)
	}
	rosa.with("If-Match", "*").patch("/claims/1", object{"verdict": "verified"}).is(t, 200)
}

func TestReviewsThatCannotBe(t *testing.T) {
	n := newNewsroom(t)
	chidi, rosa := n.as("chidi"), n.as("rosa")
	rosa.mark("spent", nil)
	n.as("imre").mark("spent", nil)
	for name, test := range map[string]struct {
		answer   *answer
		status   int
		location string
		words    string
	}{
		"assigned by a reviewer":   {rosa.post("/articles/1/reviews", object{"reviewer": "rosa"}), 403, "", "editor"},
		"assigned to nobody":       {chidi.post("/articles/1/reviews", object{}), 422, "body.reviewer", "missing"},
		"assigned to the unknown":  {chidi.post("/articles/1/reviews", object{"reviewer": "zelda"}), 422, "body.reviewer", "zelda"},
		"assigned to a viewer":     {chidi.post("/articles/1/reviews", object{"reviewer": "vera"}), 422, "body.reviewer", "viewer"},
		"due on no date":           {chidi.post("/articles/1/reviews", object{"reviewer": "rosa", "due_on": "soon"}), 422, "body.due_on", "2019-10-24"},
		"of no article":            {chidi.post("/articles/99/reviews", object{"reviewer": "rosa"}), 404, "", "no article 99"},
		"listed of no article":     {chidi.get("/articles/99/reviews"), 404, "", "no article 99"},
		"another’s submitted":      {rosa.send("POST", "/reviews/2/submit", nil), 403, "", "imre"},
		"submitted by the editor":  {chidi.send("POST", "/reviews/1/submit", nil), 403, "", "rosa"},
		"submitted by a viewer":    {n.as("vera").send("POST", "/reviews/1/submit", nil), 403, "", "reviewer"},
		"unknown submitted":        {rosa.send("POST", "/reviews/99/submit", nil), 404, "", "no review 99"},
		"reopened by its reviewer": {rosa.send("POST", "/reviews/1/reopen", nil), 403, "", "editor"},
		"unknown reopened":         {chidi.send("POST", "/reviews/99/reopen", nil), 404, "", "no review 99"},
		"without a token":          {n.as("").send("POST", "/reviews/1/submit", nil), 401, "", "token"},
	} {
		t.Run(name, func(t *testing.T) {
			p := test.answer.refused(t, test.status, test.words)
			if test.location != "" {
				p.at(t, test.location)
			}
		})
	}
}

func TestABlindReviewerFindsNothingOfTheOthers(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	theirs := n.as("imre").mark("spent", nil)
	n.as("chidi").post("/articles/1/reviews", object{"reviewer": "rosa", "blind": true}).is(t, 201)
	for path, status := range map[string]int{address(theirs): 404, address(theirs) + "/events": 404, "/articles/1/comparison": 200, "/articles/1/reviews": 200, "/articles/1/claims": 200} {
		rosa.get(path).is(t, status)
	}
	rosa.send("POST", "/reviews/1/submit", nil).refused(t, 404, "no review 1")
	if list := items(rosa.get("/articles/1/reviews")); len(list) != 1 || list[0]["reviewer"] != "rosa" {
		t.Errorf("they see the reviews %v", list)
	}
	rosa.send("POST", "/reviews/2/submit", nil).is(t, 200)
	rosa.get(address(theirs)).is(t, 200)
}

func TestPseudonymsAreAFieldOfTheArticle(t *testing.T) {
	n := withReadings(t)
	chidi := n.as("chidi")
	if a := chidi.patch("/articles/1", object{"pseudonyms": true}).is(t, 200).object(); a["pseudonyms"] != true || a["decided_at"] != nil {
		t.Errorf("the article is %v", a)
	}
	n.as("rosa").patch("/articles/1", object{"pseudonyms": false}).refused(t, 403, "editor")
	list := items(chidi.get("/articles/1/reviews?limit=1"))
	told := list[0]["reviewer"].(string)
	mine := chidi.get("/claims?reviewer=" + url.QueryEscape(told))
	if len(items(mine)) == 0 || items(mine)[0]["reviewer"] != told || items(mine)[0]["review_id"] != list[0]["id"] {
		t.Errorf("%s’s claims are %v", told, items(mine))
	}
	if found := items(chidi.get("/claims?reviewer=rosa")); len(found) != 0 {
		t.Errorf("by name are found %v", found)
	}
	for name, times := range map[string]int{"rosa": 4, "imre": 3} {
		if found := items(n.as(name).get("/claims?reviewer=" + name)); len(found) != times {
			t.Errorf("%s finds %d claims of their own", name, len(found))
		}
	}
	next := chidi.get("/articles/1/reviews?limit=1&cursor=" + decode[object](chidi.get("/articles/1/reviews?limit=1"))["next_cursor"].(string))
	if second := items(next); len(second) != 1 || second[0]["reviewer"] == told {
		t.Errorf("the second page is %v", second)
	}
	path := address(items(mine)[0])
	held := chidi.get(path).Header().Get("ETag")
	chidi.with("If-None-Match", held).get(path).is(t, 304)
	chidi.patch("/articles/1", object{"pseudonyms": false}).is(t, 200)
	if named := chidi.with("If-None-Match", held).get(path).is(t, 200).object(); named["reviewer"] == told {
		t.Errorf("without pseudonyms it is still told as %v", named)
	}
	chidi.with("If-Match", held).patch(path, object{"note": "x"}).refused(t, 403, "only they can change it")
	if found := items(chidi.get("/claims?reviewer=rosa")); len(found) != 4 {
		t.Errorf("without pseudonyms are found %v", found)
	}
}

func TestAnAssignmentIsTakenBack(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.as("chidi")
	review := number(chidi.post("/articles/1/reviews", object{"reviewer": "rosa"}).is(t, 201).object()["id"])
	n.as("rosa").delete("/reviews/"+review).refused(t, 403, "editor")
	chidi.delete("/reviews/"+review).is(t, 204)
	chidi.delete("/reviews/"+review).refused(t, 404, "no review")
	n.as("rosa").mark("spent", nil)
	chidi.delete("/reviews/"+number(items(chidi.get("/articles/1/reviews"))[0]["id"])).refused(t, 409, "holds a claim")
}

func TestEventsTellNoRatingAsNull(t *testing.T) {
	n := newNewsroom(t)
	n.as("rosa").mark("spent", nil)
	events := items(n.as("rosa").get("/claims/1/events"))
	after := events[0]["after"].(object)
	if rating, told := after["rating"]; !told || rating != nil {
		t.Errorf("no rating is told as %v", rating)
	}
}

// TestASubmittedReviewTellsWhatNeedsALook deletes the sentence of a claim with a verdict, and hands the review in.
func TestASubmittedReviewTellsWhatNeedsALook(t *testing.T) {
	n := newNewsroom(t)
	n.as("chidi").post("/articles", object{"title": "A report", "text": report}).is(t, 201)
	gone := n.as("rosa").post("/articles/2/claims", object{"quote": "Nobody was hurt", "verdict": "verified"}).is(t, 201).object()
	text, _, _ := strings.Cut(report, "\n\nNobody")
	n.as("chidi").post("/articles/2/revisions", object{"text": text}).is(t, 201)
	submitted := n.as("rosa").send("POST", "/reviews/1/submit", nil).is(t, 200).object()
	waiting := submitted["needs_look"].([]any)
	if len(submitted["unchecked"].([]any)) != 0 || len(waiting) != 1 || waiting[0].(object)["id"] != gone["id"] {
		t.Errorf("submitted: %v", submitted)
	}
}
