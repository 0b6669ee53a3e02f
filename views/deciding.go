package views

import (
	"strconv"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// Deciding is a group that stands open: its readings, what the desk has decided, and the form that decides.
type Deciding struct {
	Group   *Group
	Lanes   []Lane
	Ask     CompareAsk // what the page shows, to come back to
	May     bool
	Draft   Draft
	Key     string // names the decision, so that sending it twice decides once
	Trouble Trouble
	Changed map[int64][]Difference // what became, since they were seen, of the claims that were changed meanwhile, by claim
}

// Draft is a decision as its form shows it: nothing at first, what the desk decided, or what was typed.
type Draft struct {
	Take    string // the id of the claim taken, one of the words below, or "" for no choice yet
	Words   string // other words than those of the claim taken, "" for the same
	Verdict string // likewise
	Kind    string
	Rating  string
	Reason  string
}

// What may be taken beside a claim.
const (
	TakeNone     = "none"     // it is not a claim
	TakeStanding = "standing" // as it was decided before
)

// action is where the form is sent. What the page shows goes along, so that it is shown again.
func (d Deciding) action() string {
	if d.Group.decided() {
		return d.decisionPath("")
	}
	return d.Ask.path() + "/decisions" + d.Ask.query()
}

func (d Deciding) decisionPath(under string) string {
	return "/decisions/" + strconv.FormatInt(d.Group.Decision.ID, 10) + under + d.Ask.query()
}

func (d Deciding) formID() string { return "decide-" + strconv.FormatInt(d.Group.Key, 10) }

// columns counts the columns of the table.
func (d Deciding) columns() string { return strconv.Itoa(len(d.Lanes) + 4) }

// suggested says whether a claim is the one to take if most are right.
func (d Deciding) suggested(c *factcheck.Claim) bool {
	return d.Group.Suggestion != nil && d.Group.Suggestion.Claim.ID == c.ID
}

// suggestionSaid puts the suggestion into words.
func (d Deciding) suggestionSaid() string {
	s := d.Group.Suggestion
	switch {
	case d.Group.Outcome == agreement.OnlyOne:
		return "Nobody else marked it: nothing is suggested."
	case s == nil:
		return "No majority: nothing is suggested."
	}
	return figure(s.For) + " of " + figure(s.Of) + " say " + string(s.Claim.Verdict) + "."
}

// taken says whether a radio of the form is chosen.
func (d Deciding) taken(value string) bool { return d.Draft.Take == value }

func (d Deciding) bad(field string) bool {
	return d.Trouble.Message != "" && d.Trouble.Field == field
}

// edited says whether the draft departs from the claim taken, so that what it changes is shown.
func (d Draft) edited() bool {
	return d.Words != "" || d.Verdict != "" || d.Kind != "" || d.Rating != ""
}

// decisionSaid puts the desk's word into a sentence.
func decisionSaid(d *factcheck.Decision) string {
	by := "the command line"
	if d.By != "" {
		by = d.By
	}
	return by + ", " + moment(d.UpdatedAt)
}

// citedAs says what a source is cited for: "supports, primary, p. 12".
func citedAs(c factcheck.Citation) string {
	said := string(c.Stance) + ", " + level(c)
	if c.Locator != "" {
		said += ", " + c.Locator
	}
	return said
}

func claimID(c *factcheck.Claim) string { return strconv.FormatInt(c.ID, 10) }

// takeKey is the key that takes a reading: its lane's number.
func takeKey(lane int) string { return strconv.Itoa(lane + 1) }
