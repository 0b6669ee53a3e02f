package store

import (
	"encoding/json"

	"stet/server/factcheck"
	"stet/server/memory"
)

const decisionColumns = `d.id, d.article_id, d.revision, d.outcome, coalesce(d.claim_id, 0), d.start, d."end", d.quote, d.prefix, d.suffix,
	d.kind, d.verdict, d.rating, d.reason, d.version, coalesce(w.name, ''), d.created_at, d.updated_at,
	(select json_group_array(json_object('id', m.claim_id, 'version', m.claim_version) order by m.claim_id)
		from decision_claims m where m.decision_id = d.id)`

const fromDecisions = ` from decisions d left join people w on w.id = d.decided_by `

func scanDecision(row scanner) (d factcheck.Decision, err error) {
	var claims []byte
	err = row.Scan(&d.ID, &d.ArticleID, &d.Revision, &d.Outcome, &d.ClaimID, &d.Start, &d.End, &d.Quote, &d.Prefix, &d.Suffix,
		&d.Kind, &d.Verdict, &d.Rating, &d.Reason, &d.Version, &d.By, &d.CreatedAt, &d.UpdatedAt, &claims)
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(claims, &d.Claims)
}

// Decision gives one decision; NotFound where there is none that viewer may see.
func (r *Reader) Decision(viewer, id int64) (factcheck.Decision, error) {
	d, err := one(r, scanDecision, "select "+decisionColumns+fromDecisions+"where"+visibleDecision+"and d.id = ?", viewer, id)
	return d, orNotFound(err, "There is no decision %d.", id)
}

// holdingDecision is scanDecision for lists: the request answers for them by [memory.Hold].
func (r *Reader) holdingDecision(row scanner) (d factcheck.Decision, err error) {
	if d, err = scanDecision(row); err == nil {
		err = memory.Hold(r.ctx, claimRoom+len(d.Quote)+len(d.Prefix)+len(d.Suffix)+len(d.Reason)+decidedRoom*len(d.Claims))
	}
	return d, err
}

// decidedRoom is about what a decision takes for each of its claims.
const decidedRoom = 32

// Decisions gives the decisions on an article's claims that stand, by id; none to who reads it blind. The request answers for them by
// [memory.Hold].
func (r *Reader) Decisions(viewer, articleID int64) ([]factcheck.Decision, error) {
	return all(r, r.holdingDecision, "select "+decisionColumns+fromDecisions+"where"+visibleDecision+
		"and d.article_id = ? and d.outcome <> 'reopened' order by d.id", viewer, articleID)
}

// ReasonBytes gives how many bytes the reasons of the decisions come to that stand on an article's claims, each counted for every claim
// of its decision, since each is told with it.
func (r *Reader) ReasonBytes(articleID int64) (int, error) {
	n, err := r.number(`select coalesce(sum(octet_length(d.reason) * max(1, (select count(*) from decision_claims m where m.decision_id = d.id))), 0)
		from decisions d where d.article_id = ? and d.outcome <> 'reopened'`, articleID)
	return int(n), err
}

// DecisionsOn gives the decisions that stand on any of these claims, by id.
func (r *Reader) DecisionsOn(claimIDs []int64) ([]factcheck.Decision, error) {
	list, err := json.Marshal(claimIDs)
	if err != nil {
		return nil, err
	}
	return all(r, scanDecision, "select "+decisionColumns+fromDecisions+`where d.outcome <> 'reopened' and d.id in (
		select c.decision_id from json_each(?) j join claims c on c.id = j.value) order by d.id`, string(list))
}

// UndecidedClaims counts, up to limit, the claims of an article on which no decision stands, those among them that wait for a look
// since the text changed.
func (r *Reader) UndecidedClaims(articleID int64, limit int) (int64, error) {
	return r.number(`select count(*) from (select 1 from claims c
		where c.article_id = ? and not c.deleted
			and not exists (select 1 from decisions d where d.id = c.decision_id and d.outcome <> 'reopened') limit ?)`, articleID, limit)
}

// AddDecision adds d with the group it decides, and gives its id.
func (t *Tx) AddDecision(d factcheck.Decision, by int64) (int64, error) {
	id, err := t.insert(`insert into decisions (article_id, revision, outcome, claim_id, start, "end", quote, prefix, suffix, kind, verdict,
		rating, reason, version, decided_by, created_at, updated_at) values (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?, ?)`,
		d.ArticleID, d.Revision, d.Outcome, d.ClaimID, d.Start, d.End, d.Quote, d.Prefix, d.Suffix, d.Kind, d.Verdict,
		d.Rating, d.Reason, d.Version, by, d.CreatedAt, d.UpdatedAt)
	if err != nil {
		return 0, err
	}
	return id, t.setDecidedClaims(id, d.Claims)
}

// ChangeDecision writes what d says now over what it said.
func (t *Tx) ChangeDecision(d factcheck.Decision, by int64) error {
	err := t.exec(`update decisions set revision = ?, outcome = ?, claim_id = nullif(?, 0), start = ?, "end" = ?, quote = ?, prefix = ?,
		suffix = ?, kind = ?, verdict = ?, rating = ?, reason = ?, version = ?, decided_by = nullif(?, 0), updated_at = ? where id = ?`,
		d.Revision, d.Outcome, d.ClaimID, d.Start, d.End, d.Quote, d.Prefix, d.Suffix, d.Kind, d.Verdict,
		d.Rating, d.Reason, d.Version, by, d.UpdatedAt, d.ID)
	if err != nil {
		return err
	}
	if err := t.forgetDecidedClaims(d.ID); err != nil {
		return err
	}
	return t.setDecidedClaims(d.ID, d.Claims)
}

func (t *Tx) forgetDecidedClaims(id int64) error {
	err := t.exec(`update claims set decision_id = null where decision_id = ?1
		and id in (select claim_id from decision_claims where decision_id = ?1)`, id)
	if err != nil {
		return err
	}
	return t.exec("delete from decision_claims where decision_id = ?", id)
}

func (t *Tx) setDecidedClaims(id int64, claims []factcheck.DecidedClaim) error {
	list, err := json.Marshal(claims)
	if err != nil {
		return err
	}
	err = t.exec(`insert into decision_claims (decision_id, claim_id, claim_version)
		select ?, j.value ->> 'id', j.value ->> 'version' from json_each(?) j`, id, string(list))
	if err != nil {
		return err
	}
	return t.exec("update claims set decision_id = ? where id in (select j.value ->> 'id' from json_each(?) j)", id, string(list))
}
