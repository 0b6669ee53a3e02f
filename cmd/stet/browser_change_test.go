package main_test

import (
	"fmt"
	"testing"
)

func TestAClaimIsPutOnOtherWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	c := d.claimOn("rosa", 4, "more than 197 deaths")
	b := visitAs(t, d, "rosa")
	b.open("/articles/4")
	b.openCard(c.ID)
	b.click(fmt.Sprintf("#card-%d [data-respan]", c.ID))
	b.selectWords("riots in Xinjiang", "1,500 arrests")
	b.click("#slip [data-mark=span]")
	b.version(c.ID, 2)
	d.stands(c.ID, standing(t, d.textOf(4), "riots in Xinjiang", "1,500 arrests"))
	b.reads(fmt.Sprintf("#quote-%d", c.ID), "riots in Xinjiang")
	b.until(`document.getElementById(%s).textContent.startsWith("riots in")`, fmt.Sprintf("claim-%d", c.ID))
}

func TestEscapeLeavesTheWordsAsTheyAre(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.click("#card-1 [data-respan]")
	b.selectWords("This week he went", "on television")
	b.press("Escape")
	b.lacks("#slip")
	b.selectWords("This week he went", "on television")
	b.sees("#slip [data-mark=disputed]")
	if got := d.claim(1); got.Version != 1 {
		t.Errorf("the claim became %+v", got)
	}
}

func TestDeletingOffersUndo(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.click("button[form=delete-1]")
	b.lacks("#card-1")
	b.lacks("#claim-1")
	b.reads("#progress", "of 10")
	b.click("#toast button")
	b.sees("#card-1")
	b.reads("#progress", "of 11")
	if got := d.claim(1); got.Quote != "four years" || got.Verdict != "unproven" {
		t.Errorf("what came back is %+v", got)
	}
}

func TestANoteSavesItselfWithoutLeavingThePage(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	evaluate[bool](b, `window.samePage = true`)
	b.fill("#note-1", "清华 🎉 From 2014?")
	b.version(1, 2)
	b.saved()
	b.reads("#state-1", "Saved")
	if got := d.claim(1).Note; got != "清华 🎉 From 2014?" {
		t.Errorf("the note is %q", got)
	}
	if !evaluate[bool](b, `window.samePage === true && document.activeElement.id === "note-1"`) {
		t.Error("the page was left, or the focus lost")
	}
	b.reload()
	b.openCard(1)
	b.until(`document.getElementById("note-1").value === "清华 🎉 From 2014?"`)
}

func TestWritingGoesOnWhileItIsSaved(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.fill("#note-1", "First half, ")
	b.version(1, 2)
	b.press("second half")
	b.version(1, 3)
	b.press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "other ")
	b.saved()
	if got := d.claim(1).Note; got != "First half, second other half" || b.value("#note-1") != got {
		t.Errorf("the note is %q, the field holds %q", got, b.value("#note-1"))
	}
}

func TestEverythingOnACardIsSaved(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.click("#form-1 .strip--verdict label.v--verified")
	b.version(1, 2)
	b.click("#form-1 .rating label:nth-of-type(5)")
	b.version(1, 3)
	b.reads("#form-1 .rating legend", "Rating: ")
	b.choose("#kind-1", "date")
	b.version(1, 4)
	b.fill("#speaker-1", "Mark Zuckerberg")
	b.click("#card-1 [data-close]")
	b.lacks("#form-1")
	b.saved()
	got := d.claim(1)
	if got.Verdict != "verified" || got.Rating != 4 || got.Kind != "date" || got.Speaker != "Mark Zuckerberg" {
		t.Errorf("saved is %+v", got)
	}
	b.reads("#card-1", "date")
}

func TestTheHistoryTellsBeforeAndAfter(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.press("v")
	b.version(1, 2)
	b.click("#history-1 summary")
	b.reads("#history-list-1 li:first-child del", "unproven")
	b.reads("#history-list-1 li:first-child ins", "verified")
	b.reads("#history-list-1 li:last-child", "marked it")
}

func TestTheKindIsGuessedFromTheWords(t *testing.T) {
	t.Parallel()
	d := demo(t)
	for words, kind := range map[string]string{"US$11.51 million": "money", "17 October": "date", "“vibrato”": "quotation"} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			b := visitAs(t, d, "rosa")
			b.open("/articles/1")
			b.selectWords(words, words)
			b.press("u")
			if got := d.claim(b.opened()).Kind; got != kind {
				t.Errorf("it is taken for %s", got)
			}
		})
	}
}

func TestWhatIsSomebodyElsesCanBeReadAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	c := d.claimOn("imre", 1, "past 1 billion downloads")
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.openCard(c.ID)
	b.lacks(fmt.Sprintf("#card-%d form", c.ID))
	b.press("d")
	b.reads("#toast", "Claim")
	if got := d.claim(c.ID); got.Version != 1 {
		t.Errorf("the claim became %+v", got)
	}
}

func TestAViewerMarksNothing(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "vera")
	b.open("/articles/3")
	ends := evaluate[[]point](b, wordsOnScreen, "The next day", "the Communist Party")
	b.drag(ends[0], ends[1])
	b.press("d")
	b.lacks("#slip")
	b.press("Escape", "n", "h")
	b.reads("#said", "Sentence")
	if got := d.claimsOf("vera", 3); len(got) > 0 {
		t.Errorf("a viewer has marked %+v", got)
	}
}
