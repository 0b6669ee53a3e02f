package views

import (
	"net/url"

	"stet/server/factcheck"
)

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
	Typed   url.Values // the form as it was sent
	Stale   bool       // what its page showed has been changed since
}

// typed gives what was typed in a field of the form in trouble; what is kept for the others, and where its page showed what has been
// changed since, for what was left as it was seen.
func (t PeopleTrouble) typed(form, field, kept string) string {
	if !t.at(form) || !t.Typed.Has(field) || t.Stale && t.Typed.Get(field) == t.Typed.Get("was."+field) {
		return kept
	}
	return t.Typed.Get(field)
}

// was gives what a form says that its page showed of a field: it stays so until whoever sends it is told what stands now.
func (t PeopleTrouble) was(form, field, kept string) string {
	if t.Stale {
		return kept
	}
	return t.typed(form, "was."+field, kept)
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
