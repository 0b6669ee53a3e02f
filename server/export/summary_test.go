package export_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"stet/server/export"
	"stet/server/factcheck"
)

var found = []factcheck.ArticleFound{
	{ID: 12, Title: "Lobbying [and] *more*", VerdictCounts: factcheck.VerdictCounts{Verified: 1, Disputed: 2, Unchecked: 1}, Unsourced: 2},
	{ID: 7, Title: "治理", VerdictCounts: factcheck.VerdictCounts{Verified: 1_000}},
}

func eachFound(yield func(factcheck.ArticleFound, error) bool) {
	for _, a := range found {
		if !yield(a, nil) {
			return
		}
	}
}

func summary(t *testing.T, verdicts ...factcheck.Verdict) *export.Summary {
	t.Helper()
	s, err := export.NewSummary(eachFound, factcheck.Publisher{}, verdicts, "2026-02-04T00:00:00.000Z")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheMarkdownOfAWholeDeskBeginsWithItsSummary(t *testing.T) {
	var out bytes.Buffer
	reports := export.Just(material().report())
	reports.Summary = func() (*export.Summary, error) {
		if !strings.HasPrefix(out.String(), "# Fact-check report\n") {
			t.Error("nothing has gone out before the claims are counted")
		}
		return summary(t, factcheck.Disputed), nil
	}
	if err := export.WriteReports(&out, export.Markdown, reports, export.ReportOptions{BaseURL: "https://desk.example.org"}); err != nil {
		t.Fatal(err)
	}
	want := "# Fact-check report\n\nMade on 4 February 2026. 2 articles, 1,004 claims.\n\n**1,003 of 1,004 claims checked, 2 disputed, 2 without a source.**\n\n" +
		"- Verified: 1,001\n- Disputed: 2\n- Unproven: 0\n- Not checked: 1\n\n## The articles\n\n" +
		"- [Lobbying \\[and\\] \\*more\\*](<https://desk.example.org/articles/12/report>): 3 of 4 claims checked, 2 disputed, 2 without a source\n\n---\n\n# Lobbying\n\n"
	if !strings.HasPrefix(out.String(), want) {
		t.Errorf("it begins\n%.800s\nwant\n%s", out.String(), want)
	}
}

func TestASummaryFailsWithWhatItCounts(t *testing.T) {
	lost := errors.New("the disk is gone")
	_, err := export.NewSummary(func(yield func(factcheck.ArticleFound, error) bool) { yield(factcheck.ArticleFound{}, lost) }, factcheck.Publisher{}, nil, "")
	if !errors.Is(err, lost) {
		t.Errorf("it ended with %v", err)
	}
	reports := export.Just(material().report())
	reports.Summary = func() (*export.Summary, error) { return nil, lost }
	if err := export.WriteReports(&bytes.Buffer{}, export.Markdown, reports, export.ReportOptions{}); !errors.Is(err, lost) {
		t.Errorf("the report ended with %v", err)
	}
}

func TestAScreenKeepsTheFirstArticles(t *testing.T) {
	s := summary(t)
	if err := s.Keep(1); err != nil {
		t.Fatal(err)
	}
	kept := 0
	for a := range s.Each() {
		kept++
		if a.ID != 12 {
			t.Errorf("article %d is kept", a.ID)
		}
	}
	if kept != 1 || s.Shown != 2 || s.Articles != 2 {
		t.Errorf("%d of %d are kept", kept, s.Shown)
	}
}
