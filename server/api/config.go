package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"stet/server/factcheck"
)

const about = `Articles, claims and sources of a fact-check desk. Spans count Unicode code points of a revision’s text; the end is exclusive. ` +
	`Times are RFC 3339 in UTC, dates are plain. Lists give at most limit items and a next_cursor, which is null at the end. ` +
	`A claim’s ETag is its version; a change names the version it saw in If-Match. Failures are problems as in RFC 9457.`

func config(base string) huma.Config {
	registry := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	describe[factcheck.Verdict, verdict](registry)
	describe[factcheck.Kind, kind](registry)
	describe[factcheck.Stance, stance](registry)
	describe[factcheck.Rating, rating](registry)
	describe[factcheck.Timestamp, timestamp](registry)
	json := huma.Format{Marshal: huma.DefaultJSONFormat.Marshal, Unmarshal: unmarshal}
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info:    &huma.Info{Title: "Stet", Version: "1", Description: about},
			Servers: []*huma.Server{{URL: base + root}},
			Components: &huma.Components{Schemas: registry, SecuritySchemes: map[string]*huma.SecurityScheme{
				"token": {Type: "http", Scheme: "bearer", Description: "A token that the command stet token add made."},
			}},
			Security: []map[string][]string{{"token": {}}},
		},
		Formats:                      map[string]huma.Format{"application/json": json, "json": json},
		DefaultFormat:                "application/json",
		RejectUnknownQueryParameters: true,
	}
}

func describe[T, As any](registry huma.Registry) {
	registry.RegisterTypeAlias(reflect.TypeFor[T](), reflect.TypeFor[As]())
}

// call declares a call. Bodies are limited before they come here, hence no limit of huma's.
func call(method, path, id, summary string) huma.Operation {
	return huma.Operation{Method: method, Path: path, OperationID: id, Summary: summary, MaxBodyBytes: -1, BodyReadTimeout: time.Minute}
}

func get(path, id, summary string) huma.Operation {
	return call(http.MethodGet, path, id, summary)
}

// post declares a call that makes something.
func post(path, id, summary string) huma.Operation {
	operation := call(http.MethodPost, path, id, summary)
	operation.DefaultStatus = http.StatusCreated
	return operation
}

// unmarshal reads JSON as encoding/json does, but for text that is not UTF-8 and for halves of characters, which that would
// mend in silence.
func unmarshal(data []byte, into any) error {
	if !utf8.Valid(data) {
		return errors.New("is not valid UTF-8")
	}
	if err := bounded(data); err != nil {
		return err
	}
	if half := loneSurrogate(data); half != "" {
		panic(thrown{halfCharacter(half)})
	}
	err := json.Unmarshal(data, into)
	var misfit *json.UnmarshalTypeError
	var broken *json.SyntaxError
	switch {
	case errors.As(err, &misfit):
		return fmt.Errorf("has a value that does not fit its field %s: %s", misfit.Field, misfit.Value)
	case errors.As(err, &broken):
		return fmt.Errorf("is not JSON: %w, after byte %d", err, broken.Offset)
	}
	return err
}
