package interchange

import (
	"bufio"
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// tsvReader goes through the lines of a file.
type tsvReader struct {
	line     int
	columns  []tsvColumn
	sentence []byte // the text of the sentence whose words come next
	text     []byte
	units    int // UTF-16 units of text
	marks    []*tsvMark
	known    map[string]*tsvMark
	left     int // annotations in columns that have no place here
}

// tsvColumn is a feature of a layer.
type tsvColumn struct {
	layer   string
	feature string
	span    bool // of a span layer, and no link to another annotation
}

// readWebAnno reads the text and what is marked on it: claims, where the file has that layer; else what is on layers that are not
// of grammar.
func readWebAnno(raw []byte) ([]Part, error) {
	r := tsvReader{known: map[string]*tsvMark{}}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, MaxBytes+1)
	for lines.Scan() {
		r.line++
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
		r.layer(line)
	case line != "" && !strings.HasPrefix(line, "#"):
		return r.row(strings.Split(line, "\t"))
	}
	return nil
}

// layer reads the columns of a layer: its name and its features, parted by bars.
func (r *tsvReader) layer(line string) {
	sort, rest, _ := strings.Cut(line, "=")
	fields := strings.Split(rest, "|")
	isSpan, link := sort == "#T_SP", false
	if len(fields) == 1 {
		fields = append(fields, "")
	}
	for _, feature := range fields[1:] {
		role := strings.HasPrefix(feature, "ROLE_")
		r.columns = append(r.columns, tsvColumn{fields[0], feature, isSpan && !role && !link})
		link = role // the column after a role says whom it is filled by
	}
}

// row reads a word or a part of one.
func (r *tsvReader) row(fields []string) error {
	if len(fields) < 3 {
		return r.broken("is no row of a word: it has %d fields", len(fields))
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
	for i, column := range r.columns {
		if i+3 < len(fields) && fields[i+3] != noMark {
			r.column(column, fields[0], fields[i+3], start, end)
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
