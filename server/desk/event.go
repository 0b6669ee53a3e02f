package desk

import (
	"encoding/json"
	"reflect"

	"stet/server/factcheck"
	"stet/server/store"
)

// ClaimState is a claim as an event's Before and After keep it. A deleted claim has none.
type ClaimState struct {
	ClaimPlace
	Kind      factcheck.Kind       `json:"kind"`
	Verdict   factcheck.Verdict    `json:"verdict"`
	Rating    factcheck.Rating     `json:"rating"`
	Note      string               `json:"note"`
	Speaker   string               `json:"speaker"`
	Citations []factcheck.Citation `json:"citations"`
}

// ClaimPlace is where a claim stands.
type ClaimPlace struct {
	factcheck.Span
	Quote    string             `json:"quote"`
	Prefix   string             `json:"prefix"`
	Suffix   string             `json:"suffix"`
	Revision int                `json:"revision"`
	Carried  factcheck.Carriage `json:"carried,omitempty"` // as factcheck.Claim has it
}

func placeOf(c *factcheck.Claim) ClaimPlace {
	return ClaimPlace{Span: c.Span, Quote: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix, Revision: c.Revision, Carried: c.Carried}
}

func (p ClaimPlace) give(c *factcheck.Claim) {
	c.Span, c.Quote, c.Prefix, c.Suffix, c.Revision, c.Carried = p.Span, p.Quote, p.Prefix, p.Suffix, p.Revision, p.Carried
}

// ReadClaimState reads an event's Before or After; nil where there is none.
func ReadClaimState(recorded []byte) (*ClaimState, error) {
	if len(recorded) == 0 {
		return nil, nil
	}
	state := &ClaimState{}
	return state, json.Unmarshal(recorded, state)
}

func stateOf(c *factcheck.Claim) *ClaimState {
	if c == nil || c.Deleted {
		return nil
	}
	return &ClaimState{ClaimPlace: placeOf(c), Kind: c.Kind,
		Verdict: c.Verdict, Rating: c.Rating, Note: c.Note, Speaker: c.Speaker, Citations: append([]factcheck.Citation{}, c.Citations...)}
}

// give writes a state back into a claim; nil deletes it.
func (s *ClaimState) give(c *factcheck.Claim) {
	if s == nil {
		c.Deleted = true
		return
	}
	c.Deleted = false
	s.ClaimPlace.give(c)
	c.Kind, c.Verdict, c.Rating, c.Note, c.Speaker, c.Citations = s.Kind, s.Verdict, s.Rating, s.Note, s.Speaker, s.Citations
}

func sameState(a, b *ClaimState) bool { return reflect.DeepEqual(a, b) }

// sameWherever says whether two states are the same but for where the claim stands.
func sameWherever(a, b *ClaimState) bool {
	if a == nil || b == nil {
		return a == b
	}
	elsewhere := *a
	elsewhere.ClaimPlace = b.ClaimPlace
	return sameState(&elsewhere, b)
}

// record appends the event of a claim's change.
func record(tx *store.Tx, by factcheck.Person, action factcheck.Action, before, after *factcheck.Claim, undoes int64) error {
	e := factcheck.Event{At: after.UpdatedAt, Action: action, ArticleID: after.ArticleID, ClaimID: after.ID, Undoes: undoes}
	if state := stateOf(before); state != nil {
		e.Before = toJSON(state)
	}
	if state := stateOf(after); state != nil {
		e.After = toJSON(state)
	}
	_, err := tx.AddEvent(e, by.ID)
	return err
}
