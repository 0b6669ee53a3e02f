package respond

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

const (
	stallTime   = 30 * time.Second // that a download may stand still before its connection is cut
	graceTime   = 2 * time.Minute  // before it has to have moved at slowestRate
	slowestRate = 16 << 10         // bytes a second since it began: what it reads is held for it all the time
)

// Download answers with a file that write makes as it goes. What is written first is sent at once. An error before it becomes
// an answer like any other; an error after it cuts the connection, so that nobody takes half a file for a whole one. However
// long the download takes, it goes on while it moves faster than a crawl.
//
// name must be made of characters that need no quoting in a header.
func Download(c echo.Context, contentType, name string, write func(io.Writer) error) error {
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, contentType)
	header.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	header.Set(echo.HeaderCacheControl, "no-store")
	err := write(&download{response: c.Response(), connection: http.NewResponseController(c.Response()), began: time.Now()})
	if gone := c.Request().Context().Err(); err != nil && gone != nil {
		return gone // whatever else went wrong, it went wrong because the client has gone
	}
	return err
}

type download struct {
	response   *echo.Response
	connection *http.ResponseController
	began      time.Time
	sent       int
}

// Write implements io.Writer.
func (d *download) Write(p []byte) (int, error) {
	begins := !d.response.Committed
	if err := orUnsupported(d.connection.SetWriteDeadline(d.deadline())); err != nil {
		return 0, err
	}
	n, err := d.response.Write(p)
	d.sent += n
	if err == nil && begins {
		err = orUnsupported(d.connection.Flush())
	}
	return n, err
}

// deadline is when what is written next has to be taken.
func (d *download) deadline() time.Time {
	slowest := d.began.Add(graceTime + time.Duration(d.sent)*time.Second/slowestRate)
	if stalled := time.Now().Add(stallTime); stalled.Before(slowest) {
		return stalled
	}
	return slowest
}

// orUnsupported lets a connection be that knows no deadlines, or sends when it likes, as those of tests do.
func orUnsupported(err error) error {
	if errors.Is(err, http.ErrNotSupported) {
		return nil
	}
	return err
}
