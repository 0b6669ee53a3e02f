package main_test

import (
	"encoding/csv"
	"strings"
	"testing"
)

func TestWithoutScriptsAClaimIsMarkedJudgedCitedAndExported(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.withoutScripts()
	b.open("/articles/3")
	b.fill("#by-quote-quote", "中国特色的发展治理之路")
	b.fill("#by-quote-note", "The phrase, as printed.")
	b.follow("#by-quote button")
	made := d.claimOn("rosa", 3, "中国特色的发展治理之路")
	d.stands(made.ID, standing(t, d.textOf(3), "中国特色的发展治理之路", "中国特色的发展治理之路"))
	id := fmtID(made.ID)
	b.sees("#card-" + id + ".is-open")

	b.click("#form-" + id + " label.v--disputed")
	b.follow("#card-" + id + " .card-foot .scriptless")
	if got := d.claim(made.ID); got.Verdict != "disputed" || got.Note != "The phrase, as printed." {
		t.Errorf("saved is %+v", got)
	}

	b.click("#cite-add-" + id + " summary")
	b.fill("#cite-new-"+id+" [name=url]", "https://example.org/path")
	b.follow("#cite-new-" + id + " button")
	b.sees("#cites-" + id + " li")

	_, body, _ := d.get(d.signIn("rosa", passwordOf("rosa")), "/export/claims.csv?verdict=disputed&article_id=3")
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 2 || rows[1][9] != made.Quote || !strings.Contains(rows[1][17], "https://example.org/path") {
		t.Errorf("the CSV is %q, %v", rows, err)
	}
}

func TestWithoutScriptsAQuoteThatDoesNotStandIsRefusedAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.expects("422 POST /articles/3/claims", "409 POST /articles/3/claims")
	b.withoutScripts()
	b.open("/articles/3")
	b.fill("#by-quote-quote", "words that nobody wrote")
	b.fill("#by-quote-note", "typed with care")
	if status := b.follow("#by-quote button"); status != 422 {
		t.Errorf("it gives %d", status)
	}
	b.reads("#by-quote .problem", "")
	if quote, note := b.value("#by-quote-quote"), b.value("#by-quote-note"); quote != "words that nobody wrote" || note != "typed with care" {
		t.Errorf("the form holds %q and %q", quote, note)
	}
	b.fill("#by-quote-quote", "Zuckerberg")
	if status := b.follow("#by-quote button"); status != 409 {
		t.Errorf("words that stand often give %d", status)
	}
	b.reads("#by-quote .problem", "times")
}

func TestWithoutScriptsWordsAreChangedDeletedAndBroughtBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.withoutScripts()
	b.open("/claims/1")
	b.sees("#card-1.is-open")
	b.click("#card-1 details.scriptless summary")
	b.fill("#span-1 [name=quote]", "spent four years trying")
	b.follow("#span-1 button")
	if got := d.claim(1).Quote; got != "spent four years trying" {
		t.Errorf("it stands on %q", got)
	}
	b.follow("button[form=delete-1]")
	b.lacks("#card-1")
	b.follow("#toast button")
	b.sees("#card-1")
	b.follow("#undo button")
	b.lacks("#card-1")
}

func TestWithoutScriptsAStaleFormShowsBothReadings(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.withoutScripts()
	b.expects("409 POST /claims/1")
	other := b.beside()
	other.withoutScripts()
	for _, one := range []*tab{b, other} {
		one.open("/articles/1?claim=1")
	}
	other.fill("#note-1", "the other’s")
	other.follow("#card-1 .card-foot .scriptless")
	b.fill("#note-1", "mine")
	b.follow("#card-1 .card-foot .scriptless")
	b.reads(".versus", "the other’s")
	b.reads(".versus", "mine")
	b.follow("#card-1 form.keep button")
	if got := d.claim(1).Note; got != "mine" {
		t.Errorf("the note is %q", got)
	}
}

func TestWithoutScriptsWhatWasTypedSurvivesTheEndOfTheSession(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.withoutScripts()
	b.expects("401 POST /claims/1")
	b.open("/articles/1?claim=1")
	b.fill("#note-1", "线 typed for ten minutes, then the session ended <b>")
	d.signOutEverywhere("rosa")
	if status := b.follow("#card-1 .card-foot .scriptless"); status != 401 {
		t.Errorf("it gives %d", status)
	}
	b.sendAgainAs("rosa")
	if got := d.claim(1).Note; got != "线 typed for ten minutes, then the session ended <b>" {
		t.Errorf("the note is %q", got)
	}
}

// sendAgainAs signs in on the page that holds what was sent too late, and sends it again.
func (b *tab) sendAgainAs(name string) {
	b.t.Helper()
	b.fill("#name", name)
	b.fill("#password", passwordOf(name))
	b.follow("#sign-in button")
	b.reads("h1", "Send it again?")
	b.follow("main .btn--first")
}

func TestWithoutScriptsEveryScreenOpens(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "ada")
	b.withoutScripts()
	for _, path := range screens {
		b.open(path)
		b.sees("h1")
	}
}
