package store

import "stet/server/factcheck"

// Holding is how much something holds: a claim, a review, or what a change adds, which may be less than nothing.
type Holding struct {
	Claims int
	Bytes  int // of their words, as UTF-8: quotes with their context, notes, speakers and citations
}

// citationBytes is what a citation counts as beside its words, since a hundred short ones are much to read as well.
const citationBytes = 100

// HoldingOf gives what one claim comes to, deleted or not.
func HoldingOf(c factcheck.Claim) Holding {
	bytes := len(c.Quote) + len(c.Prefix) + len(c.Suffix) + len(c.Note) + len(c.Speaker)
	for _, t := range c.Citations {
		bytes += citationBytes + len(t.URL) + len(t.Title) + len(t.Publisher) + len(t.Locator) + len(t.Passage) + len(t.ArchivedURL)
	}
	return Holding{Claims: 1, Bytes: bytes}
}

// Holds gives what all claims of a review come to by [HoldingOf], deleted ones too; of review 0, those of all the article's. Those are in no index of claims, so that all
// are found by the events that made them. No long text is read for its length.
func (r *Reader) Holds(articleID, reviewID int64) (Holding, error) {
	return one(r, func(row scanner) (h Holding, err error) {
		err = row.Scan(&h.Claims, &h.Bytes)
		return h, err
	}, `select count(*), coalesce(sum(octet_length(c.quote) + octet_length(c.prefix) + octet_length(c.suffix) + octet_length(c.note) + octet_length(c.speaker)
		+ iif(c.citations_made = 0, 0, (select coalesce(sum(?3 + octet_length(s.url) + octet_length(t.title) + octet_length(t.publisher)
			+ octet_length(t.locator) + octet_length(t.passage) + octet_length(t.archived_url)), 0)
			from citations t cross join sources s on s.id = t.source_id where t.claim_id = c.id))), 0)
		from events e cross join claims c on c.id = e.claim_id
		where e.article_id = ?1 and e.action = 'claim.created' and ?2 in (c.review_id, 0)`, articleID, reviewID, citationBytes)
}

// ReviewOf gives the review that a claim belongs to, whoever may know of it.
func (t *Tx) ReviewOf(claimID int64) (int64, error) {
	return t.number("select review_id from claims where id = ?", claimID)
}
