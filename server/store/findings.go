package store

import (
	"iter"

	"stet/server/factcheck"
	"stet/server/memory"
)

// EachUndecidedClaim gives the claims of an article on which nothing stands, in the order of its report: those on the current
// revision, then those on older ones, the latest first; on each by start, end and id. They come in constant memory: the claim is the
// same one each time, and nothing of it may be kept but strings. An error comes last, with a nil claim.
func (r *Reader) EachUndecidedClaim(viewer, articleID int64) iter.Seq2[*factcheck.Claim, error] {
	return func(yield func(*factcheck.Claim, error) bool) {
		for _, query := range []string{undecidedOnCurrent, undecidedOnOlder} {
			if goOn, err := r.eachUndecided(query, viewer, articleID, yield); err != nil {
				yield(nil, err)
				return
			} else if !goOn {
				return
			}
		}
	}
}

func (r *Reader) eachUndecided(query string, viewer, articleID int64, yield func(*factcheck.Claim, error) bool) (goOn bool, err error) {
	rows, err := r.query(query, viewer, articleID)
	if err != nil {
		return false, err
	}
	defer rows.Close()
	var text string
	var claim factcheck.Claim
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return false, err
		}
		if unpackClaim(text, &claim); !yield(&claim, nil) {
			return false, nil
		}
	}
	return true, rows.Err()
}

// The claims on the current revision come as the index of the article's claims has them; few stand on older ones, and are sorted.
const (
	undecided = `where c.article_id = ?2 and not c.deleted and` + visible + `and not exists (select 1 from decisions d where d.id = c.decision_id and` + decisionStands + `)
		and c.revision `
	undecidedOnCurrent = `select ` + packedClaim + fromClaimStream + undecided + `= (select revision from articles where id = ?2) order by c.start, c."end", c.id`
	undecidedOnOlder   = `select ` + packedClaim + fromClaimStream + undecided + `< (select revision from articles where id = ?2)
		order by c.revision desc, c.start, c."end", c.id`
)

// EachDecidedGroup gives the decisions on an article with that outcome of which a claim is left that viewer may see, in the order of
// its report, as EachUndecidedClaim has it; none to who reads it blind. An error comes last.
func (r *Reader) EachDecidedGroup(viewer, articleID int64, outcome factcheck.Outcome) iter.Seq2[factcheck.DecidedGroup, error] {
	return func(yield func(factcheck.DecidedGroup, error) bool) {
		if err := r.eachDecidedGroup(viewer, articleID, outcome, yield); err != nil {
			yield(factcheck.DecidedGroup{}, err)
		}
	}
}

func (r *Reader) eachDecidedGroup(viewer, articleID int64, outcome factcheck.Outcome, yield func(factcheck.DecidedGroup, error) bool) error {
	rows, err := r.query("select "+decisionColumns+fromDecisions+"where"+visibleDecision+
		`and d.article_id = ? and d.outcome = ? order by d.revision desc, d.start, d."end", d.id`, viewer, articleID, outcome)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		d, err := scanDecision(rows)
		if err != nil {
			return err
		}
		claims, err := r.decidedClaims(viewer, d.ID)
		if err != nil {
			return err
		}
		if len(claims) > 0 && !yield(factcheck.DecidedGroup{Decision: d, Left: claims}, nil) {
			return nil
		}
		letGo(r, claims)
	}
	return rows.Err()
}

// letGo says that the request holds claims no more.
func letGo(r *Reader, claims []factcheck.Claim) {
	for i := range claims {
		memory.LetGo(r.ctx, roomOf(&claims[i]))
	}
}

func (r *Reader) decidedClaims(viewer, decisionID int64) ([]factcheck.Claim, error) {
	return all(r, r.holdingClaim, "select "+packedClaim+` from decision_claims m cross join claims c on c.id = m.claim_id
		cross join reviews v on v.id = c.review_id cross join people p on p.id = v.reviewer_id
		where m.decision_id = ?2 and c.decision_id = ?2 and not c.deleted and`+visible+`order by c.start, c."end", c.id`, viewer, decisionID)
}
