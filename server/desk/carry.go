package desk

import (
	"hash/maphash"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// bridgesKept is how many bytes of text the bridges that are kept lead over; they are themselves some fifty times as much.
const bridgesKept = 4 << 20

// bridgeKey names two texts as they are divided into blocks: whatever revisions have them have the same bridge.
type bridgeKey struct {
	from, to             string
	fromBlocks, toBlocks uint64
}

var blockSeed = maphash.MakeSeed()

func bridgeBetween(from, to *Revision) bridgeKey {
	return bridgeKey{from.Text, to.Text, blocksHash(from.Blocks), blocksHash(to.Blocks)}
}

func blocksHash(blocks []factcheck.Block) uint64 {
	var h maphash.Hash
	h.SetSeed(blockSeed)
	for _, b := range blocks {
		maphash.WriteComparable(&h, b)
	}
	return h.Sum64()
}

// bridge gives the bridge from one text to another. It is called where little is left to do, or within [Desk.bridging].
func (d *Desk) bridge(from, to *Revision) *span.Bridge {
	key := bridgeBetween(from, to)
	if known, ok := d.bridges.get(key); ok {
		return known
	}
	made := span.NewBridge(from.Index, to.Index, from.Blocks, to.Blocks)
	d.bridges.put(key, made, len(from.Text)+len(to.Text))
	return made
}

// keep writes what became of a claim, and keeps where it stood.
func (v *drafted) keep(tx *store.Tx, carried *Carried) error {
	before := carried.Claim
	err := tx.AddCarryover(factcheck.Carryover{ClaimID: before.ID, From: before.Revision, To: v.next.Number, Outcome: carried.Outcome,
		Old: before.Span, Quote: before.Quote, Prefix: before.Prefix, Suffix: before.Suffix, Span: carried.Span})
	if err != nil {
		return err
	}
	c := before
	c.Version++
	if carried.Outcome.Certain() {
		moveTo(&c, v.next, carried.Span)
	}
	switch {
	case carried.Outcome == factcheck.CarriedChanged:
		c.Carried, c.Settled, c.UpdatedAt = factcheck.CarriedChanged, c.Version, v.at
	case !carried.Outcome.Certain():
		c.Carried = carried.Outcome
	case before.Waits():
		c.Carried = ""
	}
	if err := v.desk.reckoning.carried(tx, c.ArticleID, c.ReviewID, less(store.HoldingOf(before), store.HoldingOf(c))); err != nil {
		return err
	}
	if err := tx.ChangeClaim(c); err != nil || c.Deleted {
		return err
	}
	_, err = tx.AddEvent(factcheck.Event{At: v.at, Action: factcheck.ClaimCarried, ArticleID: c.ArticleID, ClaimID: c.ID,
		Before: toJSON(stateOf(&before)), After: toJSON(stateOf(&c))}, v.by.ID)
	return err
}

// moveTo lets a claim stand on a span of a revision.
func moveTo(c *factcheck.Claim, to *Revision, s factcheck.Span) {
	c.Revision, c.Span = to.Number, s
	c.Quote, c.Prefix, c.Suffix = to.Index.Anchor(s)
}

// carryDecisions moves the decisions that stand to where their words are now. Those whose words are not certain stay where
// they were until they are changed; what they decided on they decide on still.
func (v *drafted) carryDecisions(tx *store.Tx) error {
	decisions, err := tx.Decisions(everybody, v.article.ID)
	if err != nil {
		return err
	}
	for _, decision := range decisions {
		got, err := v.carryFrom(store.Place{Revision: decision.Revision, Span: decision.Span})
		if err != nil {
			return err
		}
		if got.Outcome.Certain() {
			if err := v.moveDecision(tx, decision, got.Span); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *drafted) moveDecision(tx *store.Tx, decision factcheck.Decision, s factcheck.Span) error {
	moved := decision
	moved.Version++
	moved.Revision, moved.Span = v.next.Number, s
	moved.Quote, moved.Prefix, moved.Suffix = v.next.Index.Anchor(s)
	if err := tx.PlaceDecision(moved); err != nil {
		return err
	}
	_, err := tx.AddEvent(factcheck.Event{At: v.at, Action: factcheck.DecisionCarried, ArticleID: v.article.ID,
		Before: toJSON(decisionState(&decision)), After: toJSON(decisionState(&moved))}, v.by.ID)
	return err
}
