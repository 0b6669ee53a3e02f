package respond_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/respond"
)

// long is a page of so many bytes, written in pieces of odd lengths.
func long(bytes int) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		for written := 0; written < bytes; {
			piece := make([]byte, min(bytes-written, 1+written%70_001))
			for i := range piece {
				piece[i] = byte('a' + (written+i)%26)
			}
			n, err := w.Write(piece)
			if err != nil {
				return err
			}
			written += n
		}
		return nil
	})
}

func TestPagesOfAnyLengthAreSentWhole(t *testing.T) {
	for _, length := range []int{0, 1, 1<<20 - 1, 1 << 20, 1<<20 + 1, 3_500_000} {
		var want bytes.Buffer
		if err := long(length).Render(t.Context(), &want); err != nil {
			t.Fatal(err)
		}
		got, _ := answer("/", nil, func(c echo.Context) error { return respond.HTML(c, http.StatusAccepted, long(length)) })
		if got.Code != http.StatusAccepted || !bytes.Equal(got.Body.Bytes(), want.Bytes()) {
			t.Errorf("of %d bytes %d are sent", length, got.Body.Len())
		}
		for range 2 { // on sheets that were written on before
			if rendered, err := respond.Rendered(t.Context(), long(length)); err != nil || !bytes.Equal(rendered, want.Bytes()) {
				t.Errorf("of %d bytes %d are rendered: %v", length, len(rendered), err)
			}
		}
	}
}

// TestAPageThatCannotBeHeldIsNotSent has an error instead, and nothing of the page before it.
func TestAPageThatCannotBeHeldIsNotSent(t *testing.T) {
	ctx, release := memory.New(8<<20, 4<<20, 2).Share(t.Context(), 1)
	defer release()
	w := httptest.NewRecorder()
	c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx), w)
	if err := respond.HTML(c, http.StatusOK, long(12<<20)); factcheck.CodeOf(err) != factcheck.TooLarge || w.Body.Len() > 0 || c.Response().Committed {
		t.Errorf("%d bytes are sent: %v", w.Body.Len(), err)
	}
	if _, err := respond.Rendered(ctx, long(12<<20)); factcheck.CodeOf(err) != factcheck.TooLarge {
		t.Errorf("rendered: %v", err)
	}
}
