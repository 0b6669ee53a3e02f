package store

import (
	"stet/server/factcheck"
	"stet/server/memory"
)

// inText are the claims of article ?2 that stand in its current text and that viewer ?1 may see.
const inText = ` c.article_id = ?2 and c.revision = (select a.revision from articles a where a.id = c.article_id) and not c.deleted and` + visible

// ClaimsOver gives the claims of an article that viewer may see and that share a code point with s, in the order of the text: where
// each stands, its verdict and whose it is, and nothing of what it says. The request answers for them by [memory.Hold].
func (r *Reader) ClaimsOver(viewer, articleID int64, s factcheck.Span) ([]factcheck.Claim, error) {
	return all(r, func(row scanner) (c factcheck.Claim, err error) {
		if err = row.Scan(&c.ID, &c.Start, &c.End, &c.Verdict, &c.ReviewerID, &c.Reviewer); err == nil {
			err = memory.Hold(r.ctx, claimRoom)
		}
		return c, err
	}, `select c.id, c.start, c."end", c.verdict, `+toldReviewerID+`, `+toldName+fromClaims+`where`+inText+
		`and c.start < ?3 and c."end" > ?4 order by c.start, c."end", c.id`, viewer, articleID, s.End, s.Start)
}

// SpansInText gives the spans of all claims of an article that viewer may see in its current text, by start.
func (r *Reader) SpansInText(viewer, articleID int64) ([]factcheck.Span, error) {
	return all(r, func(row scanner) (s factcheck.Span, err error) {
		var both int64
		err = row.Scan(&both)
		return factcheck.Span{Start: int(both >> 32), End: int(both & (1<<32 - 1))}, err
	}, `select c.start << 32 | c."end" from claims c where`+inText+`order by c.start`, viewer, articleID)
}
