package api

import (
	"context"
	"net/http"
	"slices"

	"stet/server/auth"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

type claimAnswer struct {
	ETag string `header:"ETag"`
	Body export.Claim
}

func (c calls) answer(claim *factcheck.Claim) *claimAnswer {
	return &claimAnswer{ETag: claimTag(claim), Body: export.NewClaim(claim, c.BaseURL)}
}

type listClaims struct {
	Paging
	DeskNarrowing
}

func (c calls) listClaims(ctx context.Context, in *listClaims) (answer *listAnswer[export.Claim], err error) {
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		answer, err = c.claims(ctx, r, in.Paging, in.filter())
		return err
	})
	return answer, err
}

type listArticleClaims struct {
	ArticleID int64 `path:"id"`
	Revision  int   `query:"revision" minimum:"1" doc:"The claims as they stood when this revision was followed by the next, narrowed by verdict, kind and reviewer alone."`
	Paging
	Narrowing
}

func (c calls) listArticleClaims(ctx context.Context, in *listArticleClaims) (answer *listAnswer[export.Claim], err error) {
	if in.Revision != 0 {
		return c.claimsAsOf(ctx, in)
	}
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		if _, err := r.CurrentRevision(in.ArticleID); err != nil {
			return err
		}
		answer, err = c.claims(ctx, r, in.Paging, in.of(in.ArticleID))
		return err
	})
	return answer, err
}

// claimsAsOf lists the claims of an older revision.
func (c calls) claimsAsOf(ctx context.Context, in *listArticleClaims) (*listAnswer[export.Claim], error) {
	after, err := in.after("claim", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	claims, err := c.Desk.ClaimsAsOf(ctx, me, in.ArticleID, in.Revision)
	if err != nil {
		return nil, err
	}
	claims = slices.DeleteFunc(claims, func(claim factcheck.Claim) bool {
		return claim.ID <= after || len(in.Verdict) > 0 && !slices.Contains(in.Verdict, claim.Verdict) ||
			in.Kind != "" && claim.Kind != in.Kind || in.Reviewer != "" && claim.Reviewer != in.Reviewer
	})
	slices.SortFunc(claims, func(a, b factcheck.Claim) int { return int(a.ID - b.ID) })
	tell := func(claim *factcheck.Claim) export.Claim { return export.NewClaim(claim, c.BaseURL) }
	return list(in.Paging, "claim", claims, tell, func(claim *factcheck.Claim) int64 { return claim.ID }), nil
}

// claims lists by id, so that no change made meanwhile lets a page miss or repeat one.
func (c calls) claims(ctx context.Context, r *store.Reader, p Paging, filter store.ClaimFilter) (*listAnswer[export.Claim], error) {
	after, err := p.after("claim", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	rows, more, err := r.Claims(me.ID, filter, after, p.Limit)
	tell := func(row *store.ClaimRow) export.Claim { return export.NewClaim(&row.Claim, c.BaseURL) }
	return listed("claim", rows, more, tell, func(row *store.ClaimRow) int64 { return row.ID }), err
}

type getClaim struct {
	ID          int64  `path:"id"`
	IfNoneMatch string `header:"If-None-Match" doc:"An ETag you hold; 304 where it is still good."`
}

type foundClaim struct {
	Status int
	ETag   string `header:"ETag"`
	Body   export.Claim
}

func (c calls) getClaim(ctx context.Context, in *getClaim) (*foundClaim, error) {
	claim, err := c.claim(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if claim.Deleted {
		return nil, deleted(&claim)
	}
	found := &foundClaim{http.StatusOK, claimTag(&claim), export.NewClaim(&claim, c.BaseURL)}
	if alreadyHas(in.IfNoneMatch, found.ETag) && claim.Desk.Outcome == "" { // what is decided moves no claim's version
		found.Status = http.StatusNotModified
	}
	return found, nil
}

// claim gives a claim that the caller may see, deleted or not.
func (c calls) claim(ctx context.Context, id int64) (claim factcheck.Claim, err error) {
	me, _ := auth.FromContext(ctx)
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		claim, err = r.Claim(me.ID, id)
		return err
	})
	return claim, err
}
