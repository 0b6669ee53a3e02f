package views

import (
	"strconv"

	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// citation is a citation in its claim's open card.
type citation struct {
	factcheck.Citation
	Claim   string             // its claim's number
	Draft   factcheck.Citation // as the form shows it
	Version int                // of the claim
	May     bool               // the viewer may change it
	Trouble Trouble
}

// id gives the id of one of the citation's elements: "cite-343-2".
func (c citation) id(what string) string { return what + "-" + c.Claim + "-" + strconv.Itoa(c.Number) }

func (c citation) path(under string) string {
	return "/claims/" + c.Claim + "/citations/" + strconv.Itoa(c.Number) + under
}

// seen gives the version of the claim that the form is written on, as it sends it.
func (c citation) seen() string {
	if c.Trouble.Seen != "" {
		return c.Trouble.Seen
	}
	return strconv.Itoa(c.Version)
}

// name gives what a citation's link says: its title, or its address where it has none.
func (c citation) name() string {
	if c.Title != "" {
		return c.Title
	}
	return c.URL
}

// CitationItem is one citation of a claim whose card stands open, as an entry of the card's list.
func CitationItem(o OpenCard, c factcheck.Citation) templ.Component {
	return citationItem(o.citation(c))
}

// CitationReading is what a citation says, without the form that changes it.
func CitationReading(o OpenCard, c factcheck.Citation) templ.Component {
	return citationReading(o.citation(c))
}
