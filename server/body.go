package server

import (
	"errors"
	"io"
	"net/http"
	"slices"
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

// uploadsAtOnce bounds the memory of imports: so many large bodies are taken in at once, the rest wait for a place.
const uploadsAtOnce = 8

// limitBody takes in requests of up to most, and of up to mostOfImport from somebody signed in who imports an article. It
// reads forms before their handlers do, so that no handler takes a form cut short for a short form.
func limitBody(most, mostOfImport config.Size) echo.MiddlewareFunc {
	uploads := make(chan struct{}, uploadsAtOnce)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			limit := int64(most)
			if imports(c) {
				limit = int64(mostOfImport)
			}
			r := c.Request()
			if r.ContentLength > limit {
				io.Copy(io.Discard, io.LimitReader(r.Body, readAnyway)) // what cannot be read is not wanted either
				return respond.TooLarge(limit)
			}
			if limit > int64(most) && (r.ContentLength < 0 || r.ContentLength > int64(most)) {
				if err := takePlace(c, uploads); err != nil {
					return err
				}
				defer func() { <-uploads }()
			}
			r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
			if err := readForm(c); err != nil {
				return err
			}
			return next(c)
		}
	}
}

// largePaths take a whole article, or a whole file of claims.
var largePaths = []string{importPath, draftsPath, bringPath, revisionsPath, api.ImportPath, api.BringPath, api.RevisionsPath}

func imports(c echo.Context) bool {
	_, signedIn := auth.Current(c)
	return signedIn && c.Request().Method == http.MethodPost && slices.Contains(largePaths, c.Path())
}

// readForm leaves the API's bodies alone: its calls take no forms, and say so.
func readForm(c echo.Context) error {
	sent := c.Request().Header.Get(echo.HeaderContentType)
	if strings.HasPrefix(c.Path(), "/api/") || !strings.HasPrefix(sent, echo.MIMEApplicationForm) && !strings.HasPrefix(sent, echo.MIMEMultipartForm) {
		return nil
	}
	_, err := c.FormParams()
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return factcheck.Wrap(factcheck.Invalid, err, "The form could not be read. Reload the page and send it again.")
}
