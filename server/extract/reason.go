package extract

// Reason says in plain words why a block is probably not of the article's text.
type Reason string

// The reasons.
const (
	Navigation    Reason = "navigation"
	Advertisement Reason = "advertisement"
	ShareLine     Reason = "share line"
	RelatedStory  Reason = "related story"
	Newsletter    Reason = "newsletter call"
	Furniture     Reason = "site furniture"
	BylineLine    Reason = "byline"
	CookieNotice  Reason = "cookie notice"
	Comments      Reason = "readers’ comments"
	PictureLine   Reason = "picture caption"
	Footnote      Reason = "footnote"
	Endnote       Reason = "endnote"
	TitleLine     Reason = "the title"
	OutsideText   Reason = "outside the article’s text"
	LeftOut       Reason = "left out by hand"
)
