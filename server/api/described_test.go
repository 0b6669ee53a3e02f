package api_test

import (
	"bytes"
	"cmp"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described leads from a request to how its answer is described. It is made once: it is the same description for all.
var described struct {
	sync.Mutex
	calls   routers.Router
	schemas *jsonschema.Compiler
}

// isDescribed holds an answer against the description, whatever the test is about, by validators that are not ours: its status, its
// media type, and every field of its body.
func (n *newsroom) isDescribed(r *http.Request, w *httptest.ResponseRecorder) {
	n.t.Helper()
	described.Lock()
	defer described.Unlock()
	if described.calls == nil {
		n.readsDescription()
	}
	route, _, err := described.calls.FindRoute(r)
	if err != nil {
		if w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed { // else there is no such call
			n.t.Errorf("%s %s: %d: %v", r.Method, r.URL, w.Code, err)
		}
		return
	}
	status := strconv.Itoa(w.Code)
	answer := route.Operation.Responses.Value(status)
	if answer == nil {
		status, answer = "default", route.Operation.Responses.Default()
	}
	kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type"))
	switch {
	case answer == nil:
		n.t.Errorf("%s %s: %d is not described", r.Method, r.URL, w.Code)
	case w.Body.Len() == 0:
	case answer.Value.Content[kind] == nil:
		n.t.Errorf("%s %s: %d: an answer of %q is not described", r.Method, r.URL, w.Code, kind)
	case strings.HasSuffix(kind, "json"):
		n.isOf(w, "paths", route.Path, strings.ToLower(r.Method), "responses", status, "content", kind, "schema")
	}
}

// isOf holds the body of an answer against the schema at a place of the description.
func (n *newsroom) isOf(w *httptest.ResponseRecorder, place ...string) {
	n.t.Helper()
	var pointer strings.Builder
	for _, name := range place {
		pointer.WriteString("/" + url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(name)))
	}
	schema, err := described.schemas.Compile("description.json#" + pointer.String())
	if err != nil {
		n.t.Fatal(err)
	}
	body, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err := cmp.Or(err, schema.Validate(body)); err != nil {
		n.t.Errorf("%d: %s: %v", w.Code, pointer.String(), err)
	}
}

func (n *newsroom) readsDescription() {
	w := httptest.NewRecorder()
	n.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	document := must(openapi3.NewLoader().LoadFromData(w.Body.Bytes()))
	document.Servers = openapi3.Servers{{URL: "/api/v1"}} // wherever the test asks
	described.calls = must(gorillamux.NewRouter(document))
	described.schemas = jsonschema.NewCompiler()
	described.schemas.DefaultDraft(jsonschema.Draft2020)
	described.schemas.AssertFormat()
	if err := described.schemas.AddResource("description.json", must(jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes())))); err != nil {
		panic(err)
	}
}
