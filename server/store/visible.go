package store

// The one rule of who sees whose readings. Each clause takes the viewer as parameter ?1: their own always; the others' unless
// the viewer has a blind review of the article that is still open. Parameters without a number must stand after the first ?1.

// ofBlind begins the viewer's open blind review of the article whose id follows it.
const ofBlind = `(select 1 from reviews b where b.reviewer_id = ?1 and b.blind and b.submitted_at = '' and b.article_id = `

// ownClaim is true of claims c in a review of the viewer's.
const ownClaim = `c.review_id in (select o.id from reviews o where o.reviewer_id = ?1)`

// visible is the rule for claims c. It looks at them alone, so that counting reads an index alone.
const visible = ` (c.article_id not in (select b.article_id from reviews b where b.reviewer_id = ?1 and b.blind and b.submitted_at = '') or ` + ownClaim + `) `

// visibleReview is the rule for reviews v themselves.
const visibleReview = ` (v.reviewer_id = ?1 or not exists ` + ofBlind + `v.article_id)) `

// visibleDecision is the rule for decisions d, which say what all readings found: nothing of them to who reads blind.
const visibleDecision = ` not exists ` + ofBlind + `d.article_id) `

// visibleEvent is the rule for events e on claims c, where they are on any. Who reads blind is given what
// happened to their own claims and to themselves, and to the article as such; whoever revises an article carries others' claims
// over without seeing them.
const visibleEvent = ` (` + ownClaim + ` or (?1 in (e.by_id, e.person_id) and e.action not glob '*.carried') or e.action glob 'article.*' or not exists ` + ofBlind + `e.article_id)) `
