package store

import (
	"slices"
	"strings"
	"time"

	"stet/server/factcheck"
	"stet/server/memory"
)

// ClaimFilter narrows the claims of the desk; the zero value lets all through. It is the same on the Claims screen, in the API
// and in every export.
type ClaimFilter struct {
	Verdicts  []factcheck.Verdict // any of these
	Kind      factcheck.Kind
	ArticleID int64
	Revision  int    // 0 for all
	Reviewer  string // a name, or a pseudonym
	Text      string // full-text, over quote, note and speaker
	Since     string // a plain date: changed on it or after
	Until     string // a plain date: changed on it or before
}

// ClaimRow is a claim with what a list says of its article.
type ClaimRow = factcheck.ClaimRow

// passing gives the filter's clauses and their arguments; they look at claims c alone, so that counting reads an index alone.
func (r *Reader) passing(f ClaimFilter, viewer int64) (string, []any, error) {
	clauses := []string{"not c.deleted", visible}
	args := []any{viewer}
	add := func(clause string, values ...any) {
		clauses, args = append(clauses, clause), append(args, values...)
	}
	if len(f.Verdicts) > 0 {
		var values []any
		for _, v := range slices.Compact(slices.Sorted(slices.Values(f.Verdicts))) { // few queries, however often one is named
			values = append(values, v)
		}
		add("c.verdict in (?"+strings.Repeat(", ?", len(values)-1)+")", values...)
	}
	if f.Kind != "" {
		add("c.kind = ?", f.Kind)
	}
	if f.ArticleID != 0 {
		add("c.article_id = ?", f.ArticleID)
	}
	if f.Revision != 0 {
		add("c.revision = ?", f.Revision)
	}
	if f.Reviewer != "" {
		add("c.review_id in "+reviewsTold, f.Reviewer, f.Reviewer)
	}
	if f.Since != "" {
		add("c.updated_at >= ?", f.Since)
	}
	if f.Until != "" {
		add("c.updated_at < ?", dayAfter(f.Until))
	}
	if f.Text == "" {
		return strings.Join(clauses, " and "), args, nil
	}
	query, err := matching(f.Text)
	if err != nil {
		return "", nil, err
	}
	if query != "" {
		add("c.id in (select rowid from claim_search where claim_search match ?)", query)
	} else {
		add("false")
	}
	return strings.Join(clauses, " and "), args, r.upToDate()
}

func dayAfter(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.AddDate(0, 0, 1).Format(time.DateOnly)
}

const claimRowColumns = packedClaim + ", a.title, a.url, a.published_on"

const fromClaimRows = fromClaims + " join articles a on a.id = c.article_id "

func scanClaimRow(row scanner) (c ClaimRow, err error) {
	var text string
	if err = row.Scan(&text, &c.ArticleTitle, &c.ArticleURL, &c.PublishedOn); err == nil {
		unpackClaim(text, &c.Claim)
	}
	return c, err
}

// Claims gives the claims that pass the filter with ids above after, by id, with their citations: at most limit, and fewer where they
// are long. More says that others follow.
func (r *Reader) Claims(viewer int64, f ClaimFilter, after int64, limit int) (claims []ClaimRow, more bool, err error) {
	where, args, err := r.passing(f, viewer)
	if err != nil {
		return nil, false, err
	}
	return some(r, scanClaimRow, claimBytes, limit, "select "+claimRowColumns+fromClaimRows+"where "+where+" and c.id > ? order by c.id limit ?", append(args, after, limit+1)...)
}

// claimBytes is how many bytes of text a claim holds, roughly.
func claimBytes(c *ClaimRow) int {
	n := len(c.Quote) + len(c.Note)
	for _, t := range c.Citations {
		n += len(t.URL) + len(t.Title) + len(t.Passage)
	}
	return n
}

func (r *Reader) holdingClaimRow(row scanner) (c ClaimRow, err error) {
	if c, err = scanClaimRow(row); err == nil {
		err = memory.Hold(r.ctx, roomOf(&c.Claim))
	}
	return c, err
}

// RecentClaims gives a page of the claims that pass the filter, the latest change first, with their citations. The request
// answers for them by [memory.Hold].
func (r *Reader) RecentClaims(viewer int64, f ClaimFilter, offset, limit int) ([]ClaimRow, error) {
	where, args, err := r.passing(f, viewer)
	if err != nil {
		return nil, err
	}
	return all(r, r.holdingClaimRow, "select "+claimRowColumns+fromClaimRows+"where "+where+" order by c.updated_at desc, c.id desc limit ? offset ?",
		append(args, limit, offset)...)
}

// CountClaims counts the claims that pass the filter, by verdict.
func (r *Reader) CountClaims(viewer int64, f ClaimFilter) (factcheck.VerdictCounts, error) {
	where, args, err := r.passing(f, viewer)
	if err != nil {
		return factcheck.VerdictCounts{}, err
	}
	return one(r, func(row scanner) (n factcheck.VerdictCounts, err error) {
		err = row.Scan(&n.Verified, &n.Disputed, &n.Unproven, &n.Unchecked)
		return n, err
	}, `select count(*) filter (where c.verdict = 'verified'), count(*) filter (where c.verdict = 'disputed'),
		count(*) filter (where c.verdict = 'unproven'), count(*) filter (where c.verdict = 'unchecked') from claims c where `+where, args...)
}
