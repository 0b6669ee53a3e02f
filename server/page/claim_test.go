package page_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/factcheck"
)

func TestMarkingWithoutScripts(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	key := n.read(rosa.get(n.bench()).body).field("by-quote", "key")
	form := url.Values{"key": {key}, "quote": {"US$12.62 million"}, "verdict": {"disputed"}, "note": {"Not by this."}}
	got := rosa.post(n.bench()+"/claims", form)
	n.leads(got, n.bench()+"?claim=1#claim-1")
	n.wants(rosa.get(got.header.Get("Location")), http.StatusOK, `id="form-1"`, "Not by this.", `data-kind="money"`)

	n.leads(rosa.post(n.bench()+"/claims", form), n.bench()+"?claim=1#claim-1") // the same submit once more
	form.Set("quote", "治理之路")                                                   // the same page, standing open twice
	n.leads(rosa.post(n.bench()+"/claims", form), n.bench()+"?claim=2#claim-2")
}

func TestWhatIsRefusedIsShownAgainAsTyped(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	for quote, want := range map[string]struct {
		status int
		says   string
	}{
		"the moon": {http.StatusUnprocessableEntity, "does not stand in the text"},
		"in 2018":  {http.StatusConflict, "3 times"},
		"":         {http.StatusUnprocessableEntity, "Say what is claimed"},
	} {
		got := rosa.post(n.bench()+"/claims", url.Values{"quote": {quote}, "note": {"</textarea><script>x</script>"}, "verdict": {"disputed"}, "kind": {"money"}})
		n.wants(got, want.status, `id="problem"`, want.says)
		p := n.read(got.body)
		if typed := strings.TrimPrefix(p.field("by-quote", "quote"), "\n"); typed != quote {
			t.Errorf("the quote typed was %q, shown is %q", quote, typed)
		}
		if note := p.field("by-quote", "note"); note != "</textarea><script>x</script>" {
			t.Errorf("the note shown is %q", note)
		}
		fragment := rosa.scripted(0).post(n.bench()+"/claims", url.Values{"quote": {quote}})
		n.wants(fragment, want.status, `id="problem"`, want.says)
		if strings.Contains(fragment.body, "<html") {
			t.Error("a script is answered with a whole page")
		}
	}
}

func TestSpansThatCannotBeAreRefused(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa").scripted(0)
	for _, span := range []string{"start=9&end=4", "start=-1&end=4", "start=4&end=9999", "start=x&end=4", "start=4&end=", "start=4&end=11&quote=factory",
		"quote=company&verdict=maybe", "quote=company&kind=rumour", "quote=company&rating=six"} {
		form, err := url.ParseQuery(span)
		if err != nil {
			t.Fatal(err)
		}
		n.wants(rosa.post(n.bench()+"/claims", form), http.StatusUnprocessableEntity, `id="problem"`)
	}
	n.wants(rosa.post("/articles/99/claims", url.Values{"quote": {"company"}}), http.StatusNotFound)
	n.wants(n.browser("vera").post(n.bench()+"/claims", url.Values{"quote": {"company"}}), http.StatusForbidden)
}

func TestMarkingWithScripts(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa").scripted(0)
	got := rosa.post(n.bench()+"/claims", url.Values{"start": {"18"}, "end": {"34"}, "verdict": {"verified"}})
	n.wants(got, http.StatusOK, `id="block-1"`, `id="card-1"`, `id="form-1"`, `id="index-1"`, `id="progress"`, `id="count-verified"`)
	if got.header.Get("Stet-Claim") != "1" || got.header.Get("ETag") != `"1"` {
		t.Errorf("headers %v", got.header)
	}
	if strings.Contains(got.body, `id="block-2"`) || strings.Contains(got.body, "<html") {
		t.Errorf("more came than was touched: %s", got.body)
	}
}

func TestAChangeLeavesTheOpenFormAlone(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	got := rosa.scripted(1).post("/claims/1", url.Values{"version": {"1"}, "note": {"One.\nTwo."}})
	n.wants(got, http.StatusOK, `id="state-1"`)
	if got.header.Get("ETag") != `"2"` || strings.Contains(got.body, "form-1") || strings.Contains(got.body, "block-") {
		t.Errorf("ETag %s: %s", got.header.Get("ETag"), got.body)
	}
	got = rosa.scripted(1).post("/claims/1", url.Values{"version": {"2"}, "verdict": {"disputed"}, "rating": {"2"}})
	n.wants(got, http.StatusOK, `id="head-1"`, "2 Mostly false", `id="block-1"`, `v--disputed`, `id="index-1"`, `id="progress"`)
	got = rosa.scripted(0).post("/claims/1", url.Values{"version": {"3"}, "kind": {"date"}})
	n.wants(got, http.StatusOK, `id="card-1"`, `data-kind="date"`)
	c := n.standing(1)
	if c.Note != "One.\nTwo." || c.Verdict != factcheck.Disputed || c.Rating != 2 || c.Kind != factcheck.Date {
		t.Errorf("saved is %+v", c)
	}
}

