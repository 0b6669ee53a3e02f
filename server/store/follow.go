package store

import (
	"context"

	"stet/server/factcheck"
)

// The search index of claims follows the event log instead of being written with each claim: FTS5 writes several pages at every
// savepoint, which would cost more than the claim itself. What it holds is kept in the database, so that nothing is missed after
// a crash; a search that would come too early makes it follow first.

// In one write so many events are followed, and so many claims indexed with so many bytes of words, so that nobody's write waits long
// for it.
const (
	followAtOnce  = 2048
	indexedAtOnce = 256
	indexedBytes  = 256 << 10
)

// errBehind is what a search gets from an index that has yet to follow events which the search's own snapshot holds.
var errBehind = factcheck.Errorf(factcheck.Unavailable, "The search has yet to take in the latest changes. Try again in a moment.")

// upToDate is asked before each search of claims.
func (r *Reader) upToDate() error {
	if r.followed {
		return nil
	}
	behind, err := r.eventsToFollow()
	if err == nil && behind > 0 {
		return errBehind
	}
	return err
}

func (r *Reader) eventsToFollow() (int64, error) {
	return r.number("select coalesce((select max(id) from events), 0) - event_id from claim_search_follows")
}

// follow brings the index up to what is the latest event now, with one text of a claim, however often it was changed until then.
func (s *Store) follow(ctx context.Context) error {
	var at, latest int64
	var finally map[int64]int64
	err := s.readInTurn(ctx, Reader{}, func(r *Reader) (err error) {
		if at, err = r.number("select event_id from claim_search_follows"); err != nil {
			return err
		}
		if latest, err = r.number("select coalesce(max(id), 0) from events"); err != nil {
			return err
		}
		finally, err = r.lastWords(at, latest)
		return err
	})
	for err == nil && at < latest {
		err = s.Write(ctx, func(t *Tx) (err error) { at, err = t.followSome(finally); return err })
	}
	return err
}

// ofOtherWords is of the events of a claim all but those by which a new text has only moved it.
const ofOtherWords = "e.id > ? and e.id <= ? and not (e.action = '" + string(factcheck.ClaimCarried) + "' and e.before ->> 'quote' = e.after ->> 'quote')"

// lastWords gives, by claim, the last of the events after one and up to another with which its words may have changed.
func (r *Reader) lastWords(after, last int64) (map[int64]int64, error) {
	type event struct{ claim, id int64 }
	events, err := all(r, func(row scanner) (e event, err error) {
		return e, row.Scan(&e.claim, &e.id)
	}, "select e.claim_id, max(e.id) from events e where e.claim_id is not null and "+ofOtherWords+" group by e.claim_id", after, last)
	by := make(map[int64]int64, len(events))
	for _, e := range events {
		by[e.claim] = e.id
	}
	return by, err
}

// followSome follows the next events, and gives the latest that the index has followed. A claim whose words change again by a later
// event is left to that one.
func (t *Tx) followSome(finally map[int64]int64) (to int64, err error) {
	from, err := t.number("select event_id from claim_search_follows")
	if err != nil {
		return 0, err
	}
	to, err = t.number("select coalesce(max(id), ?1) from (select id from events where id > ?1 order by id limit ?2)", from, followAtOnce)
	if err != nil {
		return 0, err
	}
	claims, to, err := t.claimsToIndex(from, to, finally)
	if err != nil {
		return 0, err
	}
	for _, c := range claims {
		if err := t.indexClaim(c); err != nil {
			return 0, err
		}
	}
	return to, t.exec("update claim_search_follows set event_id = ?", to)
}

// claimsToIndex gives the claims whose words may have changed with the events after one and up to another, and how far that goes: to
// the last of them, or to what is enough for one write. A claim that a new text has only moved is none of them.
func (t *Tx) claimsToIndex(after, last int64, finally map[int64]int64) (claims []factcheck.Claim, to int64, err error) {
	rows, err := t.query(`select e.id, c.id, c.quote, c.note, c.speaker, c.deleted from events e cross join claims c on c.id = e.claim_id
		where `+ofOtherWords+` order by e.id`, after, last)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	bytes, taken := 0, map[int64]bool{}
	for rows.Next() {
		var event int64
		var c factcheck.Claim
		if err := rows.Scan(&event, &c.ID, &c.Quote, &c.Note, &c.Speaker, &c.Deleted); err != nil {
			return nil, 0, err
		}
		if taken[c.ID] || finally[c.ID] > event {
			continue
		}
		if len(claims) == indexedAtOnce || bytes > indexedBytes {
			return claims, event - 1, nil
		}
		taken[c.ID] = true
		claims = append(claims, c)
		bytes += len(c.Quote) + len(c.Note) + len(c.Speaker)
	}
	return claims, last, rows.Err()
}

func (t *Tx) indexClaim(c factcheck.Claim) error {
	if c.Deleted {
		return t.exec("delete from claim_search where rowid = ?", c.ID)
	}
	return t.exec("insert or replace into claim_search (rowid, quote, note, speaker) values (?, ?, ?, ?)",
		c.ID, searchable(c.Quote), searchable(c.Note), searchable(c.Speaker))
}
