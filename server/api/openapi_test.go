package api_test

import (
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
)

// TestTheDescriptionIsValidOpenAPI checks the description against the schema that the OpenAPI Initiative publishes for 3.1.
func TestTheDescriptionIsValidOpenAPI(t *testing.T) {
	_, whole := readDescription(t)
	document, err := libopenapi.NewDocument([]byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	if v := document.GetVersion(); v != "3.1.0" {
		t.Errorf("it says it is OpenAPI %s", v)
	}
	if _, err := document.BuildV3Model(); err != nil {
		t.Errorf("its references do not resolve: %v", err)
	}
	checker, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if valid, faults := checker.ValidateDocument(); !valid {
		for _, fault := range faults {
			t.Errorf("%s: %s", fault.Message, fault.Reason)
			for _, cause := range fault.SchemaValidationErrors {
				t.Errorf("  %s", cause.Reason)
			}
		}
	}
}

// TestTheValidatorWouldFindAFault has it look at a description with one.
func TestTheValidatorWouldFindAFault(t *testing.T) {
	document, err := libopenapi.NewDocument([]byte(`{"openapi": "3.1.0", "info": {"title": "Stet"}, "paths": {"/claims": {"get": {"responses": 5}}}}`))
	if err != nil {
		t.Fatal(err)
	}
	checker, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		return
	}
	if valid, _ := checker.ValidateDocument(); valid {
		t.Error("a description without a version passes")
	}
}
