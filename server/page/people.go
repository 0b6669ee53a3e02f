package page

import (
	"context"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// People answers GET /people, for admins.
func (p *Pages) People(c echo.Context) error {
	return p.showPeople(c, http.StatusOK, factcheck.Person{Role: factcheck.Reviewer}, views.PeopleTrouble{})
}

func (p *Pages) showPeople(c echo.Context, status int, typed factcheck.Person, trouble views.PeopleTrouble) error {
	if err := adminOnly(c); err != nil {
		return err
	}
	page := views.PeoplePage{Frame: frame(c, "People", views.AtPeople), New: typed, Trouble: trouble}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		if page.People, err = r.People(); err != nil {
			return err
		}
		if page.Factors, err = r.WithSecondFactor(); err != nil {
			return err
		}
		page.Tokens, err = r.CountTokens()
		return err
	})
	if err != nil {
		return err
	}
	return respond.HTML(c, status, views.People(page))
}

func adminOnly(c echo.Context) error {
	if !viewer(c).Role.AtLeast(factcheck.Admin) {
		return factcheck.Errorf(factcheck.Forbidden, "People are managed by an admin. Ask one of this desk’s.")
	}
	return nil
}

// AddPerson answers POST /people.
func (p *Pages) AddPerson(c echo.Context) error {
	if err := adminOnly(c); err != nil {
		return err
	}
	form, ctx := posted(c), c.Request().Context()
	person := factcheck.Person{Name: form.Get("name"), DisplayName: form.Get("display_name"), Role: factcheck.Role(form.Get("role"))}
	hash, err := auth.HashPassword(ctx, person.Name, form.Get("password"))
	if err == nil {
		_, err = p.desk.AddPerson(ctx, viewer(c), person, hash)
	}
	return p.afterPeople(c, err, "add-person", person)
}

// ChangePerson answers POST /people/:id, which gives a person another full name and role.
func (p *Pages) ChangePerson(c echo.Context) error {
	return p.managePerson(c, "change", func(ctx context.Context, number int64) error {
		form := posted(c)
		seen, err := p.personSeen(ctx, form, number)
		if err != nil {
			return err
		}
		_, err = p.desk.ChangePerson(ctx, viewer(c), number, seen, desk.PersonState{DisplayName: form.Get("display_name"), Role: factcheck.Role(form.Get("role"))})
		return err
	})
}

// personSeen is what a form says that its page showed of a person; what stands now, where it says nothing of that.
func (p *Pages) personSeen(ctx context.Context, form url.Values, number int64) (desk.PersonState, error) {
	if form.Has("was.role") {
		return desk.PersonState{DisplayName: form.Get("was.display_name"), Role: factcheck.Role(form.Get("was.role"))}, nil
	}
	person, err := p.person(ctx, number)
	return desk.PersonState{DisplayName: person.DisplayName, Role: person.Role}, err
}

// DisablePerson answers POST /people/:id/disable.
func (p *Pages) DisablePerson(c echo.Context) error {
	return p.managePerson(c, "change", func(ctx context.Context, number int64) error {
		_, err := p.desk.DisablePerson(ctx, viewer(c), number)
		return err
	})
}

// EnablePerson answers POST /people/:id/enable.
func (p *Pages) EnablePerson(c echo.Context) error {
	return p.managePerson(c, "change", func(ctx context.Context, number int64) error {
		_, err := p.desk.EnablePerson(ctx, viewer(c), number)
		return err
	})
}

// ResetPassword answers POST /people/:id/password. The person's sessions and tokens end.
func (p *Pages) ResetPassword(c echo.Context) error {
	return p.managePerson(c, "password", func(ctx context.Context, number int64) error {
		if err := notOnesOwn(c, number); err != nil {
			return err
		}
		person, err := p.person(ctx, number)
		if err != nil {
			return err
		}
		hash, err := auth.HashPassword(ctx, person.Name, posted(c).Get("password"))
		if err != nil {
			return err
		}
		return p.desk.SetPassword(ctx, viewer(c), number, desk.NewPassword{Hash: hash})
	})
}

// RevokeTokens answers POST /people/:id/tokens/revoke: all of a person's tokens end.
func (p *Pages) RevokeTokens(c echo.Context) error {
	return p.managePerson(c, "tokens", func(ctx context.Context, number int64) error {
		if err := notOnesOwn(c, number); err != nil {
			return err
		}
		return p.desk.RevokeTokens(ctx, viewer(c), number)
	})
}

// notOnesOwn keeps an admin from what they may do here for others: for themselves their own page asks for the present password.
func notOnesOwn(c echo.Context, number int64) error {
	if number == viewer(c).ID {
		return factcheck.Errorf(factcheck.Forbidden, "This is your own. Change it on your page, under your name at the top, where your present password is asked for.")
	}
	return nil
}

func (p *Pages) person(ctx context.Context, number int64) (person factcheck.Person, err error) {
	err = p.store.Read(ctx, func(r *store.Reader) error {
		person, err = r.Person(number)
		return err
	})
	return person, err
}

// managePerson does something to the person of the address, by the form whose id begins with form.
func (p *Pages) managePerson(c echo.Context, form string, do func(ctx context.Context, number int64) error) error {
	if err := adminOnly(c); err != nil {
		return err
	}
	number, err := pathNumber(c, "id", "person")
	if err != nil {
		return err
	}
	err = do(c.Request().Context(), number)
	return p.afterPeople(c, err, form+"-"+id(number), factcheck.Person{Role: factcheck.Reviewer})
}

// afterPeople leads back to the screen, or shows it again with what was wrong at the form that was sent.
func (p *Pages) afterPeople(c echo.Context, err error, form string, typed factcheck.Person) error {
	switch {
	case err == nil:
		return to(c, "/people")
	case !mendable(err):
		return err
	}
	e := known(err)
	return p.showPeople(c, respond.Status(e.Code), typed, views.PeopleTrouble{Form: form, Message: e.Message, Field: firstField(e), Typed: posted(c), Stale: e.Code == factcheck.Conflict})
}
