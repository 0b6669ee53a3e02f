package api

import (
	"context"
	"slices"

	"stet/server/auth"
	"stet/server/export"
	"stet/server/factcheck"
)

// NewCitation is the use of a source as it is sent.
type NewCitation struct {
	URL         string           `json:"url" doc:"The source’s address; only http and https addresses become links."`
	Title       string           `json:"title,omitempty" doc:"Taken from the desk’s list of sources where left out; so are publisher and published_on."`
	Publisher   string           `json:"publisher,omitempty"`
	Stance      factcheck.Stance `json:"stance"`
	Primary     bool             `json:"primary,omitempty"`
	Locator     string           `json:"locator,omitempty" doc:"Where in the source: a page, a table, a minute."`
	Passage     string           `json:"passage,omitempty" doc:"The words of the source that decide."`
	PublishedOn string           `json:"published_on,omitempty" doc:"A plain date."`
	AccessedOn  string           `json:"accessed_on,omitempty" doc:"A plain date."`
	ArchivedURL string           `json:"archived_url,omitempty"`
}

func (n NewCitation) citation() factcheck.Citation {
	return factcheck.Citation{URL: n.URL, Title: n.Title, Publisher: n.Publisher, Stance: n.Stance, Primary: n.Primary, Locator: n.Locator,
		Passage: n.Passage, PublishedOn: n.PublishedOn, AccessedOn: n.AccessedOn, ArchivedURL: n.ArchivedURL}
}

// Cited is a citation with its claim as that stands after the change.
type Cited struct {
	factcheck.Citation
	Claim export.Claim `json:"claim"`
}

type citationAnswer struct {
	ETag string `header:"ETag" doc:"The claim’s."`
	Body Cited
}

// cited answers with one citation of the claim.
func (c calls) cited(claim *factcheck.Claim, citation factcheck.Citation) *citationAnswer {
	return &citationAnswer{claimTag(claim), Cited{citation, export.NewClaim(claim, c.BaseURL)}}
}

type addCitation struct {
	ClaimID int64  `path:"id"`
	Key     string `header:"Idempotency-Key" maxLength:"200" doc:"The same key cites once."`
	IfMatch
	Body NewCitation
}

func (c calls) addCitation(ctx context.Context, in *addCitation) (*citationAnswer, error) {
	version, err := in.version(c.versionOf(ctx, in.ClaimID))
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	claim, number, err := c.Desk.Cite(ctx, me, in.ClaimID, version, in.Body.citation(), in.Key)
	if err != nil {
		return nil, c.refused(err)
	}
	i := slices.IndexFunc(claim.Citations, func(x factcheck.Citation) bool { return x.Number == number })
	if i < 0 {
		return nil, factcheck.Errorf(factcheck.Conflict, "This was cited under the same key before, and has been removed since. Use a new key.").Titled("The key was used before")
	}
	return c.cited(&claim, claim.Citations[i]), nil
}

type changeCitation struct {
	ClaimID int64 `path:"id"`
	Number  int   `path:"n"`
	IfMatch
	Body NewCitation
}

func (c calls) changeCitation(ctx context.Context, in *changeCitation) (*citationAnswer, error) {
	version, err := in.version(c.versionOf(ctx, in.ClaimID))
	if err != nil {
		return nil, err
	}
	citation := in.Body.citation()
	citation.Number = in.Number
	me, _ := auth.FromContext(ctx)
	claim, err := c.Desk.ChangeCitation(ctx, me, in.ClaimID, version, citation)
	if err != nil {
		return nil, c.refused(err)
	}
	i := slices.IndexFunc(claim.Citations, func(x factcheck.Citation) bool { return x.Number == in.Number })
	return c.cited(&claim, claim.Citations[i]), nil
}

type removeCitation struct {
	ClaimID int64 `path:"id"`
	Number  int   `path:"n"`
	IfMatch
}

type removed struct {
	ETag string `header:"ETag" doc:"The claim’s."`
}

func (c calls) removeCitation(ctx context.Context, in *removeCitation) (*removed, error) {
	version, err := in.version(c.versionOf(ctx, in.ClaimID))
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	claim, err := c.Desk.RemoveCitation(ctx, me, in.ClaimID, version, in.Number)
	if err != nil {
		return nil, c.refused(err)
	}
	return &removed{claimTag(&claim)}, nil
}
