package store

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
	"stet/server/memory"
)

const fromClaims = ` from claims c join reviews v on v.id = c.review_id join people p on p.id = v.reviewer_id `

func scanClaim(row scanner) (c factcheck.Claim, err error) {
	var text string
	if err = row.Scan(&text); err == nil {
		unpackClaim(text, &c)
	}
	return c, err
}

// Claim gives one claim with its citations, deleted or not; NotFound where there is none that viewer may see.
func (r *Reader) Claim(viewer, id int64) (factcheck.Claim, error) {
	c, err := one(r, scanClaim, "select "+packedClaim+fromClaims+"where c.id = ? and"+visible, viewer, id)
	return c, orNotFound(err, "There is no claim %d.", id)
}

// claimRoom is about what a claim takes beside its words.
const claimRoom = 600

// roomOf is about what a claim takes, with the desk's word on it.
func roomOf(c *factcheck.Claim) int { return claimRoom + HoldingOf(*c).Bytes + len(c.Desk.Reason) }

// holdingClaim is scanClaim for lists that have no bound: the request answers for them by [memory.Hold].
func (r *Reader) holdingClaim(row scanner) (c factcheck.Claim, err error) {
	if c, err = scanClaim(row); err == nil {
		err = memory.Hold(r.ctx, roomOf(&c))
	}
	return c, err
}

// ArticleClaims gives the claims of an article that viewer may see, with their citations, in the order of the text: by start,
// end and id. The request answers for them by [memory.Hold].
func (r *Reader) ArticleClaims(viewer, articleID int64) ([]factcheck.Claim, error) {
	claims, err := all(r, r.holdingClaim, "select "+packedClaim+fromClaims+
		`where c.article_id = ? and not c.deleted and`+visible+`order by c.start, c."end"`, viewer, articleID)
	orderAlike(claims)
	return claims, err
}

// orderAlike orders claims by id where their spans are the same. They come by their spans from the index; sorting them by id, too,
// would have SQLite carry every claim through a sorter.
func orderAlike(claims []factcheck.Claim) {
	for from, to := 0, 0; from < len(claims); from = to {
		inOrder := true
		for to = from + 1; to < len(claims) && claims[to].Span == claims[from].Span; to++ {
			inOrder = inOrder && claims[to-1].ID < claims[to].ID
		}
		if !inOrder {
			slices.SortFunc(claims[from:to], func(a, b factcheck.Claim) int { return cmp.Compare(a.ID, b.ID) })
		}
	}
}

// AddClaim adds c, its citations left out, and gives its id.
func (t *Tx) AddClaim(c factcheck.Claim) (int64, error) {
	return t.insert(`insert into claims (article_id, review_id, revision, start, "end", quote, prefix, suffix, kind, verdict, rating,
		note, speaker, version, settled, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		c.ArticleID, c.ReviewID, c.Revision, c.Start, c.End, c.Quote, c.Prefix, c.Suffix, c.Kind, c.Verdict, c.Rating,
		c.Note, c.Speaker, c.Version, c.Version, c.CreatedAt, c.UpdatedAt)
}

// ChangeClaim writes all of c but the citations and the review it belongs to.
func (t *Tx) ChangeClaim(c factcheck.Claim) error {
	return t.exec(`update claims set revision = ?, start = ?, "end" = ?, quote = ?, prefix = ?, suffix = ?, kind = ?, verdict = ?, rating = ?,
		note = ?, speaker = ?, version = ?, deleted = ?, settled = ?, carried = ?, updated_at = ? where id = ?`,
		c.Revision, c.Start, c.End, c.Quote, c.Prefix, c.Suffix, c.Kind, c.Verdict, c.Rating,
		c.Note, c.Speaker, c.Version, c.Deleted, c.Settled, c.Carried, c.UpdatedAt, c.ID)
}
