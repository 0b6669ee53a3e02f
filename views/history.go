package views

import "stet/server/factcheck"

// HistoryPage is everything that happened to a claim, on a page of its own.
type HistoryPage struct {
	Frame   Frame
	Claim   factcheck.Claim
	Changes []Change // newest first
}

// Change is one event as people read it.
type Change struct {
	At   factcheck.Timestamp
	By   string // a name; "" for the command line
	Did  string // "marked it", "changed it"
	What []Difference
}

// Difference is one thing that a change changed.
type Difference struct {
	Label  string
	Before string
	After  string
}

func whoDid(by string) string {
	if by == "" {
		return "the command line"
	}
	return by
}
