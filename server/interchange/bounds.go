package interchange

import (
	"bytes"
	"context"

	"stet/server/factcheck"
)

// The most that a file may hold. What is read of a file takes more room than the file, and time beside others.
const (
	// MaxBytes is the largest file taken in, packed and unpacked.
	MaxBytes = 4 << 20
	// MaxItems is the most that one file may mark: all of it comes in at once, while others wait to write.
	MaxItems = 2_000

	maxNesting = 32      // lists and objects of JSON within each other, each of which may be read anew for the ones in it
	maxValues  = 250_000 // in lists and objects of JSON
	maxFiles   = 2_000   // in a zip
	maxColumns = 200     // of WebAnno TSV
	maxName    = 200     // bytes of the name of a layer or a feature of WebAnno TSV, which stands in notes again and again, and of the number of a word
	maxMarks   = 400_000 // on all layers of WebAnno TSV
)

// allowance is what is left to a file while it is read, and to its request.
type allowance struct {
	ctx   context.Context
	items int
}

// take allows for an item more, as long as somebody waits for the answer.
func (a *allowance) take() error {
	if a.items++; a.items > MaxItems {
		return tooMany()
	}
	return a.ctx.Err()
}

func tooMany() error {
	return factcheck.Errorf(factcheck.TooLarge, "The file marks more than %d passages, which is the most that comes in at once. Bring it in in parts.", MaxItems)
}

// checkJSON refuses JSON of which too much would be made, before anything is. What is no JSON is told by who reads it.
func checkJSON(raw []byte) error {
	depth, values := 0, 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '"':
			i = endOfString(raw, i+1)
		case '{', '[':
			depth++
			values++
		case '}', ']':
			depth--
		case ',':
			values++
		}
		switch {
		case depth > maxNesting:
			return factcheck.Errorf(factcheck.TooLarge, "The file has lists or objects within each other more than %d deep. Take out what is nested, or save it from the tool that made it.", maxNesting)
		case values > maxValues:
			return factcheck.Errorf(factcheck.TooLarge, "The file holds more than %d values. Bring it in in parts.", maxValues)
		}
	}
	return nil
}

// endOfString gives the byte of the quotation mark that ends a string of JSON, or the end of what there is.
func endOfString(raw []byte, at int) int {
	for at < len(raw) && raw[at] != '"' {
		if raw[at] == '\\' {
			at++
		}
		at++
	}
	return at
}

// seemsJSON says whether a file begins like JSON of annotations.
func seemsJSON(raw []byte) bool {
	raw = bytes.TrimLeft(raw, " \t\r\n")
	return len(raw) > 0 && (raw[0] == '{' || raw[0] == '[')
}
