package api

import (
	"context"
	"fmt"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
)

type newClaimAnswer struct {
	Location string `header:"Location"`
	ETag     string `header:"ETag"`
	Body     export.Claim
}

type createClaim struct {
	ArticleID int64  `path:"id"`
	Key       string `header:"Idempotency-Key" maxLength:"200" doc:"The same key marks the same claim, once."`
	Body      struct {
		Start     *int              `json:"start,omitempty" minimum:"0" maximum:"2147483647" doc:"With end: the span, in Unicode code points. It grows to whole grapheme clusters."`
		End       *int              `json:"end,omitempty" minimum:"0" maximum:"2147483647"`
		Revision  int               `json:"revision,omitempty" minimum:"1" doc:"The revision that start and end count in, where it is not the current one: the claim is marked on the current one if its words are certain there."`
		Quote     string            `json:"quote,omitempty" doc:"Instead of the span: the words as they stand in the text. With the span: what must stand there."`
		Prefix    string            `json:"prefix,omitempty" doc:"What stands before the quote, where it stands more than once."`
		Suffix    string            `json:"suffix,omitempty" doc:"What stands after it."`
		Kind      factcheck.Kind    `json:"kind,omitempty" doc:"Guessed from the quote where left out."`
		Verdict   factcheck.Verdict `json:"verdict,omitempty"`
		Rating    *factcheck.Rating `json:"rating,omitempty"`
		Note      string            `json:"note,omitempty"`
		Speaker   string            `json:"speaker,omitempty"`
		Citations []NewCitation     `json:"citations,omitempty" nullable:"false"`
	}
}

func (c calls) createClaim(ctx context.Context, in *createClaim) (*newClaimAnswer, error) {
	wanted, err := in.claim()
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	made, err := c.Desk.CreateClaim(ctx, me, in.ArticleID, wanted)
	if err != nil {
		return nil, err
	}
	return &newClaimAnswer{fmt.Sprintf("%s/claims/%d", root, made.ID), claimTag(&made), export.NewClaim(&made, c.BaseURL)}, nil
}

func (in *createClaim) claim() (desk.NewClaim, error) {
	sent := in.Body
	span, err := spanOf(sent.Start, sent.End)
	wanted := desk.NewClaim{Span: span, Seen: sent.Revision, Quote: sent.Quote, Prefix: sent.Prefix, Suffix: sent.Suffix, Kind: sent.Kind, Verdict: sent.Verdict,
		Note: sent.Note, Speaker: sent.Speaker, Key: in.Key}
	if sent.Rating != nil {
		wanted.Rating = *sent.Rating
	}
	for _, citation := range sent.Citations {
		wanted.Citations = append(wanted.Citations, citation.citation())
	}
	return wanted, err
}

// spanOf gives the span between start and end, nil where neither was sent.
func spanOf(start, end *int) (*factcheck.Span, error) {
	switch {
	case start == nil && end == nil:
		return nil, nil
	case start == nil:
		return nil, factcheck.BadField("start", "A span has a start and an end. Send start too.")
	case end == nil:
		return nil, factcheck.BadField("end", "A span has a start and an end. Send end too.")
	}
	return &factcheck.Span{Start: *start, End: *end}, nil
}
