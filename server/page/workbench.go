package page

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Workbench answers GET /articles/:id with the article, its claims and their cards. A page that has not changed is not sent
// again to a browser that has it, nor rendered again for one that has not.
func (p *Pages) Workbench(c echo.Context) error {
	articleID, err := pathNumber(c, "id", "article")
	if err != nil {
		return err
	}
	name, err := p.nameOf(c, articleID)
	if err != nil {
		return err
	}
	c.Response().Header().Set("ETag", strconv.Quote(name))
	if strings.Contains(c.Request().Header.Get("If-None-Match"), name) {
		return c.NoContent(http.StatusNotModified)
	}
	if known, ok := p.bodies.get(name); ok {
		if err := memory.Hold(c.Request().Context(), len(known)); err != nil { // it may be forgotten before this answer is read
			return err
		}
		return c.HTMLBlob(http.StatusOK, known)
	}
	page, err := p.bench(c.Request().Context(), viewer(c), articleID, asked(c))
	if err != nil {
		return err
	}
	body, err := respond.Rendered(c.Request().Context(), views.Workbench(page))
	if err != nil {
		return err
	}
	p.bodies.put(name, body)
	return c.HTMLBlob(http.StatusOK, body)
}

// nameOf names a workbench by everything that it depends on: the article's version, which every change to its claims moves,
// who asks and for what, and the program that renders it.
func (p *Pages) nameOf(c echo.Context, articleID int64) (string, error) {
	var article factcheck.Article
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		article, err = r.Article(viewer(c).ID, articleID)
		return err
	})
	if err != nil {
		return "", err
	}
	person := viewer(c)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d %d %s %q %q %s", p.boot, articleID, article.Version,
		person.ID, person.Role, person.Name, person.DisplayName, c.QueryString()))
	return hex.EncodeToString(sum[:16]), nil
}

// asked reads from the address what the workbench is to show.
func asked(c echo.Context) ask {
	query := c.QueryParams()
	claim, _ := strconv.ParseInt(query.Get("claim"), 10, 64)
	from, _ := strconv.Atoi(query.Get("cards"))
	return ask{claim: claim, from: from, filter: filterOf(query), done: query.Get("done")}
}

// toastOf says what a form that led here did.
func toastOf(a ask) *views.Toast {
	claim := id(a.claim)
	switch a.done {
	case "deleted":
		return &views.Toast{Message: "Claim " + claim + " deleted.", Undo: "/claims/" + claim + "/restore"}
	case "undone":
		return &views.Toast{Message: "Your last change, to claim " + claim + ", is undone."}
	case "submitted":
		return &views.Toast{Message: "Your review is submitted."}
	case "nothing":
		return &views.Toast{Message: "There is nothing of yours left to undo here."}
	}
	return nil
}

// benchAddress is where a form about a claim leads without scripts.
func benchAddress(c factcheck.Claim, done string) string {
	address := "/articles/" + id(c.ArticleID) + "?claim=" + id(c.ID)
	if done != "" {
		address += "&done=" + done
	}
	return address + "#claim-" + id(c.ID)
}

// strayAddress is where a claim is shown among those that need a look.
func strayAddress(article, claim int64) string {
	return "/articles/" + id(article) + "/carryover?claim=" + id(claim) + "#claim-" + id(claim)
}

// claimAddress is where a claim is shown: in its article, or among those that need a look.
func claimAddress(c factcheck.Claim) string {
	if c.Waits() && !c.Deleted {
		return strayAddress(c.ArticleID, c.ID)
	}
	return benchAddress(c, "")
}

// showBench shows the workbench again after a form that was refused, changed by show to hold what was typed.
func (p *Pages) showBench(c echo.Context, refused error, articleID, claim int64, show func(*views.WorkbenchPage)) error {
	page, err := p.bench(c.Request().Context(), viewer(c), articleID, ask{claim: claim})
	if err != nil {
		return err
	}
	show(&page)
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, respond.Status(factcheck.CodeOf(refused)), views.Workbench(page))
}
