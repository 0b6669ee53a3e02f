package extract

import "stet/server/factcheck"

// Furniture comes in heaps: what stands together for one reason is looked over as one.
const (
	mostGathered = 600 // bytes
	longestLine  = 80  // bytes of a block that is gathered
)

func gathered(pieces []Piece) []Piece {
	var heaps []Piece
	for _, p := range pieces {
		if n := len(heaps); n > 0 && joins(heaps[n-1], p) {
			heaps[n-1].Text += "\n" + p.Text
			heaps[n-1].Kind, heaps[n-1].Level, heaps[n-1].Links = factcheck.Paragraph, 0, nil
			continue
		}
		heaps = append(heaps, p)
	}
	return heaps
}

func joins(heap, p Piece) bool {
	heaped := p.Aside == Navigation || p.Aside == Furniture || p.Aside == RelatedStory || p.Aside == OutsideText
	return p.Sure && heap.Sure && heaped && heap.Aside == p.Aside && len(p.Text) <= longestLine && len(heap.Text)+len(p.Text) <= mostGathered
}
