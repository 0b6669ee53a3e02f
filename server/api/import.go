package api

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
)

type importArticle struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key imports once."`
	Body struct {
		Title       string `json:"title,omitempty" doc:"May be left out with html or fetch: the page’s own is taken."`
		Text        string `json:"text,omitempty" doc:"Plain text. Empty lines part paragraphs. It stays as it is, but for lines that surely are none of the article’s, such as “Advertisement”; these are told in set_aside."`
		HTML        string `json:"html,omitempty" doc:"The source of the article’s web page, in place of text. The article is found in it, and the rest set aside."`
		Fetch       bool   `json:"fetch,omitempty" doc:"Fetch the page at url, in place of text or html."`
		Byline      string `json:"byline,omitempty"`
		Publisher   string `json:"publisher,omitempty"`
		URL         string `json:"url,omitempty" doc:"Where the article was published."`
		PublishedOn string `json:"published_on,omitempty" doc:"A plain date, such as 2019-10-24."`
		Language    string `json:"language,omitempty" doc:"A BCP 47 tag, such as en or zh-Hans."`
	}
}

type importedAnswer struct {
	Location string `header:"Location"`
	Body     Imported
}

// Imported is an article just imported, with what was found out on the way.
type Imported struct {
	Article
	Duplicates []Duplicate `json:"duplicates,omitempty" doc:"Articles that the desk had already and that this one is like."`
}

// Duplicate is an article that another is like.
type Duplicate struct {
	ArticleID int64              `json:"article_id"`
	URL       string             `json:"url" doc:"Of the article on the desk."`
	Why       factcheck.Likeness `json:"why" doc:"same text, same address, or nearly the same text."`
}

func (c calls) importArticle(ctx context.Context, in *importArticle) (*importedAnswer, error) {
	me, _ := auth.FromContext(ctx)
	if err := c.Desk.MayImport(me); err != nil {
		return nil, err
	}
	article, err := c.articleOf(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := holdText(ctx, article.Text, article.SetAside); err != nil {
		return nil, err
	}
	alike, err := c.Desk.Duplicates(ctx, article)
	if err != nil {
		return nil, err
	}
	made, err := c.Desk.ImportArticle(ctx, me, desk.NewArticle{Article: article, Key: in.Key})
	if err != nil {
		return nil, err
	}
	v, err := c.Desk.Revision(ctx, made.ID, made.Revision)
	if err != nil {
		return nil, err
	}
	answer := &importedAnswer{Location: fmt.Sprintf("%s/articles/%d", root, made.ID), Body: Imported{Article: tellRevision(&made, &v.Revision)}}
	for _, d := range alike {
		if d.ArticleID != made.ID { // the same key again gives the article itself
			answer.Body.Duplicates = append(answer.Body.Duplicates, Duplicate{d.ArticleID, fmt.Sprintf("%s/articles/%d", c.BaseURL, d.ArticleID), d.Why})
		}
	}
	return answer, nil
}

// articleOf gives what was sent, its text cleaned and cut into blocks. What the call says of it wins over what its page says.
func (c calls) articleOf(ctx context.Context, in *importArticle) (extract.Article, error) {
	sent := in.Body
	draft, err := c.draftOf(ctx, in)
	if err != nil {
		return extract.Article{}, err
	}
	a := draft.Safe()
	if sent.Text != "" { // a text tells nothing of itself: its first line is no title unless it is sent as one
		a.Title = ""
	}
	a.Title, a.Byline, a.Publisher = cmp.Or(sent.Title, a.Title), cmp.Or(sent.Byline, a.Byline), cmp.Or(sent.Publisher, a.Publisher)
	a.URL, a.PublishedOn, a.Language = cmp.Or(sent.URL, a.URL), cmp.Or(sent.PublishedOn, a.PublishedOn), cmp.Or(sent.Language, a.Language)
	return a, nil
}

func (c calls) draftOf(ctx context.Context, in *importArticle) (extract.Draft, error) {
	sent := in.Body
	switch {
	case sent.Fetch && sent.Text+sent.HTML == "":
		return c.fetched(ctx, sent.URL, "url")
	case sent.Fetch || sent.Text != "" && sent.HTML != "":
		return extract.Draft{}, factcheck.BadField("text", "The article is sent twice: give one of text, html and fetch.")
	case sent.HTML != "":
		return c.Desk.Extract(ctx, pageOf(sent.HTML, sent.URL))
	case sent.Title == "":
		return extract.Draft{}, factcheck.BadField("title", "The field title is missing. It may be left out with html alone.")
	}
	return extract.ReadPlain([]byte(sent.Text))
}

// pageOf gives a page that was sent, to be read. address is where it was found, "" where that is not known.
func pageOf(source, address string) extract.Source {
	return extract.Source{Format: extract.PageHTML, Declared: "text/html; charset=utf-8", Address: address, Raw: []byte(source)}
}

// fetched reads the page at an address. What is wrong with it is said of the field that asked for it.
func (c calls) fetched(ctx context.Context, address, field string) (extract.Draft, error) {
	page, err := c.Fetcher.Fetch(ctx, address)
	if err != nil {
		return extract.Draft{}, saidOf(field, err)
	}
	draft, err := c.Desk.Extract(ctx, page.Source())
	return draft, saidOf(field, err)
}

func saidOf(field string, err error) error {
	var known *factcheck.Error
	if !errors.As(err, &known) || len(known.Fields) == 0 {
		return err
	}
	said := *known
	said.Fields = []factcheck.FieldError{{Field: field, Message: known.Message}}
	return &said
}
