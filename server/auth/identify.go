package auth

import (
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// Identify is middleware that finds out who makes the request, by bearer token or by session. A token that is not known is
// refused; a session that has ended is as good as none.
func (a *Auth) Identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		person, ok, err := a.identify(c)
		if err != nil {
			return err
		}
		if ok {
			setCurrent(c, person)
			_, byToken := bearerToken(c)
			c.Set(byTokenKey, byToken)
		}
		return next(c)
	}
}

const byTokenKey = "by token"

func (a *Auth) identify(c echo.Context) (person factcheck.Person, ok bool, err error) {
	if token, ok := bearerToken(c); ok {
		person, err := a.personByToken(c.Request().Context(), token)
		if factcheck.CodeOf(err) == factcheck.Unauthorized {
			c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		}
		return person, err == nil, err
	}
	session, err := a.session(c)
	if err != nil {
		return factcheck.Person{}, false, err
	}
	person, ok = session.Values[personKey].(factcheck.Person)
	return person, ok, nil
}

func bearerToken(c echo.Context) (token string, ok bool) {
	scheme, token, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}
