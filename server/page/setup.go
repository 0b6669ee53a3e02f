package page

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/views"
)

// SetUpForm answers GET /setup, the one-time address that a fresh desk prints.
func (p *Pages) SetUpForm(c echo.Context) error {
	key := c.QueryParam("key")
	if err := p.auth.CheckSetUp(c.Request().Context(), key); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, http.StatusOK, views.Setup(views.SetupPage{Key: key}))
}

// SetUp answers POST /setup: whoever has the key becomes the desk's first admin, and is signed in.
func (p *Pages) SetUp(c echo.Context) error {
	form := posted(c)
	person := factcheck.Person{Name: form.Get("name"), DisplayName: form.Get("display_name")}
	if err := p.setUp(c, form.Get("key"), person, form.Get("password")); err != nil {
		if !mendable(err) {
			return err
		}
		page := views.SetupPage{Key: form.Get("key"), Name: person.Name, DisplayName: person.DisplayName, Problem: known(err).Message, Field: firstField(known(err))}
		return respond.HTML(c, respond.Status(factcheck.CodeOf(err)), views.Setup(page))
	}
	if _, err := p.auth.SignIn(c, person.Name, form.Get("password")); err != nil {
		return err
	}
	return to(c, "/articles")
}

func (p *Pages) setUp(c echo.Context, key string, person factcheck.Person, password string) error {
	ctx := c.Request().Context()
	if err := p.auth.CheckSetUp(ctx, key); err != nil {
		return err
	}
	hash, err := auth.HashPassword(ctx, person.Name, password)
	if err != nil {
		return err
	}
	return p.auth.SetUp(ctx, key, func() error {
		_, err := p.desk.SetUp(ctx, person, hash)
		return err
	})
}
