package export

import (
	"fmt"
	"unicode/utf8"
)

// appendOOXML writes a text as XML, for between tags and within quotation marks. A character that XML cannot carry is written as the
// standard has it in a string (ECMA-376, part 1, 22.9.2.19, ST_Xstring): "_x0000_", and what only looks like that as
// "_x005F_x0000_".
func appendOOXML(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		if plainInXML[s[i]] {
			i++
			continue
		}
		written, size := escapedOOXML(s[i:])
		b = append(append(b, s[from:i]...), written...)
		i += size
		from = i
	}
	return append(b, s[from:]...)
}

// plainInXML are the bytes that stand for themselves wherever they come.
var plainInXML = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c >= ' ' && c != '<' && c != '>' && c != '&' && c != '"' && c != '_' && c < utf8.RuneSelf || c == '\t' || c == '\n'
	}
	return plain
}()

var entities = map[byte]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '"': "&quot;"}

// escapedOOXML gives what is written for the first character of s, and its bytes.
func escapedOOXML(s string) (written string, size int) {
	if entity, is := entities[s[0]]; is {
		return entity, 1
	}
	c, size := utf8.DecodeRuneInString(s)
	switch {
	case c == '_' && looksEscaped(s):
		return "_x005F_", size
	case noXML(c):
		return fmt.Sprintf("_x%04X_", c), size
	case c == utf8.RuneError:
		return "\uFFFD", size
	}
	return s[:size], size
}

// noXML says whether XML cannot carry a character, or would not leave it as it is.
func noXML(c rune) bool {
	return c < ' ' && c != '\t' && c != '\n' || c == 0xFFFE || c == 0xFFFF
}

// looksEscaped says whether s begins with what would be read as an escape, itself or with the "_" of an escape that follows it.
func looksEscaped(s string) bool {
	const before = len("_x0000")
	if len(s) <= before || s[1] != 'x' || !isHex(s[2]) || !isHex(s[3]) || !isHex(s[4]) || !isHex(s[5]) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[before:])
	return next == '_' || noXML(next)
}
