package desk

import (
	"sort"

	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/span"
)

// keepForm gives a corrected plain text the form that the text before had: its headings, lists, quotations and links, as far as
// it is certain where they are, and what was set aside from it.
func (d *Desk) keepForm(from *Revision, in extract.Article) extract.Article {
	bridge := d.bridge(from, &Revision{Index: span.NewText(in.Text), Revision: factcheck.Revision{Text: in.Text, Blocks: in.Blocks}})
	for _, b := range from.Blocks {
		if got := bridge.Carry(b.Span); b.Kind != factcheck.Paragraph && got.Outcome.Certain() {
			now := blockOver(in.Blocks, got.Start)
			now.Kind, now.Level = b.Kind, b.Level
		}
	}
	in.Links = nil
	for _, l := range from.Links {
		last := len(in.Links) - 1
		if got := bridge.Carry(l.Span); got.Outcome.Certain() && (last < 0 || in.Links[last].End <= got.Start) && got.End <= blockOver(in.Blocks, got.Start).End {
			in.Links = append(in.Links, factcheck.Link{URL: l.URL, Span: got.Span})
		}
	}
	for _, aside := range from.SetAside {
		aside.After = min(aside.After, len(in.Blocks))
		in.SetAside = append(in.SetAside, aside)
	}
	return in
}

// blockOver gives the block that ends after a position.
func blockOver(blocks []factcheck.Block, position int) *factcheck.Block {
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > position })
	return &blocks[min(i, len(blocks)-1)]
}
