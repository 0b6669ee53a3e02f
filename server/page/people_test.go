package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"stet/server/factcheck"
)

func TestAnAdminManagesPeople(t *testing.T) {
	n := newNewsroom(t)
	ada := n.browser("ada")
	form := url.Values{"name": {"lena"}, "display_name": {"Lena <L>"}, "role": {"editor"}, "password": {"a sentence is good"}}
	n.leads(ada.post("/people", form), "/people")
	n.wants(ada.get("/people"), http.StatusOK, "lena", "Lena &lt;L&gt;")
	form.Set("role", "king")
	form.Set("name", "otto")
	got := ada.post("/people", form)
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`)
	if p := n.read(got.body); p.field("add-person", "name") != "otto" || p.field("add-person", "display_name") != "Lena <L>" {
		t.Error("what was typed is gone")
	}
	n.wants(ada.post("/people", url.Values{"name": {"otto"}, "role": {"viewer"}, "password": {"short"}}), http.StatusUnprocessableEntity, "at least 12 characters")
	n.wants(ada.post("/people", url.Values{"name": {"LENA"}, "role": {"viewer"}, "password": {"a sentence is good"}}), http.StatusConflict, "Choose another name")

	imre := "/people/" + strconv.FormatInt(n.people["imre"].ID, 10)
	n.leads(ada.post(imre, url.Values{"display_name": {"Imre H."}, "role": {"viewer"}}), "/people")
	n.leads(ada.post(imre+"/password", url.Values{"password": {"another good sentence"}}), "/people")
	n.wants(n.stranger().post("/sign-in", url.Values{"name": {"imre"}, "password": {password}}), http.StatusUnauthorized)
	n.leads(n.stranger().post("/sign-in", url.Values{"name": {"imre"}, "password": {"another good sentence"}}), "/articles")
	n.leads(ada.post(imre+"/disable", nil), "/people")
	n.wants(ada.get("/people"), http.StatusOK, "may not sign in", "Let in again")
	n.wants(n.stranger().post("/sign-in", url.Values{"name": {"imre"}, "password": {"another good sentence"}}), http.StatusUnauthorized)
	n.leads(ada.post(imre+"/enable", nil), "/people")
	n.wants(ada.post("/people/999", url.Values{"role": {"viewer"}}), http.StatusNotFound)
}

func TestTheLastAdminStays(t *testing.T) {
	n := newNewsroom(t)
	ada := n.browser("ada")
	own := "/people/" + strconv.FormatInt(n.people["ada"].ID, 10)
	n.wants(ada.post(own, url.Values{"display_name": {"Ada"}, "role": {"viewer"}}), http.StatusConflict, "last admin", `id="problem"`)
	n.wants(ada.post(own+"/disable", nil), http.StatusConflict, "last admin")
}

func TestPeopleAreForAdmins(t *testing.T) {
	n := newNewsroom(t)
	chidi := n.browser("chidi")
	n.wants(chidi.get("/people"), http.StatusForbidden)
	for _, path := range []string{"/people", "/people/1", "/people/1/disable", "/people/1/enable", "/people/1/password"} {
		n.wants(chidi.post(path, url.Values{"name": {"x"}, "role": {string(factcheck.Admin)}, "password": {"a sentence is good"}}), http.StatusForbidden)
	}
}

func TestOnesOwnPassword(t *testing.T) {
	n := newNewsroom(t)
	rosa, elsewhere := n.signedIn("rosa"), n.signedIn("rosa")
	n.wants(rosa.post("/you/password", url.Values{"current_password": {"wrong"}, "password": {"another good sentence"}}), http.StatusUnprocessableEntity, "not your present password")
	n.wants(rosa.post("/you/password", url.Values{"current_password": {password}, "password": {"short"}}), http.StatusUnprocessableEntity, "too short")
	n.leads(rosa.post("/you/password", url.Values{"current_password": {password}, "password": {"another good sentence"}}), "/you?done=password")
	n.wants(rosa.get("/you?done=password"), http.StatusOK, "Your password is changed")
	n.leads(elsewhere.get("/you"), "/sign-in?next=%2Fyou")
	n.leads(rosa.post("/you/sign-out-everywhere", nil), "/sign-in")
	n.leads(rosa.get("/you"), "/sign-in?next=%2Fyou")
}

func TestANewPasswordEndsTokens(t *testing.T) {
	n := newNewsroom(t)
	rosa, ada := n.signedIn("rosa"), n.browser("ada")
	path := "/people/" + strconv.FormatInt(n.people["rosa"].ID, 10)
	makes := func() { t.Helper(); n.wants(rosa.post("/you/tokens", url.Values{"label": {"L"}}), http.StatusCreated) }
	has := func(wanted string) {
		t.Helper()
		if got := ada.get("/people").body; strings.Contains(got, path+"/tokens/revoke") != (wanted != "") || !strings.Contains(got, wanted) {
			t.Errorf("the People page lacks, or has, %q", wanted)
		}
	}
	makes()
	makes()
	has("Revoke 2 tokens")
	n.leads(ada.post(path+"/tokens/revoke", nil), "/people")
	has("")
	makes()
	n.wants(rosa.get("/you"), http.StatusOK, `name="end_tokens" value="1" checked`)
	kept := rosa.post("/you/password", url.Values{"current_password": {password}, "password": {"short"}})
	n.wants(kept, http.StatusUnprocessableEntity, `name="end_tokens" value="1">`)
	n.leads(rosa.post("/you/password", url.Values{"current_password": {password}, "password": {"another good sentence"}}), "/you?done=password")
	has("Revoke 1 token")
	n.leads(rosa.post("/you/password", url.Values{"current_password": {"another good sentence"}, "password": {"a third good sentence"}, "end_tokens": {"1"}}), "/you?done=password")
	has("")
	makes()
	n.leads(ada.post(path+"/password", url.Values{"password": {"the admin's good sentence"}}), "/people")
	has("")
	n.wants(ada.post("/people/"+strconv.FormatInt(n.people["ada"].ID, 10)+"/tokens/revoke", nil), http.StatusForbidden, "on your page")
}

func TestAnAdminsOwnAccountTakesTheirPassword(t *testing.T) {
	n := newNewsroom(t)
	ada := n.browser("ada")
	own := "/people/" + strconv.FormatInt(n.people["ada"].ID, 10)
	n.wants(ada.post(own+"/password", url.Values{"password": {"another good sentence"}}), http.StatusForbidden, "on your page")
	n.wants(ada.post(own+"/second-factor/end", nil), http.StatusForbidden, "on your page")
	n.leads(n.stranger().post("/sign-in", url.Values{"name": {"ada"}, "password": {password}}), "/articles")
}
