package respond

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// stallTime is how long a download may stand still before its connection is cut.
const stallTime = 2 * time.Minute

// Download answers with a file that write makes as it goes. What is written first is sent at once. An error before it becomes
// an answer like any other; an error after it cuts the connection, so that nobody takes half a file for a whole one. However
// long the download takes, it goes on while it moves.
//
// name must be made of characters that need no quoting in a header.
func Download(c echo.Context, contentType, name string, write func(io.Writer) error) error {
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, contentType)
	header.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	header.Set(echo.HeaderCacheControl, "no-store")
	return write(&download{response: c.Response(), connection: http.NewResponseController(c.Response())})
}

type download struct {
	response   *echo.Response
	connection *http.ResponseController
}

// Write implements io.Writer. Reading is given the same time as writing: net/http takes a request whose reading runs out of
// time for one whose client has gone.
func (d *download) Write(p []byte) (int, error) {
	began := d.response.Committed
	until := time.Now().Add(stallTime)
	if d.connection.SetWriteDeadline(until) == nil {
		d.connection.SetReadDeadline(until)
	}
	n, err := d.response.Write(p)
	if err == nil && !began {
		err = d.connection.Flush()
	}
	if errors.Is(err, http.ErrNotSupported) {
		err = nil // it is sent when the buffer is full
	}
	return n, err
}
