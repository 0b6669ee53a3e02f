package desk

import (
	"context"
	"fmt"
	"io"
	"slices"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/whole"
)

// WriteArchive writes the whole desk as it is at one moment, people with the hashes of their passwords and tokens, but for who is
// signed in. It is for an admin.
func (d *Desk) WriteArchive(ctx context.Context, by factcheck.Person, w io.Writer) error {
	if err := need(by, factcheck.Admin, "export the whole desk"); err != nil {
		return err
	}
	return d.store.Snapshot(ctx, func(r *store.Reader) error {
		schema, err := r.Schema()
		if err != nil {
			return err
		}
		kept, err := r.Tables()
		if err != nil {
			return err
		}
		tables := make([]export.ArchiveTable, len(kept))
		for i, t := range kept {
			tables[i] = export.ArchiveTable{Name: t.Name, Columns: t.Columns, Rows: r.EachRow(t)}
		}
		return export.WriteArchive(w, schema, now(), tables)
	})
}

// ReadArchive makes the desk at path out of an archive; see [store.Rebuild]. An archive of which a part is damaged is taken in not
// at all, nor is one of a desk in which [Desk.Check] would find something wrong, or that unpacks to more than the disk has room for.
func ReadArchive(ctx context.Context, path string, archive io.ReaderAt, size int64) (*export.Archive, error) {
	a, err := export.OpenArchive(archive, size, whole.Room(path))
	if err != nil {
		return nil, err
	}
	if newest := store.NewestSchema(); a.Schema > newest {
		return nil, factcheck.Errorf(factcheck.Invalid, "The archive was made by a newer Stet (schema %d; this program knows %d). Run the newer program.", a.Schema, newest)
	}
	return a, store.Rebuild(ctx, path, a.Schema, func(tx *store.Tx) error { return takeIn(tx, a) }, looksWhole)
}

// looksWhole is Invalid where an archive's rows do not agree with each other.
func looksWhole(r *store.Reader) error {
	e, err := examine(r)
	if err != nil {
		return err
	}
	wrongs, wrong := 0, []string(nil)
	for _, part := range e.parts() {
		wrongs += part.Wrongs
		wrong = append(wrong, part.Wrong...)
	}
	if wrongs == 0 {
		return nil
	}
	told := "The archive is of a desk that is not whole: " + wrong[0]
	if wrongs > 1 {
		told += fmt.Sprintf(" (and %d more)", wrongs-1)
	}
	return factcheck.Errorf(factcheck.Invalid, "%s. Nothing was taken in. Use another copy of the archive, or restore a backup of the desk with stet restore.", told)
}

// takeIn adds the rows of an archive, which must have the tables that the desk has, and no others.
func takeIn(tx *store.Tx, a *export.Archive) error {
	tables, err := tx.Tables()
	if err != nil {
		return err
	}
	if !slices.EqualFunc(tables, a.Tables, func(t store.Table, kept export.ManifestTable) bool {
		return t.Name == kept.Name && slices.Equal(t.Columns, kept.Columns)
	}) {
		return factcheck.Errorf(factcheck.Invalid, "The archive does not hold the tables of schema %d, which it says it was made under. Nothing was taken in. Use another copy of the archive.", a.Schema)
	}
	for i, t := range tables {
		for values, err := range a.Rows(a.Tables[i]) {
			if err != nil {
				return err
			}
			if err := tx.AddRow(t, values); err != nil {
				return err
			}
		}
	}
	return nil
}
