package desk

import (
	"context"
	"errors"

	"stet/server/factcheck"
	"stet/server/store"
)

// notBridged says of two revisions of an article that the one has to be laid over the other first, which is done by nobody who writes.
type notBridged struct{ from, to *Revision }

func (*notBridged) Error() string { return "the two texts are not compared yet" }

// timesBridged is how often a text is compared that is corrected again meanwhile.
const timesBridged = 3

// writeOver is write for f that takes spans over from older revisions. Where a text is still to be compared for that, others write until
// it is, and f runs again.
func (d *Desk) writeOver(ctx context.Context, f func(*store.Tx) error) error {
	err := d.write(ctx, f)
	var missing *notBridged
	if !errors.As(err, &missing) {
		return err
	}
	return d.bridging(ctx, func() error {
		for range timesBridged {
			d.bridge(missing.from, missing.to)
			if err = d.write(ctx, f); !errors.As(err, &missing) {
				return err
			}
		}
		return errCorrectedOnAndOn
	})
}

var errCorrectedOnAndOn = factcheck.Errorf(factcheck.Conflict, "The article’s text is being corrected again and again just now. Nothing was changed, and what you typed is still here; try again in a moment.").
	Titled("The text has changed meanwhile")

// inCurrent gives a span of the current revision for one that somebody marked on the revision they saw. Conflict where its words
// changed meanwhile; notBridged where the two texts are still to be compared, as [Desk.writeOver] does.
func (d *Desk) inCurrent(r *store.Reader, articleID int64, current *Revision, seen int, s factcheck.Span) (factcheck.Span, error) {
	if seen == 0 || seen == current.Number {
		return s, nil
	}
	old, err := d.revision(r, articleID, seen)
	if err != nil {
		return s, err
	}
	if err := old.Index.Check(s); err != nil {
		return s, err
	}
	bridge, ok := d.bridges.get(bridgeBetween(old, current))
	if !ok {
		return s, &notBridged{old, current}
	}
	if got := bridge.Carry(old.Index.Snap(s)); got.Outcome == factcheck.CarriedExact {
		return got.Span, nil
	}
	return s, factcheck.Errorf(factcheck.Conflict, "The article’s text was corrected while you were reading: it is at revision %d now, and the words you marked on revision %d, “%s”, "+
		"are not certain there. Nothing was marked, and what you typed is still here. Reload the text and mark them again.",
		current.Number, seen, clip(old.Index.Slice(s))).Titled("The text has changed meanwhile")
}
