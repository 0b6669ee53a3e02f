package seeds_test

import (
	"slices"
	"testing"

	"stet/seeds"
	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/span"
)

// placedClaim is a claim of the readings where it stands in its article.
type placedClaim struct {
	desk.NewClaim
	factcheck.Span
}

type placedReading struct {
	seeds.Reading
	claims []placedClaim
}

func readings(t *testing.T) []placedReading {
	t.Helper()
	all, err := seeds.Readings()
	if err != nil {
		t.Fatal(err)
	}
	texts := articles(t)
	placed := make([]placedReading, len(all))
	for i, r := range all {
		placed[i].Reading = r
		text := span.NewText(texts[r.Article-1].Text)
		for _, c := range r.Claims {
			at, err := text.Find(c.Quote, c.Prefix, c.Suffix)
			if err != nil {
				t.Fatalf("article %d, %s, %q: %v", r.Article, r.Reviewer, c.Quote, err)
			}
			placed[i].claims = append(placed[i].claims, placedClaim{c, at})
		}
	}
	return placed
}

func claimsOf(t *testing.T, article int, reviewer string) []placedClaim {
	t.Helper()
	for _, r := range readings(t) {
		if r.Article == article && r.Reviewer == reviewer {
			return r.claims
		}
	}
	t.Fatalf("%s has not read article %d", reviewer, article)
	return nil
}

func TestReadingsDifferInEveryWay(t *testing.T) {
	ways := map[string]func(a, b placedClaim) bool{
		"same span, same verdict":  func(a, b placedClaim) bool { return a.Span == b.Span && a.Verdict == b.Verdict },
		"same span, other verdict": func(a, b placedClaim) bool { return a.Span == b.Span && a.Verdict != b.Verdict },
		"nested":                   func(a, b placedClaim) bool { return holds(a.Span, b.Span) || holds(b.Span, a.Span) },
		"overlapping": func(a, b placedClaim) bool {
			return a.Span.Overlaps(b.Span) && a.Span != b.Span && !holds(a.Span, b.Span) && !holds(b.Span, a.Span)
		},
	}
	for _, article := range []int{1, 5} {
		rosa, imre := claimsOf(t, article, "rosa"), claimsOf(t, article, "imre")
		for way, is := range ways {
			found := slices.ContainsFunc(rosa, func(a placedClaim) bool {
				return slices.ContainsFunc(imre, func(b placedClaim) bool { return is(a, b) })
			})
			if !found {
				t.Errorf("article %d has no claims that are %s", article, way)
			}
		}
		if !sawAlone(rosa, imre) || !sawAlone(imre, rosa) {
			t.Errorf("article %d: each reviewer should have seen something that the other did not", article)
		}
	}
}

// holds says whether inner lies within outer and is not the same.
func holds(outer, inner factcheck.Span) bool {
	return outer != inner && outer.Start <= inner.Start && inner.End <= outer.End
}

func sawAlone(claims, others []placedClaim) bool {
	return slices.ContainsFunc(claims, func(c placedClaim) bool {
		return !slices.ContainsFunc(others, func(o placedClaim) bool { return c.Span.Overlaps(o.Span) })
	})
}

func TestReadingsAreAboutTenClaimsLong(t *testing.T) {
	for _, article := range []int{1, 5} {
		for _, reviewer := range []string{"rosa", "imre"} {
			if n := len(claimsOf(t, article, reviewer)); n < 9 || n > 12 {
				t.Errorf("%s has %d claims in article %d", reviewer, n, article)
			}
		}
	}
	for _, r := range readings(t) {
		if r.Article == 3 {
			t.Error("article 3 is there to be read first by whoever tries the desk")
		}
	}
}

func TestReadingsUseEveryVerdictAndCiteAsCheckersDo(t *testing.T) {
	verdicts, articlesOf := map[factcheck.Verdict]int{}, map[string]map[int]bool{}
	for _, r := range readings(t) {
		for _, c := range r.claims {
			verdicts[c.Verdict]++
			for _, citation := range c.Citations {
				if articlesOf[citation.URL] == nil {
					articlesOf[citation.URL] = map[int]bool{}
				}
				articlesOf[citation.URL][r.Article] = true
			}
			if c.Verdict == factcheck.Disputed && (c.Note == "" || !slices.ContainsFunc(c.Citations, refutes)) {
				t.Errorf("%q is disputed without a word why and a source that refutes it", c.Quote)
			}
		}
	}
	for _, v := range factcheck.Verdicts {
		if verdicts[v] == 0 {
			t.Errorf("no claim is %s", v)
		}
	}
	shared := 0
	for _, in := range articlesOf {
		if len(in) > 1 {
			shared++
		}
	}
	if shared < 2 {
		t.Errorf("%d sources are cited in more than one article, want 2", shared)
	}
}

func refutes(c factcheck.Citation) bool { return c.Stance == factcheck.Refutes }

func TestAReadingQuotesWhatStandsTwice(t *testing.T) {
	texts := articles(t)
	for _, r := range readings(t) {
		text := span.NewText(texts[r.Article-1].Text)
		for _, c := range r.claims {
			if _, err := text.Find(c.Quote, "", ""); factcheck.CodeOf(err) == factcheck.Conflict {
				return
			}
		}
	}
	t.Error("no quote needs its prefix to be found")
}
