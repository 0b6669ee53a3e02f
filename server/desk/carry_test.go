package desk

import (
	"testing"

	"stet/server/factcheck"
	"stet/server/span"
)

// TestABridgeIsOfTextsAsTheyAreDivided asks for the bridge between two texts, and between the same texts in other blocks.
func TestABridgeIsOfTextsAsTheyAreDivided(t *testing.T) {
	d := &Desk{bridges: newKept[bridgeKey, *span.Bridge](bridgesKept)}
	revision := func(text string, blocks ...factcheck.Block) *Revision {
		return &Revision{Index: span.NewText(text), Revision: factcheck.Revision{Text: text, Blocks: blocks}}
	}
	paragraph := func(start, end int) factcheck.Block {
		return factcheck.Block{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: start, End: end}}
	}
	whole, parted := revision("One. Two.", paragraph(0, 9)), revision("One. Two.", paragraph(0, 4), paragraph(5, 9))
	next := revision("One. Two. Three.", paragraph(0, 16))
	made := d.bridge(whole, next)
	if d.bridge(revision("One. Two.", paragraph(0, 9)), next) != made {
		t.Error("the same texts in the same blocks are bridged anew")
	}
	if d.bridge(parted, next) == made {
		t.Error("other blocks are given the bridge of these")
	}
}
