package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
)

// Reporting is what every report takes.
type Reporting struct {
	Verdict      []factcheck.Verdict `query:"verdict,explode" nullable:"false" doc:"Only findings with one of these."`
	PublishedURL string              `query:"published_url" format:"uri" doc:"ClaimReview: where the report will stand for its readers."`
}

type articleReport struct {
	ID int64 `path:"id"`
	Reporting
}

func (c calls) registerReports(api huma.API) {
	for _, f := range export.ReportFormats() {
		one := get("/articles/{id}/report."+f.Ending(), "report-article-"+string(f), "Download an article’s report as "+f.Title())
		all := get("/export/report."+f.Ending(), "report-desk-"+string(f), "Download the whole desk’s report as "+f.Title())
		holds := huma.TypeString
		if f == export.ClaimReview {
			holds = huma.TypeArray
		}
		one.Responses, all.Responses = fileOf(f.ContentType(), holds), fileOf(f.ContentType(), holds)
		huma.Register(api, one, func(_ context.Context, in *articleReport) (*huma.StreamResponse, error) {
			return c.sendReport(f, in.ID, in.Reporting), nil
		})
		huma.Register(api, all, func(_ context.Context, in *Reporting) (*huma.StreamResponse, error) {
			return c.sendReport(f, 0, *in), nil
		})
	}
	huma.Register(api, get("/articles/{id}/claimreview", "check-claimreview", "List what an article’s claims lack to be published as ClaimReview"), c.checkClaimReview)
}

// fileOf describes an answer that is a file, by its media type without parameters. Of many lines of JSON no schema can tell.
func fileOf(contentType, holds string) map[string]*huma.Response {
	kind, _, _ := strings.Cut(contentType, ";")
	schema := &huma.Schema{Type: holds}
	if holds == huma.TypeArray {
		schema.Items = &huma.Schema{Type: huma.TypeObject}
	}
	if kind == "application/jsonl" {
		schema = nil
	}
	return map[string]*huma.Response{"200": {Description: http.StatusText(http.StatusOK), Content: map[string]*huma.MediaType{kind: {Schema: schema}}}}
}

// sendReport streams reports out of one snapshot. What goes wrong is thrown: huma has let go of the answer by then.
func (c calls) sendReport(f export.ReportFormat, article int64, in Reporting) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		me, _ := auth.FromContext(ctx.Context())
		options := export.ReportOptions{BaseURL: c.BaseURL, PublishedURL: in.PublishedURL}
		if err := options.Check(); err != nil {
			panic(thrown{err})
		}
		ask := desk.ReportAsk{ArticleID: article, Verdicts: in.Verdict}
		err := c.Store.Snapshot(ctx.Context(), func(r *store.Reader) error {
			reports, err := c.Desk.Reports(r, me, ask)
			if err != nil {
				return err
			}
			return respond.Report(humaecho.Unwrap(ctx), f, f.FileName(article, in.Verdict), reports, options)
		})
		if err != nil {
			panic(thrown{err})
		}
	}}
}

type lacksAnswer struct {
	Body struct {
		Lacks []export.Lack `json:"lacks" nullable:"false"`
	}
}

func (c calls) checkClaimReview(ctx context.Context, in *articleReport) (*lacksAnswer, error) {
	options := export.ReportOptions{BaseURL: c.BaseURL, PublishedURL: in.PublishedURL}
	if err := options.Check(); err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	answer := &lacksAnswer{}
	answer.Body.Lacks = []export.Lack{}
	err := c.Desk.Report(ctx, me, desk.ReportAsk{ArticleID: in.ID, Verdicts: in.Verdict}, func(made *export.Report) error {
		for lack, err := range made.Lacks(options) {
			if err != nil {
				return err
			}
			answer.Body.Lacks = append(answer.Body.Lacks, lack)
		}
		return nil
	})
	return answer, err
}
