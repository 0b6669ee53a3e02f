package desk

import (
	"context"
	"fmt"

	"stet/server/store"
)

// Checked is what one part of a check looked at, and what it found wrong.
type Checked struct {
	What      string
	Wrong     []string // at most wrongsTold of them
	Wrongs    int      // all of them
	Mended    bool
	BrokenOff bool // the look broke off: whether anything is wrong is not known
}

const wrongsTold = 20

func (c *Checked) wrong(format string, args ...any) {
	if c.Wrongs++; len(c.Wrong) < wrongsTold {
		c.Wrong = append(c.Wrong, fmt.Sprintf(format, args...))
	}
}

// Check looks whether the desk is whole: the file and its references, the schema, each text with its blocks, each claim's quote at its span,
// each claim against what the event log last says of it, and the search indexes, which are made anew where they are broken, or
// always where anewSearch is set. It may run beside a desk that is being served. An error comes with the parts that were looked at before.
func (d *Desk) Check(ctx context.Context, anewSearch bool) ([]Checked, error) {
	file, err := looked(ctx, "the file and its references are whole", d.store.Damage)
	if err != nil {
		return nil, err
	}
	schema, err := looked(ctx, "tables, indexes and triggers are as this program makes them", d.store.SchemaFaults)
	if err != nil {
		return []Checked{file}, err
	}
	var e *examined
	err = d.store.Snapshot(ctx, func(r *store.Reader) error {
		e, err = examine(r)
		return err
	})
	if err != nil {
		return nil, err
	}
	parts := append([]Checked{file, schema}, e.parts()...)
	search := Checked{What: "the search knows every article and claim"}
	if search.Mended, err = d.store.MendSearch(ctx, anewSearch); err != nil {
		search.BrokenOff = true
		return append(parts, search), fmt.Errorf("whether the search knows everything is not known, nor is it noted that the desk was checked: %w", err)
	}
	parts = append(parts, search)
	d.recordCheck(ctx, parts)
	return parts, nil
}

// recordCheck keeps when the desk was checked, and how much was wrong. That it cannot, as in a damaged file, takes nothing away from
// what was found.
func (d *Desk) recordCheck(ctx context.Context, parts []Checked) {
	last := store.LastCheck{At: now()}
	for _, part := range parts {
		last.Wrong += part.Wrongs
	}
	_ = d.write(ctx, func(tx *store.Tx) error { return tx.SetLastCheck(last) })
}

// looked is a part of a check that is one look, which gives a line for each thing that is wrong.
func looked(ctx context.Context, what string, look func(context.Context) ([]string, error)) (Checked, error) {
	part := Checked{What: what}
	wrong, err := look(ctx)
	for _, line := range wrong {
		part.wrong("%s", line)
	}
	return part, err
}
