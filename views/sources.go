package views

import "stet/server/factcheck"

// SourcesPage lists the sources that the desk's claims cite.
type SourcesPage struct {
	Frame   Frame
	Query   string
	Sources []factcheck.Source
	More    bool // there are more than are listed
}
