package store

import (
	"encoding/json"
	"slices"

	"stet/server/factcheck"
)

// LibraryQuery asks for a page of the library.
type LibraryQuery struct {
	Text   string      // full-text search over articles and claims; "" for all
	Sort   LibrarySort // ignored with Text, which ranks
	Shelf  Shelf
	Offset int
	Limit  int
}

// LibrarySort orders the library.
type LibrarySort string

// The orders.
const (
	ByNewest    LibrarySort = "newest"    // latest import first
	ByTitle     LibrarySort = "title"     // A to Z
	ByPublished LibrarySort = "published" // latest date first
	ByProgress  LibrarySort = "progress"  // most unchecked claims first
)

// Shelf narrows the library.
type Shelf string

// The shelves.
const (
	EveryArticle  Shelf = ""
	MineShelf     Shelf = "mine"   // articles the viewer has a review of
	UnreadArticle Shelf = "unread" // articles nobody has a review of
)

// LibraryRow is an article as the library lists it.
type LibraryRow struct {
	factcheck.Article
	Reviews []ReviewProgress // as far as the viewer may see them, in the order they were opened
	Matches []ClaimMatch     // the claims a search found in it, the newest first
	Excerpt Excerpt          // the piece of its text that a search found
}

// ShelfCounts is the number of articles on each shelf.
type ShelfCounts struct{ All, Mine, Unread int }

const matchesPerSearch = 60

var librarySorts = map[LibrarySort]string{
	ByNewest:    "a.id desc",
	ByTitle:     "a.title collate nocase, a.id",
	ByPublished: "a.published_on desc, a.id desc",
	ByProgress:  "(select count(*) from claims c where c.article_id = a.id and not c.deleted and c.verdict = 'unchecked' and" + visible + ") desc, a.id desc",
}

var shelfClauses = map[Shelf]string{
	EveryArticle:  "true",
	MineShelf:     "exists (select 1 from reviews m where m.article_id = a.id and m.reviewer_id = ?1)",
	UnreadArticle: "not exists (select 1 from reviews m where m.article_id = a.id)",
}

// Library gives a page of the library as viewer may see it.
func (r *Reader) Library(viewer int64, q LibraryQuery) ([]LibraryRow, error) {
	if q.Text != "" {
		return r.searchLibrary(viewer, q)
	}
	order, shelf := librarySorts[q.Sort], shelfClauses[q.Shelf]
	if order == "" {
		order = librarySorts[ByNewest]
	}
	articles, err := all(r, scanArticle, "select "+articleColumns+fromArticles+"where "+shelf+" order by "+order+" limit ? offset ?", viewer, q.Limit, q.Offset)
	if err != nil {
		return nil, err
	}
	return r.libraryRows(viewer, articles, nil)
}

// CountShelves counts the articles on each shelf.
func (r *Reader) CountShelves(viewer int64) (ShelfCounts, error) {
	return one(r, func(row scanner) (n ShelfCounts, err error) {
		err = row.Scan(&n.All, &n.Mine, &n.Unread)
		return n, err
	}, `select count(*), (select count(*) from reviews where reviewer_id = ?),
		count(*) - (select count(distinct article_id) from reviews) from articles`, viewer)
}

func (r *Reader) searchLibrary(viewer int64, q LibraryQuery) ([]LibraryRow, error) {
	ids, err := r.foundArticles(q.Text, q.Offset+q.Limit)
	if err != nil {
		return nil, err
	}
	claims, err := r.foundClaims(viewer, q.Text, matchesPerSearch)
	if err != nil {
		return nil, err
	}
	for _, m := range claims {
		if !slices.Contains(ids, m.ArticleID) {
			ids = append(ids, m.ArticleID)
		}
	}
	ids = ids[min(q.Offset, len(ids)):]
	articles, err := r.articles(viewer, ids[:min(q.Limit, len(ids))])
	if err != nil {
		return nil, err
	}
	rows, err := r.libraryRows(viewer, articles, claims)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if rows[i].Excerpt, err = r.excerpt(rows[i].ID, q.Text); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// articles gives the articles with these ids, in this order.
func (r *Reader) articles(viewer int64, ids []int64) ([]factcheck.Article, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	return all(r, scanArticle, "select "+articleColumns+" from json_each(?) j join articles a on a.id = j.value "+joinedToArticles+"order by j.key", viewer, string(list))
}

func (r *Reader) libraryRows(viewer int64, articles []factcheck.Article, matches []ClaimMatch) ([]LibraryRow, error) {
	rows := make([]LibraryRow, len(articles))
	ids := make([]int64, len(articles))
	at := make(map[int64]int, len(articles))
	for i, a := range articles {
		rows[i].Article, ids[i], at[a.ID] = a, a.ID, i
	}
	for _, m := range matches {
		if i, ok := at[m.ArticleID]; ok {
			rows[i].Matches = append(rows[i].Matches, m)
		}
	}
	reviews, err := r.reviews(viewer, ids)
	for _, v := range reviews {
		row := &rows[at[v.ArticleID]]
		row.Reviews = append(row.Reviews, v)
	}
	return rows, err
}
