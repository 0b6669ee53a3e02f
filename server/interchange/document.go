package interchange

import (
	"bufio"
	"cmp"
	"io"
	"iter"
	"strconv"

	"stet/server/factcheck"
	"stet/server/span"
)

// Document is an article's current revision, whose claims are written.
type Document struct {
	Article  factcheck.Article
	Revision factcheck.Revision
	Text     *span.Text // of the revision
	BaseURL  string     // of the desk, without a slash at the end

	PageAlone bool // Web Annotation: the collection's one page by itself
}

// claims come one after the other in the order of the text, all on the document's revision; an error comes last, with no claim.
type claims = iter.Seq2[*factcheck.ClaimRow, error]

// writeAtOnce is how many bytes are gathered before they are written.
const writeAtOnce = 32 << 10

// Write writes an article's claims as they come, in the memory of a few of them. What was written before an error is no whole
// file: nothing that ends one has been written.
func Write(w io.Writer, f Format, d Document, each iter.Seq2[*factcheck.ClaimRow, error]) error {
	out := bufio.NewWriterSize(w, writeAtOnce)
	write := map[Format]func(*bufio.Writer, Document, claims) error{
		WebAnnotation: writeWebAnnotation, Hypothesis: writeHypothesis, Doccano: writeDoccano, Brat: writeBrat, WebAnnoTSV: writeWebAnno,
	}[f]
	if err := write(out, d, each); err != nil {
		return err
	}
	return out.Flush()
}

// path is the article's address on the desk.
func (d Document) path() string {
	return d.BaseURL + "/articles/" + strconv.FormatInt(d.Article.ID, 10)
}

// permalink is the address of a claim, which lasts for ever.
func (d Document) permalink(c *factcheck.Claim) string {
	return d.path() + "#claim-" + strconv.FormatInt(c.ID, 10)
}

// source is the address at which the article's readers find it: as published, else on the desk.
func (d Document) source() string {
	return cmp.Or(asURI(d.Article.URL), d.path())
}
