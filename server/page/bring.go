package page

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/interchange"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Bring answers GET /articles/:id/import: claims in from other tools, and out to them.
func (p *Pages) Bring(c echo.Context) error {
	page, err := p.bring(c)
	if err != nil {
		return err
	}
	if came, err := strconv.Atoi(c.QueryParam("in")); err == nil && came >= 0 {
		left, _ := strconv.Atoi(c.QueryParam("left"))
		page.CameIn = &views.CameIn{Claims: came, LeftOut: max(left, 0)}
	}
	return respond.HTML(c, http.StatusOK, views.Bring(page))
}

func (p *Pages) bring(c echo.Context) (page views.BringPage, err error) {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return page, err
	}
	person := viewer(c)
	page.MayBring, page.Form.Reviewer = person.Role.AtLeast(factcheck.Reviewer), person.Name
	page.Tools, page.Losses = tools(articleID), told(interchange.CommonLosses)
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		if page.Article, err = r.Article(person.ID, articleID); err != nil || !person.Role.AtLeast(factcheck.Editor) {
			return err
		}
		page.Readers, err = readersTold(r, person, page.Article)
		return err
	})
	page.Frame = frame(c, "Claims in and out: "+page.Article.Title, views.AtLibrary)
	return page, err
}

// readersTold gives whose reviews claims may be brought into: everybody's who may read for the desk. While the article shows pseudonyms
// these and the viewer's own are all: beside names, who is missing would stand behind one. Who reads blind has their own alone.
func readersTold(r *store.Reader, viewer factcheck.Person, article factcheck.Article) (told []factcheck.Person, err error) {
	blind, err := r.ReadsBlind(viewer.ID, article.ID)
	if err != nil || blind {
		return []factcheck.Person{viewer}, err
	}
	if !article.Masked() {
		return assignable(r)
	}
	pseudonyms, err := r.Pseudonyms(viewer.ID, article.ID)
	for _, pseudonym := range pseudonyms {
		told = append(told, factcheck.Person{Name: pseudonym.Name, DisplayName: pseudonym.Name})
	}
	slices.SortFunc(told, func(a, b factcheck.Person) int { return cmp.Compare(a.Name, b.Name) })
	return append(told, viewer), err
}

// fileOf says what file each tool takes and makes.
var fileOf = map[interchange.Format]string{
	interchange.WebAnnotation: "JSON-LD: an AnnotationCollection with all that a claim says, its sources linked.",
	interchange.Hypothesis:    "JSON as the Hypothesis API has it: verdict and kind as tags, the note with its sources as the text.",
	interchange.Doccano:       "JSON Lines: the text, and a label with the verdict for each claim.",
	interchange.Brat:          "A zip of text (.txt), annotations (.ann) and their configuration. To come in, the .ann alone will do too.",
	interchange.WebAnnoTSV:    "A row a word. INCEpTION wants a span layer webanno.custom.Claim with the text features kind, note, rating, speaker and verdict.",
}

func tools(articleID int64) (all []views.Tool) {
	for _, f := range interchange.Formats {
		t := views.Tool{Format: string(f), Name: f.Name(), Holds: fileOf[f], Address: "/articles/" + id(articleID) + "/" + f.Address()}
		t.Losses = told(f.OwnLosses())
		all = append(all, t)
	}
	return all
}

func told(losses []interchange.Loss) (sentences []string) {
	for _, loss := range losses {
		sentences = append(sentences, loss.String())
	}
	return sentences
}

// BringClaims answers POST /articles/:id/import. A file is shown with what would come in and what cannot; sent again with
// confirm=1, as the form does that is shown with it, it comes in.
func (p *Pages) BringClaims(c echo.Context) error {
	page, err := p.bring(c)
	if err != nil {
		return err
	}
	form := posted(c)
	page.Form = views.BringForm{Format: form.Get("format"), Reviewer: form.Get("reviewer")}
	name, raw, err := broughtFile(c)
	if err != nil {
		return showBring(c, page, err)
	}
	in := desk.Bringing{File: bytes.NewReader(raw), Format: interchange.Format(page.Form.Format), Reviewer: page.Form.Reviewer, DryRun: form.Get("confirm") != "1"}
	brought, err := p.desk.BringClaims(c.Request().Context(), viewer(c), page.Article.ID, in)
	if err != nil {
		return showBring(c, page, err)
	}
	if !in.DryRun {
		return to(c, "/articles/"+id(page.Article.ID)+"/import?in="+strconv.Itoa(len(brought.Claims))+"&left="+strconv.Itoa(len(brought.Skipped)))
	}
	page.Found = found(name, raw, brought)
	return showBring(c, page, nil)
}

func showBring(c echo.Context, page views.BringPage, refused error) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	if refused == nil {
		return respond.HTML(c, http.StatusOK, views.Bring(page))
	}
	if !mendable(refused) {
		return refused
	}
	e := known(refused)
	page.Form.Problem, page.Form.Field = e.Message, firstField(e)
	return respond.HTML(c, respond.Status(e.Code), views.Bring(page))
}

// broughtFile gives the file that was chosen, or the one that the form with its preview sends again.
func broughtFile(c echo.Context) (name string, raw []byte, err error) {
	form := posted(c)
	if sent := form.Get("content"); sent != "" {
		raw, err = base64.RawURLEncoding.DecodeString(sent)
		if err != nil {
			return "", nil, factcheck.BadField("file", "The file did not arrive whole. Choose it again.")
		}
		return form.Get("name"), raw, nil
	}
	file, err := c.FormFile("file")
	if err != nil || file.Filename == "" {
		return "", nil, factcheck.BadField("file", "Choose the file that holds the claims.")
	}
	in, err := file.Open()
	if err != nil {
		return "", nil, err
	}
	defer in.Close()
	raw, err = io.ReadAll(io.LimitReader(in, interchange.MaxBytes+1))
	return file.Filename, raw, err
}

func found(name string, raw []byte, brought desk.Brought) *views.Found {
	f := &views.Found{Name: name, Content: base64.RawURLEncoding.EncodeToString(raw), Format: string(brought.Format),
		Tool: brought.Format.Name(), Reviewer: brought.Reviewer}
	for _, b := range brought.Claims {
		f.Claims = append(f.Claims, views.FoundClaim{Item: b.Item, Claim: b.Claim, ByQuote: b.How == interchange.ByQuote})
	}
	for _, s := range brought.Skipped {
		f.Skipped = append(f.Skipped, views.LeftOut(s))
	}
	return f
}
