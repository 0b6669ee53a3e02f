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
	Readings  []MyReading // open ones first, by when they are due
	MayImport bool
	Import    ImportForm // for MayImport
	Newer     string     // the address of the page before, "" on the first
	Older     string     // the address of the page after, "" on the last
}

// MyReading is an article that the viewer reads.
type MyReading struct {
	Reader
	Title string
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
