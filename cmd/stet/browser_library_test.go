package main_test

import "testing"

func TestAnArticleIsImportedByPaste(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/articles")
	b.follow(`a[href="/articles/new"]`)
	b.fill("#title", "湖边的房子 🏠")
	b.fill("#byline", "A. Writer")
	b.fill("#publisher", "The “Lake” Post")
	b.fill("#url", "https://example.org/lake")
	b.fill("#language", "zh-Hans")
	b.fill("#text", "那座房子在1990年建成。\n\n它花了 US$2.83m 🎉。")
	b.importLooked()
	b.until(`location.pathname === "/articles/6"`)
	b.reads("h1", "湖边的房子 🏠")
	b.reads(".byline", "The “Lake” Post")
	if got := d.textOf(6); got != "那座房子在1990年建成。\n\n它花了 US$2.83m 🎉。" {
		t.Errorf("the text is %q", got)
	}
	b.open("/articles/new")
	if got := b.value("#title") + b.value("#text"); got != "" {
		t.Errorf("the form still holds %q", got)
	}
}

// importLooked sends the form that brings an article in, and imports it as it is shown.
func (b *tab) importLooked() {
	b.t.Helper()
	b.follow("#import .btn--first")
	b.reads("h1", "Look it over")
	b.follow("form[data-look] .btn--first")
}

func TestAnImportWithoutTextKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.expects("422 POST /imports")
	b.open("/articles/new")
	b.fill("#title", "Title without a text")
	b.fill("#publisher", "Somebody")
	if status := b.follow("#import .btn--first"); status != 422 {
		t.Errorf("it gives %d", status)
	}
	b.reads("#problem", "empty")
	if title, publisher := b.value("#title"), b.value("#publisher"); title != "Title without a text" || publisher != "Somebody" {
		t.Errorf("the form holds %q and %q", title, publisher)
	}
	b.fill("#text", "Now there is one.")
	b.importLooked()
	b.reads("h1", "Title without a text")
}

func TestAPastedArticleSurvivesTheEndOfTheSession(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.expects("401 POST /imports")
	b.open("/articles/new")
	b.fill("#title", "Pasted too late")
	b.fill("#text", "One paragraph.\n\nAnother, with 治理 and 🎉.")
	d.signOutEverywhere("chidi")
	b.follow("#import .btn--first")
	b.sendAgainAs("chidi")
	b.follow("form[data-look] .btn--first")
	b.reads("h1", "Pasted too late")
	if got := d.textOf(6); got != "One paragraph.\n\nAnother, with 治理 and 🎉." {
		t.Errorf("the text is %q", got)
	}
}

func TestAnImportThatWasLeftIsThereAgain(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/new")
	b.fill("#text", "Half of an article")
	b.open("/articles")
	b.open("/articles/new")
	b.until(`document.getElementById("text").value === "Half of an article"`)
}

func TestTheLibraryIsSearchedInEveryScript(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles")
	for query, article := range map[string]string{"治理": "/articles/3", "腾讯": "/articles/5", "advertisement": "/articles/4"} {
		b.fill("#q", query)
		b.press("Enter")
		b.until(`new URLSearchParams(location.search).get("q") === %s && document.readyState === "complete"`, query)
		b.until(`document.querySelector(".pieces h3 a")?.getAttribute("href") === %s`, article)
	}
}

func TestASearchThatFindsNothingSaysHowToGoOn(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles?q=nowhere+to+be+found")
	b.reads(".empty", "Try fewer words")
	b.follow(".empty a")
	b.until(`document.querySelectorAll(".pieces li.piece").length === 5`)
}

func TestTheLibraryIsOrderedAsChosen(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles")
	b.choose("#sort", "title")
	b.until(`document.querySelector(".pieces h3")?.textContent === "A run through the square and a seat at the table"`)
	b.until(`document.getElementById("sort").value === "title"`)
}
