package api_test

import (
	"fmt"
	"strings"
	"testing"

	"stet/server/desk"
)

func TestAFullReviewTakesNoMore(t *testing.T) {
	n := newNewsroom(t)
	rosa := n.as("rosa")
	small := must(n.desk.CreateClaim(t.Context(), n.people["rosa"], 1, desk.NewClaim{Quote: "治理之路"}))
	for note := strings.Repeat("𐌰", 200_000); len(note) > 4; {
		_, err := n.desk.CreateClaim(t.Context(), n.people["rosa"], 1, desk.NewClaim{Quote: "US$12.62 million", Note: note})
		if err != nil {
			note = note[:len(note)/80*4]
		}
	}
	long := strings.Repeat("long ", 39_000)
	path := fmt.Sprintf("/claims/%d", small.ID)
	for _, a := range []*answer{
		rosa.post("/articles/1/claims", object{"quote": "US$12.62 million", "note": long}),
		rosa.with("If-Match", `"1"`).patch(path, object{"note": long}),
		rosa.post(path+"/citations", object{"url": "https://example.org/filing", "stance": "supports", "passage": long}),
	} {
		told := a.is(t, 413).object()
		if detail, _ := told["detail"].(string); told["code"] != "too_large" || told["title"] != "The review is full" || !strings.Contains(detail, "come to at most 16 MB") {
			t.Errorf("it is refused with %v", told)
		}
	}
	n.as("imre").mark("治理之路", object{"note": long})
}
