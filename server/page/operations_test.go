package page_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"stet/server/store"
)

func TestAdminsSeeHowTheDeskIsDoing(t *testing.T) {
	n := newNewsroom(t)
	n.signedIn("rosa")
	ada := n.browser("ada")
	got := ada.get("/desk")
	n.wants(got, http.StatusOK, "None is made by the clock", "Never.", `dir="auto">rosa</th>`)
	if !regexp.MustCompile(`id="size">\d+ KB`).MatchString(got.body) {
		t.Error("the database has no size")
	}
	if _, err := n.desk.Check(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	n.wants(ada.get("/desk"), http.StatusOK, "nothing wrong")
	err := n.store.Write(t.Context(), func(tx *store.Tx) error {
		return tx.SetLastCheck(store.LastCheck{At: "2026-01-02T03:04:05.000Z", Wrong: 3})
	})
	if err != nil {
		t.Fatal(err)
	}
	n.wants(ada.get("/desk"), http.StatusOK, "2 Jan 2026, 03:04", "3 things wrong")
	n.wants(n.browser("chidi").get("/desk"), http.StatusForbidden)
}

// TestWhenSomebodyWasSeenIsToldByTheDay holds that no hour stands beside a name: claims under pseudonyms are told to the millisecond.
func TestWhenSomebodyWasSeenIsToldByTheDay(t *testing.T) {
	n := newNewsroom(t)
	n.browser("rosa")
	got := n.browser("ada").get("/desk")
	n.wants(got, http.StatusOK)
	_, table, _ := strings.Cut(got.body, `<table id="signed-in">`)
	table, _, _ = strings.Cut(table, "</table>")
	if !strings.Contains(table, "rosa") || !strings.Contains(table, time.Now().UTC().Format(time.DateOnly)) || regexp.MustCompile(`\d:\d`).MatchString(table) {
		t.Errorf("told is %s", table)
	}
}
