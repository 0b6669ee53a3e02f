package store

import (
	"iter"
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// EachClaim gives every claim that passes the filter, by id, with its citations, in constant memory. The row is the same one
// each time: nothing of it may be kept but strings. An error comes last, with a nil row.
//
// A row is read as one text, cut at control characters that no text of the desk holds: the driver makes a string for each
// column of each row, and that is most of what reading costs.
func (r *Reader) EachClaim(viewer int64, f ClaimFilter) iter.Seq2[*ClaimRow, error] {
	return func(yield func(*ClaimRow, error) bool) {
		if err := r.eachClaim(viewer, f, yield); err != nil {
			yield(nil, err)
		}
	}
}

func (r *Reader) eachClaim(viewer int64, f ClaimFilter, yield func(*ClaimRow, error) bool) error {
	where, args := f.where(viewer)
	rows, err := r.query("select "+packedClaim+fromClaimStream+"where "+where+" order by c.id", args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var text string
	row, articles := ClaimRow{}, articleNames{reader: r}
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return err
		}
		unpackClaim(text, &row)
		if err := articles.name(&row); err != nil {
			return err
		}
		if !yield(&row, nil) {
			return nil
		}
	}
	return rows.Err()
}

// The separators of ASCII between the parts of a row, and between a claim and its citations.
const (
	unit   = "\x1f"
	record = "\x1e"
)

const packedClaim = `concat_ws(char(31), c.id, c.article_id, c.review_id, v.reviewer_id, p.name, c.revision, c.start, c."end", c.quote,
	c.prefix, c.suffix, c.kind, c.verdict, c.rating, c.note, c.speaker, c.version, c.created_at, c.updated_at, (
		select group_concat(char(30) || concat_ws(char(31), t.number, s.url, t.title, t.publisher, t.stance, t.is_primary, t.locator,
			t.passage, t.published_on, t.accessed_on, t.archived_url), '')
		from citations t cross join sources s on s.id = t.source_id where t.claim_id = c.id))`

// fromClaimStream leaves the articles out, which are joined here: there are few of them and many claims. The cross join keeps
// SQLite reading the claims in the order of their ids.
const fromClaimStream = ` from claims c cross join reviews v on v.id = c.review_id cross join people p on p.id = v.reviewer_id `

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

func unpackClaim(text string, row *ClaimRow) {
	own, citations, _ := strings.Cut(text, record)
	u := unpacker{own}
	c := &row.Claim
	c.ID, c.ArticleID, c.ReviewID, c.ReviewerID = int64(u.number()), int64(u.number()), int64(u.number()), int64(u.number())
	c.Reviewer, c.Revision, c.Start, c.End = u.text(), u.number(), u.number(), u.number()
	c.Quote, c.Prefix, c.Suffix = u.text(), u.text(), u.text()
	c.Kind, c.Verdict, c.Rating = factcheck.Kind(u.text()), factcheck.Verdict(u.text()), factcheck.Rating(u.number())
	c.Note, c.Speaker, c.Version = u.text(), u.text(), u.number()
	c.CreatedAt, c.UpdatedAt = factcheck.Timestamp(u.text()), factcheck.Timestamp(u.text())
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

// articleNames looks up what a row says of its article, each once, forgetting all when they grow many.
type articleNames struct {
	reader *Reader
	known  map[int64]factcheck.Article
}

const articleNamesKept = 4096

func (n *articleNames) name(row *ClaimRow) error {
	a, ok := n.known[row.ArticleID]
	if !ok {
		found, err := n.reader.Article(row.ArticleID)
		if err != nil {
			return err
		}
		if n.known == nil || len(n.known) >= articleNamesKept {
			n.known = map[int64]factcheck.Article{}
		}
		a = found
		n.known[a.ID] = a
	}
	row.ArticleTitle, row.ArticleURL, row.PublishedOn = a.Title, a.URL, a.PublishedOn
	return nil
}
