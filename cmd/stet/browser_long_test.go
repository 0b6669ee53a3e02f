package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

const (
	longSentences = 4200 // of 12 words each
	longClaims    = 5000
)

// longArticle gives a text of about 50,000 words and spans for claims in it: one on every sentence, and one more inside some.
func longArticle() (text string, spans [][2]int) {
	var all strings.Builder
	at, nested := 0, longClaims-longSentences
	for i := range longSentences {
		sentence := fmt.Sprintf("In %d the town (镇 🎉) built %d houses for its people there.", 1900+i%120, 100+i)
		end := utf8.RuneCountInString(sentence)
		spans = append(spans, [2]int{at, at + end})
		if i < nested {
			spans = append(spans, [2]int{at + 3, at + 7})
		}
		gap := " "
		if i%10 == 9 {
			gap = "\n\n"
		}
		all.WriteString(sentence + gap)
		at += end + len(gap)
	}
	return all.String(), spans
}

// importLong brings the long article in, and has rosa mark its claims through the JSON API.
func (d *running) importLong(t *testing.T) {
	t.Helper()
	text, spans := longArticle()
	file := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "import", file, "--db", d.db)
	token := strings.TrimSpace(must(t, "", "token", "add", "rosa", "--db", d.db))
	var reviewers sync.WaitGroup
	work := make(chan [2]int)
	for range 16 {
		reviewers.Go(func() {
			for s := range work {
				if err := d.mark(token, 6, s); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, s := range spans {
		work <- s
	}
	close(work)
	reviewers.Wait()
}

func (d *running) mark(token string, article int, s [2]int) error {
	body, err := json.Marshal(map[string]any{"start": s[0], "end": s[1], "verdict": "verified"})
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, fmt.Sprintf("%s/api/v1/articles/%d/claims", d.base, article), bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusCreated {
		return fmt.Errorf("marking %v gives %s", s, answer.Status)
	}
	return nil
}

func TestALongArticleOpensAndEveryClaimIsReached(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.importLong(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/6")
	b.until(`document.querySelectorAll("#galley mark[id^=claim-]").length > 0`)
	t.Log(evaluate[string](b, `((page, paints) => "from the request: HTML here after " + Math.round(page.responseEnd) + " ms, first paint after " +
		Math.round(paints[0]?.startTime) + " ms, interactive after " + Math.round(page.domContentLoadedEventEnd) + " ms, loaded after " + Math.round(page.loadEventEnd) + " ms")(
		performance.getEntriesByType("navigation")[0], performance.getEntriesByType("paint"))`))
	if n := evaluate[int](b, `document.querySelectorAll("#galley [id^=claim-]").length`); n != longClaims {
		t.Errorf("%d claims are in the text", n)
	}

	middle := evaluate[string](b, `[...document.querySelectorAll("#galley mark")].at(-2000).dataset.claims`)
	letGo := b.holdsBack("/cards[?]ids=")
	b.until(`(document.querySelector(%s).scrollIntoView({block: "center"}), true)`, "#claim-"+middle)
	b.click("#claim-" + middle)
	b.fill("#note-"+middle, "Written before the others came.")
	before := evaluate[int](b, `document.querySelectorAll("#cards > .card").length`)
	letGo()
	b.until(`document.querySelectorAll("#cards > .card").length > %s`, before)
	b.until(`document.activeElement.id === %s`, "note-"+middle)
	b.holds("#note-"+middle, "Written before the others came.")
	b.press("Escape", "Escape")

	last := evaluate[string](b, `[...document.querySelectorAll("#galley mark")].at(-1).dataset.claims`)
	mark := "#claim-" + last
	b.until(`(document.querySelector(%s).scrollIntoView({block: "center"}), true)`, mark)
	b.sees("#card-" + last) // it was not in the page: it comes as one scrolls there
	b.click(mark)
	b.sees("#card-" + last + ".is-open")
	b.press("k")
	b.until(`document.querySelector("#galley mark.is-selected") && !document.querySelector(%s).classList.contains("is-selected")`, mark)
	b.press("j")
	b.until(`document.querySelector(%s).classList.contains("is-selected")`, mark)
	b.press("d")
	b.until(`document.querySelector(%s).classList.contains("v--disputed")`, mark)
	b.press("j")
	b.reads("#said", "last claim")
	b.until(`(scrollTo(0, 0), document.querySelector("#cards .card:not(.is-away)"))`)

	evaluate[bool](b, `(window.stays = true)`)
	b.click("#filter-menu summary")
	b.click(`#filter [value="verified"]`)
	b.until(`document.querySelector("#filter-said").textContent.includes("1 of 5,000") && window.stays`)
	b.until(`[...document.querySelectorAll("#cards > .card:not([hidden])")].every((card) => card.dataset.claim === %s)`, last)
}
