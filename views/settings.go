package views

import "stet/server/factcheck"

// SettingsPage is what holds for the whole desk.
type SettingsPage struct {
	Frame     Frame
	Publisher factcheck.Publisher // as kept, or as typed
	Was       factcheck.Publisher // as it was shown when somebody began to type
	Trouble   PeopleTrouble
}

// bad says whether a field of the form is at fault.
func (p SettingsPage) bad(field string) bool { return p.Trouble.Field == field }
