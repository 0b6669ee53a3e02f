package page

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// SlowRequest is a request that took long, without who made it or what for.
type SlowRequest struct {
	At     factcheck.Timestamp // when it came
	Method string
	Route  string // "/claims/:id"
	Status int
	Took   time.Duration
}

// Operations is what the server knows of itself.
type Operations struct {
	DB       string               // the desk's file
	CopiesIn string               // the folder of scheduled copies; "" where none are made
	Slow     func() []SlowRequest // the latest first
}

// Operations answers GET /desk, for admins: how the desk is doing.
func (p *Pages) Operations(o Operations) echo.HandlerFunc {
	return func(c echo.Context) error {
		if err := settingsOnly(c); err != nil {
			return err
		}
		page := views.OperationsPage{Frame: frame(c, "How the desk is doing", views.AtSettings), Size: p.store.Size(), CopiesMade: o.CopiesIn != ""}
		if err := p.readOperations(c, &page); err != nil {
			return err
		}
		for _, s := range o.Slow() {
			page.Slow = append(page.Slow, views.SlowRequest{At: s.At, What: s.Method + " " + s.Route, Status: s.Status, Took: s.Took})
		}
		copies, err := store.Copies(c.Request().Context(), o.CopiesIn, o.DB)
		if err == nil && page.CopiesMade && len(copies) > 0 {
			page.LastCopy, page.Copies = factcheck.At(store.CopiedAt(copies[len(copies)-1])), len(copies)
		}
		return respond.HTML(c, http.StatusOK, views.Operations(page))
	}
}

func (p *Pages) readOperations(c echo.Context, page *views.OperationsPage) error {
	return p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		last, err := r.LastCheck()
		if err != nil {
			return err
		}
		page.CheckedAt, page.CheckedWrong = last.At, last.Wrong
		signedIn, err := r.SignedIn(factcheck.At(time.Now()))
		for _, s := range signedIn {
			page.SignedIn = append(page.SignedIn, views.SignedIn{Name: s.Name, Sessions: int(s.Sessions), SeenOn: s.SeenOn})
		}
		return err
	})
}
