package page

import (
	"cmp"
	"crypto/rand"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

const (
	articlesAtOnce = 50
	readingsListed = 12
)

// Library answers GET /articles: the articles of the desk, all or a shelf of them, or those that a search finds.
func (p *Pages) Library(c echo.Context) error {
	query, person := libraryQuery(c), viewer(c)
	page := views.LibraryPage{
		Frame: frame(c, "Library", views.AtLibrary), Query: query.Text, Sort: string(query.Sort),
		MayImport: person.Role.AtLeast(factcheck.Editor), Import: views.ImportForm{Key: rand.Text()},
	}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) error { return readLibrary(r, person.ID, query, &page) })
	if err != nil {
		return err
	}
	turnPage(&page, query)
	return respond.HTML(c, http.StatusOK, views.Library(page))
}

func libraryQuery(c echo.Context) store.LibraryQuery {
	from, _ := strconv.Atoi(c.QueryParam("from"))
	query := store.LibraryQuery{
		Text: strings.TrimSpace(c.QueryParam("q")), Sort: store.LibrarySort(cmp.Or(c.QueryParam("sort"), string(store.ByNewest))),
		Offset: max(from, 0), Limit: articlesAtOnce + 1,
	}
	switch {
	case c.QueryParam("mine") == "1":
		query.Shelf = store.MineShelf
	case c.QueryParam("unread") == "1":
		query.Shelf = store.UnreadArticle
	}
	return query
}

func readLibrary(r *store.Reader, viewer int64, query store.LibraryQuery, page *views.LibraryPage) error {
	rows, err := r.Library(viewer, query)
	if err != nil {
		return err
	}
	shelves, err := r.CountShelves(viewer)
	if err != nil {
		return err
	}
	if page.Claims, err = r.CountClaims(viewer, store.ClaimFilter{}); err != nil {
		return err
	}
	mine, err := r.MyReviews(viewer)
	page.Pieces, page.Readings, page.Articles = pieces(rows, viewer), readings(mine), shelves.All
	page.Tabs = tabs(shelves, query)
	return err
}

func pieces(rows []store.LibraryRow, viewer int64) []views.Piece {
	list := make([]views.Piece, len(rows))
	for i, row := range rows {
		list[i] = pieceOf(row, viewer)
	}
	return list
}

// pieceOf shows an article's progress by the viewer's own reading, or else by the fullest.
func pieceOf(row store.LibraryRow, viewer int64) views.Piece {
	piece := views.Piece{Article: row.Article, Excerpt: views.Excerpt(row.Excerpt)}
	for _, review := range row.Reviews {
		piece.Readers = append(piece.Readers, reader(review))
		switch {
		case review.ReviewerID == viewer:
			piece.Mine, piece.Counts = true, review.Counts
		case !piece.Mine && review.Counts.Total() > piece.Counts.Total():
			piece.Counts = review.Counts
		}
	}
	for _, m := range row.Matches {
		piece.Hits = append(piece.Hits, views.Match{ID: m.ID, Quote: m.Quote, Verdict: m.Verdict})
	}
	return piece
}

func readings(mine []store.MyReview) []views.MyReading {
	mine = mine[:min(len(mine), readingsListed)]
	list := make([]views.MyReading, len(mine))
	for i, m := range mine {
		list[i] = views.MyReading{Reader: reader(m.ReviewProgress), Title: m.ArticleTitle}
	}
	return list
}

func reader(v store.ReviewProgress) views.Reader {
	today := time.Now().UTC().Format(time.DateOnly)
	return views.Reader{Review: v.Review, Name: cmp.Or(v.DisplayName, v.Reviewer), Counts: v.Counts, Overdue: v.Overdue(today)}
}

func tabs(n store.ShelfCounts, query store.LibraryQuery) []views.Tab {
	at := func(shelf store.Shelf) bool { return query.Text == "" && query.Shelf == shelf }
	return []views.Tab{
		{Label: "All", Count: n.All, Address: "/articles", Here: at(store.EveryArticle)},
		{Label: "Mine", Count: n.Mine, Address: "/articles?mine=1", Here: at(store.MineShelf)},
		{Label: "Nobody reading", Count: n.Unread, Address: "/articles?unread=1", Here: at(store.UnreadArticle)},
	}
}

// turnPage leads to the pages before and after. One row more than is shown was asked for, to know whether there is a next.
func turnPage(page *views.LibraryPage, query store.LibraryQuery) {
	if query.Offset > 0 {
		page.Newer = libraryAddress(query, max(0, query.Offset-articlesAtOnce))
	}
	if len(page.Pieces) > articlesAtOnce {
		page.Pieces = page.Pieces[:articlesAtOnce]
		page.Older = libraryAddress(query, query.Offset+articlesAtOnce)
	}
}

func libraryAddress(query store.LibraryQuery, from int) string {
	values := url.Values{"from": {strconv.Itoa(from)}, "sort": {string(query.Sort)}}
	if query.Text != "" {
		values.Set("q", query.Text)
	}
	switch query.Shelf {
	case store.MineShelf:
		values.Set("mine", "1")
	case store.UnreadArticle:
		values.Set("unread", "1")
	}
	return "/articles?" + values.Encode()
}
