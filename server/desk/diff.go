package desk

import (
	"context"

	"stet/server/factcheck"
	"stet/server/span"
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
	return d.think(ctx, bridges{}, f)
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
	bridge, ok := d.bridges.get(bridgeBetween(from, to))
	if !ok {
		bridge = span.NewBridge(from.Index, to.Index, from.Blocks, to.Blocks)
	}
	pieces := bridge.Diff()
	d.diffs.put(key, pieces, len(from.Text)+len(to.Text)+pieceBytes*len(pieces))
	return pieces
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
	if known, ok := d.bridges.get(bridgeBetween(from, to)); ok {
		return known, nil
	}
	err = d.bridging(ctx, func() error {
		bridge = d.bridge(from, to)
		return nil
	})
	return bridge, err
}
