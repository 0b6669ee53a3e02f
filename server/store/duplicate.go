package store

import (
	"context"
	"encoding/json"

	"stet/server/factcheck"
	"stet/server/span"
)

const (
	sketchSize     = 32 // shingles kept of each article
	sharedAtLeast  = 4  // of them by two articles, for the texts to be compared; all there are of a short text
	mostCompared   = 8
	nearlySame     = 0.5 // of the shingles of both
	cutFromAnother = 0.8 // of the shingles of the shorter
	longEnough     = 40  // shingles, for a text to be told as cut from another
)

// Duplicates gives the articles that are at the same address, or whose current text is the same or nearly so.
func (r *Reader) Duplicates(address, text string) ([]factcheck.Duplicate, error) {
	found, err := r.nearlySame(text)
	if err != nil {
		return nil, err
	}
	same, err := r.articlesAt(factcheck.AddressKey(address))
	for _, d := range same {
		if !holds(found, d.ArticleID) {
			found = append(found, d)
		}
	}
	return found, err
}

func holds(list []factcheck.Duplicate, article int64) bool {
	for _, d := range list {
		if d.ArticleID == article {
			return true
		}
	}
	return false
}

func (r *Reader) articlesAt(key string) ([]factcheck.Duplicate, error) {
	return all(r, func(row scanner) (d factcheck.Duplicate, err error) {
		d.Why = factcheck.SameAddress
		return d, row.Scan(&d.ArticleID, &d.Title)
	}, "select id, title from articles where url_key = ? and url_key <> '' order by id limit ?", key, mostCompared)
}

// likeArticle is an article that shares shingles with a text.
type likeArticle struct {
	factcheck.Duplicate
	text string
}

// nearlySame finds the articles whose sketches share shingles with the text's, and compares their texts.
func (r *Reader) nearlySame(text string) (found []factcheck.Duplicate, err error) {
	shingles := span.ShinglesOf(text)
	sketch := shingles.Sketch(sketchSize)
	candidates, err := all(r, func(row scanner) (c likeArticle, err error) {
		return c, row.Scan(&c.ArticleID, &c.Title, &c.text)
	}, `select a.id, a.title, t.text from
		(select article_id, count(*) as shared from shingles where hash in (select value from json_each(?)) group by article_id having shared >= ? order by shared desc, article_id limit ?) s
		join articles a on a.id = s.article_id join revisions t on t.article_id = a.id and t.number = a.revision order by s.shared desc, a.id`,
		hashes(sketch), min(sharedAtLeast, len(sketch)), mostCompared)
	for _, c := range candidates {
		if c.Why = likeness(text, c.text, shingles); c.Why != "" {
			found = append(found, c.Duplicate)
		}
	}
	return found, err
}

func likeness(text, other string, shingles span.Shingles) factcheck.Likeness {
	if text == other {
		return factcheck.SameText
	}
	others := span.ShinglesOf(other)
	cut := min(len(shingles), len(others)) >= longEnough && shingles.Within(others) >= cutFromAnother
	if cut || shingles.Alike(others) >= nearlySame {
		return factcheck.NearlySameText
	}
	return ""
}

// hashes writes a sketch as a list that SQL reads. SQLite's integers have a sign.
func hashes(sketch span.Shingles) string {
	signed := make([]int64, len(sketch))
	for i, h := range sketch {
		signed[i] = int64(h)
	}
	list, _ := json.Marshal(signed) // a list of integers always can be written
	return string(list)
}

// fingerprint keeps what an article is recognised by: its address, and the sketch of its current text.
func (t *Tx) fingerprint(articleID int64, address, text string) error {
	if err := t.exec("update articles set url_key = ? where id = ?", factcheck.AddressKey(address), articleID); err != nil {
		return err
	}
	if err := t.exec("delete from shingles where article_id = ?", articleID); err != nil {
		return err
	}
	return t.exec("insert into shingles (hash, article_id) select value, ? from json_each(?)", articleID, hashes(span.ShinglesOf(text).Sketch(sketchSize)))
}

// fingerprintAtOnce is how many articles are fingerprinted in one transaction when a desk from before there were shingles opens.
const fingerprintAtOnce = 200

// fingerprintOld makes the fingerprints of articles that have none.
func (s *Store) fingerprintOld(ctx context.Context) error {
	for {
		left := false
		err := s.transactNow(ctx, func(t *Tx) (err error) {
			left, err = t.fingerprintSome()
			return err
		})
		if err != nil || !left {
			return err
		}
	}
}

func (t *Tx) fingerprintSome() (left bool, err error) {
	type bare struct {
		id            int64
		address, text string
	}
	some, err := all(&t.Reader, func(row scanner) (b bare, err error) {
		return b, row.Scan(&b.id, &b.address, &b.text)
	}, `select a.id, a.url, t.text from articles a join revisions t on t.article_id = a.id and t.number = a.revision
		where not exists (select 1 from shingles s where s.article_id = a.id) limit ?`, fingerprintAtOnce)
	for _, b := range some {
		if err := t.fingerprint(b.id, b.address, b.text); err != nil {
			return false, err
		}
	}
	return len(some) == fingerprintAtOnce, err
}

// transactNow runs f on the writer before there is a queue for it.
func (s *Store) transactNow(ctx context.Context, f func(*Tx) error) error {
	j := &job{ctx: ctx, run: f}
	s.commitGroup([]*job{j})
	return j.err
}
