package main_test

import (
	"fmt"
	"slices"
	"testing"
)

func TestASentenceIsMarkedAndJudgedByKeysAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.press("n", "n", "h")
	made := b.opened()
	sentence := "The next day the Communist Party received him."
	d.stands(made, standing(t, d.textOf(3), sentence, sentence))
	for i, step := range []struct{ key, verdict string }{{"v", "verified"}, {"d", "disputed"}, {"u", "unproven"}} {
		b.press(step.key)
		b.version(made, i+2)
		if got := d.claim(made).Verdict; got != step.verdict {
			t.Errorf("%s makes it %s", step.key, got)
		}
	}
	for i, key := range []string{"1", "2", "3", "4", "5", "0"} {
		b.press(key)
		b.version(made, i+5)
		if got := d.claim(made).Rating; fmt.Sprint(got) != key {
			t.Errorf("%s makes the rating %d", key, got)
		}
	}
}

func TestKeysPressedFasterThanTheServerAnswersAreNotLost(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.press("n", "h", "d", "2", "e", "seen")
	b.until(`document.activeElement?.name === "note" && document.activeElement.value === "seen"`)
	b.saved()
	claims := d.claimsOf("rosa", 3)
	if len(claims) != 1 || claims[0].Verdict != "disputed" || claims[0].Rating != 2 || claims[0].Note != "seen" {
		t.Errorf("the claims are %+v", claims)
	}
}

func TestAVerdictKeyMarksTheSentenceAtHand(t *testing.T) {
	t.Parallel()
	for key, verdict := range map[string]string{"v": "verified", "d": "disputed", "u": "unproven", "Enter": "unchecked"} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/3")
			b.press("n", key)
			if got := d.claim(b.opened()); got.Verdict != verdict {
				t.Errorf("it is %s", got.Verdict)
			}
		})
	}
}

func TestShiftAndArrowsMoveTheEdgesOfWhatIsToBeMarked(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name     string
		keys     []string
		from, to string
	}{
		{"a letter shorter", []string{"Shift+ArrowLeft"}, "China, he went on", "found its own way about the place"},
		{"shorter and longer again", []string{"Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowRight"}, "China, he went on", "its own way about the place."},
		{"by the full stop and a word", []string{"Shift+Control+ArrowLeft", "Shift+Control+ArrowLeft"}, "China, he went on", "found its own way about the"},
		{"a sentence longer", []string{"Shift+ArrowDown"}, "China, he went on", "“with Chinese characteristics”."},
		{"the beginning, a word later", []string{"o", "Shift+Control+ArrowRight"}, "he went on, has found", "its own way about the place."},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			d := demo(t)
			b := visitAs(t, d, "rosa")
			b.open("/articles/3")
			b.press("n")
			for range 5 {
				b.press("n")
			}
			b.reads("#said", "China, he went on")
			b.press(tc.keys...)
			b.press("h")
			d.stands(b.opened(), standing(t, d.textOf(3), tc.from, tc.to))
		})
	}
}

func TestShiftAndArrowsMoveTheEdgeOfAClaim(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	c := d.claimOn("rosa", 1, "four years")
	b.open("/articles/1")
	b.press("j")
	b.selected(c.ID)
	b.press("Shift+Control+ArrowRight", "Shift+Control+ArrowRight", "Shift+ArrowLeft")
	b.version(c.ID, 2)
	d.stands(c.ID, standing(t, d.textOf(1), "four years", "four years trying t"))
	b.press("z")
	b.version(c.ID, 3)
	d.stands(c.ID, spanAndWords(c))
}

func TestANoteAndASourceAreWrittenByKeysAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/3")
	b.press("n", "d")
	made := b.opened()
	b.press("e")
	b.until(`document.activeElement?.name === "note"`)
	b.press("jump, he said: vdu?") // what are commands elsewhere are letters here
	b.press("Escape")
	b.until(`document.activeElement?.matches("mark.claim")`)
	b.press("s")
	b.until(`document.activeElement?.name === "url"`)
	b.press("https://example.org/run")
	b.press("Enter")
	b.sees(fmt.Sprintf("#cites-%d li", made))
	b.saved()
	got := d.claim(made)
	if got.Note != "jump, he said: vdu?" || got.Verdict != "disputed" {
		t.Errorf("the note is %q, the verdict %s", got.Note, got.Verdict)
	}
	if len(got.Citations) != 1 || got.Citations[0].URL != "https://example.org/run" {
		t.Errorf("the sources are %+v", got.Citations)
	}
}

func TestUndoTakesBackTheLastChange(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	b.opened()
	b.press("v")
	b.version(1, 2)
	b.press("z")
	b.version(1, 3)
	b.reads("#toast", "Undone")
	if got := d.claim(1).Verdict; got != "unproven" {
		t.Errorf("the claim is %s", got)
	}
	b.until(`document.querySelector("#form-1 [name=verdict]:checked").value === "unproven"`)
}

