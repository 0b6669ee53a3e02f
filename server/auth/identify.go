package auth

import (
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

// Identify is middleware that finds out who makes the request, by bearer token or by session. A token that is not known is
// refused; a session that has ended is as good as none. What is then written is written while that token or session stands, however
// long the request takes.
func (a *Auth) Identify(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		person, access, err := a.identify(c)
		if err != nil {
			return err
		}
		if access != (store.Access{}) {
			setCurrent(c, person)
			c.SetRequest(c.Request().WithContext(store.InTheNameOf(c.Request().Context(), access)))
			c.Set(byTokenKey, access.Token != "")
		}
		return next(c)
	}
}

const byTokenKey = "by token"

// identify gives no access where nobody is signed in.
func (a *Auth) identify(c echo.Context) (person factcheck.Person, access store.Access, err error) {
	if token, ok := bearerToken(c); ok {
		person, err := a.personByToken(c.Request().Context(), token)
		if factcheck.CodeOf(err) == factcheck.Unauthorized {
			c.Response().Header().Set(echo.HeaderWWWAuthenticate, "Bearer")
		}
		return person, store.Access{Person: person.ID, Token: hashed(token), Role: person.Role}, err
	}
	session, err := a.session(c)
	if err != nil {
		return person, access, err
	}
	person, ok := session.Values[personKey].(factcheck.Person)
	if ok {
		access = store.Access{Person: person.ID, Session: hashed(session.ID), Role: person.Role}
	}
	return person, access, nil
}

func bearerToken(c echo.Context) (token string, ok bool) {
	scheme, token, _ := strings.Cut(c.Request().Header.Get(echo.HeaderAuthorization), " ")
	return strings.TrimSpace(token), strings.EqualFold(scheme, "Bearer")
}
