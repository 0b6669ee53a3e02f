package extract

import (
	"slices"

	"stet/server/factcheck"
)

// PutBack gives the article with a block that was set aside, the one at position i, back in its text where it was found.
func (a Article) PutBack(i int) (Article, error) {
	if i < 0 || i >= len(a.SetAside) {
		return a, factcheck.BadField("put_back", "Nothing is set aside at position %d: the text has %d such blocks, counted from 0.", i, len(a.SetAside))
	}
	d, block := draftOf(a), a.SetAside[i]
	at := min(block.After, len(d.Pieces))
	piece := Piece{Kind: block.Kind, Level: block.Level, Text: block.Text, Links: block.Links, Gap: "\n\n"}
	if at == 0 {
		piece.Gap, d.Pieces[0].Gap = "", "\n\n"
	}
	d.Pieces = slices.Insert(d.Pieces, at, piece)
	whole := d.Whole()
	whole.SetAside = slices.Delete(slices.Clone(a.SetAside), i, i+1)
	for k := range whole.SetAside {
		if after := &whole.SetAside[k].After; *after > at || *after == at && k >= i {
			*after++
		}
	}
	return whole, nil
}
