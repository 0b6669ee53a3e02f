package page

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// AddToken answers POST /you/tokens with the new token, which is shown this once.
func (p *Pages) AddToken(c echo.Context) error {
	person, label := viewer(c), posted(c).Get("label")
	token, hash := auth.NewToken()
	err := p.desk.AddToken(c.Request().Context(), person, person.ID, label, hash)
	switch {
	case err == nil:
		c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
		return p.showYou(c, http.StatusCreated, views.YouPage{NewToken: token})
	case !mendable(err):
		return err
	}
	e := known(err)
	return p.showYou(c, respond.Status(e.Code), views.YouPage{Label: label, Trouble: views.PeopleTrouble{Form: "add-token", Message: e.Message, Field: firstField(e)}})
}

// RevokeToken answers POST /you/tokens/:id/revoke.
func (p *Pages) RevokeToken(c echo.Context) error {
	number, err := pathNumber(c, "id", "token")
	if err != nil {
		return err
	}
	if err := p.desk.RevokeToken(c.Request().Context(), viewer(c), number); err != nil {
		return err
	}
	return to(c, "/you?done=revoked#tokens-h")
}

// showYou shows a person's own page with their tokens, sessions and second factor.
func (p *Pages) showYou(c echo.Context, status int, page views.YouPage) error {
	toast := page.Frame.Toast
	page.Frame = frame(c, "You", views.AtYou)
	page.Frame.Toast = toast
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		if page.Sessions, err = p.sessions(c, r); err != nil {
			return err
		}
		factor, err := r.SecondFactor(viewer(c).ID)
		if err != nil {
			return err
		}
		page.FactorOn, page.RecoveryLeft = factor.On(), int(factor.Recovery)
		tokens, err := r.Tokens(viewer(c).ID)
		for _, t := range tokens {
			page.Tokens = append(page.Tokens, views.Token{ID: t.ID, Label: t.Label, CreatedAt: t.CreatedAt, LastUsedAt: t.LastUsedAt})
		}
		return err
	})
	if err != nil {
		return err
	}
	return respond.HTML(c, status, views.You(page))
}