func TestAChangeWithoutScripts(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	form := url.Values{"version": {"1"}, "verdict": {"disputed"}, "note": {"\nNo."}, "speaker": {"CNBC"}, "kind": {"count"}, "rating": {"0"}}
	n.leads(rosa.post("/claims/1", form), n.bench()+"?claim=1#claim-1")
	form.Set("version", "2")
	form.Set("then", "close")
	n.leads(rosa.post("/claims/1", form), n.bench()+"#claim-1")
	form.Set("rating", "9")
	got := rosa.post("/claims/1", form)
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, "1 to 5", "CNBC")
	form.Del("version")
	n.wants(rosa.post("/claims/1", form), http.StatusUnprocessableEntity, "Reload the page")
	n.wants(n.browser("imre").post("/claims/1", form), http.StatusUnprocessableEntity)
	form.Set("version", "2")
	form.Set("rating", "1")
	n.wants(n.browser("imre").post("/claims/1", form), http.StatusForbidden, "only they can change it")
}

func TestTheSpanChanges(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	got := rosa.scripted(1).post("/claims/1/span", url.Values{"version": {"1"}, "start": {"70"}, "end": {"74"}})
	n.wants(got, http.StatusOK, `id="block-1"`, `id="block-2"`, `id="card-1"`, `id="form-1"`, `id="index-1"`)
	n.leads(rosa.post("/claims/1/span", url.Values{"version": {"2"}, "quote": {"in 2018"}, "prefix": {"used "}}), n.bench()+"?claim=1#claim-1")
	if c := n.standing(1); c.Quote != "in 2018" || c.Suffix[:2] != ", " {
		t.Errorf("the claim stands on %q before %q", c.Quote, c.Suffix)
	}
	for _, name := range []string{"vera", "imre"} {
		n.wants(n.browser(name).post("/claims/1/span", url.Values{"version": {"3"}, "quote": {"in 2018"}}), http.StatusForbidden)
	}
	got = rosa.post("/claims/1/span", url.Values{"version": {"3"}, "quote": {"in 2018"}, "prefix": {"never "}})
	n.wants(got, http.StatusUnprocessableEntity, `id="problem"`, "not just after this prefix", "never ")
}

func TestDeletingUndoingRestoring(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	got := rosa.scripted(1).post("/claims/1/delete", url.Values{"version": {"1"}})
	n.wants(got, http.StatusOK, `id="card-1" data-gone`, `id="index-1" data-gone`, `id="block-1"`, `id="toast"`, "/claims/1/restore")
	if strings.Contains(got.body, "<mark") {
		t.Errorf("the mark is still there: %s", got.body)
	}
	n.wants(rosa.scripted(0).post("/claims/1/restore", nil), http.StatusOK, `id="card-1"`, "<mark")
	got = rosa.post("/claims/1/delete", url.Values{"version": {"3"}})
	n.leads(got, n.bench()+"?claim=1&done=deleted#claim-1")
	n.wants(rosa.get(got.header.Get("Location")), http.StatusOK, "Claim 1 deleted.", "/claims/1/restore")
	n.wants(rosa.scripted(0).post(n.bench()+"/undo", rosa.undoing()), http.StatusOK, `id="card-1"`, "Undone: claim 1 is back.")
	for range 3 {
		n.wants(rosa.scripted(0).post(n.bench()+"/undo", rosa.undoing()), http.StatusOK, `id="toast"`)
	}
	n.wants(rosa.scripted(0).post(n.bench()+"/undo", rosa.undoing()), http.StatusOK, "nothing of yours left")
	n.leads(rosa.post(n.bench()+"/undo", rosa.undoing()), n.bench()+"?done=nothing")
}

// undoing is what the form of the workbench sends that undoes.
func (b *browser) undoing() url.Values {
	p := b.n.read(b.get(b.n.bench()).body)
	return url.Values{"version": {p.field("undo", "version")}, "key": {p.field("undo", "key")}}
}

func TestAnUndoCountsOnceAndForWhatItsPageShows(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	n.markSpan("rosa", 0, 3)
	rosa := n.browser("rosa")
	undo := rosa.undoing()
	for range 3 {
		n.leads(rosa.post(n.bench()+"/undo", undo), n.bench()+"?claim=2&done=undone#claim-2")
	}
	if n.standing(1).Deleted || !n.standing(2).Deleted {
		t.Errorf("one undo sent three times leaves %+v and %+v", n.standing(1), n.standing(2))
	}
	stale := rosa.undoing()
	made := n.markSpan("rosa", 0, 5)
	for _, b := range []*browser{rosa, n.browser("rosa").scripted(0)} {
		n.wants(b.post(n.bench()+"/undo", stale), http.StatusConflict, "You have changed claim "+strconv.FormatInt(made.ID, 10)+" since this page was loaded")
	}
	if n.standing(made.ID).Deleted {
		t.Error("a claim marked on another page is gone")
	}
	behind := n.browser("rosa").scripted(0)
	behind.header.Set("Stet-Article-Version", stale.Get("version"))
	if told := behind.post("/claims/1", url.Values{"version": {"1"}, "note": {"Mine."}}).header.Get("Stet-Article-Version"); told != "" {
		t.Errorf("a page that does not show claim %d is told that it shows version %s", made.ID, told)
	}
	now := n.browser("rosa").scripted(0)
	now.header.Set("Stet-Article-Version", rosa.undoing().Get("version"))
	changed := now.post("/claims/1", url.Values{"version": {"2"}, "verdict": {"disputed"}})
	fresh := url.Values{"version": {changed.header.Get("Stet-Article-Version")}, "key": {"fresh"}}
	n.wants(n.browser("rosa").scripted(0).post(n.bench()+"/undo", fresh), http.StatusOK, "Undone: claim 1 is as it was before.")
	n.wants(rosa.post(n.bench()+"/undo", nil), http.StatusUnprocessableEntity, "does not say which version of the article")
}

