package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

// descriptionValidator is made once: it is the same description for all.
var descriptionValidator struct {
	sync.Mutex
	validator.Validator
}

// isDescribed holds an answer against the description, whatever the test is about, by a validator that is not ours: its status, its
// media type, and every field of its body.
func (n *newsroom) isDescribed(r *http.Request, w *httptest.ResponseRecorder) {
	n.t.Helper()
	descriptionValidator.Lock()
	defer descriptionValidator.Unlock()
	if descriptionValidator.Validator == nil {
		descriptionValidator.Validator = n.validator()
	}
	answered := *w.Result()
	answered.Request = r
	valid, faults := descriptionValidator.ValidateHttpResponse(r, &answered)
	if valid {
		return
	}
	for _, fault := range faults {
		if strings.Contains(fault.Message, "Path '") && (w.Code == http.StatusNotFound || w.Code == http.StatusMethodNotAllowed) {
			continue // there is no such call
		}
		n.t.Errorf("%s %s: %d: %s: %s", r.Method, r.URL, w.Code, fault.Message, fault.Reason)
		for _, cause := range fault.SchemaValidationErrors {
			n.t.Errorf("  %s: %s", cause.KeywordLocation, cause.Reason)
		}
	}
}

func (n *newsroom) validator() validator.Validator {
	w := httptest.NewRecorder()
	n.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	document := must(libopenapi.NewDocument(w.Body.Bytes()))
	checker, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		panic(errs[0])
	}
	return checker
}
