package page

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// openHeader is where a page's script says which claim's card stands open.
const openHeader = "Stet-Open"

// openIn gives the claim whose card stands open in the page that asks; 0 for none.
func openIn(c echo.Context) int64 {
	n, _ := strconv.ParseInt(c.Request().Header.Get(openHeader), 10, 64)
	return n
}

// fragments answers with elements for the page to put in place of their namesakes.
func fragments(c echo.Context, pieces ...templ.Component) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, http.StatusOK, templ.Join(pieces...))
}

// revisionHeader is where a page's script says which revision's text the page shows.
const revisionHeader = "Stet-Revision"

// showsOlder says whether the page that asks shows the text of another revision than the one given: the blocks of that one have
// no place in it.
func showsOlder(c echo.Context, revision int) bool {
	n, err := strconv.Atoi(c.Request().Header.Get(revisionHeader))
	return err == nil && n != revision
}

// articleHeader is where a page's script says which version of the article the page shows, and is told which it shows now.
const articleHeader = "Stet-Article-Version"

// farBehind is how many events ago a page was drawn that is too old to be told what it shows now.
const farBehind = 10_000

// changed answers with what a change to a claim touched. Where its person has changed nothing else since the page was drawn, the page
// now shows all that they have done, and is told the article's version.
func (p *Pages) changed(c echo.Context, claim factcheck.Claim, pieces ...templ.Component) error {
	shown, _ := strconv.ParseInt(c.Request().Header.Get(articleHeader), 10, 64)
	var article int64
	var elsewhere bool
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		article, err = r.VersionOf(viewer(c).ID, claim.ArticleID)
		if elsewhere = article-shown > farBehind; err == nil && !elsewhere {
			elsewhere, err = r.ChangedElsewhere(viewer(c).ID, claim.ArticleID, claim.ID, shown)
		}
		return err
	})
	if err != nil {
		return err
	}
	if !elsewhere {
		c.Response().Header().Set(articleHeader, id(article))
	}
	return aboutClaim(c, claim, pieces...)
}

// stoodHeader tells a page's script that more was changed than what it sent, which stood already.
const stoodHeader = "Stet-Stood"

// stood says of a change that was not made now, since what it wants stood already, that more was changed than that: nothing of it where
// it was this very change, whose answer was lost.
func (p *Pages) stood(c echo.Context, claim factcheck.Claim, change desk.ClaimChange) error {
	seen, err := version(posted(c))
	if err != nil {
		return err
	}
	alone, err := p.desk.CameOfThatAlone(c.Request().Context(), viewer(c), claim, seen, change)
	if err == nil && !alone {
		c.Response().Header().Set(stoodHeader, "1")
	}
	return err
}

// aboutClaim answers with pieces that show a claim, and names it and the version it has.
func aboutClaim(c echo.Context, claim factcheck.Claim, pieces ...templ.Component) error {
	header := c.Response().Header()
	header.Set("Stet-Claim", id(claim.ID))
	header.Set("ETag", strconv.Quote(strconv.Itoa(claim.Version)))
	if showsOlder(c, claim.Revision) && !claim.Waits() {
		pieces = append(pieces, views.TextCorrected(claim))
	}
	return fragments(c, pieces...)
}

// cardPieces are a claim's card, open where it is the one that stands open, and its entry in the index; or what takes both
// away.
func cardPieces(person factcheck.Person, claim factcheck.Claim, open int64) []templ.Component {
	if claim.Deleted || claim.Waits() { // what waits has no place beside the text
		return []templ.Component{views.Gone(claim)}
	}
	var card templ.Component = views.ClosedCard(claim, person.ID)
	if claim.ID == open {
		card = openCard(person, claim)
	}
	return []templ.Component{card, views.Index{Claims: []factcheck.Claim{claim}, Open: open}}
}
