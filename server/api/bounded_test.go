package api

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestABodyHoldsSoMuchAndNoMore(t *testing.T) {
	for body, fits := range map[string]bool{
		`{"text":"` + strings.Repeat(`{[,\"`, 1_000_000) + `"}`:              true,
		"[" + strings.Repeat("0,", mostValues-2) + "0]":                      true,
		"[" + strings.Repeat("0,", mostValues) + "0]":                        false,
		"[" + strings.Repeat("{},", mostValues/2) + "{}]":                    false,
		strings.Repeat("[", deepest) + strings.Repeat("]", deepest):          true,
		strings.Repeat("[", deepest+1) + strings.Repeat("]", deepest+1):      false,
		`{"junk":[` + strings.Repeat(`{"":`, 500) + strings.Repeat("}", 500): false,
		`"` + strings.Repeat("[", deepest+1):                                 true, // a string that does not end is no JSON
		`"\`:                                                                 true,
	} {
		if err := bounded([]byte(body)); (err == nil) != fits {
			t.Errorf("%.40s of %d bytes: %v", body, len(body), err)
		}
	}
}

// TestNothingIsReadThatIsNotCounted holds what is counted of any bytes against what encoding/json reads of them.
func TestNothingIsReadThatIsNotCounted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		around := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"{", "[", "\"", "\\", "a", ":", ",", " ", "}", "]", "0"}), 0, 12).Draw(t, "around"), "")
		body := []byte("[" + `"` + around + `"` + strings.Repeat(",0", mostValues) + "]")
		var read []any
		if err := json.Unmarshal(body, &read); err == nil && len(read) > mostValues && bounded(body) == nil {
			t.Fatalf("%d values are read of %.60s", len(read), body)
		}
	})
}
