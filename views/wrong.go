package views

import "github.com/a-h/templ"

// wrong gives the attributes of a control that the problem shown at its form is about.
func wrong(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": "problem"}
}

// newPasswordSays gives the attributes that lead from a new password to what is asked of it.
func newPasswordSays(id string, bad bool) templ.Attributes {
	said := templ.Attributes{"aria-describedby": id + "-hint"}
	if bad {
		said["aria-invalid"], said["aria-describedby"] = "true", "problem "+id+"-hint"
	}
	return said
}
