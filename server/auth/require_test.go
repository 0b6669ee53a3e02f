package auth

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
)

func strangerAsks(method, target, body string, header map[string]string) (*httptest.ResponseRecorder, error) {
	request := httptest.NewRequest(method, target, strings.NewReader(body))
	for name, value := range header {
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	never := func(c echo.Context) error { return c.String(http.StatusOK, "let in") }
	return recorder, RequireSignIn(never)(echo.New().NewContext(request, recorder))
}

func TestAStrangerIsSentToSignInAndBack(t *testing.T) {
	got, err := strangerAsks(http.MethodGet, "/articles/12?claim=345&q=a%26b", "", nil)
	if err != nil || got.Code != http.StatusSeeOther || got.Header().Get("Location") != "/sign-in?next=%2Farticles%2F12%3Fclaim%3D345%26q%3Da%2526b" {
		t.Errorf("got %d to %q, %v", got.Code, got.Header().Get("Location"), err)
	}
}

func TestAStrangersFragmentIsUnauthorized(t *testing.T) {
	_, err := strangerAsks(http.MethodPost, "/claims/345", "note=long", map[string]string{respond.FragmentHeader: "1"})
	if factcheck.CodeOf(err) != factcheck.Unauthorized {
		t.Errorf("got %v", err)
	}
}

func TestAFormSentAfterItsSessionKeepsWhatWasTyped(t *testing.T) {
	typed := map[string]string{echo.HeaderContentType: echo.MIMEApplicationForm}
	got, err := strangerAsks(http.MethodPost, "/claims/345", "version=3&note=a+long+%3Cthought%3E", typed)
	if err != nil || got.Code != http.StatusUnauthorized {
		t.Fatalf("got %d, %v", got.Code, err)
	}
	for _, want := range []string{"/claims/345", "unsent.note", "a long &lt;thought&gt;", "unsent.version"} {
		if !strings.Contains(got.Body.String(), want) {
			t.Errorf("the sign-in page lacks %q", want)
		}
	}
}
