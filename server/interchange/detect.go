package interchange

import (
	"bytes"
	"encoding/json"
	"regexp"

	"stet/server/factcheck"
)

var bratLine = regexp.MustCompile(`^(T\d+\t\S+ \d+ \d+|[AM]\d+\t\S+ [TE]\d+|#\d+\t\S+ [TEAR]\d+|[ERN]\d+\t|\*\t)`)

// Detect tells the format of a file by what it holds. The error is Invalid.
func Detect(raw []byte) (Format, error) {
	raw = bytes.TrimSpace(bytes.TrimPrefix(raw, []byte("\ufeff")))
	switch {
	case isZip(raw) || bratLine.Match(raw):
		return Brat, nil
	case bytes.HasPrefix(raw, []byte(tsvFormat)):
		return WebAnnoTSV, nil
	}
	if f := detectJSON(raw); f != "" {
		return f, nil
	}
	return "", factcheck.BadField("format", "The file is of no format that is known here. Choose its format if you know it; taken in are %s.", known())
}

func known() string {
	return "W3C Web Annotation (JSON-LD), Hypothesis (JSON), doccano (JSON Lines), brat (.ann, or zipped with its .txt) and WebAnno TSV 3.3"
}

func isZip(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte("PK\x03\x04")) || bytes.HasPrefix(raw, []byte("PK\x05\x06"))
}

// detectJSON goes by the first value, or by the first of a list.
func detectJSON(raw []byte) Format {
	var first json.RawMessage
	if json.NewDecoder(bytes.NewReader(raw)).Decode(&first) != nil {
		return ""
	}
	var list []json.RawMessage
	if json.Unmarshal(first, &list) == nil && len(list) > 0 {
		first = list[0]
	}
	var has map[string]json.RawMessage
	if json.Unmarshal(first, &has) != nil {
		return ""
	}
	switch {
	case has["@context"] != nil, has["items"] != nil, has["target"] != nil && has["uri"] == nil:
		return WebAnnotation
	case has["rows"] != nil, has["uri"] != nil && has["target"] != nil:
		return Hypothesis
	case has["text"] != nil || has["data"] != nil:
		return Doccano
	}
	return ""
}
