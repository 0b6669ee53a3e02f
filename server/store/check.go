package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"stet/server/factcheck"
)

// Damage gives what SQLite finds wrong with the desk's file, a line each: in the structure of its pages, and references to rows
// that are not there. The search indexes, which can be made anew, are not looked at.
func (s *Store) Damage(ctx context.Context) ([]string, error) {
	found, err := damages(ctx, s.db)
	return found, translate(err)
}

// damages is Damage for a file that is not opened as a desk.
func damages(ctx context.Context, db *sql.DB) (found []string, err error) {
	rows, err := db.QueryContext(ctx, `select integrity_check from pragma_integrity_check where integrity_check <> 'ok' and integrity_check not like '%FTS5%'
		union all select printf('row %d of %s names a row of %s that is not there', rowid, "table", parent) from pragma_foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		found = append(found, line)
	}
	return found, rows.Err()
}

// RecordedClaim is a claim beside what the event log last says of it.
type RecordedClaim struct {
	factcheck.Claim
	After    []byte // the state that its latest event left; nil for deleted
	Recorded bool   // whether there is such an event
}

// RecordedClaims gives every claim, deleted ones too, by id, beside what the event log last says of it.
func (r *Reader) RecordedClaims(yield func(*RecordedClaim) error) error {
	rows, err := r.query(`with latest as (select claim_id, max(id) as id from events where claim_id is not null group by claim_id)
		select `+packedClaim+`, e.after, e.id is not null`+fromClaims+`
		left join latest l on l.claim_id = c.id left join events e on e.id = l.id where ?1 = 0 order by c.id`, 0)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		c := &RecordedClaim{}
		if err := rows.Scan(&text, &c.After, &c.Recorded); err != nil {
			return err
		}
		unpackClaim(text, &c.Claim)
		if err := yield(c); err != nil {
			return err
		}
	}
	return rows.Err()
}

// KeptReview is what a review's row holds, whatever it is.
type KeptReview struct {
	ID, Blind int64
	DueOn     string
	Pseudonym string
	Numbered  bool // it has an id to be told beside the pseudonym
}

// KeptReviews gives every review, by id.
func (r *Reader) KeptReviews() ([]KeptReview, error) {
	return all(r, func(row scanner) (v KeptReview, err error) {
		err = row.Scan(&v.ID, &v.Blind, &v.DueOn, &v.Pseudonym, &v.Numbered)
		return v, err
	}, "select id, blind, due_on, pseudonym, masked_id is not null from reviews order by id")
}

// UnreadableMoment is a column of a table in which some rows hold a time that is none as [factcheck.At] gives them.
type UnreadableMoment struct {
	Table, Column string
	Rows          int64
	Such          string // what one of them holds
}

// UnreadableMoments looks through every column for times, but for those of who is signed in; "" is none, and no fault.
func (r *Reader) UnreadableMoments() (unreadable []UnreadableMoment, err error) {
	tables, err := r.Tables()
	if err != nil {
		return nil, err
	}
	for _, t := range tables {
		for _, column := range t.Columns {
			if column != "at" && !strings.HasSuffix(column, "_at") {
				continue
			}
			m, err := r.unreadableMoment(t.Name, column)
			if err != nil {
				return nil, err
			}
			if m.Rows > 0 {
				unreadable = append(unreadable, m)
			}
		}
	}
	return unreadable, nil
}

func (r *Reader) unreadableMoment(table, column string) (UnreadableMoment, error) {
	return one(r, func(row scanner) (UnreadableMoment, error) {
		m := UnreadableMoment{Table: table, Column: column}
		err := row.Scan(&m.Rows, &m.Such)
		return m, err
	}, fmt.Sprintf("select count(*), coalesce(min(%[1]s), '') from %[2]s where %[1]s <> '' and strftime('%%Y-%%m-%%dT%%H:%%M:%%fZ', %[1]s) is not %[1]s", quoted(column), quoted(table)))
}

// MendSearch makes the search indexes anew where they are damaged, or do not hold every article and claim, or always where
// anew is set; mended says whether it did.
func (s *Store) MendSearch(ctx context.Context, anew bool) (mended bool, err error) {
	if err := s.follow(ctx); err != nil && !isCorrupt(err) {
		return false, err
	}
	err = s.Write(ctx, func(tx *Tx) error {
		broken, err := tx.searchBroken()
		if mended = broken || anew; err != nil || !mended {
			return err
		}
		return tx.rebuildSearch()
	})
	if err != nil || !mended {
		return false, err
	}
	return true, s.follow(ctx)
}

// searchBroken asks FTS5 to look through its own structure, then whether each row is indexed.
func (t *Tx) searchBroken() (bool, error) {
	for _, look := range []string{
		"insert into article_search (article_search) values ('integrity-check')",
		"insert into claim_search (claim_search) values ('integrity-check')",
	} {
		if err := t.exec(look); isCorrupt(err) {
			return true, nil
		} else if err != nil {
			return false, err
		}
	}
	missing, err := t.number(`select
		exists (select id from articles except select id from article_search_docsize) +
		exists (select id from article_search_docsize except select id from articles) +
		exists (select id from claims where not deleted except select id from claim_search_docsize) +
		exists (select id from claim_search_docsize except select id from claims where not deleted)`)
	return missing > 0, err
}

func isCorrupt(err error) bool {
	var driver *sqlite.Error
	return errors.As(err, &driver) && driver.Code()&0xff == sqlite3.SQLITE_CORRUPT
}

func (t *Tx) rebuildSearch() error {
	for _, step := range []string{
		"insert into article_search (article_search) values ('delete-all')",
		"insert into claim_search (claim_search) values ('delete-all')",
		"update claim_search_follows set event_id = 0",
	} {
		if err := t.exec(step); err != nil {
			return err
		}
	}
	ids, err := all(&t.Reader, scanID, "select id from articles order by id")
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := t.indexAgain(id); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) indexAgain(id int64) error {
	a, err := one(&t.Reader, scanArticle, "select "+articleColumns+fromArticles+"where ?1 = 0 and a.id = ?2", 0, id)
	if err != nil {
		return err
	}
	revision, err := t.Revision(id, a.Revision)
	if err != nil {
		return err
	}
	return t.indexArticle(a, Prepare(revision))
}
