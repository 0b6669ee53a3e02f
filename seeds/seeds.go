// Package seeds is the demonstration library: five articles of our own writing, some of whose facts are wrong, stale or
// doubtful on purpose, and what demonstration readers found in them. The tests of other rooms use it too.
package seeds

import (
	"embed"
	"fmt"
	"io/fs"

	"stet/server/extract"
	"stet/server/factcheck"
)

//go:embed articles/*.md readings.json
var files embed.FS

// Person is one of the demonstration people. Their passwords are public: a desk that has them is for trying out, and should
// be reached from its own machine alone.
type Person struct {
	Name, DisplayName, Password string
	Role                        factcheck.Role
}

// People lists the demonstration people. The reviewers come first, since theirs is the work to try out.
var People = []Person{
	{"rosa", "Rosa Lindqvist", "stet-rosa-demo", factcheck.Reviewer},
	{"imre", "Imre Halász", "stet-imre-demo", factcheck.Reviewer},
	{"chidi", "Chidi Okafor", "stet-chidi-demo", factcheck.Editor},
	{"ada", "Ada Novak", "stet-ada-demo", factcheck.Admin},
	{"vera", "Vera Santos", "stet-vera-demo", factcheck.Viewer},
}

// Articles gives the five articles in the order of their numbers.
func Articles() ([]extract.Article, error) {
	names, err := fs.Glob(files, "articles/*.md")
	if err != nil {
		return nil, err
	}
	articles := make([]extract.Article, 0, len(names))
	for _, name := range names {
		article, err := readArticle(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		articles = append(articles, article)
	}
	return articles, nil
}

func readArticle(name string) (extract.Article, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return extract.Article{}, err
	}
	return extract.Markdown(raw)
}
