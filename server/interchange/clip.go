package interchange

import (
	"strings"
	"unicode"
)

// clip makes what a file holds fit into a message: one short line without control characters.
func clip(s string) string {
	const most = 80
	plain := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
	plain = strings.Join(strings.Fields(plain), " ")
	if runes := []rune(plain); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return plain
}
