package interchange

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"stet/server/factcheck"
)

// tsvReader goes through the lines of a file.
type tsvReader struct {
	line     int
	columns  []tsvColumn
	sentence []byte // the text of the sentence whose words come next
	text     []byte
	units    int // UTF-16 units of text
	marks    []*tsvMark
	known    map[tsvKey]*tsvMark // nil for one on a layer that is not wanted
	claims   bool                // there is a layer of claims
	left     int                 // annotations in columns that have no place here
	allowed  *allowance
}

// tsvColumn is a feature of a layer.
type tsvColumn struct {
	layer   string
	feature string
	span    bool // of a span layer, and no link to another annotation
}

// readWebAnno reads the text and what is marked on it: claims, where the file has that layer; else what is on layers that are not
// of grammar.
func readWebAnno(left *allowance, raw []byte) ([]Part, error) {
	r := tsvReader{known: map[tsvKey]*tsvMark{}, allowed: left}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, MaxBytes+1)
	for lines.Scan() {
		r.line++
		if err := left.ctx.Err(); err != nil {
			return nil, err
		}
		if err := r.read(strings.TrimSuffix(lines.Text(), "\r")); err != nil {
			return nil, err
		}
	}
	if len(r.text) == 0 {
		return nil, unreadable(WebAnnoTSV, "it holds no words")
	}
	return []Part{r.part()}, nil
}

func (r *tsvReader) broken(why string, args ...any) error {
	return unreadable(WebAnnoTSV, fmt.Sprintf("line %d %s", r.line, fmt.Sprintf(why, args...)))
}

func (r *tsvReader) read(line string) error {
	switch {
	case r.line == 1:
		if !strings.HasPrefix(line, tsvFormat) {
			return r.broken("does not say #FORMAT=WebAnno TSV 3.3")
		}
	case strings.HasPrefix(line, tsvText):
		r.sentence = append(append(r.sentence, unescape(strings.TrimPrefix(line, tsvText))...), '\n')
	case len(r.text)+len(r.sentence) == 0 && strings.HasPrefix(line, "#T_"):
		return r.layer(line)
	case line != "" && !strings.HasPrefix(line, "#"):
		return r.row(strings.SplitN(line, "\t", 3+len(r.columns)+1))
	}
	return nil
}

// layer reads the columns of a layer: its name and its features, parted by bars.
func (r *tsvReader) layer(line string) error {
	sort, rest, _ := strings.Cut(line, "=")
	fields := strings.SplitN(rest, "|", maxColumns+2)
	if len(r.columns)+len(fields) > maxColumns+1 {
		return factcheck.Errorf(factcheck.TooLarge, "The layers of the file have more than %d features together. Export the layer of the claims alone.", maxColumns)
	}
	if slices.ContainsFunc(fields, func(name string) bool { return len(name) > maxName }) {
		return factcheck.Errorf(factcheck.TooLarge, "A layer or a feature of the file has a name of more than %d bytes. Shorten it there.", maxName)
	}
	isSpan, link := sort == "#T_SP", false
	if len(fields) == 1 {
		fields = append(fields, "")
	}
	r.claims = r.claims || fields[0] == claimType
	for _, feature := range fields[1:] {
		role := strings.HasPrefix(feature, "ROLE_")
		r.columns = append(r.columns, tsvColumn{fields[0], feature, isSpan && !role && !link})
		link = role // the column after a role says whom it is filled by
	}
	return nil
}

// row reads a word or a part of one.
func (r *tsvReader) row(fields []string) error {
	if len(fields) < 3 {
		return r.broken("is no row of a word: it has %d fields", len(fields))
	}
	if len(fields[0]) > maxName {
		return r.broken("has a number of more than %d bytes for its word", maxName)
	}
	from, to, _ := strings.Cut(fields[1], "-")
	start, err := strconv.Atoi(from)
	end, bad := strconv.Atoi(to)
	if err != nil || bad != nil || start < 0 || end < start {
		return r.broken("has no offsets: %q", clip(fields[1]))
	}
	if len(r.sentence) > 0 {
		if err := r.begin(start); err != nil {
			return err
		}
	}
	for i, values := range fields[3:min(len(fields), 3+len(r.columns))] {
		if values == noMark {
			continue
		}
		if err := r.column(r.columns[i], fields[0], values, start, end); err != nil {
			return err
		}
	}
	return nil
}

// begin adds the sentence to the text, at the offset of its first word. Between sentences stands what the offsets leave room for:
// the line end that ends each, nothing, or that and blanks.
func (r *tsvReader) begin(start int) error {
	if r.units == start+1 && bytes.HasSuffix(r.text, []byte("\n")) {
		r.text = r.text[:len(r.text)-1]
		r.units--
	}
	if start < r.units || start > MaxBytes {
		return r.broken("begins a sentence at offset %d, but the text before it is %d long", start, r.units)
	}
	r.text = append(r.text, strings.Repeat(" ", start-r.units)...)
	r.text = append(r.text, r.sentence...)
	r.units = start + len(utf16.Encode([]rune(string(r.sentence))))
	r.sentence = r.sentence[:0]
	return nil
}
