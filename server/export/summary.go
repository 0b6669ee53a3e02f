package export

import (
	"io"
	"iter"
	"slices"

	"stet/server/factcheck"
)

// Summary is what stands before the reports of a whole desk.
type Summary struct {
	Publisher factcheck.Publisher
	MadeAt    factcheck.Timestamp
	Verdicts  []factcheck.Verdict // of the findings shown; nil for all
	Articles  int                 // that have a finding
	Coverage  Coverage            // of all their findings, those too that Verdicts leaves out
	Shown     int                 // how many of the articles have a finding that is shown
	found     iter.Seq2[factcheck.ArticleFound, error]
}

// NewSummary goes through the articles found, to count them. They must be there to be gone through once more.
func NewSummary(found iter.Seq2[factcheck.ArticleFound, error], publisher factcheck.Publisher, verdicts []factcheck.Verdict, at factcheck.Timestamp) (*Summary, error) {
	s := &Summary{Publisher: publisher, MadeAt: at, Verdicts: verdicts, found: found}
	for a, err := range found {
		if err != nil {
			return nil, err
		}
		s.count(a)
	}
	return s, nil
}

func (s *Summary) count(a factcheck.ArticleFound) {
	s.Articles++
	s.Coverage.Verified += a.Verified
	s.Coverage.Disputed += a.Disputed
	s.Coverage.Unproven += a.Unproven
	s.Coverage.Unchecked += a.Unchecked
	s.Coverage.Unsourced += a.Unsourced
	if Shown(a, s.Verdicts) {
		s.Shown++
	}
}

// Shown says whether an article has a finding with one of these verdicts; with none given, any.
func Shown(a factcheck.ArticleFound, verdicts []factcheck.Verdict) bool {
	return len(verdicts) == 0 || slices.ContainsFunc(verdicts, func(v factcheck.Verdict) bool { return a.Of(v) > 0 })
}

// Each gives the articles of which a finding is shown, as their reports follow. An error comes last.
func (s *Summary) Each() iter.Seq2[factcheck.ArticleFound, error] {
	return func(yield func(factcheck.ArticleFound, error) bool) {
		for a, err := range s.found {
			if err != nil {
				yield(a, err)
				return
			}
			if Shown(a, s.Verdicts) && !yield(a, nil) {
				return
			}
		}
	}
}

// Keep holds on to the first articles, so many, for when the snapshot has gone.
func (s *Summary) Keep(most int) error {
	var kept []factcheck.ArticleFound
	for a, err := range s.Each() {
		if err != nil {
			return err
		}
		if len(kept) == most {
			break
		}
		kept = append(kept, a)
	}
	s.found = func(yield func(factcheck.ArticleFound, error) bool) {
		for _, a := range kept {
			if !yield(a, nil) {
				return
			}
		}
	}
	return nil
}

// Title heads it: "5 articles, 43 claims".
func (s *Summary) Title() string {
	return count(s.Articles, "article", "articles") + ", " + count(s.Coverage.Total(), "claim", "claims")
}

// CoverageOf is how far one of the articles is checked.
func CoverageOf(a factcheck.ArticleFound) Coverage { return Coverage{a.VerdictCounts, a.Unsourced} }

// markdown writes the summary, article by article.
func (s *Summary) markdown(w io.Writer, base string) error {
	m := markdown{to: w}
	m.line("Made on ", s.MadeAt.Time().Format("2 January 2006"), ". ", s.Title(), ".")
	m.line("**", s.Coverage.String(), ".**")
	for _, v := range factcheck.Verdicts {
		m.item(verdictNames[v], ": ", figure(s.Coverage.Of(v)))
	}
	m.endList()
	m.line("## The articles")
	for a, err := range s.Each() {
		if m.failed(err) {
			break
		}
		m.item(link(base+"/articles/"+string(appendNumber(nil, a.ID))+"/report", a.Title), ": ", CoverageOf(a).String())
	}
	m.endList()
	return m.release()
}
