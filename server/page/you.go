package page

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/respond"
	"stet/views"
)

// You answers GET /you: one's own password, tokens and sessions.
func (p *Pages) You(c echo.Context) error {
	var page views.YouPage
	switch c.QueryParam("done") {
	case "password":
		page.Frame.Toast = &views.Toast{Message: "Your password is changed. Your other sessions have ended."}
	case "session":
		page.Frame.Toast = &views.Toast{Message: "That session has ended."}
	case "factor":
		page.Frame.Toast = &views.Toast{Message: "Your second factor is off. Your other sessions have ended."}
	case "revoked":
		page.Frame.Toast = &views.Toast{Message: "The token is revoked and opens nothing any more."}
	}
	return p.showYou(c, http.StatusOK, page)
}

// ChangePassword answers POST /you/password. It ends all other sessions of the person, and their tokens where they want that.
func (p *Pages) ChangePassword(c echo.Context) error {
	if err := p.changePassword(c); err != nil {
		return p.troubleAt(c, err, "your-password")
	}
	return to(c, "/you?done=password")
}

func (p *Pages) changePassword(c echo.Context) error {
	form, person, ctx := posted(c), viewer(c), c.Request().Context()
	if err := p.auth.CheckPassword(c, form.Get("current_password")); err != nil {
		return err
	}
	hash, err := auth.HashPassword(ctx, person.Name, form.Get("password"))
	if err != nil {
		return err
	}
	renewal := p.auth.NewRenewal(c)
	set := desk.NewPassword{Hash: hash, Session: &renewal.Session, EndTokens: form.Get("end_tokens") != ""}
	if err := p.desk.SetPassword(ctx, person, person.ID, set); err != nil {
		return err
	}
	renewal.Tell(c)
	return nil
}

// Help answers GET /help.
func (p *Pages) Help(c echo.Context) error {
	return respond.HTML(c, http.StatusOK, views.Help(views.HelpPage{Frame: frame(c, "Help", views.AtHelp)}))
}
