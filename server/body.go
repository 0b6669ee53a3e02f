package server

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/api"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/factcheck"
	"stet/server/respond"
)

// readAnyway is how much of a body that is too large is read and thrown away: a browser shows the answer only when it could
// send all it wanted.
const readAnyway = 64 * int64(config.MB)

// Bodies are awaited apart from the work, so many at once of people and of others, so that who sends slowly holds up at most
// their own like. Large ones stay until they are worked off, which bounds the memory of imports.
const (
	bodiesAtOnce        = 512
	bodiesOfOne         = 64
	strangeBodiesAtOnce = 2048 // of addresses where nobody is signed in
	strangeBodiesOfOne  = 16
	largeBody           = 64 << 10 // bytes: what is read of a page may take a hundred times its own room
	uploadsAtOnce       = 8
	uploadsOfOne        = 4
)

// doors are what bodies come in by.
type doors struct{ people, strangers, uploads *gate }

// limitBody takes in requests of up to most, and of up to mostOfImport from somebody signed in who imports an article. It
// reads what is sent before the handlers do, so that no handler takes a form cut short for a short form, or waits for a network.
func limitBody(most, mostOfImport config.Size) echo.MiddlewareFunc {
	d := doors{newGate(bodiesAtOnce, bodiesOfOne), newGate(strangeBodiesAtOnce, strangeBodiesOfOne), newGate(uploadsAtOnce, uploadsOfOne)}
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			limit := int64(most)
			if imports(c) {
				limit = int64(mostOfImport)
			}
			r := c.Request()
			if r.ContentLength == 0 {
				return next(c)
			}
			if imports(c) && (r.ContentLength < 0 || r.ContentLength > largeBody) {
				leave, err := d.uploads.enter(c, sender(c))
				if err != nil {
					return err
				}
				defer leave()
			}
			if err := meanwhile(c, func() error { return d.read(c, limit) }); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// read waits for the body in the name of who sends it.
func (d doors) read(c echo.Context, limit int64) error {
	door := d.strangers
	if _, signedIn := auth.Current(c); signedIn {
		door = d.people
	}
	leave, err := door.enter(c, sender(c))
	if err != nil {
		return err
	}
	defer leave()
	r := c.Request()
	if r.ContentLength > limit {
		io.Copy(io.Discard, io.LimitReader(r.Body, readAnyway)) // what cannot be read is not wanted either
		return respond.TooLarge(limit)
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
	if strings.HasPrefix(c.Path(), "/api/") {
		return readWhole(r)
	}
	return readForm(c)
}

// sender tells apart those who may fill a part of a door: people, and the addresses of those who are nobody.
func sender(c echo.Context) string {
	if person, signedIn := auth.Current(c); signedIn {
		return strconv.FormatInt(person.ID, 10)
	}
	return auth.NetworkOf(c.RealIP())
}

// largePaths take a whole article, or a whole file of claims.
var largePaths = []string{importPath, draftsPath, bringPath, revisionsPath, api.ImportPath, api.BringPath, api.RevisionsPath}

func imports(c echo.Context) bool {
	_, signedIn := auth.Current(c)
	return signedIn && c.Request().Method == http.MethodPost && slices.Contains(largePaths, c.Path())
}

// readWhole reads a call's body, so that it can be read again at once.
func readWhole(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	return unread(err, "What was sent broke off. Nothing was changed; send it again.")
}

func readForm(c echo.Context) error {
	sent := c.Request().Header.Get(echo.HeaderContentType)
	if !strings.HasPrefix(sent, echo.MIMEApplicationForm) && !strings.HasPrefix(sent, echo.MIMEMultipartForm) {
		return nil
	}
	_, err := c.FormParams()
	return unread(err, "The form could not be read. Reload the page and send it again.")
}

func unread(err error, message string) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return factcheck.Wrap(factcheck.Invalid, err, message)
}
