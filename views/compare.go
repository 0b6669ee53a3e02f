package views

import (
	"strconv"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// ComparePage sets the readings of an article side by side.
type ComparePage struct {
	Frame      Frame
	Article    factcheck.Article
	Ask        CompareAsk
	Lanes      []Lane
	Needs      string // what is needed before there is anything to compare; "" where nothing is
	Staff      Staff
	Rows       []*Group // of the groups that pass, those shown
	First      int      // how many of those that pass stand before Rows
	Passing    int
	Groups     int // all of them
	Counts     map[Show]int
	Tally      CompareTally
	Deciding   *Deciding // the group that stands open; nil for none
	Next       int64     // the key of the next group that waits for the desk's word; 0 where none does
	Finding    agreement.Finding
	Judging    agreement.Judging
	Matrix     agreement.Matrix
	Left       []factcheck.Claim    // on an older revision, so that they could not be compared
	Lost       []factcheck.Decision // whose claims have all been deleted since
	MayDecide  bool
	Pseudonyms bool // the article shows its reviewers under pseudonyms until all is decided
	Long       bool // browsers are told not to lay out what is out of sight
	Problem    string
	Newer      string
	Older      string
}

// CompareTally says how far a comparison is decided.
type CompareTally struct {
	Groups    int
	Decided   int
	Undecided int
	Agreed    int                // of the undecided ones, those on which all who marked them are of one mind
	Listed    []*factcheck.Claim // of those on which they are
	ClosedAt  factcheck.Timestamp
}

// said tells the tally in words: "16 groups of claims: 6 decided, 10 to decide".
func (n CompareTally) said() string {
	return count(n.Groups, "group", "groups") + " of claims: " + figure(n.Decided) + " decided, " + figure(n.Undecided) + " to decide"
}

// readingsSaid says how many readings there are and how many of them are handed in.
func (p ComparePage) readingsSaid() string {
	submitted := 0
	for _, lane := range p.Lanes {
		if lane.Submitted {
			submitted++
		}
	}
	return count(len(p.Lanes), "review", "reviews") + ", " + figure(submitted) + " submitted"
}

// rowsSaid says which rows are shown: "groups 1 to 100 of 1,200".
func (p ComparePage) rowsSaid() string {
	if len(p.Rows) == 0 {
		return "no group"
	}
	return "groups " + figure(p.First+1) + " to " + figure(p.First+len(p.Rows)) + " of " + figure(p.Passing)
}

// narrowedSaid says what the groups shown have in common, beside what the strip of choices says.
func (p ComparePage) narrowedSaid() (said []string) {
	for _, c := range p.Ask.With {
		if lane := laneOf(p.Lanes, c.Lane); lane >= 0 {
			said = append(said, p.Lanes[lane].Name+" "+holdsWords[c.Holds])
		}
	}
	if one, other := laneOf(p.Lanes, p.Ask.Apart[0]), laneOf(p.Lanes, p.Ask.Apart[1]); one >= 0 && other >= 0 {
		said = append(said, p.Lanes[one].Name+" or "+p.Lanes[other].Name+" marked it and not both gave a verdict")
	}
	if words := behindWords[p.Ask.Behind]; words != "" {
		said = append(said, words)
	}
	if p.Ask.Kind != "" {
		said = append(said, "marked as "+string(p.Ask.Kind))
	}
	return said
}

var holdsWords = map[string]string{
	HoldsClaim: "marked it", HoldsVerdict: "gave a verdict", HoldsNothing: "did not mark it", string(factcheck.Verified): "said verified",
	string(factcheck.Disputed): "said disputed", string(factcheck.Unproven): "said unproven", string(factcheck.Unchecked): "left it unchecked",
}

var behindWords = map[Behind]string{
	Judged: "two reviewers or more gave a verdict", Unjudged: "fewer than two reviewers gave a verdict",
	Rated: "two reviewers or more gave a rating", Unrated: "fewer than two reviewers gave a rating",
}

// isOpen says whether a group's readings stand open under its row.
func (p ComparePage) isOpen(g *Group) bool { return p.Deciding != nil && p.Deciding.Group.Key == g.Key }

// staffClass says how many lanes there are, for the stylesheet to make room for them.
func (p ComparePage) staffClass() string {
	class := "galley galley--staff staff--" + strconv.Itoa(len(p.Lanes))
	if p.Long {
		class += " galley--vast"
	}
	return class
}

// nameOf gives the name under which a claim's reviewer is shown.
func (p ComparePage) nameOf(c factcheck.Claim) string {
	for _, lane := range p.Lanes {
		if lane.Reviewer == c.Reviewer {
			return lane.Name
		}
	}
	return c.Reviewer
}
