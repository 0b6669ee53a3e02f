package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// problem is a problem+json document as it is sent.
type problem struct {
	Status int
	Title  string
	Detail string
	Claim  object
	Errors []struct{ Field, Location, Message string }
}

// refused checks that the answer is a whole problem of this status whose detail has these words, and gives it.
func (a *answer) refused(t *testing.T, status int, words ...string) problem {
	t.Helper()
	a.is(t, status)
	if kind := a.Header().Get("Content-Type"); kind != "application/problem+json" {
		t.Errorf("a problem of type %q", kind)
	}
	p := decode[problem](a)
	if p.Status != status || p.Title == "" {
		t.Errorf("the problem tells status %d, title %q", p.Status, p.Title)
	}
	for _, word := range words {
		if !strings.Contains(p.Detail, word) {
			t.Errorf("the detail %q lacks %q", p.Detail, word)
		}
	}
	return p
}

// at checks that the problem names these places, and a field and a sentence for each.
func (p problem) at(t *testing.T, locations ...string) {
	t.Helper()
	var named []string
	for _, e := range p.Errors {
		named = append(named, e.Location)
		if e.Field == "" || !strings.HasSuffix(e.Location, e.Field) || !strings.HasSuffix(e.Message, ".") {
			t.Errorf("the problem names %+v", e)
		}
	}
	if slices.Sort(named); !slices.Equal(named, locations) {
		t.Errorf("the problem names %q, want %q: %s", named, locations, p.Detail)
	}
}

