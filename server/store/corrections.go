package store

import (
	"iter"

	"stet/server/factcheck"
)

// EachFoundOtherwise gives, oldest first, the events of an article by which something was found otherwise than before, as far as
// viewer may see them: decisions changed and reopened, and changes of claims on which nothing stands. What one claim went through
// within a day is one event: its last of that day, from the state before the first. They come in constant memory; an error comes last.
func (r *Reader) EachFoundOtherwise(viewer, articleID int64) iter.Seq2[factcheck.Event, error] {
	return func(yield func(factcheck.Event, error) bool) {
		if err := r.eachFoundOtherwise(viewer, articleID, yield); err != nil {
			yield(factcheck.Event{}, err)
		}
	}
}

func (r *Reader) eachFoundOtherwise(viewer, articleID int64, yield func(factcheck.Event, error) bool) error {
	rows, err := r.query(foundOtherwise, viewer, articleID)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		e := factcheck.Event{ArticleID: articleID}
		if err := rows.Scan(&e.ID, &e.At, &e.Action, &e.ClaimID, &e.Before, &e.After); err != nil {
			return err
		}
		if !yield(e, nil) {
			return nil
		}
	}
	return rows.Err()
}

// foundOtherwise puts numbers in order, and looks the states up.
const foundOtherwise = `with days as (
	select min(e.id) as first, max(e.id) as last from events e left join claims c on c.id = e.claim_id
	where e.article_id = ?2 and` + visibleEvent + `and (e.action in ('decision.changed', 'decision.reopened')
		or e.action in ('claim.changed', 'claim.deleted', 'claim.restored')
			and not exists (select 1 from decisions d where d.id = c.decision_id and` + decisionStands + `))
	group by iif(e.action glob 'claim.*', e.claim_id, -e.id), substr(e.at, 1, 10))
	select l.id, l.at, l.action, coalesce(l.claim_id, 0), f.before, l.after
	from days cross join events f on f.id = days.first cross join events l on l.id = days.last order by l.id`
