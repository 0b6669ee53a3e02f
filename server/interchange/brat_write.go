package interchange

import (
	"archive/zip"
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/server/factcheck"
)

// bratConfig lets brat show and change what is in the annotations.
const bratConfig = `[entities]
%s

[relations]

[events]

[attributes]
Verdict	Arg:<ENTITY>, Value:%s
Rating	Arg:<ENTITY>, Value:1|2|3|4|5
`

// writeBrat writes a zip of the text, its annotations, and a configuration that knows their names
// (https://brat.nlplab.org/standoff.html). Positions count code points, as brat's own do.
func writeBrat(out *bufio.Writer, d Document, each claims) error {
	files := zip.NewWriter(out)
	lines, err := beginBrat(files, d)
	if err == nil {
		err = errors.Join(files.Flush(), out.Flush())
	}
	if err != nil {
		return err
	}
	b := bratWriter{doc: d, out: bufio.NewWriter(lines)}
	for c, err := range each {
		if err != nil {
			return err
		}
		if err := b.claim(&c.Claim); err != nil {
			return err
		}
	}
	if err := b.out.Flush(); err != nil {
		return err
	}
	return files.Close()
}

// beginBrat writes the files beside the annotations, and begins those.
func beginBrat(files *zip.Writer, d Document) (io.Writer, error) {
	name := fmt.Sprintf("article-%d", d.Article.ID)
	config := fmt.Sprintf(bratConfig, joined(factcheck.Kinds, "\n"), joined(factcheck.Verdicts, "|"))
	if err := writeFile(files, "annotation.conf", config); err != nil {
		return nil, err
	}
	if err := writeFile(files, name+".txt", d.Revision.Text); err != nil {
		return nil, err
	}
	return files.Create(name + ".ann")
}

func writeFile(files *zip.Writer, name, content string) error {
	file, err := files.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(file, content)
	return err
}

func joined[T ~string](words []T, between string) string {
	plain := make([]string, len(words))
	for i, w := range words {
		plain[i] = string(w)
	}
	return strings.Join(plain, between)
}

// bratWriter numbers the lines of each sort from 1.
type bratWriter struct {
	doc                                Document
	out                                *bufio.Writer
	claims, attributes, notes, sources int
}

// claim writes a line that binds the kind to the words, and lines about that line.
func (b *bratWriter) claim(c *factcheck.Claim) error {
	b.claims++
	positions, words := b.fragments(c.Span)
	b.line("T", b.claims, string(c.Kind)+" "+positions, words)
	b.attribute("Verdict", string(c.Verdict))
	if c.Rating != 0 {
		b.attribute("Rating", fmt.Sprint(int(c.Rating)))
	}
	b.note("AnnotatorNotes", c.Note)
	b.note("Speaker", c.Speaker)
	for _, citation := range c.Citations {
		b.source(citation)
	}
	_, err := b.out.Write(nil) // what the lines before it failed with
	return err
}

func (b *bratWriter) line(sort string, number int, fields ...string) {
	fmt.Fprintf(b.out, "%s%d\t%s\n", sort, number, strings.Join(fields, "\t"))
}

func (b *bratWriter) attribute(name, value string) {
	b.attributes++
	b.line("A", b.attributes, fmt.Sprintf("%s T%d %s", name, b.claims, value))
}

func (b *bratWriter) note(name, value string) {
	if value == "" {
		return
	}
	b.notes++
	b.line("#", b.notes, fmt.Sprintf("%s T%d", name, b.claims), oneLine.Replace(value))
}

// source writes a reference of the web address, whose scheme stands where brat has the name of a database.
func (b *bratWriter) source(c factcheck.Citation) {
	address := asIRI(c.URL)
	if address == "" {
		return
	}
	b.sources++
	b.line("N", b.sources, fmt.Sprintf("Reference T%d %s", b.claims, address), oneLine.Replace(cmp.Or(c.Title, address)))
}

// oneLine shows line ends by their symbol, since a line of brat's holds none, nor what Python takes for one.
var oneLine = strings.NewReplacer("\n", "␤", "\u2028", "␤", "\u2029", "␤")

// fragments cuts a span where brat wants one cut: at line ends, and at tabs, which part its fields. It gives the positions of the
// fragments and their words, without the white space at their edges.
func (b *bratWriter) fragments(s factcheck.Span) (positions, words string) {
	var spans, texts []string
	at := s.Start
	for part := range strings.SplitAfterSeq(b.doc.Text.Slice(s), "\n") {
		for piece := range strings.SplitAfterSeq(part, "\t") {
			start := at + utf8.RuneCountInString(piece) - utf8.RuneCountInString(strings.TrimLeftFunc(piece, unicode.IsSpace))
			at += utf8.RuneCountInString(piece)
			if text := strings.TrimSpace(piece); text != "" {
				spans = append(spans, fmt.Sprintf("%d %d", start, start+utf8.RuneCountInString(text)))
				texts = append(texts, text)
			}
		}
	}
	return strings.Join(spans, ";"), strings.Join(texts, " ")
}
