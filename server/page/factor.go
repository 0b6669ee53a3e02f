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

// BeginSecondFactor answers POST /you/second-factor with a new secret and the question for a first code of it.
func (p *Pages) BeginSecondFactor(c echo.Context) error {
	err := p.auth.CheckPassword(c, posted(c).Get("current_password"))
	if err == nil {
		err = p.hasNoFactor(c)
	}
	if err != nil {
		return p.troubleAt(c, err, "begin-factor")
	}
	return p.showFactorSetUp(c, http.StatusOK, p.auth.BeginFactor(c), nil)
}

// ConfirmSecondFactor answers POST /you/second-factor/confirm: with a first code the factor counts, and the recovery codes are shown
// this once.
func (p *Pages) ConfirmSecondFactor(c echo.Context) error {
	form := posted(c)
	begun, step, err := p.auth.CheckFirstCode(c, form.Get("setup"), form.Get("code"))
	switch {
	case err != nil && begun.Secret == "":
		return p.troubleAt(c, err, "begin-factor")
	case err != nil:
		return p.showFactorSetUp(c, respond.Status(factcheck.CodeOf(err)), begun, err)
	}
	codes, hashes := auth.NewRecoveryCodes()
	renewal := p.auth.NewRenewal(c)
	set := desk.NewFactor{Secret: begun.Secret, Step: step, RecoveryHashes: hashes}
	if err := p.desk.SetSecondFactor(c.Request().Context(), viewer(c), set, &renewal.Session); err != nil {
		return p.troubleAt(c, err, "begin-factor")
	}
	p.auth.EndFactorSetUp(c)
	renewal.Tell(c)
	return showRecoveryCodes(c, codes)
}

// RenewRecoveryCodes answers POST /you/second-factor/recovery.
func (p *Pages) RenewRecoveryCodes(c echo.Context) error {
	codes, hashes := auth.NewRecoveryCodes()
	err := p.checkBoth(c)
	if err == nil {
		err = p.desk.RenewRecoveryCodes(c.Request().Context(), viewer(c), hashes)
	}
	if err != nil {
		return p.troubleAt(c, err, "recovery")
	}
	return showRecoveryCodes(c, codes)
}

// EndSecondFactor answers POST /you/second-factor/end.
func (p *Pages) EndSecondFactor(c echo.Context) error {
	renewal := p.auth.NewRenewal(c)
	err := p.checkBoth(c)
	if err == nil {
		err = p.desk.EndSecondFactor(c.Request().Context(), viewer(c), viewer(c).ID, &renewal.Session)
	}
	if err != nil {
		return p.troubleAt(c, err, "end-factor")
	}
	renewal.Tell(c)
	return to(c, "/you?done=factor")
}

// TakeOffSecondFactor answers POST /people/:id/second-factor/end: an admin lets in again who has lost theirs.
func (p *Pages) TakeOffSecondFactor(c echo.Context) error {
	return p.managePerson(c, "factor", func(ctx context.Context, number int64) error {
		if err := notOnesOwn(c, number); err != nil {
			return err
		}
		return p.desk.EndSecondFactor(ctx, viewer(c), number, nil)
	})
}

// checkBoth asks for password and code once more.
func (p *Pages) checkBoth(c echo.Context) error {
	form := posted(c)
	if err := p.auth.CheckPassword(c, form.Get("current_password")); err != nil {
		return err
	}
	return p.auth.CheckCode(c.Request().Context(), form.Get("code"))
}

func (p *Pages) hasNoFactor(c echo.Context) error {
	return p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		factor, err := r.SecondFactor(viewer(c).ID)
		if err == nil && factor.On() {
			err = factcheck.Errorf(factcheck.Conflict, "You have a second factor already. Turn it off first, then set it up anew.")
		}
		return err
	})
}

func (p *Pages) showFactorSetUp(c echo.Context, status int, begun auth.FactorSetUp, wrong error) error {
	address := auth.FactorAddress(p.host(), viewer(c).Name, begun.Secret)
	drawn, err := auth.QR(address)
	if err != nil {
		return err
	}
	page := views.FactorPage{Frame: frame(c, "Second factor", views.AtYou), SetUp: begun.Name, Secret: begun.Secret, Address: address, QR: drawn}
	if wrong != nil {
		page.Problem, page.Field = known(wrong).Message, firstField(known(wrong))
	}
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, status, views.FactorSetUp(page))
}

// host names the desk to somebody who has codes of several.
func (p *Pages) host() string {
	if u, err := url.Parse(p.base); err == nil {
		return u.Hostname()
	}
	return p.base
}

func showRecoveryCodes(c echo.Context, codes []string) error {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	return respond.HTML(c, http.StatusOK, views.RecoveryCodes(views.RecoveryPage{Frame: frame(c, "Recovery codes", views.AtYou), Codes: codes}))
}

// troubleAt shows a person's own page with what is wrong at one of its forms.
func (p *Pages) troubleAt(c echo.Context, err error, form string) error {
	if !mendable(err) {
		return err
	}
	e := known(err)
	keep := form == "your-password" && posted(c).Get("end_tokens") == ""
	return p.showYou(c, respond.Status(e.Code), views.YouPage{KeepTokens: keep, Trouble: views.PeopleTrouble{Form: form, Message: e.Message, Field: firstField(e)}})
}