// Whatever a script does, what it gets and what it leaves make the page that a reload would show.
func TestFragmentsKeepThePageAsAReloadWouldShowIt(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa")
	n.mark("imre", "spent US$12.62 million in 2018, up")
	standing := blocks(n, rosa.get(n.bench()).body)
	version := map[string]string{}
	for _, step := range []string{ // claims are numbered from 2
		"mark 4 11", "mark 4 34", "mark 20 90", "move 3 60 72", "mark 85 130", "mark 60 64", "delete 4", "move 5 0 3",
		"mark 120 140", "mark 30 31", "move 8 30 160", "delete 2", "delete 8", "move 6 62 63",
	} {
		words := append(strings.Fields(step), "", "")
		path, form := "/claims/"+words[1]+"/"+words[0], url.Values{"version": {version[words[1]]}}
		switch words[0] {
		case "mark":
			path, form = n.bench()+"/claims", url.Values{"start": {words[1]}, "end": {words[2]}}
		case "move":
			path = "/claims/" + words[1] + "/span"
			form.Set("start", words[2])
			form.Set("end", words[3])
		}
		got := rosa.scripted(0).post(path, form)
		n.wants(got, http.StatusOK)
		version[got.header.Get("Stet-Claim")] = strings.Trim(got.header.Get("ETag"), `"`)
		maps.Copy(standing, blocks(n, got.body))
		if diff := cmp.Diff(blocks(n, rosa.get(n.bench()).body), standing); diff != "" {
			t.Fatalf("after %q the page stands otherwise than a reload would show it:\n%s", step, diff)
		}
	}
}

// blocks gives the blocks of a page or of fragments, but for what only says where the keyboard is.
func blocks(n *newsroom, source string) map[string]string {
	p, found := n.read(source), map[string]string{}
	for _, id := range p.ids("block-") {
		found[id] = strings.NewReplacer(` tabindex="0"`, "", ` tabindex="-1"`, "", " is-selected", "").Replace(p.byID(id))
	}
	return found
}

// TestAMarkRedrawsAllThatItReaches marks words in a text in which a claim stands over each border of two paragraphs, but for one.
func TestAMarkRedrawsAllThatItReaches(t *testing.T) {
	n := newNewsroom(t)
	const paragraphs, apart = 40, 30
	paragraph := "A paragraph of words."
	n.article = n.importText(strings.TrimSpace(strings.Repeat(paragraph+"\n\n", paragraphs)))
	length := len(paragraph) + 2 // with what stands between two in the text
	for i := 1; i < paragraphs; i++ {
		if i != apart {
			n.markSpan("rosa", i*length-8, i*length+1)
		}
	}
	got := n.browser("imre").scripted(0).post(n.bench()+"/claims", url.Values{"start": {fmt.Sprint(12*length + 2)}, "end": {fmt.Sprint(12*length + 11)}, "revision": {"1"}})
	n.wants(got, http.StatusOK)
	for i := 1; i <= paragraphs; i++ {
		if drawn := strings.Contains(got.body, fmt.Sprintf(`id="block-%d"`, i)); drawn != (i <= apart) {
			t.Errorf("whether paragraph %d is drawn again: %t", i, drawn)
		}
	}
}

// TestWordsThatWereShownOtherwiseAreNotMarked marks, and moves a claim to, a place at which the page says that it showed something else.
func TestWordsThatWereShownOtherwiseAreNotMarked(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.browser("rosa").scripted(0)
	at := func(shown string) url.Values {
		return url.Values{"start": {"0"}, "end": {"11"}, "revision": {"1"}, "shown": {shown}}
	}
	n.wants(rosa.post(n.bench()+"/claims", at("Das Unternehmen")), http.StatusConflict, "not those of the article")
	if body := rosa.get(n.bench()).body; strings.Contains(body, `id="claim-`) {
		t.Fatal("something is marked")
	}
	n.wants(rosa.post(n.bench()+"/claims", at("The\u00a0 \ncompany")), http.StatusOK)
	claim := n.mark("rosa", "US$12.62 million")
	moved := at("Das Unternehmen")
	moved.Set("version", "1")
	address := fmt.Sprintf("/claims/%d/span", claim.ID)
	n.wants(rosa.post(address, moved), http.StatusConflict, "not those of the article")
	moved.Set("shown", "The company")
	n.wants(rosa.post(address, moved), http.StatusOK)
}
