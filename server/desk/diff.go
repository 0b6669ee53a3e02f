package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// diffsKept is how many bytes the texts and pieces of the diffs take that are kept.
const diffsKept = 96 << 20

// pieceBytes is about what a piece takes beside its text.
const pieceBytes = 64

// diffKey names two revisions of an article.
type diffKey struct {
	articleID int64
	from, to  int
}

// bridges are the matter of all that lays one text over another: a bridge takes some fifty times the room of its texts, so that one is
// made at a time over the desk.
type bridges struct{}

// bridging runs f, which makes bridges, in its turn.
func (d *Desk) bridging(ctx context.Context, f func() error) error {
	return d.thinking.think(ctx, bridges{}, f)
}

// Diff lays two revisions of an article over one another, word by word. The pieces are shared: read them, never change them.
func (d *Desk) Diff(ctx context.Context, from, to *Revision) (pieces []span.Piece, err error) {
	key := diffKey{from.ArticleID, from.Number, to.Number}
	if pieces, ok := d.diffs.get(key); ok {
		return pieces, nil
	}
	err = d.bridging(ctx, func() (err error) {
		pieces = d.diff(key, from, to)
		return nil
	})
	return pieces, err
}

// diff keeps the pieces and lets the bridge go.
func (d *Desk) diff(key diffKey, from, to *Revision) []span.Piece {
	if pieces, ok := d.diffs.get(key); ok {
		return pieces
	}
	bridge, ok := d.bridges.get(bridgeKey{from.Text, to.Text})
	if !ok {
		bridge = span.NewBridge(from.Index, to.Index, from.Blocks, to.Blocks)
	}
	pieces := bridge.Diff()
	d.diffs.put(key, pieces, len(from.Text)+len(to.Text)+pieceBytes*len(pieces))
	return pieces
}

// compareSeen lays the revision that somebody marked over the current one before the writer has to wait for it. What is wrong with either
// is told by the write.
func (d *Desk) compareSeen(ctx context.Context, articleID int64, seen int) error {
	if seen == 0 {
		return nil
	}
	current, err := d.Revision(ctx, articleID, 0)
	if err != nil || current.Number == seen {
		return ctx.Err()
	}
	old, err := d.Revision(ctx, articleID, seen)
	if err != nil {
		return ctx.Err()
	}
	_, err = d.bridged(ctx, old, current)
	return err
}

// compareSeenOf is compareSeen for the article of a claim.
func (d *Desk) compareSeenOf(ctx context.Context, by factcheck.Person, claimID int64, seen int) error {
	if seen == 0 {
		return nil
	}
	var claim factcheck.Claim
	err := d.store.Read(ctx, func(r *store.Reader) (err error) {
		claim, err = r.Claim(by.ID, claimID)
		return err
	})
	if err != nil {
		return ctx.Err()
	}
	return d.compareSeen(ctx, claim.ArticleID, seen)
}

// Near gives where in a revision the words of a span of an older one would stand, were they there.
func (d *Desk) Near(ctx context.Context, from, to *Revision, s factcheck.Span) (int, error) {
	bridge, err := d.bridged(ctx, from, to)
	if err != nil {
		return 0, err
	}
	return bridge.Near(s), nil
}

func (d *Desk) bridged(ctx context.Context, from, to *Revision) (bridge *span.Bridge, err error) {
	if known, ok := d.bridges.get(bridgeKey{from.Text, to.Text}); ok {
		return known, nil
	}
	err = d.bridging(ctx, func() error {
		bridge = d.bridge(from, to)
		return nil
	})
	return bridge, err
}
