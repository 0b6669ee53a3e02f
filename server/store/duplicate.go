package store

import (
	"context"
	"encoding/json"
	"slices"

	"stet/server/factcheck"
	"stet/server/span"
)

const (
	sketchSize    = 32 // shingles kept of each article
	sharedAtLeast = 4  // of them by two articles, for the texts to be compared; all there are of a short text
	mostCompared  = 8
)

// Sketch gives what is kept of a text's shingles, to find texts like it by.
func Sketch(text span.Shingles) span.Shingles { return slices.Clone(text.Sketch(sketchSize)) }

// Candidate is an article that may be like a text, with the number of its current revision.
type Candidate struct {
	ArticleID int64
	Title     string
	Revision  int
}

// Candidates gives the articles whose current texts may be like the one of a sketch, those that share most with it first: their sketches
// share shingles.
func (r *Reader) Candidates(sketch span.Shingles) ([]Candidate, error) {
	return all(r, func(row scanner) (c Candidate, err error) {
		return c, row.Scan(&c.ArticleID, &c.Title, &c.Revision)
	}, `select a.id, a.title, a.revision from
		(select article_id, count(*) as shared from shingles where hash in (select value from json_each(?)) group by article_id having shared >= ? order by shared desc, article_id limit ?) s
		join articles a on a.id = s.article_id order by s.shared desc, a.id`,
		hashes(sketch), min(sharedAtLeast, len(sketch)), mostCompared)
}

// ArticlesAt gives the articles that are at an address.
func (r *Reader) ArticlesAt(address string) ([]factcheck.Duplicate, error) {
	return all(r, func(row scanner) (d factcheck.Duplicate, err error) {
		d.Why = factcheck.SameAddress
		return d, row.Scan(&d.ArticleID, &d.Title)
	}, "select id, title from articles where url_key = ? and url_key <> '' order by id limit ?", factcheck.AddressKey(address), mostCompared)
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
func (t *Tx) fingerprint(articleID int64, address string, sketch span.Shingles) error {
	if err := t.exec("update articles set url_key = ? where id = ?", factcheck.AddressKey(address), articleID); err != nil {
		return err
	}
	if err := t.exec("delete from shingles where article_id = ?", articleID); err != nil {
		return err
	}
	return t.exec("insert into shingles (hash, article_id) select value, ? from json_each(?)", articleID, hashes(sketch))
}

// fingerprintAtOnce is how many articles are fingerprinted in one transaction when a desk from before there were shingles opens.
const fingerprintAtOnce = 200

// fingerprintOld makes the fingerprints of articles that have none.
func (s *Store) fingerprintOld(ctx context.Context) error {
	for {
		left := false
		err := s.Write(ctx, func(t *Tx) (err error) {
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
		if err := t.fingerprint(b.id, b.address, Sketch(span.ShinglesOf(b.text))); err != nil {
			return false, err
		}
	}
	return len(some) == fingerprintAtOnce, err
}
