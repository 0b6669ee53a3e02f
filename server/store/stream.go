package store

import "iter"

// EachClaim gives every claim that passes the filter, by id, with its citations, in constant memory. The row is the same one
// each time: nothing of it may be kept but strings. An error comes last, with a nil row.
func (r *Reader) EachClaim(viewer int64, f ClaimFilter) iter.Seq2[*ClaimRow, error] {
	return r.inOrder(viewer, f, byID)
}

// EachClaimInText is EachClaim in the order of the text: by start, end and id. It takes the filter of one article, whose index has
// that order.
func (r *Reader) EachClaimInText(viewer int64, f ClaimFilter) iter.Seq2[*ClaimRow, error] {
	return r.inOrder(viewer, f, `c.start, c."end", c.id`)
}

const byID = "c.id"

func (r *Reader) inOrder(viewer int64, f ClaimFilter, order string) iter.Seq2[*ClaimRow, error] {
	return func(yield func(*ClaimRow, error) bool) {
		if err := r.eachClaim(viewer, f, order, yield); err != nil {
			yield(nil, err)
		}
	}
}

func (r *Reader) eachClaim(viewer int64, f ClaimFilter, order string, yield func(*ClaimRow, error) bool) error {
	where, args, err := r.passing(f, viewer)
	if err != nil {
		return err
	}
	if f.ArticleID != 0 && order == byID {
		where = "c.id in (select c.id from claims c where " + where + ")" // what has to be put in order are numbers, not whole claims
	}
	rows, err := r.query("select "+packedClaim+fromClaimStream+"where "+where+" order by "+order, args...)
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
		unpackClaim(text, &row.Claim)
		if err := articles.name(&row); err != nil {
			return err
		}
		if !yield(&row, nil) {
			return nil
		}
	}
	return rows.Err()
}

// fromClaimStream leaves the articles out, which are joined here: there are few of them and many claims. The cross join keeps
// SQLite reading the claims in the order of their ids.
const fromClaimStream = ` from claims c cross join reviews v on v.id = c.review_id cross join people p on p.id = v.reviewer_id `

// articleNames looks up what a row says of its article, each once, forgetting all when they grow many.
type articleNames struct {
	reader *Reader
	known  map[int64]articleName
}

type articleName struct{ title, url, publishedOn string }

const articleNamesKept = 4096

func (n *articleNames) name(row *ClaimRow) error {
	a, ok := n.known[row.ArticleID]
	if !ok {
		found, err := one(n.reader, scanArticleName, "select title, url, published_on from articles where id = ?", row.ArticleID)
		if err != nil {
			return err
		}
		if n.known == nil || len(n.known) >= articleNamesKept {
			n.known = map[int64]articleName{}
		}
		a = found
		n.known[row.ArticleID] = a
	}
	row.ArticleTitle, row.ArticleURL, row.PublishedOn = a.title, a.url, a.publishedOn
	return nil
}

func scanArticleName(row scanner) (a articleName, err error) {
	err = row.Scan(&a.title, &a.url, &a.publishedOn)
	return a, err
}