func TestEveryMistakeIsNamed(t *testing.T) {
	n := newNewsroom(t)
	rosa, editor := n.as("rosa"), n.as("chidi")
	claim := rosa.mark("The company", object{"citations": []object{{"url": "https://example.org", "stance": "refutes"}}})
	path := address(claim)
	current := rosa.with("If-Match", `"1"`)
	long := strings.Repeat("很长", 120_000)
	for name, test := range map[string]struct {
		answer   *answer
		status   int
		location string
		words    string
	}{
		"no article":             {rosa.get("/articles/99"), 404, "", "no article 99"},
		"no revision":            {rosa.get("/articles/1?revision=2"), 404, "", "no revision 2"},
		"revision 0":             {rosa.get("/articles/1?revision=0"), 422, "query.revision", "at least 1"},
		"no claims of none":      {rosa.get("/articles/99/claims"), 404, "", "no article 99"},
		"no events of none":      {rosa.get("/articles/99/events"), 404, "", "no article 99"},
		"no reviews of none":     {rosa.get("/articles/99/reviews"), 404, "", "no article 99"},
		"no claim":               {rosa.get("/claims/99"), 404, "", "no claim 99"},
		"no events of no claim":  {rosa.get("/claims/99/events"), 404, "", "no claim 99"},
		"no claim to change":     {current.patch("/claims/99", object{}), 404, "", "no claim 99"},
		"no claim to delete":     {rosa.delete("/claims/99"), 404, "", "no claim 99"},
		"no claim to restore":    {rosa.send("POST", "/claims/99/restore", nil), 404, "", "no claim 99"},
		"no claim to cite for":   {rosa.post("/claims/99/citations", object{"url": "https://example.org", "stance": "context"}), 404, "", "no claim 99"},
		"no citation":            {rosa.delete(path + "/citations/9"), 404, "", "no source number 9"},
		"no call":                {rosa.get("/nothing"), 404, "", "nothing at this address"},
		"id in words":            {rosa.get("/claims/first"), 422, "path.id", `must be a whole number, not "first"`},
		"id beyond all numbers":  {rosa.get("/claims/99999999999999999999"), 422, "path.id", "must be a smaller number"},
		"no such method":         {rosa.put("/claims", object{}), 405, "", "takes GET"},
		"mark where nothing is":  {rosa.post("/articles/99/claims", object{"quote": "x"}), 404, "", "no article 99"},
		"neither span nor quote": {rosa.post("/articles/1/claims", object{}), 422, "body.quote", "start and end"},
		"end missing":            {rosa.post("/articles/1/claims", object{"start": 1}), 422, "body.end", "start and an end"},
		"start missing":          {rosa.post("/articles/1/claims", object{"end": 1}), 422, "body.start", "start and an end"},
		"beyond the text":        {rosa.post("/articles/1/claims", object{"start": 1, "end": 9999}), 422, "body.end", fmt.Sprint(len([]rune(text)))},
		"end before start":       {rosa.post("/articles/1/claims", object{"start": 9, "end": 4}), 422, "body.end", ""},
		"before the text":        {rosa.post("/articles/1/claims", object{"start": -1, "end": 4}), 422, "body.start", "at least 0, not -1"},
		"half a code point":      {rosa.post("/articles/1/claims", object{"start": 1.5, "end": 4}), 422, "body.start", "whole number, not 1.5"},
		"far beyond":             {rosa.post("/articles/1/claims", object{"start": 0, "end": 1e30}), 422, "body.end", "at most 2147483647, not"},
		"quote not standing":     {rosa.post("/articles/1/claims", object{"quote": "12.63 million"}), 422, "body.quote", ""},
		"quote several times":    {rosa.post("/articles/1/claims", object{"quote": "in 2018"}), 409, "", "3 times"},
		"quote beside its span":  {rosa.post("/articles/1/claims", object{"start": 0, "end": 3, "quote": "company"}), 422, "body.quote", "“The”"},
		"no such verdict":        {rosa.post("/articles/1/claims", object{"quote": "spent", "verdict": "wrong"}), 422, "body.verdict", `verified, disputed, unproven, unchecked, not "wrong"`},
		"no such kind":           {rosa.post("/articles/1/claims", object{"quote": "spent", "kind": "money!"}), 422, "body.kind", "statistic, money, count"},
		"no such rating":         {rosa.post("/articles/1/claims", object{"quote": "spent", "rating": 6}), 422, "body.rating", "at most 5, not 6"},
		"no such stance":         {rosa.post("/articles/1/claims", object{"quote": "spent", "citations": []object{{"url": "https://example.org", "stance": "for"}}}), 422, "body.citations[0].stance", "supports, refutes, context"},
		"no such field":          {rosa.post("/articles/1/claims", object{"quote": "spent", "colour": "red"}), 422, "body.colour", "The field colour is not known here"},
		"wrong sort of value":    {rosa.post("/articles/1/claims", object{"quote": 7}), 422, "body.quote", "The field quote must be a text, not 7"},
		"nothing sent":           {rosa.post("/articles/1/claims", ""), 400, "body", "body is required"},
		"not JSON":               {rosa.post("/articles/1/claims", `{"quote": "spent"`), 400, "body", "is not JSON"},
		"not UTF-8":              {rosa.post("/articles/1/claims", "{\"quote\": \"sp\xffent\"}"), 400, "body", "not valid UTF-8"},
		"half a character":       {rosa.post("/articles/1/claims", `{"quote": "spent", "note": "a\ud800b"}`), 422, "body", `\ud800`},
		"the other half":         {rosa.post("/articles/1/claims", `{"quote": "spent", "note": "\\\uDE00"}`), 422, "body", `\uDE00`},
		"two first halves":       {rosa.post("/articles/1/claims", `{"quote": "spent", "note": "\ud83d\ud83d\ude00"}`), 422, "body", `\ud83d`},
		"half at the end":        {rosa.post("/articles/1/claims", `{"quote": "spent\ud83d`), 422, "body", `\ud83d`},
		"a list, not an object":  {rosa.post("/articles/1/claims", `[]`), 422, "body", "must be an object"},
		"said not to be JSON":    {rosa.with("Content-Type", "text/plain").post("/articles/1/claims", "spent"), 415, "header.Content-Type", "must be JSON"},
		"sent as a form":         {rosa.with("Content-Type", "application/x-www-form-urlencoded").post("/articles/1/claims", `{"quote": "spent"}`), 415, "header.Content-Type", "must be JSON"},
		"body over the limit":    {rosa.post("/articles/1/claims", object{"quote": "spent", "note": long}), 413, "", "256 KB"},
		"change unseen":          {rosa.patch(path, object{"verdict": "disputed"}), 428, "header.If-Match", `"3" for example`},
		"change of no version":   {rosa.with("If-Match", "three").patch(path, object{}), 422, "header.If-Match", "quotation marks"},
		"change to no verdict":   {current.patch(path, object{"verdict": "wrong"}), 422, "body.verdict", "unproven"},
		"change of the reviewer": {current.patch(path, object{"reviewer": "imre"}), 422, "body.reviewer", "not known here"},
		"change to no kind":      {current.patch(path, object{"kind": nil}), 422, "body.kind", "kind is missing"},
		"change to half a span":  {current.patch(path, object{"start": 4}), 422, "body.end", "Send end too"},
		"change beyond the text": {current.patch(path, object{"start": 4, "end": 4000}), 422, "body.end", ""},
		"source without address": {rosa.post(path+"/citations", object{"stance": "context"}), 422, "body.url", "The field url is missing"},
		"source without stance":  {rosa.post(path+"/citations", object{"url": "https://example.org"}), 422, "body.stance", "The field stance is missing"},
		"source that would run":  {rosa.post(path+"/citations", object{"url": "JavaScript:alert(1)", "stance": "context"}), 422, "body.url", "javascript:"},
		"source of no date":      {rosa.post(path+"/citations", object{"url": "https://example.org", "stance": "context", "accessed_on": "today"}), 422, "body.accessed_on", "2019-10-24"},
		"source to write anew":   {rosa.put(path+"/citations/7", object{"url": "https://example.org", "stance": "context"}), 404, "", "no source number 7"},
		"article without title":  {editor.post("/articles", object{"text": "x"}), 422, "body.title", "The field title is missing"},
		"article of white space": {editor.post("/articles", object{"title": "x", "text": " \n\u00a0"}), 422, "body.text", "empty"},
		"article without text":   {editor.post("/articles", object{"title": "x"}), 422, "body.text", "empty"},
		"article sent twice":     {editor.post("/articles", object{"title": "x", "html": "<p>x", "text": "x"}), 422, "body.text", "sent twice"},
		"page of nothing":        {editor.post("/articles", object{"title": "x", "html": "<p><script>var x = 1</script>"}), 422, "body.text", "made by its scripts"},
		"article text in HTML":   {editor.post("/articles", object{"title": "x", "text": "<!doctype html><p>x"}), 422, "body.text", "HTML"},
		"article too large":      {editor.post("/articles", object{"title": "x", "text": strings.Repeat("word ", 1<<20)}), 413, "", "5.0 MB"},
		"article of no address":  {editor.post("/articles", object{"title": "x", "text": "x", "url": "javascript:x"}), 422, "body.url", "https://"},
		"article of no date":     {editor.post("/articles", object{"title": "x", "text": "x", "published_on": "24.10.2019"}), 422, "body.published_on", "2019-10-24"},
		"limit 0":                {rosa.get("/claims?limit=0"), 422, "query.limit", "at least 1, not 0"},
		"limit 9999":             {rosa.get("/claims?limit=9999"), 422, "query.limit", "at most 500, not 9999"},
		"limit many":             {rosa.get("/articles?limit=many"), 422, "query.limit", "whole number"},
		"cursor garbage":         {rosa.get("/claims?cursor=garbage"), 422, "query.cursor", "Leave it out"},
		"cursor of another list": {rosa.get("/claims/1/events?cursor=Y2xhaW0gMQ"), 422, "query.cursor", "Leave it out"},
		"cursor below nothing":   {rosa.get("/articles?q=x&cursor=Zm91bmQgLTU"), 422, "query.cursor", "Leave it out"},
		"filter unknown":         {rosa.get("/claims?verdikt=disputed"), 422, "query.verdikt", "check its name"},
		"filter of no verdict":   {rosa.get("/claims?verdict=disputed&verdict=false"), 422, "query.verdict[1]", "unproven"},
		"filter of no date":      {rosa.get("/claims?since=yesterday"), 422, "query.since", "2019-10-24"},
		"export unknown":         {rosa.get("/export/claims.docx"), 404, "", "nothing at this address"},
		"export of no verdict":   {rosa.get("/export/claims.csv?verdict=false"), 422, "query.verdict[0]", "unproven"},
	} {
		t.Run(name, func(t *testing.T) {
			p := test.answer.refused(t, test.status, test.words)
			var locations []string
			if test.location != "" {
				locations = []string{test.location}
			}
			p.at(t, locations...)
		})
	}
}

