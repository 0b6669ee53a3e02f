package api

import "github.com/danielgtaylor/huma/v2/validation"

// lacks begins the finding that a field is missing, whose name follows.
const lacks = "lacks "

// findings puts what huma says in fixed words into the desk's.
var findings = map[string]string{
	"invalid integer":         "must be a whole number",
	"invalid float":           "must be a number",
	"invalid boolean":         "must be true or false",
	"unknown query parameter": "is not known here; check its name",
}

// Each is said of a field: "The field rating must be a whole number."
func init() {
	validation.MsgUnexpectedProperty = "is not known here; check its name"
	validation.MsgExpectedRequiredProperty = lacks + "%s"
	validation.MsgExpectedOneOf = "must be one of %s"
	validation.MsgExpectedInteger = "must be a whole number"
	validation.MsgExpectedNumber = "must be a number"
	validation.MsgExpectedString = "must be a text"
	validation.MsgExpectedBoolean = "must be true or false"
	validation.MsgExpectedArray = "must be a list"
	validation.MsgExpectedObject = "must be an object"
	validation.MsgExpectedMinimumNumber = "must be at least %v"
	validation.MsgExpectedMaximumNumber = "must be at most %v"
	validation.MsgExpectedMaxLength = "must have at most %d characters"
	validation.MsgExpectedRFC3339Date = "must be a date such as 2019-10-24"
}
