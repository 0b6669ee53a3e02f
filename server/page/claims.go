package page

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

const (
	claimsAtOnce   = 50
	articlesToPick = 200
)

// Claims answers GET /claims: the claims of the desk that pass a filter, the latest change first.
func (p *Pages) Claims(c echo.Context) error {
	query := c.QueryParams()
	filter, wrong := claimFilter(query)
	from, _ := strconv.Atoi(query.Get("from"))
	page := views.ClaimsPage{Frame: frame(c, "Claims", views.AtClaims), Filter: typedFilter(query, filter)}
	status := http.StatusOK
	if wrong != nil {
		page.Filter.Problem, page.Filter.Field, status = wrong.Message, firstField(wrong), respond.Status(wrong.Code)
	}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) error { return readClaims(r, viewer(c).ID, filter, max(from, 0), &page) })
	if err != nil {
		return err
	}
	page.Shown = saidOf(filter)
	page.CSV = "/export/claims.csv?" + claimsQuery(filter, "bom", "1")
	page.Disputed = "/export/claims.csv?bom=1&verdict=disputed"
	return respond.HTML(c, status, views.Claims(page))
}

func readClaims(r *store.Reader, viewer int64, f store.ClaimFilter, from int, page *views.ClaimsPage) error {
	rows, err := r.RecentClaims(viewer, f, from, claimsAtOnce)
	if err != nil {
		return err
	}
	page.Rows, page.First = rows, from+1
	if err := countDesk(r, viewer, f, page); err != nil {
		return err
	}
	if from > 0 {
		page.Newer = "/claims?" + claimsQuery(f, "from", strconv.Itoa(max(0, from-claimsAtOnce)))
	}
	if next := from + claimsAtOnce; next < page.Matching {
		page.Older = "/claims?" + claimsQuery(f, "from", strconv.Itoa(next))
	}
	if page.Reviewers, err = r.Reviewers(viewer); err != nil {
		return err
	}
	page.Articles, err = r.Titles(articlesToPick)
	return err
}

// countDesk counts the claims beside each verdict as if that alone were ticked, the claims that pass, and all.
func countDesk(r *store.Reader, viewer int64, f store.ClaimFilter, page *views.ClaimsPage) (err error) {
	ticked := f.Verdicts
	f.Verdicts = nil
	if page.Counts, err = r.CountClaims(viewer, f); err != nil {
		return err
	}
	page.Matching = page.Counts.Total()
	if len(ticked) > 0 {
		page.Matching = 0
		for _, v := range ticked {
			page.Matching += page.Counts.Of(v)
		}
	}
	all, err := r.CountClaims(viewer, store.ClaimFilter{})
	page.Total = all.Total()
	return err
}
