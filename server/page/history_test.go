package page_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestHistoryTellsEveryChange(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	rosa.post("/claims/1", url.Values{"version": {"1"}, "verdict": {"disputed"}, "note": {"<i>No</i>"}})
	n.wants(rosa.scripted(1).get("/claims/1/history"), http.StatusOK, `id="history-list-1"`, "marked it", "changed it", "&lt;i&gt;No&lt;/i&gt;", "unchecked")
	n.wants(rosa.get("/claims/1/history"), http.StatusOK, "<html", "History of claim 1")
}

func TestALongHistoryIsReadPageByPageAndItsTextsWhole(t *testing.T) {
	n := newNewsroom(t)
	n.mark("rosa", "company")
	rosa := n.browser("rosa")
	long := strings.Repeat("n", 99_000)
	const changes = 70
	for i := range changes {
		note := fmt.Sprintf("%s, change %d, %s", long[:50_000], i, long[:40_000])
		n.leads(rosa.post("/claims/1", url.Values{"version": {strconv.Itoa(i + 1)}, "note": {note}}), n.bench()+"?claim=1#claim-1")
	}
	earlier := regexp.MustCompile(`href="(/claims/1/history\?before=\d+)"`)
	whole := regexp.MustCompile(`href="(/claims/1/history\?entry=\d+)"`)
	var told, wholes []string
	for address := "/claims/1/history"; address != ""; {
		page := rosa.get(address)
		n.wants(page, http.StatusOK, `id="history-list-1"`)
		if len(page.body) > 1<<20 {
			t.Errorf("%s is %d bytes long", address, len(page.body))
		}
		told = append(told, regexp.MustCompile(`<ins dir="auto">…n{50,60}, change (\d+),`).FindAllString(page.body, -1)...)
		for _, found := range whole.FindAllStringSubmatch(page.body, -1) {
			wholes = append(wholes, found[1])
		}
		address = ""
		if found := earlier.FindStringSubmatch(page.body); found != nil {
			address = found[1]
		} else {
			n.wants(page, http.StatusOK, "marked it", "The latest changes")
		}
	}
	if len(told) != changes-1 || len(wholes) != changes { // the first note has nothing to differ from, and is told from its start
		t.Fatalf("%d of %d changes are told, %d can be read whole", len(told), changes-1, len(wholes))
	}
	for i, one := range []string{"change 69, ", "change 68, "} {
		n.wants(rosa.get(wholes[i]), http.StatusOK, long[:50_000]+", "+one+long[:40_000]+"</ins>")
	}
	n.wants(rosa.get("/claims/1/history?entry=1"), http.StatusNotFound, "no change 1 in its history")
}
