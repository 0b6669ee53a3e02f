package api

import (
	"context"
	"io"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"stet/server/auth"
	"stet/server/export"
	"stet/server/respond"
	"stet/server/store"
)

type exportClaims struct {
	DeskNarrowing
	Raw bool `query:"raw" doc:"CSV: leave cells that a spreadsheet would take for a formula as they are."`
	BOM bool `query:"bom" doc:"CSV: begin with the byte-order mark by which Excel knows UTF-8."`
}

func (c calls) registerExports(api huma.API) {
	for _, f := range export.Formats {
		operation := get("/export/claims."+string(f), "export-claims-"+string(f), "Download claims as "+string(f))
		operation.Responses = fileOf(f.ContentType(), huma.TypeString)
		huma.Register(api, operation, c.exportClaims(f))
	}
}

// exportClaims streams one snapshot of the claims. What goes wrong is thrown: huma has let go of the answer by then.
func (c calls) exportClaims(f export.Format) func(context.Context, *exportClaims) (*huma.StreamResponse, error) {
	return func(_ context.Context, in *exportClaims) (*huma.StreamResponse, error) {
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			if err := c.stream(ctx, f, in); err != nil {
				panic(thrown{err})
			}
		}}, nil
	}
}

func (c calls) stream(ctx huma.Context, f export.Format, in *exportClaims) error {
	me, _ := auth.FromContext(ctx.Context())
	options := export.Options{BaseURL: c.BaseURL, BOM: in.BOM, Raw: in.Raw}
	return c.Store.Snapshot(ctx.Context(), func(r *store.Reader) error {
		return respond.Download(humaecho.Unwrap(ctx), f.ContentType(), f.FileName(in.Verdict), func(w io.Writer) error {
			return export.Claims(w, f, r.EachClaim(me.ID, in.filter()), options)
		})
	})
}
