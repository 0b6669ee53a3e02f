package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/line"
	"stet/server/span"
	"stet/server/store"
)

// Desk is the whole installation: its people, articles, claims and sources.
type Desk struct {
	store      *store.Store
	revisions  *kept[revisionKey, *Revision]
	alignments *kept[alignmentKey, *alignment]
	alphas     *kept[readingsKey, agreement.Coefficient]
	sketches   *kept[textHash, span.Shingles]
	likenesses *kept[likenessKey, factcheck.Likeness]
	pools      *kept[pooledKey, *DeskAgreement]
	diffs      *kept[diffKey, []span.Piece]
	bridges    *kept[bridgeKey, *span.Bridge]
	led        *kept[ledKey, span.Carried]
	leadingFor time.Duration
	found      *kept[int64, *found] // by who reads it, as [store.Reader.ReadsAs] says
	thinking   *line.Line[int64]
	shortly    *line.Line[int64] // for what is computed soon
	counting   chan struct{}     // the turn to count what is found
	finding    *line.Line[int64] // for quotes that are looked for
	extracting *line.Line[int64] // for what was brought in
	bringing   *line.Line[int64] // for files of several articles
	reader     Reader
	reckoning  *reckoning
}

// New gives the desk kept in s.
func New(s *store.Store) *Desk {
	return &Desk{
		store:      s,
		revisions:  newKept[revisionKey, *Revision](revisionsKept),
		alignments: newKept[alignmentKey, *alignment](alignedBytes),
		alphas:     newKept[readingsKey, agreement.Coefficient](alphasKept),
		sketches:   newKept[textHash, span.Shingles](sketchesKept),
		likenesses: newKept[likenessKey, factcheck.Likeness](likenessesKept),
		pools:      newKept[pooledKey, *DeskAgreement](poolsKept),
		diffs:      newKept[diffKey, []span.Piece](diffsKept),
		bridges:    newKept[bridgeKey, *span.Bridge](bridgesKept),
		led:        newKept[ledKey, span.Carried](ledKept),
		leadingFor: leadingFor,
		found:      newKept[int64, *found](articlesCounted),
		thinking:   line.New[int64](thoughtsAtOnce, 1, thinkingPatience),
		shortly:    line.New[int64](thoughtsAtOnce, 1, thinkingPatience),
		counting:   make(chan struct{}, 1),
		finding:    line.New[int64](findsAtOnce, 1, thinkingPatience),
		extracting: line.New[int64](extractsAtOnce, 1, thinkingPatience),
		bringing:   line.New[int64](filesAtOnce, filesOfOne, thinkingPatience),
		reader:     readsHere{},
		reckoning:  newReckoning(),
	}
}

// CommandLine is who acts when somebody runs the program beside the database: they may do all that an admin may. It is nobody
// that a name could be put to, so it has no id.
var CommandLine = factcheck.Person{Role: factcheck.Admin}

func now() factcheck.Timestamp { return factcheck.At(time.Now()) }

// need refuses a person below a role.
func need(by factcheck.Person, least factcheck.Role, what string) error {
	if by.Disabled || !by.Role.AtLeast(least) {
		return factcheck.Errorf(factcheck.Forbidden, "Your role, %s, does not allow you to %s; that takes the role %s. An admin can change it.", by.Role, what, least)
	}
	return nil
}

// write runs f in one transaction.
func (d *Desk) write(ctx context.Context, f func(*store.Tx) error) error {
	return d.writeBy(ctx, d.store.Write, f)
}

// writeMuch is write for what changes thousands of rows.
func (d *Desk) writeMuch(ctx context.Context, f func(*store.Tx) error) error {
	return d.writeBy(ctx, d.store.WriteAlone, f)
}

func (d *Desk) writeBy(ctx context.Context, write func(context.Context, func(*store.Tx) error) error, f func(*store.Tx) error) error {
	var begun *store.Tx
	err := write(ctx, func(tx *store.Tx) error {
		begun = tx
		return f(tx)
	})
	d.reckoning.end(begun, err == nil)
	return err
}

// toJSON writes a state as it is kept: no HTML is made of it without being escaped, and escaped here a note of angle brackets would
// take six times its room.
func toJSON(v any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err) // only plain structs of ours come here
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
