package api

import (
	"stet/server/factcheck"
	"stet/server/store"
)

// Narrowing is what every list of claims can be narrowed by.
type Narrowing struct {
	Verdict  []factcheck.Verdict `query:"verdict,explode" nullable:"false" doc:"May be given more than once: any of these."`
	Kind     factcheck.Kind      `query:"kind"`
	Reviewer string              `query:"reviewer" doc:"The name of the reviewer whose claims are wanted, or a pseudonym."`
	Text     string              `query:"q" maxLength:"500" doc:"Words to find in quote, note and speaker."`
	Since    string              `query:"since" format:"date" doc:"A plain date: changed on it or after."`
	Until    string              `query:"until" format:"date" doc:"A plain date: changed on it or before."`
}

// of gives the filter over one article, or over all of them where articleID is 0.
func (n Narrowing) of(articleID int64) store.ClaimFilter {
	return store.ClaimFilter{Verdicts: n.Verdict, Kind: n.Kind, ArticleID: articleID, Reviewer: n.Reviewer, Text: n.Text, Since: n.Since, Until: n.Until}
}

// DeskNarrowing is what a list over the whole desk can be narrowed by.
type DeskNarrowing struct {
	Narrowing
	ArticleID int64 `query:"article_id" minimum:"1"`
}

func (n DeskNarrowing) filter() store.ClaimFilter { return n.of(n.ArticleID) }
