package main_test

import (
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"
)

// goesAway has the tab show nothing of the desk any more, while it stays open.
func (b *tab) goesAway() {
	b.t.Helper()
	b.do("going away", chromedp.Navigate("about:blank"))
}

// adoptsAt opens a page in another tab of the same person, and goes on when that has looked through what other tabs have left.
func (b *tab) adoptsAt(path string) (other *tab) {
	b.t.Helper()
	other = b.beside()
	other.open(path)
	evaluate[bool](other, `((name) => (localStorage[name] = "[]", localStorage["left"] = name, true))("stet." + localStorage["stet.person"] + ".outbox.gone")`)
	other.reload()
	other.until(`localStorage[localStorage["left"]] === undefined`)
	return other
}

// TestWhatIsHalfTypedStaysWithItsPage has a tab be elsewhere for a while, so that it does not say that it is open, and another page opened.
func TestWhatIsHalfTypedStaysWithItsPage(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "ada")
	b.open(correction)
	b.writeOn("#revise-text", " Begun.")
	b.goesAway()
	other := b.adoptsAt("/articles")
	b.open(correction)
	b.holds("#revise-text", " Begun.")
	b.goesAway()
	other.open(correction)
	other.holds("#revise-text", " Begun.")
}

// TestWhatIsListedStaysWithItsArticle has a note refused, which is listed where its form has gone, and other pages opened meanwhile.
func TestWhatIsListedStaysWithItsArticle(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /claims/1")
	b.open("/articles/1?claim=1")
	b.submitsBeside(1)
	b.fill("#note-1", "Not to be lost.")
	b.sees("#form-1 #problem")
	b.goesAway()
	b.adoptsAt("/articles")
	b.adoptsAt("/articles/3")
	b.open("/articles/1")
	b.lists(1)
}

// TestADuplicatedTabSendsNothingOfTheOthers opens a copy of a tab in which a source stands half typed.
func TestADuplicatedTabSendsNothingOfTheOthers(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/half")
	name := evaluate[string](b, `sessionStorage.stetTab`)
	copied := b.beside()
	copied.open("/articles")
	evaluate[string](copied, `sessionStorage.stetTab = %s`, name) // as the browser does
	copied.open("/articles/1?claim=1")
	copied.until(`sessionStorage.stetTab !== %s`, name)
	copied.until(`document.querySelector("#cite-new-1 [name=url]").value === ""`)
	copied.open("/articles")
	b.holds(form+" [name=url]", "https://example.org/half")
	if got := d.claim(1).Citations; len(got) != 0 {
		t.Errorf("the sources are %+v", got)
	}
	b.press("Enter")
	b.sees("#cites-1 li")
	b.saved()
	if got := d.claim(1).Citations; len(got) != 1 {
		t.Errorf("the sources are %+v", got)
	}
}

// TestAReasonStaysWithItsGroup has the claim deleted by which the group went.
func TestAReasonStaysWithItsGroup(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/compare?group=3")
	b.click(`.decide label:has([value="13"])`)
	b.writeOn("#reason", "Argued at length.")
	if status, body, _ := d.post(d.signIn("rosa", passwordOf("rosa")), "/claims/3/delete", url.Values{"version": {"1"}}); status >= 400 {
		t.Fatalf("deleting gives %d: %s", status, body)
	}
	b.open("/articles/1/compare?group=13")
	b.holds("#reason", "Argued at length.")
	b.open("/articles/1/compare")
	b.click("#g13 .group-open")
	b.holds("#reason", "Argued at length.")
	b.until(`document.querySelector('.decide [name=take][value="13"]').checked`)
}

// TestAHeldKeyAnswersOneClaim holds x on the claims that need a look: the key repeats, and would answer those that come after.
func TestAHeldKeyAnswersOneClaim(t *testing.T) {
	t.Parallel()
	b := visitAs(t, revised(t), "rosa")
	b.open("/articles/1/carryover")
	sent := evaluate[int](b, `((count) => {
		document.addEventListener("submit", (event) => (event.preventDefault(), count++));
		for (const repeat of [true, true, false, true, false]) document.body.dispatchEvent(new KeyboardEvent("keydown", {key: "x", repeat, bubbles: true}));
		return count;
	})(0)`)
	if sent != 1 {
		t.Errorf("%d answers are sent", sent)
	}
}
