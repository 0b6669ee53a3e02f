package views

import (
	"maps"
	"net/url"
	"slices"
	"strings"
)

// SignInPage asks who somebody is.
type SignInPage struct {
	Next    string  // where to go afterwards, a path of ours
	Name    string  // as typed before
	Half    string  // names the sign-in whose code is asked for now; "" while name and password are
	Problem string  // why the last attempt failed; "" for none
	Unsent  *Unsent // what the ended session kept from being sent; nil for nothing
}

// Unsent is a form that came when its session had ended. It travels through the sign-in and is then offered for sending again.
type Unsent struct {
	Of     string // the id of whose page it was; "" where no script said so
	Action string // where it was sent, a path of ours
	Fields url.Values
}

// Size is how many bytes the form has, roughly; of none, 0.
func (u *Unsent) Size() (bytes int64) {
	if u == nil {
		return 0
	}
	const each = 100 // for what stands around a field
	for name, values := range u.Fields {
		for _, value := range values {
			bytes += int64(len(name) + len(value) + each)
		}
	}
	return bytes
}

// The names under which an unsent form travels.
const (
	UnsentOf     = "unsent_of"
	UnsentAction = "unsent_action"
	UnsentField  = "unsent." // and the field's own name
)

// field is one value of a form.
type field struct{ name, value string }

// fieldsOf lists the values of a form by name.
func fieldsOf(values url.Values) (fields []field) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		for _, value := range values[name] {
			fields = append(fields, field{name, value})
		}
	}
	return fields
}

// fields lists what travels: all but passwords, which stand in no page and are typed again.
func (u Unsent) fields() []field {
	return slices.DeleteFunc(fieldsOf(u.Fields), func(f field) bool { return strings.Contains(f.name, "password") })
}

// unsaid are fields in which nobody writes: on what a form was written, and by what it is known.
var unsaid = []string{"version", "seen", "claims_seen", "draft", "key", "arrival"}

// written lists what a person may have written.
func (u Unsent) written() []field {
	return slices.DeleteFunc(u.fields(), func(f field) bool { return f.value == "" || slices.Contains(unsaid, f.name) })
}

// SendAgainPage offers to send a form that a session's end held up.
type SendAgainPage struct {
	Frame  Frame
	Unsent *Unsent
	Lost   string // why there is none
}

// SetupPage makes the first admin of a fresh desk.
type SetupPage struct {
	Key         string // the one-time key of the set-up address
	Name        string // as typed before
	DisplayName string
	Problem     string
	Field       string // the field at fault
}

// signInAddress is where one signs in and is then led on.
func signInAddress(next string) string {
	if next == "" {
		return "/sign-in"
	}
	return "/sign-in?next=" + url.QueryEscape(next)
}
