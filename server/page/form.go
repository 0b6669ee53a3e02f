package page

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// pathNumber reads a number of the address; NotFound, naming what was looked for, where it is none.
func pathNumber(c echo.Context, name, what string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || n < 1 {
		return 0, factcheck.Errorf(factcheck.NotFound, "There is no %s %q.", what, c.Param(name))
	}
	return n, nil
}

// claimNumber reads the claim's number from the address.
func claimNumber(c echo.Context) (int64, error) { return pathNumber(c, "id", "claim") }

// posted gives the fields of the form that was sent. They have been read before; see the server's body limit.
func posted(c echo.Context) url.Values {
	values, _ := c.FormParams()
	return values
}

// version reads the version of the claim that the form was written over.
func version(form url.Values) (int, error) {
	n, err := strconv.Atoi(form.Get("version"))
	if err != nil || n < 1 {
		return 0, factcheck.BadField("version", "The form does not say which version of the claim it changes. Reload the page and send it again.")
	}
	return n, nil
}

// articleVersion reads which version of the article a form was made on.
func articleVersion(form url.Values) (int64, error) {
	n, err := strconv.ParseInt(form.Get("version"), 10, 64)
	if err != nil || n < 1 {
		return 0, factcheck.BadField("version", "The form does not say which version of the article it changes. Reload the page and send it again.")
	}
	return n, nil
}

// submitKey names this submit, so that the same one twice counts once. A page may be rendered once and stand open twice, so
// that its key comes with two different forms: what was typed is part of the name.
func submitKey(form url.Values) string {
	if form.Get("key") == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(form.Encode()))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// firstField names the first field that an error is about, "" where it names none.
func firstField(e *factcheck.Error) string {
	if len(e.Fields) == 0 {
		return ""
	}
	return e.Fields[0].Field
}

// to sends the browser on after a form. One that a page's script has given a key is told to the script of the next page as arrived.
func to(c echo.Context, address string) error {
	if key := c.Request().PostFormValue("arrival"); arrivalKey.MatchString(key) {
		c.SetCookie(&http.Cookie{Name: "stet-arrived-" + key, Value: "1", Path: "/", MaxAge: 3600, SameSite: http.SameSiteStrictMode, Secure: c.Scheme() == "https"})
	}
	return c.Redirect(http.StatusSeeOther, address)
}

var arrivalKey = regexp.MustCompile(`^[0-9a-f]{32}$`)

func id(n int64) string { return strconv.FormatInt(n, 10) }
