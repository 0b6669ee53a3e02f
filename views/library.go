package views

import "stet/server/factcheck"

// LibraryPage lists the articles of the desk.
type LibraryPage struct {
	Frame     Frame
	Query     string // what was searched for
	Sort      string
	Tabs      []Tab
	Articles  int // on the desk
	Claims    factcheck.VerdictCounts
	Pieces    []Piece
	Readings  []Piece // the viewer's own, unfinished first
	MayImport bool
	Import    ImportForm // for MayImport
	Newer     string     // the address of the page before, "" on the first
	Older     string     // the address of the page after, "" on the last
}

// Tab is a choice between lists.
type Tab struct {
	Label   string
	Count   int
	Address string
	Here    bool
}

// Piece is one article in the library.
type Piece struct {
	Article factcheck.Article
	Counts  factcheck.VerdictCounts // of the viewer's own reading, else of the fullest
	Readers []Reader
	Mine    bool    // the viewer has a reading of it
	Hits    []Match // the claims that a search found
	Excerpt Excerpt // the piece of its text that a search found
}

// Excerpt is a piece of text around the word that was searched for; no Match, no excerpt.
type Excerpt struct{ Before, Match, After string }

// Reader is how far one reviewer has read an article.
type Reader struct {
	Name      string
	Counts    factcheck.VerdictCounts
	Submitted bool
}

// Match is a claim that a search found.
type Match struct {
	ID      int64
	Quote   string
	Verdict factcheck.Verdict
}

// sorting is a way to order the library.
type sorting struct{ value, label string }

var sortings = []sorting{{"newest", "newest import"}, {"published", "date published"}, {"title", "title"}, {"progress", "most to check"}}

// progressOf says how far a reading has come: "12 of 14 checked", with a comma where the number of disputed claims follows.
func progressOf(n factcheck.VerdictCounts) string {
	said := figure(n.Checked()) + " of " + figure(n.Total()) + " checked"
	if n.Disputed > 0 {
		said += ","
	}
	return said
}

// shelved says what the library's articles hold: "58 claims, 22 disputed", "no claims".
func shelved(n factcheck.VerdictCounts) string {
	said := count(n.Total(), "claim", "claims")
	if n.Total() == 0 {
		return said
	}
	return said + ", " + figure(n.Disputed) + " disputed"
}

// readingOf says how far a reader is: "submitted", "12 of 14", "no claims yet".
func readingOf(r Reader) string {
	switch {
	case r.Submitted:
		return "submitted"
	case r.Counts.Total() == 0:
		return "no claims yet"
	default:
		return figure(r.Counts.Checked()) + " of " + figure(r.Counts.Total())
	}
}

// leftOf says what a reading of one's own still wants.
func leftOf(n factcheck.VerdictCounts) string {
	switch {
	case n.Total() == 0:
		return "no claims yet"
	case n.Unchecked == 0:
		return count(n.Total(), "claim", "claims") + ", all checked"
	default:
		return count(n.Unchecked, "claim", "claims") + " unchecked"
	}
}
