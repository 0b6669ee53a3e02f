package api

import (
	"context"
	"fmt"
	"math"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
)

type articleAnswer struct{ Body Article }

type newArticleAnswer struct {
	Location string `header:"Location"`
	Body     Article
}

type listArticles struct {
	Paging
	Text string `query:"q" doc:"Words to find in articles and claims, the best match first. Without it the latest import comes first."`
}

func (c calls) listArticles(ctx context.Context, in *listArticles) (answer *listAnswer[Article], err error) {
	err = c.Store.Read(ctx, func(r *store.Reader) error {
		if in.Text != "" {
			answer, err = searchArticles(ctx, r, in)
			return err
		}
		answer, err = latestArticles(ctx, r, in)
		return err
	})
	return answer, err
}

func latestArticles(ctx context.Context, r *store.Reader, in *listArticles) (*listAnswer[Article], error) {
	before, err := in.after("article", math.MaxInt64)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	rows, err := r.Articles(me.ID, before, in.more())
	return list(in.Paging, "article", rows, tellArticle, func(a *factcheck.Article) int64 { return a.ID }), err
}

func searchArticles(ctx context.Context, r *store.Reader, in *listArticles) (*listAnswer[Article], error) {
	offset, err := in.after("found", 0)
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	rows, err := r.Library(me.ID, store.LibraryQuery{Text: in.Text, Offset: int(offset), Limit: in.more()})
	tell := func(row *store.LibraryRow) Article { return tellArticle(&row.Article) }
	return list(in.Paging, "found", rows, tell, func(*store.LibraryRow) int64 { return offset + int64(in.Limit) }), err
}

type getArticle struct {
	ID       int64 `path:"id"`
	Revision int   `query:"revision" minimum:"1" doc:"The number of the revision whose text is wanted; the current one where left out."`
}

func (c calls) getArticle(ctx context.Context, in *getArticle) (*articleAnswer, error) {
	me, _ := auth.FromContext(ctx)
	var a factcheck.Article
	err := c.Store.Read(ctx, func(r *store.Reader) (err error) {
		a, err = r.Article(me.ID, in.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	number := in.Revision
	if number == 0 {
		number = a.Revision
	}
	v, err := c.Desk.Revision(ctx, in.ID, number)
	if err != nil {
		return nil, err
	}
	return &articleAnswer{tellRevision(&a, &v.Revision)}, nil
}

type changeArticle struct {
	ID   int64 `path:"id"`
	Body struct {
		Pseudonyms bool `json:"pseudonyms" doc:"Whether reviewers stand under pseudonyms, for everybody but themselves, until all of the article is decided."`
	}
}

func (c calls) changeArticle(ctx context.Context, in *changeArticle) (*articleAnswer, error) {
	me, _ := auth.FromContext(ctx)
	a, err := c.Desk.SetPseudonyms(ctx, me, in.ID, in.Body.Pseudonyms)
	if err != nil {
		return nil, err
	}
	v, err := c.Desk.Revision(ctx, a.ID, a.Revision)
	if err != nil {
		return nil, err
	}
	return &articleAnswer{tellRevision(&a, &v.Revision)}, nil
}

type importArticle struct {
	Key  string `header:"Idempotency-Key" maxLength:"200" doc:"The same key imports once."`
	Body struct {
		Title       string `json:"title"`
		Text        string `json:"text,omitempty" doc:"Plain text. Empty lines part paragraphs."`
		HTML        string `json:"html,omitempty" doc:"Not taken in yet: send text."`
		Byline      string `json:"byline,omitempty"`
		Publisher   string `json:"publisher,omitempty"`
		URL         string `json:"url,omitempty" doc:"Where the article was published."`
		PublishedOn string `json:"published_on,omitempty" doc:"A plain date, such as 2019-10-24."`
		Language    string `json:"language,omitempty" doc:"A BCP 47 tag, such as en or zh-Hans."`
	}
}

func (c calls) importArticle(ctx context.Context, in *importArticle) (*newArticleAnswer, error) {
	article, err := in.article()
	if err != nil {
		return nil, err
	}
	me, _ := auth.FromContext(ctx)
	made, err := c.Desk.ImportArticle(ctx, me, desk.NewArticle{Article: article, Key: in.Key})
	if err != nil {
		return nil, err
	}
	v, err := c.Desk.Revision(ctx, made.ID, made.Revision)
	if err != nil {
		return nil, err
	}
	return &newArticleAnswer{Location: fmt.Sprintf("%s/articles/%d", root, made.ID), Body: tellRevision(&made, &v.Revision)}, nil
}

// article gives what was sent, its text cleaned and cut into blocks.
func (in *importArticle) article() (extract.Article, error) {
	sent := in.Body
	if sent.HTML != "" {
		return extract.Article{}, factcheck.BadField("html", "HTML is not taken in yet. Send the article’s text as text.")
	}
	article, err := extract.Plain([]byte(sent.Text))
	if err != nil {
		return article, err
	}
	article.Title, article.Byline, article.Publisher = sent.Title, sent.Byline, sent.Publisher
	article.URL, article.PublishedOn, article.Language = sent.URL, sent.PublishedOn, sent.Language
	return article, nil
}
