package api

import (
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"stet/server/respond"
)

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
	validation.MsgExpectedMinimumNumber = "must be at least %.0f"
	validation.MsgExpectedMaximumNumber = "must be at most %.0f"
	validation.MsgExpectedMaxLength = "must have at most %d characters"
	validation.MsgExpectedRFC3339Date = "must be a date such as 2019-10-24"
}

// Of what somebody sent, so many characters of a name are told again, and so many findings.
const (
	longestTold = 200
	mostTold    = 50
)

// short cuts a name that is longer than is told.
func short(name string) string {
	if utf8.RuneCountInString(name) <= longestTold {
		return name
	}
	return string([]rune(name)[:longestTold]) + "…"
}

// sentence says what huma finds wrong with a part of the request.
func sentence(err error) respond.FieldProblem {
	var detail *huma.ErrorDetail
	if !errors.As(err, &detail) {
		return respond.FieldProblem{Field: "body", Location: "body", Message: "The body " + short(err.Error()) + "."}
	}
	location, finding := short(detail.Location), short(detail.Message)
	if name, missing := strings.CutPrefix(finding, lacks); missing {
		location, finding = location+"."+name, "is missing"
	}
	place, field, within := strings.Cut(location, ".")
	if !within {
		return respond.FieldProblem{Field: place, Location: place, Message: "The " + place + " " + finding + "."}
	}
	return respond.FieldProblem{Field: field, Location: location, Message: "The " + places[place] + " " + spoken(field) + " " + plain(finding, detail.Value) + "."}
}

var listPlace = regexp.MustCompile(`\[\d+\]`)

// spoken names a field as people do, without its place in a list: verdict for verdict[0], the url of citations for citations[1].url.
func spoken(field string) string {
	names := strings.Split(listPlace.ReplaceAllString(field, ""), ".")
	slices.Reverse(names)
	return strings.Join(names, " of ")
}

var places = map[string]string{"body": "field", "query": "parameter", "path": "address’s", "header": "header"}

// plain puts a finding in the desk's words, and adds the value it finds fault with where that is short.
func plain(finding string, value any) string {
	if known, ok := findings[finding]; ok {
		finding = known
	}
	if digits, ok := value.(string); ok && finding == findings["invalid integer"] && digits != "" && strings.Trim(digits, "0123456789") == "" {
		finding = "must be a smaller number"
	}
	finding = strings.ReplaceAll(finding, "<nil>", "null")
	if !strings.HasPrefix(finding, "must ") {
		return finding
	}
	const short = 80
	shown, err := json.Marshal(value)
	if err != nil || len(shown) > short {
		return finding
	}
	return finding + ", not " + string(shown)
}
