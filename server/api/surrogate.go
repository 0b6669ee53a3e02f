package api

import (
	"net/http"
	"strconv"
	"unicode/utf16"

	"stet/server/respond"
)

// loneSurrogate gives the first escape in JSON that stands for half a character, such as \ud83d without the other half after
// it; "" where there is none.
func loneSurrogate(json []byte) string {
	for i := 0; i < len(json); i++ {
		if json[i] != '\\' {
			continue
		}
		first := escaped(json[i:])
		switch second := escaped(json[min(i+len(`\uffff`), len(json)):]); {
		case !utf16.IsSurrogate(first):
			i++ // what a backslash escapes is none itself
		case utf16.DecodeRune(first, second) == '\uFFFD':
			return string(json[i : i+len(`\uffff`)])
		default:
			i += len(`\uffff\uffff`) - 1
		}
	}
	return ""
}

// escaped gives the UTF-16 unit that text begins with as \uXXXX, -1 where it does not.
func escaped(text []byte) rune {
	if len(text) < len(`\uffff`) || text[0] != '\\' || text[1] != 'u' {
		return -1
	}
	unit, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return -1
	}
	return rune(unit)
}

func halfCharacter(escape string) error {
	message := "The body holds " + escape + ", which is half a character. Send both halves, or the character itself."
	return misread(http.StatusUnprocessableEntity, []respond.FieldProblem{{Field: "body", Location: "body", Message: message}})
}
