package desk

import (
	"io"
	"iter"

	"stet/server/factcheck"
	"stet/server/interchange"
	"stet/server/span"
	"stet/server/store"
)

// Interchange is an article's current revision with the claims on it, ready to be written for other tools.
type Interchange struct {
	document interchange.Document
	claims   iter.Seq2[*factcheck.ClaimRow, error]
}

// ReadInterchange reads what of the filter's article viewer may see and passes the filter. It is good as long as the snapshot it is read from.
// base is the desk's address, without a slash at its end.
func ReadInterchange(r *store.Reader, viewer int64, filter store.ClaimFilter, base string) (Interchange, error) {
	article, err := r.Article(viewer, filter.ArticleID)
	if err != nil {
		return Interchange{}, err
	}
	revision, err := r.Revision(article.ID, article.Revision)
	if err != nil {
		return Interchange{}, err
	}
	filter.Revision = revision.Number
	return Interchange{
		document: interchange.Document{Article: article, Revision: revision, Text: span.NewText(revision.Text), BaseURL: base},
		claims:   r.EachClaimInText(viewer, filter),
	}, nil
}

// Write writes it in a format; pageAlone leaves a Web Annotation's page without the collection around it.
func (i Interchange) Write(w io.Writer, f interchange.Format, pageAlone bool) error {
	i.document.PageAlone = pageAlone
	return interchange.Write(w, f, i.document, i.claims)
}
