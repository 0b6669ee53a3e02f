package page

import (
	"net/http"
	"net/url"

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
	var err error
	if page.Publisher, err = p.publisher(c); err != nil {
		return err
	}
	page.Was = page.Publisher
	return respond.HTML(c, http.StatusOK, views.Settings(page))
}

func (p *Pages) publisher(c echo.Context) (kept factcheck.Publisher, err error) {
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		kept, err = r.Publisher()
		return err
	})
	return kept, err
}

// publisherOf reads the publisher of a form whose fields have names that begin so.
func publisherOf(form url.Values, beginning string) factcheck.Publisher {
	field := func(name string) string { return form.Get(beginning + name) }
	return factcheck.Publisher{Name: field("name"), URL: field("url"), LogoURL: field("logo_url"), Method: field("method"), Corrections: field("corrections")}
}

// SetPublisher answers POST /settings/publisher.
func (p *Pages) SetPublisher(c echo.Context) error {
	if err := settingsOnly(c); err != nil {
		return err
	}
	form := posted(c)
	typed, seen := publisherOf(form, ""), publisherOf(form, "was.")
	kept, err := p.publisher(c)
	if err != nil {
		return err
	}
	if !form.Has("was.name") {
		seen = kept
	}
	err = p.desk.SetPublisher(c.Request().Context(), viewer(c), seen, typed)
	switch {
	case err == nil:
		return to(c, "/settings?done=saved")
	case !mendable(err):
		return err
	}
	e := known(err)
	if e.Code == factcheck.Conflict { // which says what is kept now
		typed, seen = typedOver(seen, typed, kept), kept
	}
	return respond.HTML(c, respond.Status(e.Code), views.Settings(views.SettingsPage{Frame: frame(c, "Settings", views.AtSettings), Publisher: typed, Was: seen,
		Trouble: views.PeopleTrouble{Form: "publisher", Message: e.Message, Field: firstField(e)}}))
}

// typedOver gives what a form says once it is shown what is kept now: that, but for what was typed otherwise than it was seen.
func typedOver(seen, typed, kept factcheck.Publisher) factcheck.Publisher {
	for _, part := range []struct{ typed, seen, kept *string }{
		{&typed.Name, &seen.Name, &kept.Name}, {&typed.URL, &seen.URL, &kept.URL}, {&typed.LogoURL, &seen.LogoURL, &kept.LogoURL},
		{&typed.Method, &seen.Method, &kept.Method}, {&typed.Corrections, &seen.Corrections, &kept.Corrections},
	} {
		if *part.typed == *part.seen {
			*part.typed = *part.kept
		}
	}
	return typed
}

func settingsOnly(c echo.Context) error {
	if !viewer(c).Role.AtLeast(factcheck.Admin) {
		return factcheck.Errorf(factcheck.Forbidden, "The desk’s settings are an admin’s to change. Ask one of this desk’s.")
	}
	return nil
}
