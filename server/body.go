package server

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/api"
	"stet/server/auth"
	"stet/server/config"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
)

// readAnyway is how much of a body that is too large is read and thrown away: a browser shows the answer only when it could
// send all it wanted.
const readAnyway = 64 * int64(config.MB)

// Bodies are awaited apart from the work, so many at once of people and of others, so that who sends slowly holds up at most
// their own like. Large ones stay until they are worked off, which bounds the memory that they take while they wait for that.
const (
	bodiesAtOnce        = 512
	bodiesOfOne         = 64
	strangeBodiesAtOnce = 2048 // of addresses where nobody is signed in
	strangeBodiesOfOne  = 16
	largeBody           = 64 << 10 // bytes: what is read of a page may take a hundred times its own room
	uploadsAtOnce       = 8
	uploadsOfOne        = 3 // so that two who send slowly leave places to others
)

// doors are what bodies come in by.
type doors struct {
	people, strangers, uploads *gate
	desk                       *desk.Desk
}

// limitBody takes in requests of up to most, and of up to mostOfImport from somebody signed in who imports an article. It
// reads what is sent before the handlers do, so that no handler takes a form cut short for a short form, or waits for a network.
// Whoever the desk lets import nothing takes no upload's place.
func limitBody(most, mostOfImport config.Size, on *desk.Desk) echo.MiddlewareFunc {
	d := doors{newGate(bodiesAtOnce, bodiesOfOne), newGate(strangeBodiesAtOnce, strangeBodiesOfOne), newGate(uploadsAtOnce, uploadsOfOne), on}
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
			if imports(c) && isLarge(r) {
				if refused := d.may(c); refused != nil {
					return meanwhile(c, func() error { return d.turnAway(c, refused) })
				}
				leave, err := d.uploads.enter(c, sender(c))
				if err != nil {
					return err
				}
				defer leave()
			}
			defer dropFiles(c)
			leave := nobody
			err := meanwhile(c, func() (err error) {
				leave, err = d.read(c, limit)
				return err
			})
			defer leave()
			if err != nil {
				return err
			}
			return next(c)
		}
	}
}

// may says whether the desk lets the sender import anything by this path.
func (d doors) may(c echo.Context) error {
	person, _ := auth.Current(c)
	return largePaths[c.Path()](d.desk, person)
}

func isLarge(r *http.Request) bool { return r.ContentLength < 0 || r.ContentLength > largeBody }

// read waits for the body in the name of who sends it. A large one keeps its place at the door until leave is called.
func (d doors) read(c echo.Context, limit int64) (leave func(), err error) {
	r := c.Request()
	if r.ContentLength > limit {
		return nobody, d.turnAway(c, respond.TooLarge(limit))
	}
	if leave, err = d.enter(c); err != nil {
		return nobody, err
	}
	if !isLarge(r) {
		defer leave()
		leave = nobody
	}
	r.Body = http.MaxBytesReader(c.Response(), r.Body, limit)
	if strings.HasPrefix(c.Path(), "/api/") {
		return leave, readWhole(r)
	}
	return leave, readForm(c)
}

func nobody() {}

// turnAway refuses a body that is not wanted, once it has come in.
func (d doors) turnAway(c echo.Context, refused error) error {
	leave, err := d.enter(c)
	if err != nil {
		return err
	}
	defer leave()
	io.Copy(io.Discard, io.LimitReader(c.Request().Body, readAnyway)) // what cannot be read is not wanted either
	return refused
}

func (d doors) enter(c echo.Context) (leave func(), err error) {
	door := d.strangers
	if _, signedIn := auth.Current(c); signedIn {
		door = d.people
	}
	return door.enter(c, sender(c))
}

// sender tells apart those who may fill a part of a door: people, and the addresses of those who are nobody.
func sender(c echo.Context) string {
	if person, signedIn := auth.Current(c); signedIn {
		return strconv.FormatInt(person.ID, 10)
	}
	return auth.NetworkOf(c.RealIP())
}

// largePaths take a whole article, or a whole file of claims, from whom the desk lets send that.
var largePaths = map[string]func(*desk.Desk, factcheck.Person) error{
	importPath: (*desk.Desk).MayImport, draftsPath: (*desk.Desk).MayImport, api.ImportPath: (*desk.Desk).MayImport,
	bringPath: (*desk.Desk).MayBring, api.BringPath: (*desk.Desk).MayBring,
	revisionsPath: (*desk.Desk).MayRevise, api.RevisionsPath: (*desk.Desk).MayRevise,
}

func imports(c echo.Context) bool {
	_, signedIn := auth.Current(c)
	return signedIn && c.Request().Method == http.MethodPost && largePaths[c.Path()] != nil
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

// dropFiles takes away the files of a form that were put on the disk, being too large for memory.
func dropFiles(c echo.Context) {
	if form := c.Request().MultipartForm; form != nil {
		form.RemoveAll()
	}
}

func unread(err error, message string) error {
	var tooLarge *http.MaxBytesError
	if err == nil || errors.As(err, &tooLarge) {
		return err
	}
	return factcheck.Wrap(factcheck.Invalid, err, message)
}
