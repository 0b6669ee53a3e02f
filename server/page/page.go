// Package page answers browsers: a file for each screen, which decodes what was asked, calls the desk or the store, and
// renders a view.
//
// A form is answered with a redirect to the page it changed; one sent by a page's script, which says so in the header
// Stet-Fragments, with the elements that changed. What was typed and refused is shown again with what is wrong with it.
package page

import (
	"crypto/rand"

	"github.com/labstack/echo/v4"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// Pages are the screens of one desk.
type Pages struct {
	desk   *desk.Desk
	store  *store.Store
	auth   *auth.Auth
	fetch  *extract.Fetcher
	base   string  // the address at which people reach the desk, without a slash at its end
	bodies *bodies // workbenches as they were rendered last
	boot   string  // names this run of the program: another one may render otherwise
}

// New makes the screens of the desk kept in s, which people reach at base.
func New(d *desk.Desk, s *store.Store, a *auth.Auth, f *extract.Fetcher, base string) *Pages {
	return &Pages{desk: d, store: s, auth: a, fetch: f, base: base, bodies: newBodies(bodiesBytes), boot: rand.Text()}
}

// viewer is who asks; the zero person where nobody is signed in.
func viewer(c echo.Context) factcheck.Person {
	person, _ := auth.Current(c)
	return person
}

// frame is what stands around a page for whoever asks.
func frame(c echo.Context, title string, here views.Place) views.Frame {
	return views.Frame{Title: title, Person: viewer(c), Here: here}
}
