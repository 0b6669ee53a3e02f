package views

import (
	"context"
	"io"
	"net/url"
	"strconv"

	"stet/server/factcheck"
)

// ConflictCard shows a claim that changed elsewhere while somebody was changing it: what they sent and what is saved, side by
// side, with a way to either. Nothing of theirs is lost by looking.
type ConflictCard struct {
	Saved  factcheck.Claim
	Viewer int64
	Mine   []Line     // what was sent
	Stands []Line     // the same as it is saved
	Action string     // where to send what was sent again
	Fields url.Values // what was sent, but for the version
	Edit   *OpenCard  // the form with what was sent over what is saved; nil where it was no change of the card's form
	Query  string     // as in Cards
}

// Line is one thing that a reading says: its note, its verdict.
type Line struct {
	Label   string
	Text    string
	Differs bool // from the other reading
}

// Render implements templ.Component.
func (c ConflictCard) Render(ctx context.Context, w io.Writer) error {
	return around{class: "card is-open is-selected is-conflict", claim: c.Saved, viewer: c.Viewer, query: c.Query, body: conflictBody(c)}.Render(ctx, w)
}

// again is what to send so that what was sent counts over what is saved.
func (c ConflictCard) again() []field {
	fields := fieldsOf(c.Fields)
	return append(fields, field{"version", strconv.Itoa(c.Saved.Version)})
}

// taking gives the address of the card as it is saved.
func (c ConflictCard) taking() string {
	id := strconv.FormatInt(c.Saved.ID, 10)
	return "?" + c.Query + "claim=" + id + "#claim-" + id
}
