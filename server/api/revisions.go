package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

// RevisionsPath is, with POST, the other path whose requests may be as large as an article.
const RevisionsPath = root + "/articles/:id/revisions"

// RevisionRow is one text of an article, as a list tells it.
type RevisionRow struct {
	Revision
	Words     int                 `json:"words"`
	Reason    string              `json:"reason"`
	CreatedBy string              `json:"created_by" doc:"The person’s name; empty for the command line."`
	CreatedAt factcheck.Timestamp `json:"created_at"`
}

type listRevisions struct {
	ArticleID int64 `path:"id"`
	Paging
}

func (c calls) listRevisions(ctx context.Context, in *listRevisions) (*listAnswer[RevisionRow], error) {
	after, err := in.after("revision", 0)
	if err != nil {
		return nil, err
	}
	var rows []factcheck.Revision
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		if _, err := r.CurrentRevision(in.ArticleID); err != nil {
			return err
		}
		rows, err = r.Revisions(in.ArticleID)
		return err
	})
	rows = rows[min(int(after), len(rows)):] // they are numbered from 1 without a gap
	tell := func(v *factcheck.Revision) RevisionRow {
		return RevisionRow{Revision{Number: v.Number, Length: v.Length}, v.Words, v.Reason, v.By, v.CreatedAt}
	}
	return list(in.Paging, "revision", rows, tell, func(v *factcheck.Revision) int64 { return int64(v.Number) }), err
}

type reviseArticle struct {
	ArticleID int64 `path:"id"`
	DryRun    bool  `query:"dry_run" doc:"Tell what would happen, and change nothing."`
	Body      struct {
		Text     string `json:"text,omitempty" doc:"The corrected text, all of it. What is surely none of the article’s is set aside, as with an import."`
		HTML     string `json:"html,omitempty" doc:"The source of the article’s web page, in place of text."`
		Fetch    bool   `json:"fetch,omitempty" doc:"Fetch the page at the article’s address again, in place of text or html."`
		PutBack  *int   `json:"put_back,omitempty" minimum:"0" doc:"In place of text: the block in set_aside of the current revision, counted from 0, that belongs to the text after all."`
		Reason   string `json:"reason,omitempty" doc:"Why, for whoever reads the list of revisions."`
		Revision int    `json:"revision,omitempty" minimum:"1" doc:"The number of the revision that was corrected; 409 where it is not the current one any more. Left out: of text and html whatever is current; fetch and put_back correct the one that was current when they began."`
	}
}

// Revised is a new text of an article, with what became of its claims.
type Revised struct {
	Revision
	Words    int        `json:"words"`
	Reason   string     `json:"reason"`
	SetAside []SetAside `json:"set_aside,omitempty"`
	Carried  []Carried  `json:"carried" nullable:"false" doc:"Every claim that the caller may see, in the order of the old text."`
}

// Carried is what became of one claim.
type Carried struct {
	ClaimID int64              `json:"claim_id"`
	Outcome factcheck.Carriage `json:"outcome" enum:"exact,changed,uncertain,gone" doc:"exact: its words stand in the new text, but for white space. changed: they changed, and it is certain what they are now. uncertain and gone wait in the carryover queue."`
	From    factcheck.Span     `json:"from" doc:"In the text of the revision it stood on."`
	Start   *int               `json:"start,omitempty" doc:"In the new text; where uncertain, a proposal; left out where gone."`
	End     *int               `json:"end,omitempty"`
	Quote   *string            `json:"quote,omitempty" doc:"What stands there."`
}

type revisedAnswer struct {
	Status   int
	Location string `header:"Location"`
	Body     Revised
}

func (c calls) reviseArticle(ctx context.Context, in *reviseArticle) (*revisedAnswer, error) {
	me, _ := auth.FromContext(ctx)
	if err := c.Desk.MayRevise(me); err != nil {
		return nil, err
	}
	wanted, err := c.revisedText(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := holdText(ctx, wanted.Text, wanted.SetAside); err != nil {
		return nil, err
	}
	wanted.Reason, wanted.Seen = in.Body.Reason, cmp.Or(in.Body.Revision, wanted.Seen)
	revise := c.Desk.ReviseArticle
	if in.DryRun {
		revise = c.Desk.PlanRevision
	}
	made, err := revise(ctx, me, in.ArticleID, wanted)
	if err != nil {
		return nil, err
	}
	answer := &revisedAnswer{http.StatusCreated, fmt.Sprintf("%s/articles/%d?revision=%d", root, in.ArticleID, made.Revision.Number), tellRevised(made)}
	if in.DryRun {
		answer.Status, answer.Location = http.StatusOK, ""
	}
	return answer, nil
}

func tellRevised(made *desk.Revised) Revised {
	v := made.Revision
	told := Revised{Revision{Number: v.Number, Text: v.Text, Length: v.Length}, v.Words, v.Reason, tellSetAside(v.SetAside), make([]Carried, len(made.Carried))}
	for i, carried := range made.Carried {
		told.Carried[i] = Carried{ClaimID: carried.Claim.ID, Outcome: carried.Outcome, From: carried.Claim.Span}
		if one := &told.Carried[i]; carried.Outcome != factcheck.CarriedGone {
			one.Start, one.End, one.Quote = &carried.Start, &carried.End, &carried.Quote
		}
	}
	return told
}

// revisedText gives the text that was sent, cleaned and cut into blocks; of what the desk reads itself with the revision that was
// current when it began to.
func (c calls) revisedText(ctx context.Context, in *reviseArticle) (wanted desk.RevisionInput, err error) {
	sent := in.Body
	ways := 0
	for _, given := range []bool{sent.Text != "", sent.HTML != "", sent.Fetch, sent.PutBack != nil} {
		if given {
			ways++
		}
	}
	if ways != 1 {
		return wanted, factcheck.BadField("text", "Give the corrected text in one way: as text, as html, by fetch or by put_back.")
	}
	if sent.PutBack != nil {
		return c.Desk.WithPutBack(ctx, in.ArticleID, *sent.PutBack)
	}
	if sent.Text != "" {
		draft, err := extract.ReadPlain([]byte(sent.Text))
		return desk.RevisionInput{Article: draft.Safe(), KeepForm: true}, err
	}
	return c.revisedPage(ctx, in)
}

// revisedPage gives the text of the article's web page, as sent or fetched.
func (c calls) revisedPage(ctx context.Context, in *reviseArticle) (wanted desk.RevisionInput, err error) {
	me, _ := auth.FromContext(ctx)
	var a factcheck.Article
	err = c.Store.Read(ctx, func(r *store.Reader) (err error) {
		a, err = r.Article(me.ID, in.ArticleID)
		return err
	})
	if err != nil {
		return wanted, err
	}
	var draft extract.Draft
	switch {
	case in.Body.HTML != "":
		draft, err = c.Desk.Extract(ctx, pageOf(in.Body.HTML, a.URL))
	case a.URL == "":
		err = factcheck.BadField("fetch", "The article has no address to fetch it from. Send its text.")
	default:
		wanted.Seen = a.Revision
		draft, err = c.fetched(ctx, a.URL, "fetch")
	}
	wanted.Article = draft.Safe()
	return wanted, err
}
