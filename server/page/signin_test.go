package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

func TestAWrongPasswordKeepsTheName(t *testing.T) {
	n := newNewsroom(t)
	got := n.stranger().post("/sign-in", url.Values{"name": {`ro"sa`}, "password": {"wrong"}, "next": {"/claims"}})
	n.wants(got, http.StatusUnauthorized, `id="problem"`)
	p := n.read(got.body)
	if p.field("sign-in", "name") != `ro"sa` || p.field("sign-in", "next") != "/claims" || p.field("sign-in", "password") != "" {
		t.Errorf("name %q, next %q, password %q", p.field("sign-in", "name"), p.field("sign-in", "next"), p.field("sign-in", "password"))
	}
}

func TestWhatWasTypedSurvivesTheEndOfASession(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	typed := url.Values{"version": {"1"}, "verdict": {"disputed"}, "note": {"Two lines,\r\none \"quoted\" & <bold>."}, "password": {"never shown"}}
	asked := n.stranger().post("/claims/1", typed)
	n.wants(asked, http.StatusUnauthorized, "Your session had ended")

	sent := url.Values{"name": {"rosa"}, "password": {password}}
	p := n.read(asked.body)
	for _, name := range []string{"unsent_action", "unsent.version", "unsent.verdict", "unsent.note"} {
		sent.Set(name, p.field("sign-in", name))
	}
	rosa := n.stranger()
	offered := rosa.post("/sign-in", sent)
	n.wants(offered, http.StatusOK, "Send it again?", `action="/claims/1"`, "one &#34;quoted&#34; &amp; &lt;bold&gt;.")
	if p.field("sign-in", "unsent.password") != "" {
		t.Error("a password travels in the page")
	}

	p = n.read(offered.body)
	again := url.Values{}
	for _, name := range []string{"version", "verdict", "note"} {
		again.Set(name, p.field("again", name))
	}
	n.leads(rosa.post("/claims/1", again), n.bench()+"?claim=1#claim-1")
	if c := n.standing(1); c.Note != "Two lines,\none \"quoted\" & <bold>." {
		t.Errorf("what came through is %q", c.Note)
	}
}

// TestAnUnsentFormIsOfferedToNobodyElse sends a form off a page of rosa's when her session has ended, and signs others in there.
func TestAnUnsentFormIsOfferedToNobodyElse(t *testing.T) {
	n := newNewsroom(t)
	of := strconv.FormatInt(n.people["rosa"].ID, 10)
	p := n.read(n.stranger().post("/claims/1?page_of="+of, url.Values{"version": {"1"}, "note": {"for rosa alone"}}).body)
	sent := url.Values{"password": {password}}
	for _, name := range []string{"unsent_of", "unsent_action", "unsent.version", "unsent.note"} {
		sent.Set(name, p.field("sign-in", name))
	}
	if p.field("sign-in", "unsent.page_of") != "" {
		t.Error("whose page it was is taken for a field")
	}
	for _, name := range []string{"imre", "rosa"} {
		sent.Set("name", name)
		got := n.stranger().post("/sign-in", sent)
		if isOffered := strings.Contains(got.body, "for rosa alone"); got.status != http.StatusOK || isOffered != (name == "rosa") {
			t.Errorf("%s is answered %d: %s", name, got.status, got.body)
		}
	}
}

func TestAnUnsentFormLeadsNowhereElse(t *testing.T) {
	n := newNewsroom(t)
	got := n.stranger().post("/sign-in", url.Values{"name": {"rosa"}, "password": {password}, "unsent_action": {"https://evil.example/"}, "unsent.note": {"x"}})
	n.wants(got, http.StatusOK, `action="/articles"`)
}

func TestSigningInForAScript(t *testing.T) {
	n := newNewsroom(t)
	got := n.stranger().scripted(0).post("/sign-in", url.Values{"name": {"rosa"}, "password": {password}})
	n.wants(got, http.StatusNoContent)
	if got.header.Get("Stet-Person") == "" {
		t.Error("it is not said who signed in")
	}
	n.wants(n.stranger().scripted(0).post("/sign-in", url.Values{"name": {"rosa"}}), http.StatusUnauthorized, `id="problem"`)
	n.wants(n.stranger().scripted(0).post("/claims/1", nil), http.StatusUnauthorized, `id="problem"`)
}

func TestAPageOfSomebodyElsesWritesNothing(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa").scripted(0)
	rosa.header.Set("Stet-Person", "999")
	n.wants(rosa.post(n.bench()+"/claims", url.Values{"quote": {"company"}}), http.StatusUnauthorized)
}

func TestSigningOut(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.signedIn("rosa")
	n.leads(rosa.get("/sign-in?next=/claims"), "/claims")
	n.leads(rosa.post("/sign-out", nil), "/sign-in")
	n.leads(rosa.get("/articles"), "/sign-in?next=%2Farticles")
}

// TestWhatAStrangerSendsIsNotToldAtLength sends a name, an address and a half of megabytes.
func TestWhatAStrangerSendsIsNotToldAtLength(t *testing.T) {
	n := newNewsroom(t)
	long := strings.Repeat(`"`, 900_000)
	for _, form := range []url.Values{
		{"name": {long}, "password": {"wrong wrong wrong"}}, {"name": {"rosa"}, "password": {"wrong wrong wrong"}, "next": {"/" + long}},
		{"name": {"rosa"}, "half": {long}, "code": {"123456"}}, {"name": {"rosa"}, "half": {"none"}, "code": {long}},
	} {
		if got := n.stranger().post("/sign-in", form); got.status < 400 || len(got.body) > 20_000 {
			t.Errorf("it is answered %d with %d bytes", got.status, len(got.body))
		}
	}
}
