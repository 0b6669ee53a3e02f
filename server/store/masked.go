package store

import "stet/server/factcheck"

// The one rule of who is told whose reading is whose. While an article shows pseudonyms and is not decided, everybody but the
// reviewer themself is told a review's pseudonym and another number for its id; whoever has the database file, viewer 0, has the
// names in it anyway. The viewer is parameter ?1, as in visible.go; v is a review and p its reviewer.

const masked = ` (v.pseudonym <> '' and ?1 not in (v.reviewer_id, 0) and (select u.decided_at = '' from articles u where u.id = v.article_id)) `

// What is told of a review v in place of its reviewer's name, display name and id, and of its own id.
const (
	toldName       = `iif(` + masked + `, v.pseudonym, p.name)`
	toldDisplay    = `iif(` + masked + `, v.pseudonym, p.display_name)`
	toldReviewerID = `iif(` + masked + `, 0, v.reviewer_id)`
	toldReviewID   = `iif(` + masked + `, v.masked_id, v.id)`
)

// toldAs is true of the review that the viewer is told has the id ?2. What is told for an id stays good when names are told again.
const toldAs = ` (v.masked_id = ?2 or v.id = ?2 and not` + masked + `) `

// toldOrder orders reviews as they were opened or assigned, those under pseudonyms by these: the order would tell who is who.
const toldOrder = masked + `, iif(` + masked + `, v.pseudonym, ''), v.id`

// reviewsTold gives the ids of the reviews whose reviewer is told to be the one named by two parameters that are the same.
const reviewsTold = `(select v.id from people p join reviews v on v.reviewer_id = p.id where p.name = ? and not` + masked + `
	union all select v.id from reviews v where v.pseudonym = ? and` + masked + `)`

// hidesNames says whether the article of an event e shows pseudonyms: also of reviews that are there no more.
const hidesNames = ` exists (select 1 from articles u where u.id = e.article_id and u.pseudonyms <> 0 and u.decided_at = '') `

// toldBy is who did an event e on an article, on a claim c of it maybe: as a reviewer of it they are told as such; as its editor, by
// name w.name. Of who did something to another's claim, or carried claims, no more is told than that: a pseudonym would tell which reviewer
// is an editor, and beside the article's own event, which one; and by name as long as nobody else reads would tell that somebody does.
const toldBy = `case
	when e.action glob 'claim.*' and (e.action = 'claim.carried' or c.review_id not in (select v.id from reviews v where v.reviewer_id = e.by_id))
		and ?1 not in (e.by_id, 0) and` + hidesNames + `then 'an editor'
	when e.action glob 'claim.*' then coalesce(` + toldReader + `, w.name, '')
	when e.action in ('review.opened', 'review.submitted') and ?1 not in (e.by_id, 0) and` + hidesNames + `then coalesce(` + toldReader + `, 'a reviewer')
	else coalesce(w.name, '') end`

// toldReader is the pseudonym of who did an event e on an article, null where they are no reviewer of it that has one.
const toldReader = `(select v.pseudonym from reviews v where v.article_id = e.article_id and v.reviewer_id = e.by_id and` + masked + `)`

// toldState is what an event e on a review keeps of it, in one of its columns. Of an assignment it is not told whose it was, nor of one
// that was taken back: who is assigned again would be known by that.
func toldState(column string) string {
	const ofOneThatStands = `from reviews v where v.article_id = e.article_id and v.reviewer_id = e.person_id and` + masked + `and e.action not in ('review.assigned', 'review.unassigned')`
	return `case when ` + column + ` is not null and e.action glob 'review.*' and ?1 not in (coalesce(e.person_id, 0), 0) and` + hidesNames + `then
		json_set(` + column + `, '$.reviewer', coalesce((select v.pseudonym ` + ofOneThatStands + `), ''), '$.review_id', coalesce((select v.masked_id ` + ofOneThatStands + `), 0))
		else ` + column + ` end`
}

// Pseudonym is what a reviewer is told as, and their review's id.
type Pseudonym struct {
	Name     string // "Reviewer C"
	ReviewID int64
}

// Pseudonyms gives, by name, the reviewers of an article that viewer is told under pseudonyms.
func (r *Reader) Pseudonyms(viewer, articleID int64) (map[string]Pseudonym, error) {
	given := map[string]Pseudonym{}
	err := r.each(func(row scanner) error {
		var name string
		var told Pseudonym
		err := row.Scan(&name, &told.Name, &told.ReviewID)
		given[name] = told
		return err
	}, "select p.name, v.pseudonym, v.masked_id from reviews v join people p on p.id = v.reviewer_id where v.article_id = ?2 and"+masked, viewer, articleID)
	return given, err
}

// ReviewTold gives a review, itself, by the id that viewer is told for it; NotFound where they may see none.
func (r *Reader) ReviewTold(viewer, id int64) (factcheck.Review, error) {
	real, err := r.number("select v.id from reviews v where"+visibleReview+"and"+toldAs, viewer, id)
	if err != nil {
		return factcheck.Review{}, orNotFound(err, "There is no review %d.", id)
	}
	return r.Review(everybody, real)
}

// everybody is a viewer who reads nothing blind and is told every name.
const everybody = 0

// Stranger is a viewer who reads nothing blind, and is told nobody by name who is told to anybody under a pseudonym.
const Stranger = -1

// SetPseudonyms writes whether an article shows its reviewers under pseudonyms until it is decided. What they were told as
// is forgotten.
func (t *Tx) SetPseudonyms(articleID int64, on bool) error {
	if err := t.exec("update articles set pseudonyms = ? where id = ?", on, articleID); err != nil {
		return err
	}
	return t.exec("update reviews set pseudonym = '', masked_id = null where article_id = ?", articleID)
}

// Unnamed gives the ids of an article's reviews that have no pseudonym though the article shows them, and the pseudonyms that
// are taken.
func (r *Reader) Unnamed(articleID int64) (ids []int64, taken []string, err error) {
	ids, err = all(r, scanID, `select v.id from reviews v join articles a on a.id = v.article_id
		where v.article_id = ? and v.pseudonym = '' and a.pseudonyms <> 0 order by v.id`, articleID)
	if err != nil || len(ids) == 0 {
		return nil, nil, err
	}
	taken, err = all(r, scanText, "select pseudonym from reviews where article_id = ? and pseudonym <> ''", articleID)
	return ids, taken, err
}

// SetPseudonym gives a review its pseudonym.
func (t *Tx) SetPseudonym(reviewID int64, told Pseudonym) error {
	return t.exec("update reviews set pseudonym = ?, masked_id = ? where id = ?", told.Name, told.ReviewID, reviewID)
}
