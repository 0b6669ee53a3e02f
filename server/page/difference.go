package page

import (
	"strconv"
	"strings"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/views"
)

// The texts of a change are told among others in this many code points, from so many before the place where they begin to differ.
const (
	toldBriefly = 600
	toldBefore  = 60
)

// briefly shortens the long texts of a change, and says where they stand whole.
func briefly(claim int64, change views.Change) views.Change {
	for i, d := range change.What {
		from := max(0, alike(d.Before, d.After)-toldBefore)
		before, after := part(d.Before, from), part(d.After, from)
		if before != d.Before || after != d.After {
			change.What[i].Before, change.What[i].After = before, after
			change.Whole = historyAddress(claim, "entry", change.ID)
		}
	}
	return change
}

// alike counts the code points with which two texts begin alike.
func alike(a, b string) (n int) {
	for i, r := range a {
		if !strings.HasPrefix(b[min(i, len(b)):], string(r)) {
			break
		}
		n++
	}
	return n
}

// part gives a text that is short enough as it is, of another toldBriefly code points after the first from, by whole characters.
func part(s string, from int) string {
	text := span.NewText(s)
	if text.Len() <= toldBriefly {
		return s
	}
	from = min(from, text.Len()-toldBriefly)
	shown := text.Snap(factcheck.Span{Start: from, End: from + toldBriefly})
	told := text.Slice(shown)
	if shown.Start > 0 {
		told = "…" + told
	}
	if shown.End < text.Len() {
		told += "…"
	}
	return told
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
