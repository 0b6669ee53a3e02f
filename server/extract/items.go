package extract

import "iter"

// Item is one of the articles that a file holds, or why it cannot be read.
type Item struct {
	Name  string // the file's, and where in it the article stands: "list.csv, row 7"
	Draft Draft
	Err   error
}

// IsSeveral says whether a source may hold several articles.
func (s Source) IsSeveral() bool { return s.format().Several() }

// format gives how a source is to be read.
func (s Source) format() Format {
	if s.Format == "" {
		return Detect(s.Name, s.Raw)
	}
	return s.Format
}

// Items gives the articles that a file holds, one after another, as each is asked for: one for most files, many for lists and
// archives. One that cannot be read stops none of the others.
func Items(s Source) iter.Seq[Item] {
	s.Format = s.format()
	return func(yield func(Item) bool) {
		switch s.Format {
		case JSON:
			s.values(yield)
		case JSONL:
			s.lines(yield)
		case CSV:
			s.rows(yield)
		case Zip:
			s.entries(yield)
		default:
			d, err := Read(s)
			yield(Item{s.Name, d, err})
		}
	}
}

// within names a place in the file.
func (s Source) within(place string) string {
	if s.Name == "" {
		return place
	}
	return s.Name + ", " + place
}
