package interchange

import (
	"bytes"
	"context"
	"io"
	"unicode/utf8"

	"stet/server/factcheck"
	"stet/server/span"
)

// Read reads a file of another tool about an article; format "" goes by what the file holds. text is the article's, in which the
// positions of a file that does not hold the text count. Errors are Invalid or TooLarge; what is wrong with a single item is
// told by the item. It reads on no longer than ctx lasts.
func Read(ctx context.Context, r io.Reader, format Format, text *span.Text) (File, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return File{}, err
	}
	if len(raw) > MaxBytes {
		return File{}, factcheck.Errorf(factcheck.TooLarge, "The file is larger than the %d MB that are taken in. Bring it in in parts.", MaxBytes>>20)
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if format.isJSON() || format == "" && seemsJSON(raw) {
		if err := checkJSON(raw); err != nil {
			return File{}, err
		}
	}
	if format == "" {
		if format, err = Detect(raw); err != nil {
			return File{}, err
		}
	}
	if !isZip(raw) && !utf8.Valid(raw) {
		return File{}, unreadable(format, "it is not valid UTF-8; save it as UTF-8")
	}
	return read(&allowance{ctx: ctx}, raw, format, text)
}

func read(left *allowance, raw []byte, format Format, text *span.Text) (file File, err error) {
	file.Format = format
	switch format {
	case WebAnnotation:
		file.Parts, err = readWebAnnotation(left, raw)
	case Hypothesis:
		file.Parts, err = readHypothesis(left, raw, span.NewUnits(text))
	case Doccano:
		file.Parts, err = readDoccano(left, raw)
	case Brat:
		file.Parts, err = readBrat(left, raw)
	case WebAnnoTSV:
		file.Parts, err = readWebAnno(left, raw)
	default:
		_, err = ParseFormat(string(format))
	}
	if err == nil && file.Count() > MaxItems {
		err = tooMany()
	}
	return file, err
}

// unreadable is a file that is not of the format it is taken for.
func unreadable(f Format, why string) error {
	return factcheck.BadField("file", "This cannot be read as %s: %s.", f.Name(), why)
}
