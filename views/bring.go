package views

import (
	"stet/server/factcheck"
	"strconv"
)

// BringPage brings the claims of other tools into an article, and lists what takes them out to those.
type BringPage struct {
	Frame    Frame
	Article  factcheck.Article
	MayBring bool
	Readers  []factcheck.Person // whose reviews claims may be brought into; none where it is one's own alone
	Tools    []Tool
	Losses   []string // what none of them can carry
	Form     BringForm
	Found    *Found // what a file that was sent holds; nil where none was
	CameIn   *CameIn
}

// Tool is another tool, by its format.
type Tool struct {
	Format  string
	Name    string
	Holds   string // the file that it takes and makes
	Address string
	Losses  []string // what its format cannot carry and others can
}

// BringForm is what was chosen, and what is wrong with it.
type BringForm struct {
	Format   string
	Reviewer string
	Problem  string
	Field    string
}

// Found is what a file holds: the claims that can come in, and what cannot.
type Found struct {
	Name     string // of the file
	Content  string // the file itself, as the form sends it again
	Format   string
	Tool     string
	Reviewer string
	Claims   []FoundClaim
	Skipped  []LeftOut
}

// FoundClaim is a claim that can come in.
type FoundClaim struct {
	Item    string
	Claim   factcheck.Claim
	ByQuote bool // it was found by its words
}

// LeftOut is an item that cannot come in.
type LeftOut struct{ Item, Why string }

// CameIn counts what came in, and what was left out.
type CameIn struct{ Claims, LeftOut int }

func (p BringPage) path() string { return "/articles/" + strconv.FormatInt(p.Article.ID, 10) }

// said tells what a file holds in one sentence.
func (f *Found) said() string {
	said := capital(count(len(f.Claims), "claim", "claims")) + " can come in"
	if len(f.Skipped) > 0 {
		said += ", " + count(len(f.Skipped), "item", "items") + " cannot"
	}
	return said + "."
}

func (n *CameIn) said() string {
	said := capital(count(n.Claims, "claim", "claims")) + " came in"
	if n.LeftOut > 0 {
		said += "; " + count(n.LeftOut, "item was", "items were") + " left out"
	}
	return said + "."
}

// found says how a claim got its place.
func (c FoundClaim) found() string {
	if c.ByQuote {
		return "by its words"
	}
	return "at its position"
}
