package views

import (
	"strconv"

	"stet/server/factcheck"
)

// Frame is what stands around a page.
type Frame struct {
	Title  string           // of the browser's tab, without the product's name
	Person factcheck.Person // who is signed in; the zero person where nobody is
	Here   Place            // the part of the desk that the page belongs to
	Toast  *Toast           // what was just done, to say so; nil for nothing
}

// Place is the address of a part of the desk.
type Place string

// The places.
const (
	Nowhere     Place = ""
	AtLibrary   Place = "/articles"
	AtClaims    Place = "/claims"
	AtReport    Place = "/report"
	AtSources   Place = "/sources"
	AtReviewers Place = "/reviewers"
	AtPeople    Place = "/people"
	AtSettings  Place = "/settings"
	AtYou       Place = "/you"
	AtHelp      Place = "/help"
)

// Toast says what was just done. Undo is where to post to take it back, "" where that cannot be.
type Toast struct {
	Message string
	Undo    string // where a form takes it back; "" for nowhere
	Version int    // of the claim that the form takes it back of; 0 where it says none
}

type entrance struct {
	place Place
	label string
}

// entrances lists the places that a person may go to.
func entrances(p factcheck.Person) []entrance {
	list := []entrance{{AtLibrary, "Library"}, {AtClaims, "Claims"}, {AtSources, "Sources"}, {AtReviewers, "Reviewers"}, {AtReport, "Report"}}
	if p.Role.AtLeast(factcheck.Admin) {
		list = append(list, entrance{AtPeople, "People"})
	}
	return list
}

// favicon is the logo's first letter with its line of dots.
const favicon = "data:image/svg+xml," +
	"%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='3' fill='%23fdfdfb'/%3E" +
	"%3Ctext x='16' y='22' text-anchor='middle' font-family='Georgia,serif' font-style='italic' font-weight='700' font-size='24'%3Es%3C/text%3E" +
	"%3Cpath d='M8 28H25' stroke='%2317191b' stroke-width='3' stroke-linecap='round' stroke-dasharray='.1 5.6'/%3E%3C/svg%3E"

func personID(p factcheck.Person) string { return strconv.FormatInt(p.ID, 10) }
