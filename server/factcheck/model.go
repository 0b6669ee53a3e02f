package factcheck

import "time"

// Timestamp is a moment in UTC, RFC 3339 with milliseconds: "2019-10-24T14:02:07.123Z". Timestamps sort as text.
type Timestamp string

const timestampLayout = "2006-01-02T15:04:05.000Z"

// At gives the timestamp of a moment.
func At(t time.Time) Timestamp { return Timestamp(t.UTC().Format(timestampLayout)) }

// Time reads the timestamp back; the zero time where it is empty or unreadable.
func (t Timestamp) Time() time.Time {
	at, _ := time.Parse(time.RFC3339, string(t))
	return at
}

// IsOne says whether the timestamp is one as [At] gives them.
func (t Timestamp) IsOne() bool { return t == At(t.Time()) }

// Span is the half-open range [Start, End) of code points in a revision's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len is the number of code points.
func (s Span) Len() int { return s.End - s.Start }

// Overlaps says whether two spans share a code point.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Contains says whether o lies within s and does not end before it starts.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.Start <= o.End && o.End <= s.End }

// Person is somebody at the desk.
type Person struct {
	ID          int64
	Name        string // what they sign in with; unique, whatever the case
	DisplayName string
	Role        Role
	Disabled    bool
	CreatedAt   Timestamp
}

// Article is a piece to be checked.
type Article struct {
	ID          int64
	Title       string
	Byline      string
	Publisher   string
	URL         string
	PublishedOn string // a plain date, or ""
	Language    string // a BCP 47 tag, or ""
	Revision    int    // the number of the current revision
	Words       int    // of the current revision
	Length      int    // code points of the current revision
	CreatedAt   Timestamp
	UpdatedAt   Timestamp
	Version     int64     // the id of the latest event on the article or its claims; a page rendered at one version stays true
	Pseudonyms  bool      // reviewers stand under pseudonyms until every review is submitted and all is decided
	DecidedAt   Timestamp // when the last group of claims was decided; "" while some are undecided, or somebody reads under a pseudonym
}

// Masked says whether reviewers stand under pseudonyms now.
func (a Article) Masked() bool { return a.Pseudonyms && a.DecidedAt == "" }

// BlockKind says what a block of text is.
type BlockKind string

// The block kinds.
const (
	Paragraph BlockKind = "paragraph"
	Heading   BlockKind = "heading"
	ListItem  BlockKind = "list_item"
	Quote     BlockKind = "quotation"
	Caption   BlockKind = "caption"
)

// Block is one stand-off block of a revision. Blocks do not overlap and stand in order; only white space lies between them.
type Block struct {
	Kind  BlockKind `json:"kind"`
	Level int       `json:"level,omitempty"` // of a heading, 1 to 6
	Span
}

// Link is an address that the article's own text links to.
type Link struct {
	URL string `json:"url"`
	Span
}

// SetAside is a block that cleaning took out of the text before a revision was made of it.
type SetAside struct {
	Text   string    `json:"text"`
	Kind   BlockKind `json:"kind"`
	Level  int       `json:"level,omitempty"` // of a heading, 1 to 6
	Links  []Link    `json:"links,omitempty"` // counted from the start of Text
	Reason string    `json:"reason"`          // in plain words: "advertisement"
	After  int       `json:"after"`           // how many blocks of the revision stood before it
}

// Revision is one immutable text of an article. Text is NFC, with "\n" for line ends and no control characters but tab.
type Revision struct {
	ArticleID int64
	Number    int
	Text      string
	Length    int // code points of Text
	Words     int
	Blocks    []Block
	Links     []Link
	SetAside  []SetAside // in the order they stood in
	Reason    string
	By        string // the name of who made it, "" for the command line
	CreatedAt Timestamp
}

// Claim is a highlighted span of a revision, within one review, with a verdict.
type Claim struct {
	ID         int64
	ArticleID  int64
	ReviewID   int64
	ReviewerID int64
	Reviewer   string // the reviewer's name
	Revision   int
	Span
	Quote     string // the exact text of the span
	Prefix    string // at most 32 code points before it
	Suffix    string // at most 32 code points after it
	Kind      Kind
	Verdict   Verdict
	Rating    Rating
	Note      string
	Speaker   string
	Citations []Citation
	Version   int // counts from 1; a write names the version it saw
	CreatedAt Timestamp
	UpdatedAt Timestamp
	Deleted   bool
	Settled   int      // the version of the latest change but that its unchanged words moved with a revision
	Carried   Carriage // CarriedChanged until the verdict is looked at again; uncertain and gone ones wait on an older revision; else ""
	Desk      DeskWord
}

// ClaimRow is a claim with what a list says of its article.
type ClaimRow struct {
	Claim
	ArticleTitle string
	ArticleURL   string
	PublishedOn  string
}

// Citation is the use of a source for one claim.
type Citation struct {
	Number      int    `json:"n"` // within its claim, from 1, never used twice
	URL         string `json:"url"`
	Title       string `json:"title"`
	Publisher   string `json:"publisher"`
	Stance      Stance `json:"stance"`
	Primary     bool   `json:"primary"`
	Locator     string `json:"locator"`
	Passage     string `json:"passage"`
	PublishedOn string `json:"published_on"` // a plain date, or ""
	AccessedOn  string `json:"accessed_on"`  // a plain date, or ""
	ArchivedURL string `json:"archived_url"`
}

// Source is a work that can be consulted, one for each address on the desk.
type Source struct {
	ID          int64
	URL         string
	Title       string
	Publisher   string
	PublishedOn string
	Uses        int // claims that cite it
}

// Event is one append-only record of who changed what. Before and After are JSON objects of what the action touches,
// nil where there was or is nothing.
type Event struct {
	ID        int64
	At        Timestamp
	By        string // the person's name, "" for the command line
	Action    Action
	ArticleID int64 // 0 where none
	ClaimID   int64 // 0 where none
	PersonID  int64 // the person it is about; 0 where none
	Before    []byte
	After     []byte
	Undoes    int64 // the event this one took back; 0 where none
}

// ArticleFound is how far an article has been checked, in the findings of its report.
type ArticleFound struct {
	ID          int64
	Title       string
	PublishedOn string // a plain date, or nothing
	VerdictCounts
	Unsourced int // findings for which no source is cited
	Decided   int // findings that are the desk's word
}
