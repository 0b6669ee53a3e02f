package respond_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"stet/server/respond"
)

// slow is a browser that takes the answer in when it is let.
type slow struct {
	*httptest.ResponseRecorder
	begun, taken chan struct{}
}

func (s slow) Write(p []byte) (int, error) {
	select {
	case <-s.begun: // and gone on with
	default:
		close(s.begun)
	}
	<-s.taken
	return s.ResponseRecorder.Write(p)
}

func sendUnsigned(w http.ResponseWriter, note string) error {
	form := url.Values{"note": {note}}
	r := httptest.NewRequest(http.MethodPost, "/claims/1", strings.NewReader(form.Encode()))
	r.Header.Set(echo.HeaderContentType, echo.MIMEApplicationForm)
	return respond.SignInAgain(echo.New().NewContext(r, w))
}

// TestUnsentFormsAreCarriedAsLongAsThereIsRoom fills the room with forms whose answers are not taken in, sends one more, and another once
// there is room again.
func TestUnsentFormsAreCarriedAsLongAsThereIsRoom(t *testing.T) {
	const forms, each = 16, 1<<20 - 1000
	taken, ended := make(chan struct{}), make(chan error, forms)
	for range forms {
		w := slow{httptest.NewRecorder(), make(chan struct{}), taken}
		go func() { ended <- sendUnsigned(w, strings.Repeat("x", each)) }()
		<-w.begun
	}
	answer := func() string {
		w := httptest.NewRecorder()
		if err := sendUnsigned(w, strings.Repeat("é", 100_000)); err != nil || w.Code != http.StatusUnauthorized {
			t.Fatal(w.Code, err)
		}
		return w.Body.String()
	}
	if got := answer(); strings.Contains(got, "éé") || !strings.Contains(got, "stands in your browser still") {
		t.Errorf("without room it is answered %.300s", got)
	}
	close(taken)
	for range forms {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	if got := answer(); !strings.Contains(got, strings.Repeat("é", 100_000)) || strings.Contains(got, "stands in your browser still") {
		t.Errorf("with room it is answered %.300s", got)
	}
}
