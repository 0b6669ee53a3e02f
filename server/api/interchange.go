package api

import (
	"bytes"
	"context"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/interchange"
	"stet/server/respond"
	"stet/server/store"
)

// BringPath is the path, with POST, whose requests carry a file of another tool.
const BringPath = root + "/articles/:id/import"

type exportArticle struct {
	ArticleID int64 `path:"id"`
	Narrowing
	Page int `query:"page" minimum:"0" maximum:"1" doc:"W3C Web Annotation: 1 gives the collection’s one page by itself."`
}

func (c calls) registerInterchange(api huma.API) {
	bring := call(http.MethodPost, "/articles/{id}/import", "import-claims", "Bring claims in from another tool")
	bring.Description = "The body is the file itself, or a form with it as file. What cannot come in is skipped, with the reason; nothing comes in half."
	huma.Register(api, bring, c.bringClaims)
	for _, f := range interchange.Formats {
		operation := get("/articles/{id}/"+f.Address(), "export-article-"+string(f), "Download an article’s claims for "+f.Name())
		operation.Description = lossesOf(f)
		operation.Responses = fileOf(f.ContentType(), holding(f))
		huma.Register(api, operation, c.exportArticle(f))
	}
}

// holding is what a JSON reader finds in a file: the others are text, or a zip.
func holding(f interchange.Format) string {
	if f == interchange.WebAnnotation || f == interchange.Hypothesis {
		return huma.TypeObject
	}
	return huma.TypeString
}

func lossesOf(f interchange.Format) string {
	var told []string
	for _, loss := range f.Losses() {
		told = append(told, loss.String())
	}
	return strings.Join(told, " ")
}

// exportArticle streams one snapshot of an article's claims.
func (c calls) exportArticle(f interchange.Format) func(context.Context, *exportArticle) (*huma.StreamResponse, error) {
	return func(_ context.Context, in *exportArticle) (*huma.StreamResponse, error) {
		return &huma.StreamResponse{Body: func(ctx huma.Context) {
			if err := c.streamArticle(ctx, f, in); err != nil {
				panic(thrown{err})
			}
		}}, nil
	}
}

func (c calls) streamArticle(ctx huma.Context, f interchange.Format, in *exportArticle) error {
	me, _ := auth.FromContext(ctx.Context())
	return c.Store.Snapshot(ctx.Context(), func(r *store.Reader) error {
		out, err := desk.ReadInterchange(r, me.ID, in.of(in.ArticleID), c.BaseURL)
		if err != nil {
			return err
		}
		return respond.Download(humaecho.Unwrap(ctx), f.ContentType(), f.FileName(in.ArticleID), func(w io.Writer) error {
			return out.Write(w, f, in.Page == 1)
		})
	})
}

type bringClaims struct {
	ArticleID   int64              `path:"id"`
	Format      interchange.Format `query:"format" enum:"webannotation,hypothesis,doccano,brat,webanno-tsv" doc:"Left out, it goes by what the file holds."`
	DryRun      bool               `query:"dry_run" doc:"Nothing is written: what would come in is told."`
	Reviewer    string             `query:"reviewer" doc:"Whose review the claims come into; one’s own where left out. Another’s takes an editor."`
	ContentType string             `header:"Content-Type" hidden:"true"`
	RawBody     []byte
}

type broughtAnswer struct {
	Body struct {
		Imported int                   `json:"imported" doc:"How many claims came in, or would."`
		Skipped  []interchange.Skipped `json:"skipped" nullable:"false"`
		Format   interchange.Format    `json:"format"`
		Reviewer string                `json:"reviewer" doc:"Whose review they came into."`
		DryRun   bool                  `json:"dry_run"`
		Claims   []broughtClaim        `json:"claims" nullable:"false" doc:"What came in, or would; the ids of those that would are 0."`
	}
}

type broughtClaim struct {
	Item    string       `json:"item" doc:"How the file names it."`
	FoundBy string       `json:"found_by" enum:"position,quote" doc:"Whether its position was borne out, or its words stand at one place alone."`
	Claim   export.Claim `json:"claim"`
}

func (c calls) bringClaims(ctx context.Context, in *bringClaims) (*broughtAnswer, error) {
	file, err := fileIn(in.ContentType, in.RawBody)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	brought, err := c.Desk.BringClaims(ctx, me, in.ArticleID, desk.Bringing{File: file, Format: in.Format, Reviewer: in.Reviewer, DryRun: in.DryRun})
	if err != nil {
		return nil, err
	}
	answer := &broughtAnswer{}
	told := &answer.Body
	told.Imported, told.Format, told.Reviewer, told.DryRun = len(brought.Claims), brought.Format, brought.Reviewer, in.DryRun
	told.Skipped, told.Claims = append([]interchange.Skipped{}, brought.Skipped...), []broughtClaim{}
	for _, b := range brought.Claims {
		told.Claims = append(told.Claims, broughtClaim{b.Item, b.How, export.NewClaim(&b.Claim, c.BaseURL)})
	}
	return answer, nil
}

// fileIn gives the file that is the body, or that a form in it holds. All of it is in memory already; nothing of it goes to a disk.
func fileIn(contentType string, body []byte) (io.Reader, error) {
	kind, parameters, _ := mime.ParseMediaType(contentType)
	if kind != "multipart/form-data" {
		return bytes.NewReader(body), nil
	}
	form, err := multipart.NewReader(bytes.NewReader(body), parameters["boundary"]).ReadForm(int64(len(body)))
	if err != nil || len(form.File["file"]) == 0 {
		return nil, factcheck.BadField("file", "The form holds no file. Send the file as the body, or as file in a form.")
	}
	return form.File["file"][0].Open()
}
