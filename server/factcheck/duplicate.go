package factcheck

// Likeness says in what an article is like another.
type Likeness string

// The likenesses, the strongest first.
const (
	SameText       Likeness = "same text"
	SameAddress    Likeness = "same address"
	NearlySameText Likeness = "nearly the same text"
)

// Duplicate is an article on the desk that another is like.
type Duplicate struct {
	ArticleID int64
	Title     string
	Why       Likeness
}
