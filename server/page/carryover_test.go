package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stet/server/desk"
	"stet/server/extract"
	"stet/server/factcheck"
)

// revise puts a corrected text in the place of the article's.
func (n *newsroom) revise(change ...string) {
	n.Helper()
	read, err := extract.Plain([]byte(strings.NewReplacer(change...).Replace(text)))
	if err != nil {
		n.Fatal(err)
	}
	if _, err := n.desk.ReviseArticle(n.Context(), n.people["chidi"], n.article.ID, desk.RevisionInput{Article: read}); err != nil {
		n.Fatal(err)
	}
}

func TestSubmittingNamesWhatNeedsALook(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "治理之路", factcheck.Verified)
	n.judge("rosa", "Nobody else", factcheck.Disputed)
	n.revise("\n\nNobody else counted the users & the money.", "")
	rosa := n.browser("rosa")
	got := rosa.post("/reviews/1/submit", url.Values{})
	n.wants(got, http.StatusOK, "Submit with 1 claim to look at?", "Nobody else", `href="/articles/1/carryover?claim=2#claim-2"`, "Submit all the same")
	if strings.Contains(got.body, "治理之路") || strings.Contains(got.body, "no verdict yet") {
		t.Error("a claim is listed that stands")
	}
	n.mark("rosa", "US$12.62 million")
	n.wants(rosa.scripted(0).post("/reviews/1/submit", url.Values{}), http.StatusOK, `<dialog class="dialog" id="submit-ask"`,
		"Submit with 1 claim unchecked and 1 claim to look at?", "US$12.62 million", "Nobody else")
	n.leads(rosa.post("/reviews/1/submit", url.Values{"anyway": {"1"}}), n.bench()+"?done=submitted")
}

func TestWhatIsGoneShowsWhereItStood(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "was the phrase", factcheck.Verified)
	n.revise("“治理之路” was the phrase 👨‍👩‍👧‍👦 he used in 2018, <b>he</b> said.\n\n", "")
	n.wants(n.browser("rosa").get(n.bench()+"/carryover"), http.StatusOK, "it stood at the mark",
		`up from $2.83m in 2018.<span class="stood-here" role="img" aria-label="It stood here."></span></p>`, "Nobody else counted")
}

// TestAClaimIsNotPlacedOnWordsThatWereShownOtherwise places a claim on a page that a browser has translated.
func TestAClaimIsNotPlacedOnWordsThatWereShownOtherwise(t *testing.T) {
	n := newNewsroom(t)
	claim := n.judge("rosa", "was the phrase", factcheck.Verified)
	n.revise("“治理之路” was the phrase 👨‍👩‍👧‍👦 he used in 2018, <b>he</b> said.\n\n", "")
	place := url.Values{"answer": {"place"}, "start": {"0"}, "end": {"11"}, "revision": {"2"}, "version": {fmt.Sprint(claim.Version + 1)}, "shown": {"Das Unternehmen"}}
	address := fmt.Sprintf("/claims/%d/carryover", claim.ID)
	rosa := n.browser("rosa")
	n.wants(rosa.post(address, place), http.StatusConflict, "not those of the article")
	place.Set("shown", "The company")
	n.leads(rosa.post(address, place), n.bench()+"?claim=1#claim-1")
}

// TestALongParagraphIsShownAsFarAsItIsInSight would show the paragraph twice for each claim.
func TestALongParagraphIsShownAsFarAsItIsInSight(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "Nobody else", factcheck.Verified)
	long := strings.Repeat("Word after word of one paragraph 👨‍👩‍👧‍👦 without an end, ", 1_000)
	n.revise("Nobody else counted the users & the money.", long+"some counted the users & the money, "+long)
	got := n.browser("rosa").get(n.bench() + "/carryover")
	n.wants(got, http.StatusOK, "claim 1")
	if len(got.body) > len(long) {
		t.Errorf("the screen has %d bytes", len(got.body))
	}
}

// TestWordsForAClaimThatHasItsPlaceAreToldBack quotes where a claim goes that was placed meanwhile.
func TestWordsForAClaimThatHasItsPlaceAreToldBack(t *testing.T) {
	n := newNewsroom(t)
	n.judge("rosa", "Nobody else", factcheck.Disputed)
	n.revise("Nobody else counted the users & the money.", "Somebody else counted them.")
	rosa := n.browser("rosa")
	quote := url.Values{"version": {"2"}, "answer": {"quote"}, "quote": {"Somebody else"}}
	n.leads(rosa.post("/claims/1/carryover", quote), n.bench()+"?claim=1#claim-1")
	n.wants(rosa.post("/claims/1/carryover", quote), http.StatusConflict, "Answered already", "“Somebody else”")
}

// A long queue comes page by page: each claim has the text around it twice.
func TestALongQueueComesPageByPage(t *testing.T) {
	n := newNewsroom(t)
	const waiting = 205
	for range waiting {
		n.judge("rosa", "Nobody else", factcheck.Disputed)
	}
	n.revise("\n\nNobody else counted the users & the money.", "")
	rosa := n.browser("rosa")
	strays := func(got answer, want int) {
		t.Helper()
		if shown := strings.Count(got.body, `<article class="stray"`); shown != want {
			t.Errorf("%d claims stand on the page, want %d", shown, want)
		}
	}
	first := rosa.get(n.bench() + "/carryover")
	n.wants(first, http.StatusOK, "205 claims stood", "This page has numbers 1 to 200.", `href="/articles/1/carryover?claim=201#claim-201"`)
	strays(first, 200)
	second := rosa.get(n.bench() + "/carryover?claim=203")
	n.wants(second, http.StatusOK, "numbers 201 to 205.", `id="claim-203"`, `href="/articles/1/carryover?claim=200#claim-200"`)
	strays(second, 5)
	refused := rosa.post("/claims/204/carryover", url.Values{"version": {"2"}, "answer": {"quote"}, "quote": {"not in the text"}})
	n.wants(refused, http.StatusUnprocessableEntity, "not in the text", `id="claim-204"`)
	n.leads(rosa.get("/claims/205"), "/articles/1/carryover?claim=205#claim-205")
}
