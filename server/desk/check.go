package desk

import (
	"context"
	"fmt"

	"stet/server/store"
)

// Checked is what one part of a check looked at, and what it found wrong.
type Checked struct {
	What   string
	Wrong  []string // at most wrongsTold of them
	Wrongs int      // all of them
	Mended bool
}

const wrongsTold = 20

func (c *Checked) wrong(format string, args ...any) {
	if c.Wrongs++; len(c.Wrong) < wrongsTold {
		c.Wrong = append(c.Wrong, fmt.Sprintf(format, args...))
	}
}

// Check looks whether the desk is whole: the file and its references, each claim's quote at its span, each claim against what
// the event log last says of it, and the search indexes, which are made anew where they are broken, or always where anewSearch
// is set. It may run beside a desk that is being served.
func (d *Desk) Check(ctx context.Context, anewSearch bool) ([]Checked, error) {
	file, err := d.checkFile(ctx)
	if err != nil {
		return nil, err
	}
	spans, events := Checked{What: "claims stand where they say"}, Checked{What: "claims are as the event log says"}
	err = d.store.Snapshot(ctx, func(r *store.Reader) error {
		return r.RecordedClaims(func(c *store.RecordedClaim) error {
			events.checkRecorded(c)
			return d.checkSpan(r, c, &spans)
		})
	})
	if err != nil {
		return nil, err
	}
	search := Checked{What: "the search knows every article and claim"}
	if search.Mended, err = d.store.MendSearch(ctx, anewSearch); err != nil {
		return []Checked{file, spans, events, search}, err
	}
	parts := []Checked{file, spans, events, search}
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

func (d *Desk) checkFile(ctx context.Context) (Checked, error) {
	file := Checked{What: "the file and its references are whole"}
	damage, err := d.store.Damage(ctx)
	for _, line := range damage {
		file.wrong("%s", line)
	}
	return file, err
}

func (d *Desk) checkSpan(r *store.Reader, c *store.RecordedClaim, spans *Checked) error {
	revision, err := d.revision(r, c.ArticleID, c.Revision)
	if err != nil {
		return err
	}
	if err := revision.Index.Check(c.Span); err != nil {
		spans.wrong("claim %d: %v", c.ID, err)
		return nil
	}
	quote, prefix, suffix := revision.Index.Anchor(c.Span)
	if quote != c.Quote || prefix != c.Prefix || suffix != c.Suffix {
		spans.wrong("claim %d says “%s”; at %d to %d of revision %d of article %d stands “%s”", c.ID, clip(c.Quote), c.Start, c.End, c.Revision, c.ArticleID, clip(quote))
	}
	return nil
}

func (events *Checked) checkRecorded(c *store.RecordedClaim) {
	if !c.Recorded {
		events.wrong("claim %d has no event", c.ID)
		return
	}
	state, err := ReadClaimState(c.After)
	if err != nil {
		events.wrong("claim %d: its latest event cannot be read: %v", c.ID, err)
	} else if !sameState(state, stateOf(&c.Claim)) {
		events.wrong("claim %d is another than its latest event left it", c.ID)
	}
}
