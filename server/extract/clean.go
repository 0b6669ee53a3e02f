package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
	"stet/server/span"
)

// MaxBytes is the largest article taken in, and the most text that one holds, in bytes.
const MaxBytes = 4 << 20

var (
	byteOrderMark = []byte("\uFEFF")
	utf16Marks    = [][]byte{{0xFF, 0xFE}, {0xFE, 0xFF}}
)

// Check says why what was brought in cannot be read as text, whatever it says: it is TooLarge, or Invalid as a file of another
// sort or encoding.
func Check(raw []byte) error {
	_, err := decode(raw)
	return err
}

// decode checks the size, the sort and the encoding of what was brought in. Errors are TooLarge or Invalid.
func decode(raw []byte) (string, error) {
	if len(raw) > MaxBytes {
		return "", factcheck.Errorf(factcheck.TooLarge, "The article is %.1f MB; the most that is taken in is %d MB. Import it in parts.",
			float64(len(raw))/(1<<20), MaxBytes>>20)
	}
	if err := notForeign(bytes.TrimPrefix(raw, byteOrderMark)); err != nil {
		return "", err
	}
	for _, mark := range utf16Marks {
		if bytes.HasPrefix(raw, mark) {
			return "", factcheck.BadField("text", "The text is encoded in UTF-16: save it as UTF-8 and import it again.")
		}
	}
	if at := firstInvalid(raw); at >= 0 {
		return "", factcheck.BadField("text", "The text is not valid UTF-8: byte %d (0x%02X) belongs to no character. Save it as UTF-8 and import it again.",
			at, raw[at])
	}
	return string(bytes.TrimPrefix(raw, byteOrderMark)), nil
}

// firstInvalid gives the offset of the first byte, counted from 0, that is not UTF-8; -1 where all are.
func firstInvalid(raw []byte) int {
	for at := 0; at < len(raw); {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// clean gives text as a revision holds it: known characters, NFC, no white space at the ends of lines or of the whole,
// and at most one empty line on end.
func clean(s string) string {
	s = norm.NFC.String(visible(s))
	s = lineEnds.ReplaceAllString(s, "\n")
	s = emptyLines.ReplaceAllString(s, "\n\n")
	return strings.TrimSpace(s)
}

var (
	lineEnds   = regexp.MustCompile(`[\t\pZ]+\n`)
	emptyLines = regexp.MustCompile(`\n{3,}`)
	returns    = strings.NewReplacer("\r\n", "\n")
)

// visible gives what a revision's text holds of s.
func visible(s string) string {
	return strings.Map(span.Visible, returns.Replace(s))
}

func tooLarge(what string, size, most int) error {
	return factcheck.Errorf(factcheck.TooLarge, "The %s is %.1f MB; the most that is taken in is %d MB. Save its article alone, or import it in parts.",
		what, float64(size)/(1<<20), most>>20)
}
