package page_test

import (
	"net/http"
	"regexp"
	"testing"

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
