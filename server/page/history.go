package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/respond"
	"stet/server/store"
	"stet/views"
)

// historyLength bounds how many events of a claim are shown.
const historyLength = 500

// History answers GET /claims/:id/history with everything that happened to a claim.
func (p *Pages) History(c echo.Context) error {
	number, err := claimNumber(c)
	if err != nil {
		return err
	}
	var claim factcheck.Claim
	var events []factcheck.Event
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		if claim, err = r.Claim(viewer(c).ID, number); err != nil {
			return err
		}
		events, err = r.ClaimEvents(viewer(c).ID, number, 0, historyLength)
		return err
	})
	if err != nil {
		return err
	}
	changes, err := changesOf(events)
	if err != nil {
		return err
	}
	if respond.IsFragment(c) {
		return fragments(c, views.HistoryList(number, changes))
	}
	title := "History of claim " + id(number)
	return respond.HTML(c, 200, views.History(views.HistoryPage{Frame: frame(c, title, views.AtLibrary), Claim: claim, Changes: changes}))
}

// changesOf tells events as people read them, the newest first.
func changesOf(events []factcheck.Event) ([]views.Change, error) {
	var changes []views.Change
	for _, e := range slices.Backward(events) {
		what, err := differences(e)
		if err != nil {
			return nil, err
		}
		changes = append(changes, views.Change{At: e.At, By: e.By, Did: deedOf(e), What: what})
	}
	return changes, nil
}

// deedOf says what an event did.
func deedOf(e factcheck.Event) string {
	deed := map[factcheck.Action]string{
		factcheck.ClaimCreated: "marked it", factcheck.ClaimChanged: "changed it",
		factcheck.ClaimDeleted: "deleted it", factcheck.ClaimRestored: "brought it back", factcheck.ClaimCarried: "corrected the article’s text",
	}[e.Action]
	if e.Undoes != 0 {
		return "took a change back"
	}
	return deed
}

// differences lists what an event changed of a claim.
func differences(e factcheck.Event) ([]views.Difference, error) {
	before, err := desk.ReadClaimState(e.Before)
	if err != nil {
		return nil, err
	}
	after, err := desk.ReadClaimState(e.After)
	if err != nil || after == nil {
		return nil, err
	}
	was := stated(before)
	var changes []views.Difference
	for i, now := range stated(after) {
		if now.mine != was[i].mine {
			changes = append(changes, views.Difference{Label: now.label, Before: was[i].mine, After: now.mine})
		}
	}
	return changes, nil
}

// stated lists what a state says; empty texts for no state.
func stated(s *desk.ClaimState) []pair {
	if s == nil {
		s = &desk.ClaimState{}
	}
	rating := ""
	if s.Rating != 0 {
		rating = ratingSaid(s.Rating)
	}
	return []pair{
		{label: "words", mine: s.Quote}, {label: "stands on", mine: revisionSaid(s)}, {label: "verdict", mine: string(s.Verdict)}, {label: "kind", mine: string(s.Kind)},
		{label: "rating", mine: rating}, {label: "speaker", mine: s.Speaker}, {label: "note", mine: s.Note}, {label: "sources", mine: cited(s.Citations)},
	}
}

func revisionSaid(s *desk.ClaimState) string {
	if s.Revision == 0 {
		return ""
	}
	said := "revision " + strconv.Itoa(s.Revision)
	if s.Carried == factcheck.CarriedUncertain || s.Carried == factcheck.CarriedGone {
		said += ", needs a look"
	}
	return said
}

// cited names the sources of a claim in one text.
func cited(citations []factcheck.Citation) string {
	names := make([]string, len(citations))
	for i, c := range citations {
		names[i] = string(c.Stance) + ": " + c.URL
		if c.Locator != "" {
			names[i] += ", " + c.Locator
		}
	}
	return strings.Join(names, "; ")
}

// spanAfter gives the span a claim had after an event; where it has stood since for an event that deleted it.
func spanAfter(e factcheck.Event, claim factcheck.Claim) (factcheck.Span, error) {
	after, err := desk.ReadClaimState(e.After)
	if err != nil || after == nil {
		return claim.Span, err
	}
	return after.Span, nil
}
