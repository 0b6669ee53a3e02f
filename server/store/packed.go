package store

import (
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// The separators of ASCII between the parts of a row, and between a claim and its citations.
const (
	unit   = "\x1f"
	record = "\x1e"
)

// packedClaim is a claim with the desk's word on it and its citations as one text, cut at control characters that no text of the
// desk holds: the driver makes a string for each column of each row, and that is most of what reading costs.
const packedClaim = `concat_ws(char(31), c.id, c.article_id, ` + toldReviewID + `, ` + toldReviewerID + `, ` + toldName + `, c.revision, c.start, c."end", c.quote,
	c.prefix, c.suffix, c.kind, c.verdict, c.rating, c.note, c.speaker, c.version, c.created_at, c.updated_at, c.deleted, c.settled, c.carried,
	case when c.decision_id is null then '' else coalesce((select concat_ws(char(31), d.id, d.outcome, d.verdict, d.reason)
		from decisions d where d.id = c.decision_id and` + visibleDecision + `), '') end,
	iif(c.citations_made = 0, null, (
		select group_concat(char(30) || concat_ws(char(31), t.number, s.url, t.title, t.publisher, t.stance, t.is_primary, t.locator,
			t.passage, t.published_on, t.accessed_on, t.archived_url), '')
		from citations t cross join sources s on s.id = t.source_id where t.claim_id = c.id)))`

// unpacker takes the parts of a packed row one after the other.
type unpacker struct{ rest string }

func (u *unpacker) text() string {
	part, rest, _ := strings.Cut(u.rest, unit)
	u.rest = rest
	return part
}

func (u *unpacker) number() int {
	n, _ := strconv.Atoi(u.text()) // the columns are integers
	return n
}

// unpackClaim writes a packed claim over c, whose citations keep their room.
func unpackClaim(text string, c *factcheck.Claim) {
	own, citations, _ := strings.Cut(text, record)
	u := unpacker{own}
	c.ID, c.ArticleID, c.ReviewID, c.ReviewerID = int64(u.number()), int64(u.number()), int64(u.number()), int64(u.number())
	c.Reviewer, c.Revision, c.Start, c.End = u.text(), u.number(), u.number(), u.number()
	c.Quote, c.Prefix, c.Suffix = u.text(), u.text(), u.text()
	c.Kind, c.Verdict, c.Rating = factcheck.Kind(u.text()), factcheck.Verdict(u.text()), factcheck.Rating(u.number())
	c.Note, c.Speaker, c.Version = u.text(), u.text(), u.number()
	c.CreatedAt, c.UpdatedAt = factcheck.Timestamp(u.text()), factcheck.Timestamp(u.text())
	c.Deleted = u.number() == 1
	c.Settled, c.Carried = u.number(), factcheck.Carriage(u.text())
	c.Desk = factcheck.DeskWord{DecisionID: int64(u.number()), Outcome: factcheck.Outcome(u.text()), Verdict: factcheck.Verdict(u.text()), Reason: u.text()}
	c.Citations = c.Citations[:0]
	for citations != "" {
		var one string
		one, citations, _ = strings.Cut(citations, record)
		c.Citations = append(c.Citations, unpackCitation(one))
	}
}

func unpackCitation(text string) factcheck.Citation {
	u := unpacker{text}
	return factcheck.Citation{Number: u.number(), URL: u.text(), Title: u.text(), Publisher: u.text(), Stance: factcheck.Stance(u.text()),
		Primary: u.number() == 1, Locator: u.text(), Passage: u.text(), PublishedOn: u.text(), AccessedOn: u.text(), ArchivedURL: u.text()}
}
