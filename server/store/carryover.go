package store

import (
	"stet/server/factcheck"
	"stet/server/memory"
)

// ClaimsToCarry gives the claims of an article that are carried over from its revision number: all that are there, and those deleted on
// that revision, which come along in case they are restored. What was deleted on an older one, nobody is asked about.
func (t *Tx) ClaimsToCarry(articleID int64, number int) ([]factcheck.Claim, error) {
	const everybody = 0
	return all(&t.Reader, scanClaim, "select "+packedClaim+fromClaims+"where"+visible+"and c.article_id = ? and (not c.deleted or c.revision = ?) order by c.id",
		everybody, articleID, number)
}

// Place is a span of one of an article's revisions.
type Place struct {
	Revision int
	factcheck.Span
}

// Places gives where what is carried over from revision number of an article stands, claims and decisions: each place once, by revision.
func (r *Reader) Places(articleID int64, number int) ([]Place, error) {
	return all(r, func(row scanner) (p Place, err error) {
		err = row.Scan(&p.Revision, &p.Start, &p.End)
		return p, err
	}, `select revision, start, "end" from claims where article_id = ?1 and (not deleted or revision = ?2)
		union select revision, start, "end" from decisions where article_id = ?1 and outcome <> 'reopened'
		order by revision`, articleID, number)
}

// AddCarryover keeps what became of a claim with a revision.
func (t *Tx) AddCarryover(k factcheck.Carryover) error {
	return t.exec(`insert into carryovers (claim_id, to_revision, from_revision, outcome, old_start, old_end, quote, prefix, suffix, start, "end")
		values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		k.ClaimID, k.To, k.From, k.Outcome, k.Old.Start, k.Old.End, k.Quote, k.Prefix, k.Suffix, k.Start, k.End)
}

// AnswerCarryover writes what somebody said of a claim that waited; the empty answer lets it wait again.
func (t *Tx) AnswerCarryover(claimID int64, to int, answer factcheck.CarryAnswer, by int64, at factcheck.Timestamp) error {
	return t.exec("update carryovers set answer = ?, answered_by = nullif(?, 0), answered_at = ? where claim_id = ? and to_revision = ?",
		answer, by, at, claimID, to)
}

const carryoverColumns = `k.claim_id, k.from_revision, k.to_revision, k.outcome, k.old_start, k.old_end, k.quote, k.prefix, k.suffix,
	k.start, k."end", k.answer, coalesce(w.name, ''), k.answered_at`

const fromCarryovers = ` from carryovers k join claims c on c.id = k.claim_id left join people w on w.id = k.answered_by `

func scanCarryover(row scanner) (k factcheck.Carryover, err error) {
	err = row.Scan(&k.ClaimID, &k.From, &k.To, &k.Outcome, &k.Old.Start, &k.Old.End, &k.Quote, &k.Prefix, &k.Suffix,
		&k.Start, &k.End, &k.Answer, &k.AnsweredBy, &k.AnsweredAt)
	return k, err
}

// Carryovers gives what became of an article's claims with one revision, as far as viewer may see them, by claim id.
func (r *Reader) Carryovers(viewer, articleID int64, to int) ([]factcheck.Carryover, error) {
	return all(r, scanCarryover, "select "+carryoverColumns+fromCarryovers+"where"+visible+`and c.article_id = ? and k.to_revision = ?
		and not c.deleted order by k.claim_id`, viewer, articleID, to)
}

// Carryover gives what became of a claim with a revision; NotFound where it was not carried to that one, or viewer may not see it.
func (r *Reader) Carryover(viewer, claimID int64, to int) (factcheck.Carryover, error) {
	k, err := one(r, scanCarryover, "select "+carryoverColumns+fromCarryovers+"where"+visible+"and k.claim_id = ? and k.to_revision = ?",
		viewer, claimID, to)
	return k, orNotFound(err, "Claim %d was not carried to another revision.", claimID)
}

// WaitingClaim is a claim that stands on an older revision, and what is proposed for it.
type WaitingClaim struct {
	Claim     factcheck.Claim
	Carryover factcheck.Carryover
}

// Waiting gives the claims of an article that wait for somebody to look, in the order of the text they were marked in, as far as
// viewer may see them. The request answers for them by [memory.Hold].
func (r *Reader) Waiting(viewer, articleID int64) ([]WaitingClaim, error) {
	return all(r, func(row scanner) (w WaitingClaim, err error) {
		var text string
		k := &w.Carryover
		err = row.Scan(&text, &k.ClaimID, &k.From, &k.To, &k.Outcome, &k.Old.Start, &k.Old.End, &k.Quote, &k.Prefix, &k.Suffix,
			&k.Start, &k.End, &k.Answer, &k.AnsweredBy, &k.AnsweredAt)
		if err == nil {
			unpackClaim(text, &w.Claim)
			err = memory.Hold(r.ctx, claimRoom+len(text)+len(k.Quote))
		}
		return w, err
	}, "select "+packedClaim+", "+carryoverColumns+fromClaims+`join articles a on a.id = c.article_id
		join carryovers k on k.claim_id = c.id and k.to_revision = a.revision left join people w on w.id = k.answered_by
		where`+visible+`and c.article_id = ? and c.revision < a.revision and not c.deleted order by c.revision, c.start, c.id`, viewer, articleID)
}

// PlaceDecision writes where a decision stands in another revision.
func (t *Tx) PlaceDecision(d factcheck.Decision) error {
	return t.exec(`update decisions set revision = ?, start = ?, "end" = ?, quote = ?, prefix = ?, suffix = ?, version = ? where id = ?`,
		d.Revision, d.Start, d.End, d.Quote, d.Prefix, d.Suffix, d.Version, d.ID)
}

// StandingClaim is a claim as its events tell that it stood.
type StandingClaim struct {
	factcheck.Claim        // who marked it and where it belongs; the rest as it is now
	State           []byte // the After of the latest event by then
}

// EachClaimAsOf gives f the claims of an article that stood when its revision number was followed by the next one, as far as viewer may
// see them. The request answers for what is kept of them by [memory.Hold].
func (r *Reader) EachClaimAsOf(viewer, articleID int64, number int, f func(StandingClaim) error) error {
	return r.each(func(row scanner) error {
		var s StandingClaim
		var text string
		if err := row.Scan(&text, &s.State); err != nil {
			return err
		}
		unpackClaim(text, &s.Claim)
		if err := memory.Hold(r.ctx, claimRoom+len(text)+len(s.State)); err != nil {
			return err
		}
		return f(s)
	}, `with latest as (select e.claim_id, max(e.id) as id from events e where e.article_id = ?2 and e.claim_id is not null
			and e.id < (select id from events where article_id = ?2 and action = 'article.revised' and after ->> 'revision' = ?3) group by e.claim_id)
		select `+packedClaim+`, e.after`+fromClaims+`join latest l on l.claim_id = c.id join events e on e.id = l.id
		where`+visible+`and e.after is not null order by c.id`, viewer, articleID, number+1)
}
