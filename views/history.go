package views

import (
	"strconv"

	"stet/server/factcheck"
)

// HistoryPage is what happened to a claim, on a page of its own.
type HistoryPage struct {
	Frame   Frame
	Claim   factcheck.Claim
	Changes []Change // newest first
	Part    bool     // they do not begin with the latest, or are one alone
	Earlier string   // where the changes before them are; "" where there are none
}

func (p HistoryPage) id() string { return strconv.FormatInt(p.Claim.ID, 10) }

// Change is one event as people read it.
type Change struct {
	ID    int64 // the event's
	At    factcheck.Timestamp
	By    string // a name; "" for the command line
	Did   string // "marked it", "changed it"
	What  []Difference
	Whole string // where its texts stand whole; "" where they do here
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
