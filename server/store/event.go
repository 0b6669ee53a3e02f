package store

import (
	"database/sql"

	"stet/server/factcheck"
)

// AddEvent appends e, said by person by (0: the command line), and gives its id. It becomes the version of the article it names.
func (t *Tx) AddEvent(e factcheck.Event, by int64) (int64, error) {
	if e.ClaimID != 0 && e.Action != factcheck.ClaimCarried { // most that are carried keep their words
		t.words += len(e.After)
	}
	return t.insert(`insert into events (at, by_id, action, article_id, claim_id, person_id, before, after, undoes)
		values (?, nullif(?, 0), ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, ?, nullif(?, 0))`,
		e.At, by, e.Action, e.ArticleID, e.ClaimID, e.PersonID, jsonText(e.Before), jsonText(e.After), e.Undoes)
}

func jsonText(b []byte) sql.NullString { return sql.NullString{String: string(b), Valid: b != nil} }

var eventColumns = `e.id, e.at, ` + toldBy + `, e.action, coalesce(e.article_id, 0), coalesce(e.claim_id, 0), coalesce(e.person_id, 0),
	` + toldState("e.before") + `, ` + toldState("e.after") + `, coalesce(e.undoes, 0)`

const fromEvents = ` from events e left join people w on w.id = e.by_id left join claims c on c.id = e.claim_id `

func scanEvent(row scanner) (e factcheck.Event, err error) {
	err = row.Scan(&e.ID, &e.At, &e.By, &e.Action, &e.ArticleID, &e.ClaimID, &e.PersonID, &e.Before, &e.After, &e.Undoes)
	return e, err
}

// ClaimEvents gives the history of a claim, oldest first, from the event after the one with id after: at most limit events, and fewer
// where their states are long. More says that others follow. There is nothing where viewer may not see the claim.
func (r *Reader) ClaimEvents(viewer, claimID, after int64, limit int) (events []factcheck.Event, more bool, err error) {
	return r.events(limit, claimsEvents+`and e.id > ? order by e.id limit ?`, viewer, claimID, claimID, after, limit+1)
}

// ClaimEventsBefore is [Reader.ClaimEvents] backwards, the newest first, from the event before the one with id before.
func (r *Reader) ClaimEventsBefore(viewer, claimID, before int64, limit int) (events []factcheck.Event, more bool, err error) {
	return r.events(limit, claimsEvents+`and e.id < ? order by e.id desc limit ?`, viewer, claimID, claimID, before, limit+1)
}

// ArticleEvents is [Reader.ClaimEvents] for an article and its claims, as far as viewer may see them.
func (r *Reader) ArticleEvents(viewer, articleID, after int64, limit int) (events []factcheck.Event, more bool, err error) {
	return r.events(limit, selectEvents+`and e.article_id = ? and e.id > ? order by e.id limit ?`, viewer, articleID, after, limit+1)
}

var (
	selectEvents = "select " + eventColumns + fromEvents + "where" + visibleEvent
	claimsEvents = selectEvents + `and e.article_id = (select article_id from claims where id = ?) and e.claim_id = ? `
)

func (r *Reader) events(limit int, query string, args ...any) ([]factcheck.Event, bool, error) {
	return some(r, scanEvent, func(e *factcheck.Event) int { return len(e.Before) + len(e.After) }, limit, query, args...)
}

// LatestEventOf gives the id of the latest event of an article, 0 where there is none.
func (r *Reader) LatestEventOf(articleID int64) (int64, error) {
	return r.number("select coalesce(max(id), 0) from events where article_id = ?", articleID)
}

// Event gives the event with an id; NotFound where viewer may not see it.
func (r *Reader) Event(viewer, id int64) (factcheck.Event, error) {
	e, err := one(r, scanEvent, selectEvents+"and e.id = ?2", viewer, id)
	return e, orNotFound(err, "There is no event %d.", id)
}

// VersionOf gives an article's version as viewer sees it: the id of its latest event that they may see, 0 for none.
func (r *Reader) VersionOf(viewer, articleID int64) (int64, error) {
	return r.number("select coalesce((select e.id "+fromEvents+"where e.article_id = ?2 and"+visibleEvent+"order by e.id desc limit 1), 0)", viewer, articleID)
}

// ChangedElsewhere says whether a person has changed other claims of theirs in an article than the one with id claimID, after the event
// with id after.
func (r *Reader) ChangedElsewhere(personID, articleID, claimID, after int64) (bool, error) {
	n, err := r.number("select exists (select 1 "+fromEvents+`where e.article_id = ?2 and e.id > ?4 and e.by_id = ?1 and e.claim_id <> ?3
		and e.action <> 'claim.carried' and `+ownClaim+")", personID, articleID, claimID, after)
	return n == 1, err
}

// IsUndone says whether an event was taken back.
func (r *Reader) IsUndone(id int64) (bool, error) {
	n, err := r.number("select exists (select 1 from events where undoes = ?)", id)
	return n == 1, err
}

// UndoableEvent gives the person's latest event on their own claims of an article, after the event with id after, that is no undo and
// has not been undone; ok is false where there is none. That a claim was carried to another revision is not theirs to undo.
func (r *Reader) UndoableEvent(personID, articleID, after int64) (e factcheck.Event, ok bool, err error) {
	found, err := all(r, scanEvent, "select "+eventColumns+fromEvents+`where e.article_id = ?2 and e.id > ?3 and e.by_id = ?1 and `+ownClaim+`
		and e.action <> 'claim.carried' and e.undoes is null and not exists (select 1 from events u where u.undoes = e.id) order by e.id desc limit 1`, personID, articleID, after)
	if err != nil || len(found) == 0 {
		return factcheck.Event{}, false, err
	}
	return found[0], true, nil
}