func TestEscapedCharactersAreWhole(t *testing.T) {
	n := newNewsroom(t)
	made := n.as("rosa").post("/articles/1/claims", `{"quote": "spent", "note": "\ud83d\ude00 \\ud800 \u00e9"}`).is(t, 201).object()
	if made["note"] != `😀 \ud800 é` {
		t.Errorf("the note is %q", made["note"])
	}
}

func TestTitlesFitTheProblem(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	path := address(rosa.mark("spent", nil))
	rosa.with("If-Match", `"1"`).patch(path, object{"note": "x"}).is(t, 200)
	for title, a := range map[string]*answer{
		"The quote stands more than once": rosa.post("/articles/1/claims", object{"quote": "in 2018"}),
		"It has changed meanwhile":        rosa.with("If-Match", `"1"`).patch(path, object{"note": "y"}),
		"Say which version you saw":       rosa.patch(path, object{"note": "y"}),
		"The body is not said to be JSON": rosa.with("Content-Type", "text/plain").post("/articles/1/claims", "spent"),
		"The request cannot be read":      rosa.post("/articles/1/claims", "{"),
		"Something in it cannot be right": rosa.post("/articles/1/claims", object{"quote": "spent", "rating": 9}),
	} {
		if got := decode[problem](a).Title; got != title {
			t.Errorf("%d %s is headed %q, want %q", a.Code, a.Body, got, title)
		}
	}
}

