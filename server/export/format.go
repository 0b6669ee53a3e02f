package export

import (
	"io"
	"iter"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// Format is a kind of file that claims can be had in.
type Format string

// The formats.
const (
	CSV   Format = "csv"   // one row a claim
	JSONL Format = "jsonl" // one line a claim, as the API tells it
	XLSX  Format = "xlsx"  // a workbook: a sheet of claims, a sheet of their sources
)

// Formats lists every format.
var Formats = []Format{CSV, JSONL, XLSX}

// ParseFormat reads a format's name.
func ParseFormat(s string) (Format, error) {
	if f := Format(s); slices.Contains(Formats, f) {
		return f, nil
	}
	return "", factcheck.BadField("format", "There is no format %q: choose csv, jsonl or xlsx.", s)
}

// ContentType is the format's media type.
func (f Format) ContentType() string {
	switch f {
	case JSONL:
		return "application/jsonl; charset=utf-8"
	case XLSX:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	default:
		return "text/csv; charset=utf-8"
	}
}

// FileName gives the name under which a download of claims with these verdicts is kept: "claims-disputed.csv".
func (f Format) FileName(verdicts []factcheck.Verdict) string {
	words := []string{"claims"}
	for _, v := range verdicts {
		words = append(words, string(v))
	}
	return strings.Join(words, "-") + "." + string(f)
}

// Options are the choices of the one who takes an export.
type Options struct {
	BaseURL string // of the desk, without a slash at the end; permalinks begin with it
	BOM     bool   // CSV: begin with the byte-order mark by which Excel knows UTF-8
	Raw     bool   // CSV: leave cells that a spreadsheet would take for a formula as they are
}

// rows are claims one after the other; an error comes last, with no claim.
type rows = iter.Seq2[*factcheck.ClaimRow, error]

// Claims writes claims as they come, in the memory of one. A workbook goes through them once for each of its sheets, so they must be
// there to be gone through again. What was written before an error is no whole file.
func Claims(w io.Writer, f Format, claims iter.Seq2[*factcheck.ClaimRow, error], options Options) error {
	switch f {
	case JSONL:
		return writeJSONL(w, claims, options)
	case XLSX:
		return writeXLSX(w, claims, options)
	default:
		return writeCSV(w, claims, options)
	}
}
