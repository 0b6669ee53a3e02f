package views

import "stet/server/factcheck"

// PeoplePage is who may sign in.
type PeoplePage struct {
	Frame   Frame
	People  []factcheck.Person
	Factors map[int64]bool   // the ids of the people with a second factor
	Tokens  map[int64]int    // how many each person has, by id
	New     factcheck.Person // as typed
	Trouble PeopleTrouble
}

// PeopleTrouble is what is wrong with one of the page's forms.
type PeopleTrouble struct {
	Form    string // the form's id; "" where nothing is wrong
	Message string
	Field   string
}

// at says whether the trouble is with a form.
func (t PeopleTrouble) at(form string) bool { return t.Form != "" && t.Form == form }

// roleSays tells what each role may do.
func roleSays(r factcheck.Role) string {
	switch r {
	case factcheck.Viewer:
		return "viewer: reads and exports"
	case factcheck.Reviewer:
		return "reviewer: marks, judges and cites"
	case factcheck.Editor:
		return "editor: a reviewer who imports, too"
	default:
		return "admin: an editor who manages people, too"
	}
}
