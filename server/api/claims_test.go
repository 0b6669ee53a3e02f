package api_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAClaimIsToldAsPromised(t *testing.T) {
	n := newNewsroom(t)
	start := at("US$12.62 million")
	a := n.as("rosa").post("/articles/1/claims", object{"start": start, "end": start + 16, "verdict": "disputed", "rating": 2, "note": "12.6",
		"speaker": "the company", "citations": []object{{"url": "https://example.org/filing", "stance": "refutes", "primary": true, "locator": "p. 3"}}}).is(t, 201)
	got := a.object()
	for _, when := range []string{"created_at", "updated_at"} {
		if told, ok := got[when].(string); !ok || !strings.HasSuffix(told, "Z") {
			t.Errorf("%s is %v, want a time in UTC", when, got[when])
		}
		delete(got, when)
	}
	want := object{"id": 1.0, "article_id": 1.0, "revision": 1.0, "review_id": 1.0, "reviewer": "rosa", "start": 18.0, "end": 34.0,
		"quote": "US$12.62 million", "prefix": "The company spent ", "suffix": " in 2018, up from $2.83m in 2018", "kind": "money",
		"verdict": "disputed", "rating": 2.0, "note": "12.6", "speaker": "the company", "decision": "", "decision_verdict": "", "decision_reason": "", "carryover": "", "version": 1.0, "url": base + "/articles/1#claim-1",
		"citations": []any{object{"n": 1.0, "url": "https://example.org/filing", "title": "", "publisher": "", "stance": "refutes", "primary": true,
			"locator": "p. 3", "passage": "", "published_on": "", "accessed_on": "", "archived_url": ""}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if tag, place := a.Header().Get("ETag"), a.Header().Get("Location"); tag != `"1"` || place != "/api/v1/claims/1" {
		t.Errorf("ETag %s, Location %s", tag, place)
	}
	plain := n.as("rosa").mark("治理之路", nil)
	if rating, ok := plain["rating"]; !ok || rating != nil {
		t.Errorf("no rating is told as %v, want null", rating)
	}
	if list, ok := plain["citations"].([]any); !ok || len(list) != 0 {
		t.Errorf("no citations are told as %v, want an empty list", plain["citations"])
	}
}

func TestWhereAClaimStands(t *testing.T) {
	n := newNewsroom(t)
	family := "👨‍👩‍👧‍👦"
	third := at(family + " in 2018.")
	for name, test := range map[string]struct {
		sent       object
		start, end int
		quote      string
	}{
		"span":                   {object{"start": 4, "end": 11}, 4, 11, "company"},
		"span and quote":         {object{"start": 4, "end": 11, "quote": "company"}, 4, 11, "company"},
		"quote in Chinese":       {object{"quote": "治理之路"}, at("治理之路"), at("治理之路") + 4, "治理之路"},
		"emoji of seven":         {object{"quote": family}, third, third + 7, family},
		"begins within an emoji": {object{"start": third + 3, "end": third + 10}, third, third + 10, family + " in"},
		"ends within an emoji":   {object{"start": at("phrase"), "end": third + 1}, at("phrase"), third + 7, "phrase " + family},
		"after an emoji":         {object{"quote": "in 2018.", "prefix": family + " "}, third + 8, third + 16, "in 2018."},
		"by what follows":        {object{"quote": "in 2018", "suffix": ", up"}, at("in 2018, up"), at("in 2018, up") + 7, "in 2018"},
		"by both":                {object{"quote": "in 2018", "prefix": "m ", "suffix": "."}, at("in 2018.\n"), at("in 2018.\n") + 7, "in 2018"},
		"across paragraphs":      {object{"quote": "in 2018.\n\n“治理"}, at("in 2018.\n"), at("治理之路") + 2, "in 2018.\n\n“治理"},
		"as the source had it":   {object{"quote": "US$12.62\u00a0mil\u00adlion\u200b"}, 18, 34, "US$12.62 million"},
		"as typed":               {object{"quote": "in 2018.  \"治理"}, at("in 2018.\n"), at("治理之路") + 2, "in 2018.\n\n“治理"},
		"span, quote as typed":   {object{"start": at("“"), "end": at("“") + 6, "quote": `"治理之路"`}, at("“"), at("“") + 6, "“治理之路”"},
	} {
		t.Run(name, func(t *testing.T) {
			got := n.as("rosa").post("/articles/1/claims", test.sent).is(t, 201).object()
			if got["start"] != float64(test.start) || got["end"] != float64(test.end) || got["quote"] != test.quote {
				t.Errorf("stands at %v to %v: %q; want %d to %d: %q", got["start"], got["end"], got["quote"], test.start, test.end, test.quote)
			}
		})
	}
}

func TestAClaimIsChangedByWhoSawIt(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	claim := rosa.mark("US$12.62 million", object{"rating": 4, "note": "first"})
	path := address(claim)
	for _, step := range []struct {
		sent object
		want object
	}{
		{object{}, object{"version": 1.0, "note": "first"}},
		{object{"verdict": "disputed"}, object{"version": 2.0, "verdict": "disputed", "note": "first", "rating": 4.0}},
		{object{"rating": nil, "note": "second", "speaker": "A. Writer"}, object{"version": 3.0, "rating": nil, "note": "second", "speaker": "A. Writer"}},
		{object{"note": nil, "kind": "statistic"}, object{"version": 4.0, "note": "", "kind": "statistic", "speaker": "A. Writer"}},
		{object{"verdict": nil}, object{"version": 5.0, "verdict": "unchecked"}},
		{object{"start": 4, "end": 11}, object{"version": 6.0, "start": 4.0, "end": 11.0, "quote": "company", "prefix": "The "}},
	} {
		seen := rosa.get(path).is(t, 200).Header().Get("ETag")
		a := rosa.with("If-Match", seen).patch(path, step.sent).is(t, 200)
		got := a.object()
		for name, want := range step.want {
			if got[name] != want {
				t.Errorf("after %v the %s is %v, want %v", step.sent, name, got[name], want)
			}
		}
		if a.Header().Get("ETag") != `"`+number(got["version"])+`"` {
			t.Errorf("ETag %s of version %v", a.Header().Get("ETag"), got["version"])
		}
	}
	answered := rosa.with("If-Match", `"2"`).patch(path, object{"note": "late"})
	late := answered.refused(t, 412, "nothing was overwritten")
	if tag := answered.Header().Get("ETag"); tag != `"`+number(late.Claim["version"])+`"` {
		t.Errorf("the problem has the ETag %s", tag)
	}
	if diff := cmp.Diff(rosa.get(path).object(), late.Claim); diff != "" {
		t.Errorf("the problem tells another claim: %s", diff)
	}
	rosa.with("If-Match", `"2"`).delete(path).refused(t, 412)
	rosa.with("If-Match", `*`).patch(path, object{"note": "whatever stands"}).is(t, 200)
}

func TestAnUnchangedClaimIsNotSentAgain(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	for _, held := range []string{`"1"`, `W/"1"`, `"7", "1"`, `*`} {
		if a := rosa.with("If-None-Match", held).get(path).is(t, 304); a.Body.Len() > 0 || a.Header().Get("ETag") != `"1"` {
			t.Errorf("%s is answered %q with ETag %s", held, a.Body, a.Header().Get("ETag"))
		}
	}
	rosa.with("If-None-Match", `"2"`).get(path).is(t, 200)
}

func TestADeletedClaimComesBackAsItWas(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	before := rosa.mark("spent", object{"verdict": "verified", "citations": []object{{"url": "https://example.org", "stance": "supports"}}})
	path := address(before)
	rosa.with("If-Match", `"1"`).delete(path).is(t, 204)
	for name, a := range map[string]*answer{
		"get": rosa.get(path), "change": rosa.with("If-Match", `"2"`).patch(path, object{"note": "x"}), "delete": rosa.delete(path),
		"cite": rosa.post(path+"/citations", object{"url": "https://example.org", "stance": "context"}),
	} {
		t.Run(name, func(t *testing.T) { a.refused(t, 404, "was deleted", path+"/restore") })
	}
	if left := items(rosa.get("/claims")); len(left) != 0 {
		t.Errorf("the list still holds %v", left)
	}
	after := rosa.send("POST", path+"/restore", nil).is(t, 200).object()
	if diff := cmp.Diff(before, after, ignoring("version", "updated_at")); diff != "" || after["version"] != 3.0 {
		t.Errorf("came back as version %v: %s", after["version"], diff)
	}
	rosa.get(path).is(t, 200)
}

func TestTheSameKeyMakesOneThing(t *testing.T) {
	n := newNewsroom(t)
	rosa, editor := n.as("rosa").with("Idempotency-Key", "k1"), n.as("chidi").with("Idempotency-Key", "k1")
	article := object{"title": "Once", "text": "Once only."}
	first, again := editor.post("/articles", article).is(t, 201), editor.post("/articles", article).is(t, 201)
	if first.Body.String() != again.Body.String() {
		t.Errorf("imported twice: %s and %s", first.Body, again.Body)
	}
	one, same := rosa.mark("spent", nil), rosa.mark("spent", nil)
	if one["id"] != same["id"] {
		t.Errorf("marked twice: %v and %v", one["id"], same["id"])
	}
	cite := object{"url": "https://example.org", "stance": "context"}
	rosa = rosa.with("Idempotency-Key", "k2")
	rosa.post(address(one)+"/citations", cite).is(t, 201)
	if again := rosa.post(address(one)+"/citations", cite).is(t, 201).object(); again["n"] != 1.0 {
		t.Errorf("cited again as number %v", again["n"])
	}
	rosa.with("Idempotency-Key", "k3").post(address(one)+"/citations", object{"url": "https://example.org/3", "stance": "context"}).is(t, 201)
	if again := rosa.post(address(one)+"/citations", cite).is(t, 201).object(); again["n"] != 1.0 || again["url"] != "https://example.org" {
		t.Errorf("cited again after another source, it is answered with %v", again)
	}
	rosa.post("/articles/1/claims", object{"quote": "spent"}).refused(t, 409, "k2", "new key")
	rosa.post(address(one)+"/citations", object{"url": "https://example.org/2", "stance": "context"}).refused(t, 409, "k2")
	editor.post("/articles", object{"title": "Once", "text": "Another."}).refused(t, 409, "k1")
	rosa.delete(address(one)+"/citations/1").is(t, 204)
	rosa.post(address(one)+"/citations", cite).refused(t, 409, "removed since")
}

func TestIfMatchTakesAListAndNoWeakTags(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	for _, c := range []struct {
		seen   string
		status int
	}{{`"7", "1"`, 200}, {`"1","7"`, 412}, {`W/"2"`, 412}, {`W/"2", "2"`, 200}, {`W/"3", "7"`, 412}, {`"3", x`, 422}, {`"3",`, 422}, {`"0"`, 422}, {" * ", 200}} {
		a := rosa.with("If-Match", c.seen).patch(path, object{"note": "seen " + c.seen})
		if a.Code != c.status {
			t.Errorf("If-Match: %s is answered %d, want %d: %s", c.seen, a.Code, c.status, a.Body)
		}
		if c.status == 412 && a.object()["claim"] == nil {
			t.Errorf("If-Match: %s is not told the claim as it stands", c.seen)
		}
	}
}

func TestAFieldOfAListIsNamedAsPeopleNameIt(t *testing.T) {
	n := newNewsroom(t)
	n.as("rosa").get("/claims?verdict=false").refused(t, 422, "The parameter verdict must be one of")
	n.as("rosa").post("/articles/1/claims", object{"quote": "spent", "citations": []object{{"url": "https://example.org", "stance": "none"}}}).
		refused(t, 422, "The field stance of citations must be one of")
}

func TestSourcesAreCitedChangedAndRemoved(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	full := object{"url": "https://example.org/filing", "title": "Filing", "publisher": "The Clerk", "stance": "refutes", "primary": true, "locator": "p. 3",
		"passage": "12.6", "published_on": "2019-01-02", "accessed_on": "2026-01-02", "archived_url": "https://archive.example.org/1"}
	a := rosa.post(path+"/citations", full).is(t, 201)
	got := a.object()
	claim := got["claim"].(object)
	delete(got, "claim")
	full["n"] = 1.0
	if diff := cmp.Diff(full, got); diff != "" || a.Header().Get("ETag") != `"2"` || claim["version"] != 2.0 {
		t.Errorf("cited with ETag %s: %s", a.Header().Get("ETag"), diff)
	}
	second := rosa.post(path+"/citations", object{"url": "https://example.org/filing", "stance": "context"}).is(t, 201).object()
	if second["n"] != 2.0 || second["title"] != "Filing" || second["primary"] != false {
		t.Errorf("a known source is cited as %v", second)
	}
	rosa.with("If-Match", `"2"`).put(path+"/citations/2", object{"url": "Box 7", "stance": "supports"}).refused(t, 412)
	changed := rosa.with("If-Match", `"3"`).put(path+"/citations/2", object{"url": "Box 7", "stance": "supports"}).is(t, 200).object()
	if changed["url"] != "Box 7" || changed["title"] != "" || changed["n"] != 2.0 {
		t.Errorf("written anew as %v", changed)
	}
	if a := rosa.delete(path+"/citations/1").is(t, 204); a.Header().Get("ETag") != `"5"` {
		t.Errorf("removed with ETag %s", a.Header().Get("ETag"))
	}
	left := rosa.get(path).object()["citations"].([]any)
	if len(left) != 1 || left[0].(object)["n"] != 2.0 {
		t.Errorf("left are %v", left)
	}
	if third := rosa.post(path+"/citations", full2()).is(t, 201).object(); third["n"] != 3.0 {
		t.Errorf("a number is used twice: %v", third["n"])
	}
}

func full2() object { return object{"url": "https://example.org/3", "stance": "context"} }

func ignoring(names ...string) cmp.Option {
	return cmp.FilterPath(func(p cmp.Path) bool {
		at, ok := p.Last().(cmp.MapIndex)
		if !ok {
			return false
		}
		for _, name := range names {
			if at.Key().String() == name {
				return true
			}
		}
		return false
	}, cmp.Ignore())
}
