package page

import (
	"math"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// changesAtOnce bounds how many events of a claim are shown at once.
const changesAtOnce = 50

// History answers GET /claims/:id/history with what happened to a claim, the newest first: with ?before=N what came before the
// event N, with ?entry=N that event alone and whole.
func (p *Pages) History(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	entry, before := eventAsked(c, "entry"), eventAsked(c, "before")
	page := views.HistoryPage{Part: entry != 0 || before != 0}
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		if page.Claim, err = r.Claim(viewer(c).ID, number); err != nil {
			return err
		}
		if entry != 0 {
			page.Changes, err = changeWhole(r, viewer(c).ID, number, entry)
			return err
		}
		page.Changes, page.Earlier, err = changesBefore(r, viewer(c).ID, number, before)
		return err
	})
	if err != nil {
		return err
	}
	if respond.IsFragment(c) {
		return fragments(c, views.HistoryList(page))
	}
	page.Frame = frame(c, "History of claim "+id(number), views.AtLibrary)
	return respond.HTML(c, 200, views.History(page))
}

// eventAsked reads the number of an event from the address; 0 for none.
func eventAsked(c echo.Context, name string) int64 {
	n, _ := strconv.ParseInt(c.QueryParam(name), 10, 64)
	return max(n, 0)
}

// changesBefore tells the latest changes of a claim before an event, 0 for all, and where the earlier ones are; "" where there are none.
func changesBefore(r *store.Reader, viewer, claim, before int64) (changes []views.Change, earlier string, err error) {
	if before == 0 {
		before = math.MaxInt64
	}
	events, more, err := r.ClaimEventsBefore(viewer, claim, before, changesAtOnce)
	if err != nil {
		return nil, "", err
	}
	for _, e := range events {
		what, err := differences(e)
		if err != nil {
			return nil, "", err
		}
		changes = append(changes, briefly(claim, views.Change{ID: e.ID, At: e.At, By: e.By, Did: deedOf(e), What: what}))
	}
	if more {
		earlier = historyAddress(claim, "before", events[len(events)-1].ID)
	}
	return changes, earlier, nil
}

// changeWhole tells one change with all its texts; NotFound where it is none of the claim's.
func changeWhole(r *store.Reader, viewer, claim, event int64) ([]views.Change, error) {
	events, _, err := r.ClaimEvents(viewer, claim, event-1, 1)
	if err != nil {
		return nil, err
	}
	if len(events) == 0 || events[0].ID != event {
		return nil, factcheck.Errorf(factcheck.NotFound, "Claim %d has no change %d in its history. Go back to all of its history.", claim, event)
	}
	what, err := differences(events[0])
	return []views.Change{{ID: event, At: events[0].At, By: events[0].By, Did: deedOf(events[0]), What: what}}, err
}

func historyAddress(claim int64, name string, event int64) string {
	return "/claims/" + id(claim) + "/history?" + name + "=" + id(event)
}
