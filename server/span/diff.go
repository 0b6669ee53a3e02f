package span

import "stet/server/factcheck"

// Standing says what became of a stretch of text.
type Standing string

// The standings.
const (
	Kept    Standing = "kept"
	Removed Standing = "removed"
	Added   Standing = "added"
)

// Piece is a stretch of two texts laid over one another.
type Piece struct {
	Standing
	factcheck.Span        // in the old text where it was removed, else in the new one
	Text           string // with the white space that follows it
}

// Diff lays the two texts over one another word by word: the pieces kept and added join to the new text, less the white space
// before its first word, and where a text was edited what was removed stands before what was added. What moved is removed in
// one place and added in another.
func (b *Bridge) Diff() []Piece {
	var pieces []Piece
	i, j := 0, 0
	for _, kept := range b.runs() {
		pieces = b.from.appendPiece(pieces, Removed, i, kept.old.from)
		pieces = b.to.appendPiece(pieces, Added, j, kept.now.from)
		pieces = b.to.appendPiece(pieces, Kept, kept.now.from, kept.now.to)
		i, j = kept.old.to, kept.now.to
	}
	pieces = b.from.appendPiece(pieces, Removed, i, len(b.from.words))
	return b.to.appendPiece(pieces, Added, j, len(b.to.words))
}

// run is words of the old text that stand side by side in the new one.
type run struct{ old, now stretch }

// runs gives the words that stayed, in order.
func (b *Bridge) runs() (runs []run) {
	var places []place
	for i, j := range b.words {
		if j >= 0 {
			places = append(places, place{i, int(j)})
		}
	}
	for _, p := range inOrder(places) {
		if last := len(runs) - 1; last >= 0 && runs[last].old.to == p.a && runs[last].now.to == p.b {
			runs[last].old.to, runs[last].now.to = p.a+1, p.b+1
			continue
		}
		runs = append(runs, run{stretch{from: p.a, to: p.a + 1}, stretch{from: p.b, to: p.b + 1}})
	}
	return runs
}

// appendPiece adds the words [from, to), if there are any.
func (r *read) appendPiece(pieces []Piece, how Standing, from, to int) []Piece {
	if from >= to {
		return pieces
	}
	end := r.text.Len()
	if to < len(r.at) {
		end = r.at[to].Start
	}
	s := factcheck.Span{Start: r.at[from].Start, End: end}
	return append(pieces, Piece{how, s, r.text.Slice(s)})
}
