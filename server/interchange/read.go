package interchange

import (
	"bytes"
	"io"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/span"
)

const (
	// MaxBytes is the largest file taken in.
	MaxBytes = 4 << 20
	// MaxItems is the most that one file may mark: all of it comes in at once, while others wait to write.
	MaxItems = 2_000
)

// Read reads a file of another tool about an article; format "" goes by what the file holds. text is the article's, in which the
// positions of a file that does not hold the text count. Errors are Invalid or TooLarge; what is wrong with a single item is
// told by the item.
func Read(r io.Reader, format Format, text *span.Text) (File, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return File{}, err
	}
	if len(raw) > MaxBytes {
		return File{}, factcheck.Errorf(factcheck.TooLarge, "The file is larger than the %d MB that are taken in. Bring it in in parts.", MaxBytes>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if format == "" {
		if format, err = Detect(raw); err != nil {
			return File{}, err
		}
	}
	if !isZip(raw) && !utf8.Valid(raw) {
		return File{}, unreadable(format, "it is not valid UTF-8; save it as UTF-8")
	}
	return read(raw, format, text)
}

func read(raw []byte, format Format, text *span.Text) (file File, err error) {
	file.Format = format
	switch format {
	case WebAnnotation:
		file.Parts, err = readWebAnnotation(raw)
	case Hypothesis:
		file.Parts, err = readHypothesis(raw, span.NewUnits(text))
	case Doccano:
		file.Parts, err = readDoccano(raw)
	case Brat:
		file.Parts, err = readBrat(raw)
	case WebAnnoTSV:
		file.Parts, err = readWebAnno(raw)
	default:
		_, err = ParseFormat(string(format))
	}
	if n := file.Count(); err == nil && n > MaxItems {
		err = factcheck.Errorf(factcheck.TooLarge, "The file marks %d passages; at most %d come in at once. Bring it in in parts.", n, MaxItems)
	}
	return file, err
}

// unreadable is a file that is not of the format it is taken for.
func unreadable(f Format, why string) error {
	return factcheck.BadField("file", "This cannot be read as %s: %s.", f.Name(), why)
}
