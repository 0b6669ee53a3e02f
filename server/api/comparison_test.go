package api_test

import (
	"encoding/csv"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// withReadings has rosa and imre read the article so that every outcome comes about: rosa's claims are 1 to 4, imre's 5 to 7.
func withReadings(t *testing.T) *newsroom {
	n := newNewsroom(t)
	rosa, imre := n.as("rosa"), n.as("imre")
	rosa.mark("The company", object{"verdict": "verified"})
	rosa.mark("US$12.62 million", object{"verdict": "disputed", "rating": 2})
	rosa.mark("up from $2.83m", object{"verdict": "unproven"})
	rosa.mark("治理之路", object{"verdict": "verified"})
	imre.mark("The company", object{"verdict": "verified"})
	imre.mark("US$12.62 million", object{"verdict": "verified", "rating": 4})
	imre.mark("from $2.83m", object{"verdict": "unproven"})
	return n
}

func groupsOf(comparison object) (groups []object) {
	for _, g := range comparison["groups"].([]any) {
		groups = append(groups, g.(object))
	}
	return groups
}

func TestTheComparisonTellsGroupsAndAgreement(t *testing.T) {
	n := withReadings(t)
	told := n.as("vera").get("/articles/1/comparison").is(t, 200).object()
	want := []object{
		{"reviewer": "imre", "display_name": "IMRE", "review_id": 2.0, "state": "reading", "blind": false, "claims": 3.0},
		{"reviewer": "rosa", "display_name": "ROSA", "review_id": 1.0, "state": "reading", "blind": false, "claims": 4.0},
	}
	if diff := cmp.Diff([]any{want[0], want[1]}, told["reviews"]); diff != "" {
		t.Error(diff)
	}
	var outcomes []string
	for _, g := range groupsOf(told) {
		claims := g["claims"].(object)
		outcomes = append(outcomes, g["outcome"].(string)+" "+strings.Join(slices.Sorted(maps.Keys(claims)), " "))
		for reviewer, claim := range claims {
			if claim.(object)["reviewer"] != reviewer || claim.(object)["quote"] == "" {
				t.Errorf("%s’s claim is %v", reviewer, claim)
			}
		}
		if g["decision"] != nil || g["undecided"] != true || g["since"] != false {
			t.Errorf("nothing is decided, but %v", g)
		}
	}
	if diff := cmp.Diff([]string{"agreed imre rosa", "verdict_differs imre rosa", "span_differs imre rosa", "only_one rosa"}, outcomes); diff != "" {
		t.Error(diff)
	}
	agreement := told["agreement"].(object)
	finding, judging := agreement["finding"].(object), agreement["judging"].(object)
	pair := finding["pairs"].([]any)[0].(object)
	if diff := cmp.Diff(object{"reviewers": []any{"imre", "rosa"}, "exact": object{"precision": 0.5, "recall": 2.0 / 3, "f1": 4.0 / 7},
		"overlap": object{"precision": 0.75, "recall": 1.0, "f1": 6.0 / 7}}, pair, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Error(diff)
	}
	percent := judging["percent"].(object)
	if percent["value"] != 2.0/3 || percent["units"] != 3.0 || percent["left_out"] != 1.0 {
		t.Errorf("percent agreement is %v", percent)
	}
	if kappa := judging["kappa"].([]any)[0].(object); !cmp.Equal(kappa["reviewers"], []any{"imre", "rosa"}) || kappa["units"] != 3.0 {
		t.Errorf("kappa is %v", kappa)
	}
	if rating := judging["alpha_ordinal_rating"].(object); rating["units"] != 1.0 || rating["left_out"] != 3.0 {
		t.Errorf("alpha of the ratings is %v", rating)
	}
	for _, name := range []string{"fleiss_kappa", "alpha_nominal"} {
		if _, ok := judging[name].(object)["value"]; !ok {
			t.Errorf("there is no %s in %v", name, judging)
		}
	}
	if strict := groupsOf(n.as("vera").get("/articles/1/comparison?threshold=0.9").is(t, 200).object()); len(strict) != 5 || strict[2]["outcome"] != "only_one" || len(strict[2]["overlaps"].([]any)) != 1 {
		t.Errorf("at threshold 0.9: %v", strict)
	}
}

func TestAComparisonOfNothingSaysSo(t *testing.T) {
	n := newNewsroom(t)
	told := n.as("chidi").get("/articles/1/comparison").is(t, 200).object()
	alpha := told["agreement"].(object)["finding"].(object)["alpha_u"].(object)
	if !strings.Contains(told["needs"].(string), "two readings") || len(groupsOf(told)) != 0 || alpha["value"] != nil {
		t.Errorf("without readings: %v", told)
	}
	n.as("rosa").mark("spent", nil)
	n.as("chidi").post("/articles/1/reviews", object{"reviewer": "imre"}).is(t, 201)
	n.as("imre").send("POST", "/reviews/2/submit", nil).is(t, 200)
	percent := n.as("chidi").get("/articles/1/comparison").is(t, 200).object()["agreement"].(object)["judging"].(object)["percent"].(object)
	if percent["value"] != nil || percent["undefined"] == "" || percent["units"] != 0.0 || percent["left_out"] != 1.0 {
		t.Errorf("with nothing in common: %v", percent)
	}
}

func TestComparisonsThatCannotBe(t *testing.T) {
	n := withReadings(t)
	for path, words := range map[string]string{"threshold=2": "at most 1", "threshold=-1": "at least 0", "threshold=much": "number", "treshold=1": "check its name"} {
		n.as("vera").get("/articles/1/comparison?"+path).refused(t, 422, words)
	}
	n.as("vera").get("/articles/99/comparison").refused(t, 404, "no article 99")
	n.as("").get("/articles/1/comparison").refused(t, 401)
}

func TestADecisionsWholeLife(t *testing.T) {
	n := withReadings(t)
	chidi := n.as("chidi")
	made := chidi.with("Idempotency-Key", "k1").post("/articles/1/decisions", object{"claim_ids": []int{2, 6}, "outcome": "accepted", "verdict": "disputed", "reason": "The filing says 12.6."}).is(t, 201)
	if made.Header().Get("ETag") != `"1"` {
		t.Errorf("ETag %s", made.Header().Get("ETag"))
	}
	got := made.object()
	for _, when := range []string{"created_at", "updated_at"} {
		delete(got, when)
	}
	want := object{"id": 1.0, "article_id": 1.0, "revision": 1.0, "outcome": "accepted", "claim_ids": []any{2.0, 6.0}, "claim_id": 2.0, "start": 18.0, "end": 34.0,
		"claims": []any{object{"id": 2.0, "version": 1.0}, object{"id": 6.0, "version": 1.0}},
		"quote":  "US$12.62 million", "prefix": "The company spent ", "suffix": " in 2018, up from $2.83m in 2018", "kind": "money", "verdict": "disputed", "rating": 2.0,
		"reason": "The filing says 12.6.", "decided_by": "chidi", "version": 1.0}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	again := chidi.with("Idempotency-Key", "k1").post("/articles/1/decisions", object{"claim_ids": []int{2, 6}, "outcome": "accepted", "verdict": "disputed", "reason": "The filing says 12.6."}).is(t, 201)
	if again.object()["id"] != 1.0 {
		t.Errorf("the same key decided twice: %v", again.object())
	}
	p := chidi.post("/articles/1/decisions", object{"claim_ids": []int{2}, "outcome": "accepted"}).is(t, 409).object()
	if p["decision"].(object)["id"] != 1.0 {
		t.Errorf("the conflict does not tell the decision: %v", p)
	}
	if g := groupsOf(chidi.get("/articles/1/comparison").object())[1]; g["decision"].(object)["id"] != 1.0 || g["undecided"] != false {
		t.Errorf("the group is %v", g)
	}
	claim := n.as("vera").with("If-None-Match", `"1"`).get("/claims/6").is(t, 200).object() // no 304: what is decided changed no version
	if claim["decision"] != "accepted" || claim["decision_verdict"] != "disputed" || claim["verdict"] != "verified" {
		t.Errorf("the dissenting claim is %v", claim)
	}

	chidi.patch("/decisions/1", object{"reason": "x"}).refused(t, 428, "If-Match")
	changed := chidi.with("If-Match", `"1"`).patch("/decisions/1", object{"start": 12, "end": 34, "rating": 1}).is(t, 200)
	if d := changed.object(); changed.Header().Get("ETag") != `"2"` || d["quote"] != "spent US$12.62 million" || d["claim_id"] != nil || d["rating"] != 1.0 || d["verdict"] != "disputed" {
		t.Errorf("changed to %v", d)
	}
	stale := chidi.with("If-Match", `"1"`).patch("/decisions/1", object{"reason": "late"}).is(t, 412).object()
	if stale["decision"].(object)["version"] != 2.0 {
		t.Errorf("the stale change is told %v", stale)
	}
	if d := chidi.with("If-Match", `"2"`).patch("/decisions/1", object{"outcome": "rejected", "reason": "An opinion."}).is(t, 200).object(); d["verdict"] != "" || d["rating"] != nil || d["outcome"] != "rejected" {
		t.Errorf("rejected as %v", d)
	}
	chidi.with("If-Match", `"2"`).send("POST", "/decisions/1/reopen", nil).is(t, 412)
	if d := chidi.with("If-Match", `"3"`).send("POST", "/decisions/1/reopen", nil).is(t, 200).object(); d["outcome"] != "reopened" || d["version"] != 4.0 {
		t.Errorf("reopened as %v", d)
	}
	chidi.with("If-Match", `"4"`).patch("/decisions/1", object{"outcome": "accepted"}).refused(t, 409, "reopened")
	if claim := n.as("vera").with("If-None-Match", `"1"`).get("/claims/6").is(t, 200).object(); claim["decision"] != "" {
		t.Errorf("after reopening the claim is %v", claim)
	}
	actions := []string{}
	for _, e := range items(n.as("vera").get("/articles/1/events?limit=500")) {
		if action := e["action"].(string); strings.HasPrefix(action, "decision.") {
			actions = append(actions, action)
		}
	}
	if diff := cmp.Diff([]string{"decision.made", "decision.changed", "decision.changed", "decision.reopened"}, actions); diff != "" {
		t.Error(diff)
	}
}

func TestADecisionMayNameWhatWasSeen(t *testing.T) {
	n := withReadings(t)
	chidi, rosa := n.as("chidi"), n.as("rosa")
	saw := func(version int) []object { return []object{{"id": 2, "version": version}, {"id": 6, "version": 1}} }
	decision := object{"claim_ids": []int{2, 6}, "claims": saw(1), "outcome": "accepted", "claim_id": 2}
	rosa.with("If-Match", "*").patch("/claims/2", object{"verdict": "verified"}).is(t, 200)
	late := chidi.post("/articles/1/decisions", decision).is(t, 409).object()
	if claims := late["claims"].([]any); len(claims) != 1 || claims[0].(object)["id"] != 2.0 || claims[0].(object)["verdict"] != "verified" {
		t.Errorf("the conflict tells %v", claims)
	}
	decision["claims"] = saw(9)
	chidi.post("/articles/1/decisions", decision).refused(t, 422, "nobody has seen version 9")
	decision["claims"] = saw(2)
	if d := chidi.post("/articles/1/decisions", decision).is(t, 201).object(); d["verdict"] != "verified" || !cmp.Equal(d["claims"], []any{object{"id": 2.0, "version": 2.0}, object{"id": 6.0, "version": 1.0}}) {
		t.Errorf("decided as %v", d)
	}
	since := func(want bool) {
		t.Helper()
		if g := groupsOf(chidi.get("/articles/1/comparison").object())[1]; g["since"] != want {
			t.Errorf("since is %v", g["since"])
		}
	}
	rosa.with("If-Match", "*").patch("/claims/2", object{"verdict": "unproven"}).is(t, 200)
	change := func(body object) *answer { return chidi.with("If-Match", "*").patch("/decisions/1", body) }
	change(object{"reason": "A comma, set."}).is(t, 200)
	since(true)
	change(object{"reason": "Late.", "claims": saw(2)}).refused(t, 409, "changed since you saw it")
	change(object{"claims": saw(3)}).is(t, 200)
	since(false)
	rosa.with("If-Match", "*").patch("/claims/2", object{"verdict": "disputed"}).is(t, 200)
	change(object{"claim_ids": []int{2, 6}}).is(t, 200) // as they stand, seen or not
	since(false)
}

func TestOnlyWhatWasSeenAgreedIsAcceptedWhereACallSays(t *testing.T) {
	n := withReadings(t)
	n.as("rosa").mark("was the phrase", object{"verdict": "verified"})
	n.as("imre").mark("was the phrase", object{"verdict": "verified"})
	done := n.as("chidi").post("/articles/1/decisions/agreed", object{"claims": []object{{"id": 1, "version": 1}, {"id": 5, "version": 1}}}).is(t, 200).object()
	if len(done["items"].([]any)) != 1 || done["left"] != 1.0 {
		t.Errorf("accepted %v", done)
	}
	if done := n.as("chidi").send("POST", "/articles/1/decisions/agreed", nil).is(t, 200).object(); len(done["items"].([]any)) != 1 || done["left"] != 0.0 {
		t.Errorf("accepted %v", done)
	}
}

func TestDecisionsThatCannotBe(t *testing.T) {
	n := withReadings(t)
	chidi := n.as("chidi")
	decide := func(c caller, body object) *answer { return c.post("/articles/1/decisions", body) }
	for name, test := range map[string]struct {
		answer   *answer
		status   int
		location string
		words    string
	}{
		"by a reviewer":        {decide(n.as("rosa"), object{"claim_ids": []int{1, 5}, "outcome": "accepted"}), 403, "", "editor"},
		"of no claims":         {decide(chidi, object{"claim_ids": []int{}, "outcome": "accepted"}), 422, "body.claim_ids", ""},
		"without claims":       {decide(chidi, object{"outcome": "accepted"}), 422, "body.claim_ids", "missing"},
		"without an outcome":   {decide(chidi, object{"claim_ids": []int{1}}), 422, "body.outcome", "missing"},
		"of another outcome":   {decide(chidi, object{"claim_ids": []int{1}, "outcome": "reopened"}), 422, "body.outcome", "accepted"},
		"of unknown claims":    {decide(chidi, object{"claim_ids": []int{99}, "outcome": "accepted"}), 422, "body.claim_ids", "no claim 99"},
		"of claims apart":      {decide(chidi, object{"claim_ids": []int{1, 4}, "outcome": "accepted"}), 422, "body.claim_ids", "shares no text"},
		"without a reason":     {decide(chidi, object{"claim_ids": []int{1, 5}, "outcome": "rejected"}), 422, "body.reason", "why"},
		"without the verdict":  {decide(chidi, object{"claim_ids": []int{2, 6}, "outcome": "accepted"}), 422, "body.verdict", "differ"},
		"of half a span":       {decide(chidi, object{"claim_ids": []int{1}, "outcome": "accepted", "start": 1}), 422, "body.end", "Send end too"},
		"of a foreign reading": {decide(chidi, object{"claim_ids": []int{1, 5}, "outcome": "accepted", "claim_id": 2}), 422, "body.claim_id", "not in the group"},
		"in no article":        {chidi.post("/articles/99/decisions", object{"claim_ids": []int{1}, "outcome": "accepted"}), 404, "", "no article 99"},
		"agreed by a reviewer": {n.as("rosa").send("POST", "/articles/1/decisions/agreed", nil), 403, "", "editor"},
		"agreed in no article": {chidi.send("POST", "/articles/99/decisions/agreed", nil), 404, "", "no article 99"},
		"unknown changed":      {chidi.with("If-Match", "*").patch("/decisions/99", object{"reason": "x"}), 404, "", "no decision 99"},
		"unknown reopened":     {chidi.send("POST", "/decisions/99/reopen", nil), 404, "", "no decision 99"},
		"without a token":      {decide(n.as(""), object{"claim_ids": []int{1}, "outcome": "accepted"}), 401, "", "token"},
	} {
		t.Run(name, func(t *testing.T) {
			p := test.answer.refused(t, test.status, test.words)
			if test.location != "" {
				p.at(t, test.location)
			}
		})
	}
}

func TestAgreedGroupsAreDecidedAtOnceAndStandInTheCSV(t *testing.T) {
	n := withReadings(t)
	chidi := n.as("chidi")
	made := items(chidi.send("POST", "/articles/1/decisions/agreed", nil).is(t, 200))
	if len(made) != 1 || !cmp.Equal(made[0]["claim_ids"], []any{1.0, 5.0}) || made[0]["outcome"] != "accepted" {
		t.Errorf("made %v", made)
	}
	chidi.post("/articles/1/decisions", object{"claim_ids": []int{4}, "outcome": "rejected", "reason": "=A slogan, no claim"}).is(t, 201)
	rows := must(csv.NewReader(n.as("vera").get("/export/claims.csv").is(t, 200).Body).ReadAll())
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var got [][]string
	for _, row := range rows[1:] {
		got = append(got, []string{row[column["claim_id"]], row[column["decision"]], row[column["decision_verdict"]], row[column["decision_reason"]]})
	}
	want := [][]string{{"1", "accepted", "verified", ""}, {"2", "", "", ""}, {"3", "", "", ""}, {"4", "rejected", "", "'=A slogan, no claim"},
		{"5", "accepted", "verified", ""}, {"6", "", "", ""}, {"7", "", "", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
