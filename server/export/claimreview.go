package export

import (
	"encoding/json"
	"io"

	"stet/server/factcheck"
)

// writeClaimReview writes a JSON array with one schema.org ClaimReview for each finding that has a verdict.
func writeClaimReview(w io.Writer, reports Reports, options ReportOptions) error {
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	list := jsonList{w: w, before: "\n"}
	for r, err := range reports.Each {
		if err != nil {
			return err
		}
		for f, err := range r.Findings {
			if err != nil {
				return err
			}
			if f.Verdict == factcheck.Unchecked {
				continue
			}
			if err := list.add(r.claimReview(f, options)); err != nil {
				return err
			}
		}
	}
	return list.end()
}

// jsonList writes a JSON array that has been opened, item by item.
type jsonList struct {
	w      io.Writer
	before string // stands before the next item
}

func (l *jsonList) add(item thing) error {
	text, err := json.MarshalIndent(item, "", "  ")
	if err != nil {
		return err
	}
	_, err = l.w.Write(append([]byte(l.before), text...))
	l.before = ",\n"
	return err
}

func (l *jsonList) end() error {
	end := "\n]\n"
	if l.before == "\n" {
		end = "]\n"
	}
	_, err := io.WriteString(l.w, end)
	return err
}

// thing is an object of schema.org: its members in any order.
type thing map[string]any

func (r *Report) claimReview(f *Finding, options ReportOptions) thing {
	review := thing{"@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": f.Quote, "url": r.address(f, options),
		"datePublished": string(f.UpdatedAt)[:len("2006-01-02")], "reviewRating": f.schemaRating(), "itemReviewed": r.claimed(f)}
	review.add("author", r.publisher())
	review.add("reviewBody", f.Reason)
	return review
}

// add adds a member that is not empty.
func (t thing) add(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case thing:
		if len(v) == 0 {
			return
		}
	}
	t[name] = value
}

// address is where the finding can be read: in the published report, or else at the desk.
func (r *Report) address(f *Finding, options ReportOptions) string {
	if options.PublishedURL != "" {
		return options.PublishedURL + "#claim-" + string(appendNumber(nil, f.ClaimID))
	}
	return permalink(options.BaseURL, &factcheck.Claim{ID: f.ClaimID, ArticleID: r.Article.ID})
}

func (r *Report) publisher() thing {
	if r.Publisher.Name == "" {
		return nil
	}
	by := thing{"@type": "Organization", "name": r.Publisher.Name}
	by.add("url", r.Publisher.URL)
	by.add("logo", r.Publisher.LogoURL)
	return by
}

// claimed is the claim itself: who made it, when, and where it appeared.
func (r *Report) claimed(f *Finding) thing {
	claim := thing{"@type": "Claim"}
	claim.add("author", r.claimant(f))
	claim.add("datePublished", r.Article.PublishedOn)
	appearance := thing{"@type": "Article"}
	appearance.add("url", r.Article.URL)
	appearance.add("headline", r.Article.Title)
	appearance.add("datePublished", r.Article.PublishedOn)
	appearance.add("inLanguage", r.Article.Language)
	if r.Article.Publisher != "" {
		appearance.add("publisher", thing{"@type": "Organization", "name": r.Article.Publisher})
	}
	claim.add("appearance", appearance)
	return claim
}

// claimant is who makes the claim: the speaker named with it, or who wrote or published the article.
func (r *Report) claimant(f *Finding) thing {
	switch {
	case f.Speaker != "" && f.Speaker == r.Article.Publisher, f.Speaker == "" && r.Article.Byline == "" && r.Article.Publisher != "":
		return thing{"@type": "Organization", "name": r.Article.Publisher}
	case f.Speaker != "":
		return thing{"@type": "Person", "name": f.Speaker}
	case r.Article.Byline != "":
		return thing{"@type": "Person", "name": r.Article.Byline}
	}
	return nil
}

// ratingOf are the ratings of verdicts that were given none.
var ratingOf = map[factcheck.Verdict]factcheck.Rating{factcheck.Verified: 5, factcheck.Disputed: 1, factcheck.Unproven: 3}

// verdictNames are what a verdict is called in public.
var verdictNames = map[factcheck.Verdict]string{factcheck.Verified: "Verified", factcheck.Disputed: "Disputed", factcheck.Unproven: "Unproven", factcheck.Unchecked: "Not checked"}

// schemaRating is the rating from 1 to 5. A finding without one has that of its verdict: verified 5, unproven 3, disputed 1; its
// name is the verdict's then.
func (f *Finding) schemaRating() thing {
	rating, name := f.Rating, f.Rating.Name()
	if rating == 0 {
		rating, name = ratingOf[f.Verdict], verdictNames[f.Verdict]
	}
	return thing{"@type": "Rating", "ratingValue": int(rating), "bestRating": 5, "worstRating": 1, "alternateName": name}
}
