package page

import (
	"context"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// BeginSecondFactor answers POST /you/second-factor with a new secret and the question for a first code of it.
func (p *Pages) BeginSecondFactor(c echo.Context) error {
	secret := auth.NewFactorSecret()
	err := p.auth.CheckPassword(c, posted(c).Get("current_password"))
	if err == nil {
		err = p.desk.BeginSecondFactor(c.Request().Context(), viewer(c), secret)
	}
	if err != nil {
		return p.troubleAt(c, err, "begin-factor")
	}
	return p.showFactorSetUp(c, http.StatusOK, secret, nil)
}

// ConfirmSecondFactor answers POST /you/second-factor/confirm: with a first code the factor counts, and the recovery codes are shown
// this once.
func (p *Pages) ConfirmSecondFactor(c echo.Context) error {
	factor, err := p.factor(c)
	if err != nil {
		return err
	}
	step, err := p.auth.CheckFirstCode(factor.Secret, posted(c).Get("code"))
	if err != nil {
		return p.showFactorSetUp(c, http.StatusUnprocessableEntity, factor.Secret, err)
	}
	codes, hashes := auth.NewRecoveryCodes()
	if err := p.desk.ConfirmSecondFactor(c.Request().Context(), viewer(c), factor.Secret, step, hashes); err != nil {
		return p.troubleAt(c, err, "begin-factor")
	}
	if err := p.auth.Renew(c); err != nil {
		return err
	}
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
	err := p.checkBoth(c)
	if err == nil {
		err = p.desk.EndSecondFactor(c.Request().Context(), viewer(c), viewer(c).ID)
	}
	if err != nil {
		return p.troubleAt(c, err, "end-factor")
	}
	if err := p.auth.Renew(c); err != nil {
		return err
	}
	return to(c, "/you?done=factor")
}

// TakeOffSecondFactor answers POST /people/:id/second-factor/end: an admin lets in again who has lost theirs.
func (p *Pages) TakeOffSecondFactor(c echo.Context) error {
	return p.managePerson(c, "factor", func(ctx context.Context, number int64) error {
		if err := notOnesOwn(c, number); err != nil {
			return err
		}
		return p.desk.EndSecondFactor(ctx, viewer(c), number)
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

func (p *Pages) factor(c echo.Context) (factor store.SecondFactor, err error) {
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		factor, err = r.SecondFactor(viewer(c).ID)
		return err
	})
	if err == nil && (factor.Secret == "" || factor.On()) {
		err = factcheck.Errorf(factcheck.Conflict, "No second factor is being set up. Begin on your page, under your name.")
	}
	return factor, err
}

func (p *Pages) showFactorSetUp(c echo.Context, status int, secret string, wrong error) error {
	address := auth.FactorAddress(p.host(), viewer(c).Name, secret)
	drawn, err := auth.QR(address)
	if err != nil {
		return err
	}
	page := views.FactorPage{Frame: frame(c, "Second factor", views.AtYou), Secret: secret, Address: address, QR: drawn}
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
	return p.showYou(c, respond.Status(e.Code), views.YouPage{Trouble: views.PeopleTrouble{Form: form, Message: e.Message, Field: firstField(e)}})
}