func TestKeysReachEveryClaimNestedOnesToo(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/5")
	var want, down, up []int64
	for _, reviewer := range []string{"rosa", "imre"} {
		for _, c := range d.claimsOf(reviewer, 5) {
			want = append(want, c.ID)
		}
	}
	for range want {
		b.press("j")
		down = append(down, b.currentClaim())
	}
	b.press("j")
	b.reads("#said", "last claim")
	for range want {
		up = append(up, b.currentClaim())
		b.press("k")
	}
	b.reads("#said", "first claim")
	slices.Reverse(up)
	if !slices.Equal(down, up) {
		t.Errorf("j goes %v, k comes back %v", down, up)
	}
	slices.Sort(down)
	slices.Sort(want)
	if !slices.Equal(down, want) {
		t.Errorf("reached %v of %v", down, want)
	}
}

// currentClaim is the claim that is selected now, by its card.
func (b *tab) currentClaim() int64 {
	b.t.Helper()
	return evaluate[int64](b, `Number(document.querySelector("#cards .card.is-selected")?.dataset.claim ?? 0)`)
}

func TestTheKeysAreListedOnEveryPage(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	for _, path := range []string{"/articles/1", "/articles", "/claims"} {
		b.open(path)
		b.press("?")
		b.sees("#help[open]")
		for _, does := range []string{"next, previous claim", "add a source", "disputed", "undo"} {
			b.reads("#help", does)
		}
		b.press("Escape")
		b.lacks("#help")
	}
}

func TestASlashSearches(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	for path, field := range map[string]string{"/articles/1": "filter-q", "/articles": "q", "/sources": "q"} {
		b.open(path)
		b.press("/")
		b.until(`document.activeElement?.id === %s && document.activeElement.value === ""`, field)
	}
}

func TestEscapeStepsBackOutOfACard(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "rosa")
	b.open("/articles/1")
	b.press("j", "Enter")
	b.opened()
	b.press("Escape")
	b.until(`!document.querySelector("#cards .card.is-open") && document.querySelector("#cards .card.is-selected")`)
	b.press("Escape")
	b.until(`!document.querySelector(".is-selected")`)
}

func TestDeleteDeletesTheSelectedClaimAndUndoBringsItBack(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1")
	b.press("j", "Delete")
	b.until(`!document.getElementById("card-1")`)
	b.reads("#toast", "Claim 1 deleted")
	b.press("z")
	b.sees("#card-1")
	b.sees("#claim-1")
	if got := d.claim(1).Quote; got != "four years" {
		t.Errorf("it stands on %q", got)
	}
}

func TestWithNothingSelectedTheNextClaimIsTheNextInSight(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.screen(1280, 500)
	b.open("/articles/1")
	evaluate[bool](b, `([...document.querySelectorAll("#text > *")].find((block) => block.textContent.startsWith("2018: hearings")).scrollIntoView(), true)`)
	b.press("j")
	b.selected(d.claimOn("rosa", 1, "June 2019: the House Judiciary Committee opens an investigation").ID)
}

func TestAnUndoWhoseAnswerIsLostTakesOneChangeBack(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("net::ERR_EMPTY_RESPONSE POST /articles/1/undo")
	b.open("/articles/1?claim=1")
	b.opened()
	b.press("d")
	b.version(1, 2)
	b.press("v")
	b.version(1, 3)
	way.cuts.Store(true)
	b.press("z")
	b.version(1, 4)
	b.reads("#toast", "Undone")
	b.saved()
	if got := d.claim(1); got.Verdict != "disputed" || got.Version != 4 {
		t.Errorf("the claim is %+v", got)
	}
	b.press("z") // and the next press is one more
	b.version(1, 5)
	if got := d.claim(1).Verdict; got != "unproven" {
		t.Errorf("the claim is %s", got)
	}
}

func TestAnUndoTakesNothingBackThatItsPageDoesNotShow(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.expects("409 POST /articles/1/undo")
	b.open("/articles/1?claim=1")
	b.opened()
	b.press("d")
	b.version(1, 2)
	d.changeElsewhere("rosa", 1)
	b.press("z")
	b.reads("#toast", "You have changed claim 1 since this page was loaded")
	b.click("#undo button")
	b.saved()
	if got := d.claim(1); got.Note != "written elsewhere" || got.Verdict != "disputed" {
		t.Errorf("the claim is %+v", got)
	}
	b.reload()
	b.click("#undo button")
	b.reads("#toast", "Undone")
	if got := d.claim(1); got.Note == "written elsewhere" || got.Verdict != "disputed" {
		t.Errorf("the claim is %+v", got)
	}
}

func TestAnUndoDoesNotWaitBehindWhatIsUnsent(t *testing.T) {
	t.Parallel()
	d, way := demoBehind(t)
	b := visitAs(t, d, "rosa")
	b.expects("503 POST /claims/1")
	b.open("/articles/1?claim=1")
	b.opened()
	way.busy.Store(true)
	b.press("d")
	b.reads("#banner", "1 change waits in this browser")
	b.press("z")
	b.reads("#toast", "They can be undone as soon as they are saved")
	way.busy.Store(false)
	b.version(1, 2)
	b.saved()
	if got := d.claim(1).Verdict; got != "disputed" {
		t.Errorf("the claim is %s", got)
	}
	b.press("z", "z") // one after the other, however fast
	b.version(1, 3)
	b.reads("#toast", "Undone")
}
