package main_test

import (
	"strings"
	"testing"
)

const hostile = `"><img src=x onerror="window.__xss=1"><script>window.__xss=1</script><svg onload='window.__xss=1'>&lt;b&gt; {{7*7}}`

func TestScriptInWhatIsTypedStaysText(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles/new")
	b.fill("#title", "T"+hostile)
	b.fill("#byline", "B"+hostile)
	b.fill("#publisher", "P"+hostile)
	b.fill("#text", "Words before "+hostile+" and after.")
	b.importLooked()
	b.reads("h1", "T"+hostile)
	b.reads(".byline", "B"+hostile)
	if got := d.textOf(6); got != "Words before "+hostile+" and after." {
		t.Errorf("the text is %q", got)
	}

	b.press("n", "d")
	id := fmtID(b.opened())
	b.fill("#note-"+id, "N"+hostile)
	b.fill("#speaker-"+id, "S"+hostile)
	b.click("#cite-add-" + id + " summary")
	b.fill("#cite-new-"+id+" [name=url]", "https://example.org/"+strings.ReplaceAll(hostile, " ", ""))
	b.fill("#cite-new-"+id+" [name=title]", "C"+hostile)
	b.fill("#cite-new-"+id+" [name=passage]", "Q"+hostile)
	b.click("#cite-new-" + id + " button[type=submit]")
	b.reads("#cites-"+id, "C"+hostile)
	b.saved()
	b.click("#history-" + id + " summary")
	b.reads("#history-list-"+id, "N"+hostile)
	b.click("#card-" + id + " [data-close]")
	b.reads("#card-"+id, "N"+hostile)
	b.harmless()

	for path, say := range map[string]string{
		"/articles": "T" + hostile, "/articles?q=onerror": "before", "/claims": "Words before", "/claims/" + id + "/history": "N" + hostile,
		"/sources": "C" + hostile, "/articles/6?claim=" + id: "Q" + hostile, `/articles?q="><script>window.__xss=1</script>`: "window.__xss",
		`/claims?q="><img/src/onerror=window.__xss=1>`: "",
	} {
		b.open(path)
		b.reads("main", say)
		b.harmless()
	}
}

// harmless checks that nothing of what was typed has run, or become an element.
func (b *tab) harmless() {
	b.t.Helper()
	if evaluate[bool](b, `window.__xss !== undefined || document.querySelector("main img, main script:not([type='application/json']), [onerror], [onload]") !== null`) {
		b.t.Errorf("on %s, what was typed has become more than text", b.address())
	}
}

func TestAnOfferedSourceStaysText(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.fill(form+" [name=url]", "https://example.org/a")
	b.fill(form+" [name=title]", "hostile "+hostile)
	b.click(form + " button[type=submit]")
	b.reads("#cites-1", hostile)
	b.newSource(1)
	b.fill(form+" [name=url]", "hostile")
	b.reads(".suggestions", "hostile "+hostile)
	b.harmless()
}