func TestAllThatIsWrongIsNamedAtOnce(t *testing.T) {
	n := newNewsroom(t)
	a := n.as("rosa").post("/articles/1/claims", object{"quote": "spent", "verdict": "wrong", "kind": "odd", "citations": []object{{"stance": "for"}}})
	a.refused(t, 422).at(t, "body.citations[0].stance", "body.citations[0].url", "body.kind", "body.verdict")
	a = n.as("rosa").post("/articles/1/claims", object{"quote": "spent", "citations": []object{
		{"url": "https://example.org", "stance": "context"}, {"url": "data:x", "stance": "context", "published_on": "x"}}})
	a.refused(t, 422).at(t, "body.citations[1].published_on", "body.citations[1].url")
}

func TestWhoMayDoWhat(t *testing.T) {
	n := newNewsroom(t)
	claim := n.as("rosa").mark("The company", object{"citations": []object{{"url": "https://example.org", "stance": "refutes"}}})
	path := address(claim)
	article := object{"title": "Another", "text": "Another text."}
	cite := object{"url": "https://example.org/2", "stance": "context"}
	writes := func(c caller) map[string]*answer {
		c = c.with("If-Match", "*")
		return map[string]*answer{
			"change": c.patch(path, object{"note": "x"}), "cite": c.post(path+"/citations", cite), "cite anew": c.put(path+"/citations/1", cite),
			"remove": c.delete(path + "/citations/1"), "delete": c.delete(path), "restore": c.send("POST", path+"/restore", nil),
		}
	}
	for _, name := range []string{"vera", "imre", "chidi"} {
		for what, a := range writes(n.as(name)) {
			t.Run(name+" "+what, func(t *testing.T) { a.refused(t, 403) })
		}
	}
	n.as("vera").post("/articles/1/claims", object{"quote": "spent"}).refused(t, 403, "viewer", "reviewer")
	for _, name := range []string{"vera", "rosa"} {
		n.as(name).post("/articles", article).refused(t, 403, "editor")
	}
	n.as("chidi").post("/articles", article).is(t, 201)
	n.as("chidi").post("/articles/1/claims", object{"quote": "spent"}).is(t, 201)
	for _, path := range []string{"/articles", "/articles/1", "/articles/1/claims", "/claims", path, path + "/events", "/articles/1/events", "/articles/1/reviews", "/export/claims.csv"} {
		n.as("vera").get(path).is(t, 200)
		n.as("").get(path).refused(t, 401, "Authorization: Bearer")
		n.as("").with("Authorization", "Bearer stet_wrong").get(path).refused(t, 401, "does not know the token")
	}
}

// TestMistakesAreNotToldAtLength sends names that are long, and many, none of which is known.
func TestMistakesAreNotToldAtLength(t *testing.T) {
	rosa := newNewsroom(t).as("rosa")
	many := object{}
	for i := range 10_000 {
		many[fmt.Sprint("field", i)] = i
	}
	for name, body := range map[string]any{
		"a long name":   object{strings.Repeat("é", 100_000): 1},
		"many names":    many,
		"a long number": `{"start":` + strings.Repeat("9", 200_000) + `}`,
	} {
		t.Run(name, func(t *testing.T) {
			told := rosa.post("/articles/1/claims", body)
			if length := told.Body.Len(); told.Code != 422 && told.Code != 400 || length > 32<<10 {
				t.Errorf("answered %d with %d bytes: %.300s", told.Code, length, told.Body)
			}
		})
	}
}
