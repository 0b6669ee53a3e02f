package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// TestARefusedCorrectionStaysOnWhatItWasWrittenOn has somebody else correct the text before a reason that is too long is refused.
func TestARefusedCorrectionStaysOnWhatItWasWrittenOn(t *testing.T) {
	n := newNewsroom(t)
	n.revise("The company", "The firm")
	chidi := n.browser("chidi")
	typed := url.Values{"text": {text + " And more."}, "reason": {strings.Repeat("x", 600)}, "seen": {"1"}}
	got := chidi.post(n.bench()+"/revisions", typed)
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`)
	if seen := n.read(got.body).field("revise", "seen"); seen != "1" {
		t.Errorf("the form says that revision %s was seen", seen)
	}
	typed.Set("reason", "more")
	n.wants(chidi.post(n.bench()+"/revisions", typed), http.StatusConflict, "by somebody else meanwhile")
}

// TestARefusedFormOfACardStaysOnTheVersionItWasWrittenOn sends, without scripts, forms that are wrong and come too late.
func TestARefusedFormOfACardStaysOnTheVersionItWasWrittenOn(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1/citations", report)
	n.leads(rosa.post("/claims/1", url.Values{"version": {"2"}, "note": {"from elsewhere"}}), n.bench()+"?claim=1#claim-1")
	for form, sent := range map[string]answer{
		"span-1":        rosa.post("/claims/1/span", url.Values{"version": {"2"}, "quote": {"stands nowhere"}}),
		"cite-form-1-1": rosa.post("/claims/1/citations/1", url.Values{"version": {"2"}, "url": {"javascript:x"}}),
	} {
		n.wants(sent, http.StatusUnprocessableEntity, `id="problem"`)
		if version := n.read(sent.body).field(form, "version"); version != "2" {
			t.Errorf("%s is on version %s", form, version)
		}
	}
}

// TestARefusedDecisionTellsWhatBecameOfItsGroup has another editor decide before words that stand nowhere are refused.
func TestARefusedDecisionTellsWhatBecameOfItsGroup(t *testing.T) {
	n := newNewsroom(t)
	n.readings()
	chidi, ada := n.browser("chidi"), n.browser("ada")
	action, form := n.deciding(chidi.get(n.compare() + "?group=3").body)
	n.decide(ada, "?group=3", url.Values{"take": {"none"}, "reason": {"An opinion."}})
	form.Set("take", "7")
	form.Set("words", "what nobody wrote")
	got := chidi.post(action, form)
	n.wants(got, http.StatusUnprocessableEntity, "does not stand there in the article", "somebody else has decided here", "An opinion.")
	got = n.decide(chidi, "?group=3", url.Values{"words": {"what nobody wrote"}})
	if n.wants(got, http.StatusUnprocessableEntity, "does not stand there"); strings.Contains(got.body, "somebody else has decided here") {
		t.Error("somebody else is told of where nobody was")
	}
}

// TestPagesOfPeopleAndSettingsSayWhatTheyShowed sends what a page says after somebody else has changed the same.
func TestPagesOfPeopleAndSettingsSayWhatTheyShowed(t *testing.T) {
	n := newNewsroom(t)
	ada, imre := n.browser("ada"), strconv.FormatInt(n.people["imre"].ID, 10)
	people := n.read(ada.get("/people").body)
	was := url.Values{"was.role": {people.field("change-"+imre, "was.role")}, "was.display_name": {people.field("change-"+imre, "was.display_name")}}
	n.leads(ada.post("/people/"+imre, with(was, "display_name", was.Get("was.display_name"), "role", "viewer")), "/people")
	n.leads(ada.post("/people/"+imre, with(was, "display_name", "Imre H.", "role", was.Get("was.role"))), "/people")
	if got := n.read(ada.get("/people").body).field("change-"+imre, "was.role"); got != string(factcheck.Viewer) {
		t.Errorf("imre is a %s again", got)
	}
	got := ada.post("/people/"+imre, with(was, "display_name", "Imre", "role", was.Get("was.role")))
	n.wants(got, http.StatusConflict, "Somebody else has changed this person")
	if role := n.read(got.body).chosen("change-"+imre, "role"); role != "viewer" {
		t.Errorf("the role that was not touched is %q, and would be saved so", role)
	}
	if p := n.read(got.body); p.field("change-"+imre, "display_name") != "Imre" || p.field("change-"+imre, "was.display_name") != "Imre H." {
		t.Error("what was typed is gone, or not on what stands now")
	}

	settings := n.read(ada.get("/settings").body)
	shown := url.Values{}
	for _, name := range []string{"name", "url", "logo_url", "method", "corrections"} {
		shown.Set(name, settings.field("publisher", name))
		shown.Set("was."+name, settings.field("publisher", "was."+name))
	}
	n.leads(ada.post("/settings/publisher", with(shown, "name", "The Desk", "method", "We ask.\n\nTwice.")), "/settings?done=saved")
	got = ada.post("/settings/publisher", with(shown, "name", "The Post"))
	n.wants(got, http.StatusConflict, "was changed by somebody else", "The Desk", `value="The Post"`)
	if p := n.read(got.body); p.field("publisher", "method") != "We ask.\n\nTwice." {
		t.Errorf("what was not touched is %q, and would be saved so", p.field("publisher", "method"))
	}
	got = ada.post("/settings/publisher", with(shown, "name", "The Post", "method", "We do not."))
	n.wants(got, http.StatusConflict, "The name was changed by somebody else", "The Desk", "How you check was changed by somebody else", "Twice.", `value="The Post"`, "We do not.")
	n.leads(ada.post("/settings/publisher", with(shown, "name", "The Desk", "corrections", "desk@example.org")), "/settings?done=saved")
	n.wants(ada.get("/settings"), http.StatusOK, "Twice.", "desk@example.org")
}

// with gives a form with other values in some of its fields, which are named before them.
func with(form url.Values, fields ...string) url.Values {
	changed := url.Values{}
	for name, values := range form {
		changed[name] = values
	}
	for i := 0; i < len(fields); i += 2 {
		changed.Set(fields[i], fields[i+1])
	}
	return changed
}

func TestWhoSignsOutLeavesNoPagesBehind(t *testing.T) {
	n := newNewsroom(t)
	for _, way := range []string{"/sign-out", "/you/sign-out-everywhere"} {
		if got := n.signedIn("rosa").post(way, nil); got.header.Get("Clear-Site-Data") != `"cache"` {
			t.Errorf("%s answers with %v", way, got.header)
		}
	}
}

// TestAnAssignmentIsMadeOverWhatItsPageShowed sends an assignment from a page that is older than another editor's.
func TestAnAssignmentIsMadeOverWhatItsPageShowed(t *testing.T) {
	n := newNewsroom(t)
	chidi, form := n.browser("chidi"), url.Values{"seen": {"1"}, "reviewer": {"rosa"}}
	path := n.bench() + "/reviews"
	n.leads(n.browser("ada").post(path, with(form, "blind", "1", "due_on", "2031-01-01")), path)
	n.wants(chidi.post(path, with(form, "due_on", "tomorrow")), http.StatusUnprocessableEntity, `id="problem"`)
	got := chidi.post(path, form)
	n.wants(got, http.StatusConflict, "rosa has the article blind, due 2031-01-01")
	seen := n.read(got.body).field("assign", "seen.rosa")
	n.leads(chidi.post(path, with(form, "seen.rosa", seen)), path)
	n.wants(chidi.post(path, with(form, "seen.rosa", seen, "blind", "1")), http.StatusConflict, "rosa has the article openly")
}
