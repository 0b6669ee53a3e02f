package page

import (
	"math"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// seen reads at which versions a form shows the claims that it speaks of, as [views.Seen] writes them. A form that does not say has
// shown none.
func seen(form url.Values) ([]factcheck.DecidedClaim, error) {
	shown := []factcheck.DecidedClaim{}
	for _, one := range strings.Fields(form.Get("claims_seen")) {
		claim, version, _ := strings.Cut(one, "-")
		number, err := strconv.ParseInt(claim, 10, 64)
		if err != nil {
			return nil, noReading(one)
		}
		at, err := strconv.Atoi(version)
		if err != nil {
			return nil, noReading(one)
		}
		shown = append(shown, factcheck.DecidedClaim{ID: number, Version: at})
	}
	return shown, nil
}

func noReading(typed string) error {
	return factcheck.BadField("claims_seen", "%q names no version of a claim. Look at the readings as they are now, and send the form again.", typed)
}

// changedSince tells of claims that were changed since a form was drawn what became of them.
func (p *Pages) changedSince(c echo.Context, claims []factcheck.Claim, form url.Values) (map[int64][]views.Difference, error) {
	shown, err := seen(form)
	if err != nil || len(claims) == 0 {
		return nil, nil //nolint:nilerr // the form's own error is shown already
	}
	versions := make(map[int64]int, len(shown))
	for _, was := range shown {
		versions[was.ID] = was.Version
	}
	changed := map[int64][]views.Difference{}
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) (err error) {
		for _, claim := range claims {
			if changed[claim.ID], err = changesSince(r, viewer(c).ID, claim, versions[claim.ID]); err != nil {
				return err
			}
		}
		return nil
	})
	return changed, err
}

// changesSince tells what became of a claim since the version shown, which is 0 where it was not; nothing where it is the same.
func changesSince(r *store.Reader, viewer int64, claim factcheck.Claim, shown int) ([]views.Difference, error) {
	if shown < 1 || shown >= claim.Version {
		return nil, nil
	}
	events, _, err := r.ClaimEventsBefore(viewer, claim.ID, math.MaxInt64, claim.Version-shown)
	if err != nil || len(events) == 0 {
		return nil, err
	}
	between := events[0]
	between.Before = events[len(events)-1].Before
	what, err := differences(between)
	return briefly(claim.ID, views.Change{What: what}).What, err
}
