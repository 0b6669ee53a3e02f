package views

import (
	"net/url"
	"strconv"

	"stet/server/factcheck"
)

// CompareAsk is what a comparison is asked to show, as its address says it. Every change to it is a copy, so that a link is
// the page's own ask with one thing different.
type CompareAsk struct {
	ArticleID int64
	Threshold float64 // the least overlap at which two claims are taken for one, from 0.1 to 1
	Show      Show
	Kind      factcheck.Kind // "" for every kind
	With      []Condition    // all of which a group must meet
	Behind    Behind
	Apart     [2]string // the keys of two lanes: what either marked and not both judged; "" for no such
	Matrix    [2]string // the keys of the two lanes whose verdicts are set against each other; "" for the first two
	Group     int64     // the key of the group that stands open; 0 for none
	Done      string    // what was just done, to say so
	From      int       // of the groups that pass, how many stand before the first one shown
}

// Show narrows a comparison by how its groups stand.
type Show string

// What there is to show. The first is everything.
const (
	ShowAll           Show = ""
	ShowDisagreements Show = "disagreements" // verdict or span differs
	ShowVerdict       Show = "verdict_differs"
	ShowSpan          Show = "span_differs"
	ShowOnlyOne       Show = "only_one"
	ShowMissed        Show = "missed" // by somebody, though not by all but one
	ShowAgreed        Show = "agreed"
	ShowUndecided     Show = "undecided"
	ShowSince         Show = "since" // new or changed since the decision
)

// Shows lists what there is to show in the order of the screen.
var Shows = []Show{ShowAll, ShowDisagreements, ShowVerdict, ShowSpan, ShowOnlyOne, ShowMissed, ShowAgreed, ShowUndecided, ShowSince}

var showLabels = map[Show]string{
	ShowAll: "All", ShowDisagreements: "Disagreements", ShowVerdict: "Verdict differs", ShowSpan: "Span differs", ShowOnlyOne: "Seen by one",
	ShowMissed: "Missed by some", ShowAgreed: "Agreed", ShowUndecided: "To decide", ShowSince: "Since the decision",
}

// Behind narrows a comparison to the groups behind a figure that rests on more than two reviewers.
type Behind string

// What figures rest on.
const (
	BehindNothing Behind = ""
	Judged        Behind = "judged"   // two reviewers at least gave a verdict
	Unjudged      Behind = "unjudged" // and the others
	Rated         Behind = "rated"    // two reviewers at least gave a rating
	Unrated       Behind = "unrated"
)

// Condition asks of a group that one lane holds something.
type Condition struct {
	Lane  string // its key
	Holds string // a verdict, or one of the words below
}

// What a lane may hold beside a verdict.
const (
	HoldsClaim   = "claim"   // of whatever verdict
	HoldsVerdict = "verdict" // other than unchecked
	HoldsNothing = "nothing"
)

// Address gives the address that asks for this.
func (a CompareAsk) Address() string { return a.path() + "/compare" + a.query() }

// csv is the address of the whole comparison as a file for spreadsheets.
func (a CompareAsk) csv() string {
	address := a.path() + "/comparison.csv?bom=1"
	if t := a.threshold(); t != "" {
		address += "&threshold=" + t
	}
	return address
}

// at is Address with a place in the page.
func (a CompareAsk) at(place string) string { return a.Address() + "#" + place }

func (a CompareAsk) path() string { return "/articles/" + strconv.FormatInt(a.ArticleID, 10) }

// query gives what stands after the path, from the question mark on; "" for the plain comparison.
func (a CompareAsk) query() string {
	values := url.Values{}
	for _, c := range a.With {
		values.Add("with", c.Lane+":"+c.Holds)
	}
	for name, two := range map[string][2]string{"matrix": a.Matrix, "apart": a.Apart} {
		if two[0] != "" {
			values[name] = two[:]
		}
	}
	for name, value := range map[string]string{
		"show": string(a.Show), "kind": string(a.Kind), "behind": string(a.Behind), "threshold": a.threshold(),
		"done": a.Done, "group": positive(a.Group), "from": positive(int64(a.From)),
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}

// threshold gives the threshold where it is not the usual one.
func (a CompareAsk) threshold() string {
	if a.Threshold == UsualThreshold {
		return ""
	}
	return strconv.FormatFloat(a.Threshold, 'f', -1, 64)
}

// UsualThreshold is the overlap at which two claims are taken for one unless somebody asks for another.
const UsualThreshold = 0.5

func positive(n int64) string {
	if n <= 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// opening is the address of the group with a key, open.
func (a CompareAsk) opening(key int64) string {
	a.Group = key
	return a.at(groupID(key))
}

// Opening is the address of the group that stands open, where it stands; that of the page where none does.
func (a CompareAsk) Opening() string {
	if a.Group == 0 {
		return a.Address()
	}
	return a.opening(a.Group)
}

// closed is the address with no group open.
func (a CompareAsk) closed() CompareAsk {
	a.Group = 0
	return a
}

// showing is the address of another selection of groups, from its beginning.
func (a CompareAsk) showing(s Show) string {
	a.Show, a.Group, a.From = s, 0, 0
	return a.Address()
}

// behind leads to the groups behind a figure, whatever was shown before.
func (a CompareAsk) behind(b Behind, with ...Condition) string {
	return a.plain(b, with).at("groups")
}

// plain asks for everything that meets some conditions.
func (a CompareAsk) plain(b Behind, with []Condition) CompareAsk {
	return CompareAsk{ArticleID: a.ArticleID, Threshold: a.Threshold, Matrix: a.Matrix, Behind: b, With: with}
}

// Leaf starts at another group of those that pass.
func (a CompareAsk) Leaf(from int) string {
	a.From, a.Group = from, 0
	return a.Address()
}

// Narrowed says whether something may be left out.
func (a CompareAsk) Narrowed() bool {
	return a.Show != ShowAll || a.Kind != "" || a.Behind != BehindNothing || len(a.With) > 0 || a.Apart[0] != ""
}

// groupID is the id of the row of a group.
func groupID(key int64) string { return "g" + strconv.FormatInt(key, 10) }

// setting sets the verdicts of two reviewers against each other, and changes nothing else.
func (a CompareAsk) setting(one, other Lane) string {
	a.Matrix = [2]string{one.Key, other.Key}
	return a.at("agreement")
}
