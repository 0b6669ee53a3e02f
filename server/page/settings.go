package page

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// Settings answers GET /settings, for admins: what holds for the whole desk.
func (p *Pages) Settings(c echo.Context) error {
	if err := settingsOnly(c); err != nil {
		return err
	}
	page := views.SettingsPage{Frame: frame(c, "Settings", views.AtSettings)}
	if c.QueryParam("done") == "saved" {
		page.Frame.Toast = &views.Toast{Message: "Saved. Reports name this publisher from now on."}
	}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		page.Publisher, err = r.Publisher()
		return err
	})
	if err != nil {
		return err
	}
	return respond.HTML(c, http.StatusOK, views.Settings(page))
}

// SetPublisher answers POST /settings/publisher.
func (p *Pages) SetPublisher(c echo.Context) error {
	if err := settingsOnly(c); err != nil {
		return err
	}
	form := posted(c)
	typed := factcheck.Publisher{Name: form.Get("name"), URL: form.Get("url"), LogoURL: form.Get("logo_url"), Method: form.Get("method"), Corrections: form.Get("corrections")}
	err := p.desk.SetPublisher(c.Request().Context(), viewer(c), typed)
	switch {
	case err == nil:
		return to(c, "/settings?done=saved")
	case !mendable(err):
		return err
	}
	e := known(err)
	return respond.HTML(c, respond.Status(e.Code), views.Settings(views.SettingsPage{Frame: frame(c, "Settings", views.AtSettings), Publisher: typed,
		Trouble: views.PeopleTrouble{Form: "publisher", Message: e.Message, Field: firstField(e)}}))
}

func settingsOnly(c echo.Context) error {
	if !viewer(c).Role.AtLeast(factcheck.Admin) {
		return factcheck.Errorf(factcheck.Forbidden, "The desk’s settings are an admin’s to change. Ask one of this desk’s.")
	}
	return nil
}
