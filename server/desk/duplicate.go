package desk

import (
	"context"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// MayImport refuses whoever may import no articles. What costs time before an import, such as fetching, asks first.
func (d *Desk) MayImport(by factcheck.Person) error {
	return need(by, factcheck.Editor, "import articles")
}

// Duplicates gives the articles that one about to be imported is like: at the same address, or with the same text or nearly so.
func (d *Desk) Duplicates(ctx context.Context, a extract.Article) (found []factcheck.Duplicate, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		found, err = r.Duplicates(a.URL, a.Text)
		return err
	})
	return found, err
}
