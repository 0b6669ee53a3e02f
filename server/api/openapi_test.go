package api_test

import (
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// valid says what is wrong with a description by OpenAPI 3.1.
func valid(t *testing.T, description string) error {
	document, err := openapi3.NewLoader().LoadFromData([]byte(description))
	if err != nil {
		return err
	}
	return document.Validate(t.Context())
}

func TestTheDescriptionIsValidOpenAPI(t *testing.T) {
	description, whole := readDescription(t)
	if description.OpenAPI != "3.1.0" {
		t.Errorf("it says it is OpenAPI %s", description.OpenAPI)
	}
	if err := valid(t, whole); err != nil {
		t.Error(err)
	}
}

// TestTheValidatorWouldFindAFault has it look at descriptions with one.
func TestTheValidatorWouldFindAFault(t *testing.T) {
	_, whole := readDescription(t)
	for is, with := range map[string]string{`"openapi":`: `"open":`, `"#/components/schemas/Claim"`: `"#/components/schemas/Nothing"`, `"type":"integer"`: `"type":"number of"`} {
		if faulty := strings.Replace(whole, is, with, 1); faulty == whole || valid(t, faulty) == nil {
			t.Errorf("with %s in place of %s the description passes", with, is)
		}
	}
}
