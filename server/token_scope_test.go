package server_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"stet/server/auth"
	"stet/server/desk"
	"stet/server/factcheck"
)

// TestATokenReachesNoAccount has somebody find an admin's token: with it, nobody can be let in who would still be after it is revoked.
func TestATokenReachesNoAccount(t *testing.T) {
	r := run(t)
	vera := r.add("vera", factcheck.Viewer)
	token, hash := auth.NewToken()
	if err := r.desk.AddToken(t.Context(), desk.CommandLine, r.ada.ID, "found", hash); err != nil {
		t.Fatal(err)
	}
	person := "/people/" + strconv.FormatInt(vera.ID, 10)
	for path, form := range map[string]url.Values{
		"/you/tokens":                 {"label": {"another"}},
		"/you/tokens/1/revoke":        {},
		"/you/password":               {"current_password": {password}, "password": {"another long passphrase"}},
		"/you/sign-out-everywhere":    {},
		"/you/sessions/end":           {"session": {"x"}},
		"/you/second-factor":          {"current_password": {password}},
		"/people":                     {"name": {"mallory"}, "role": {"admin"}, "password": {"another long passphrase"}},
		person:                        {"role": {"admin"}},
		person + "/password":          {"password": {"another long passphrase"}},
		person + "/disable":           {},
		person + "/enable":            {},
		person + "/second-factor/end": {},
		person + "/tokens/revoke":     {},
		"/settings/publisher":         {"name": {"Mallory"}},
		"/you/second-factor/confirm":  {"code": {"123456"}},
		"/you/second-factor/recovery": {"code": {"123456"}},
		"/you/second-factor/end":      {"code": {"123456"}},
	} {
		request := r.form(path, form)
		request.Header.Set("Authorization", "Bearer "+token)
		if got := r.do(r.stranger(), request); got.status != http.StatusForbidden {
			t.Errorf("%s by token gives %d", path, got.status)
		}
	}
	request := r.request(http.MethodGet, "/api/v1/articles", nil)
	request.Header.Set("Authorization", "Bearer "+token)
	if got := r.do(r.stranger(), request); got.status != http.StatusOK {
		t.Errorf("a call by token gives %d", got.status)
	}
}
