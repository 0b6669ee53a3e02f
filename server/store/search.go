package store

import (
	"slices"
	"strings"
	"unicode"

	"stet/server/factcheck"
)

// rankedAmong bounds how many of the newest matches are ranked: the rank of a word that stands in every article says little,
// and reading every match to sort it is what makes a search slow.
const rankedAmong = 5000

// indexArticle keeps what an article is found by: its words, and what it is recognised by.
func (t *Tx) indexArticle(a factcheck.Article, v PreparedRevision) error {
	if err := t.fingerprint(a.ID, a.URL, v.sketch); err != nil {
		return err
	}
	return t.exec("insert into article_search (rowid, title, about, text) values (?, ?, ?, ?)",
		a.ID, searchable(a.Title), searchable(a.Byline+"\n"+a.Publisher+"\n"+a.URL), v.searchable)
}

// reindexArticle takes out what was indexed of an article and puts in its new text.
func (t *Tx) reindexArticle(a factcheck.Article, before string, v PreparedRevision) error {
	err := t.exec("insert into article_search (article_search, rowid, title, about, text) values ('delete', ?, ?, ?, ?)",
		a.ID, searchable(a.Title), searchable(a.Byline+"\n"+a.Publisher+"\n"+a.URL), searchable(before))
	if err != nil {
		return err
	}
	return t.indexArticle(a, v)
}

// searchable sets spaces around every character of a script that writes words without spaces, so that each is a word to the
// tokenizer and a word of several is found as a phrase.
func searchable(s string) string {
	first := strings.IndexFunc(s, unspaced)
	if first < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + len(s)/2)
	b.WriteString(s[:first])
	for _, c := range s[first:] {
		if !unspaced(c) {
			b.WriteRune(c)
			continue
		}
		b.WriteByte(' ')
		b.WriteRune(c)
		b.WriteByte(' ')
	}
	return b.String()
}

func unspaced(c rune) bool {
	return c >= 0x0E00 && unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// matching turns what a person typed into a full-text query that every word must match, the last one as a beginning. Nothing
// typed is an operator. It is "" where no word was typed. The error is Invalid where it is longer than a search may be.
func matching(typed string) (string, error) {
	if err := factcheck.CheckSearch(typed); err != nil {
		return "", err
	}
	var phrases []string
	for word := range strings.FieldsSeq(strings.ReplaceAll(typed, "\x00", " ")) {
		if strings.ContainsFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }) {
			phrases = append(phrases, `"`+strings.ReplaceAll(searchable(word), `"`, `""`)+`"`)
		}
	}
	if len(phrases) == 0 {
		return "", nil
	}
	words, beginning := phrases[:len(phrases)-1], phrases[len(phrases)-1]
	slices.Sort(words)
	return strings.Join(append(slices.Compact(words), beginning), " ") + "*", nil
}

// foundArticles gives the ids of the articles whose title, byline, publisher, address or text match, best first.
func (r *Reader) foundArticles(typed string, limit int) ([]int64, error) {
	query, err := matching(typed)
	if err != nil || query == "" {
		return nil, err
	}
	return all(r, scanID, foundArticlesSQL, query, rankedAmong, limit)
}

const foundArticlesSQL = `select id from (
	select rowid as id, bm25(article_search, 8, 3, 1) as distance from article_search where article_search match ? order by rowid desc limit ?)
	order by distance, id desc limit ?`

// foundClaims gives the claims visible to viewer whose quote, note or speaker match, the newest first.
func (r *Reader) foundClaims(viewer int64, typed string, limit int) ([]ClaimMatch, error) {
	query, err := matching(typed)
	if err != nil || query == "" {
		return nil, err
	}
	if err := r.upToDate(); err != nil {
		return nil, err
	}
	return all(r, scanClaimMatch, `select c.id, c.article_id, c.quote, c.verdict from claim_search f
		cross join claims c on c.id = f.rowid
		where`+visible+`and f.claim_search match ? and not c.deleted order by f.rowid desc limit ?`, viewer, query, limit)
}

// ClaimMatch is a claim that a search found.
type ClaimMatch struct {
	ID        int64
	ArticleID int64
	Quote     string
	Verdict   factcheck.Verdict
}

func scanClaimMatch(row scanner) (m ClaimMatch, err error) {
	err = row.Scan(&m.ID, &m.ArticleID, &m.Quote, &m.Verdict)
	return m, err
}

func scanID(row scanner) (id int64, err error) {
	err = row.Scan(&id)
	return id, err
}
