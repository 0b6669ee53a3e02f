package export

import "stet/server/factcheck"

// Claim is a claim as JSON tells it, in the API and in JSON Lines alike.
type Claim struct {
	ID              int64                `json:"id"`
	ArticleID       int64                `json:"article_id"`
	Revision        int                  `json:"revision" doc:"The number of the revision whose text the span counts in."`
	ReviewID        int64                `json:"review_id"`
	Reviewer        string               `json:"reviewer" doc:"The reviewer's name; a pseudonym while the article shows pseudonyms."`
	Start           int                  `json:"start" doc:"Where the span begins, in Unicode code points of the revision's text."`
	End             int                  `json:"end" doc:"Where the span ends: the first code point that is no longer in it."`
	Quote           string               `json:"quote" doc:"The exact text of the span."`
	Prefix          string               `json:"prefix" doc:"Up to 32 code points before the span."`
	Suffix          string               `json:"suffix" doc:"Up to 32 code points after the span."`
	Kind            factcheck.Kind       `json:"kind"`
	Verdict         factcheck.Verdict    `json:"verdict"`
	Rating          *factcheck.Rating    `json:"rating" nullable:"true" doc:"From 1, false, to 5, true; null where none was given."`
	Note            string               `json:"note"`
	Speaker         string               `json:"speaker" doc:"Who claims it, where the article says so."`
	Citations       []factcheck.Citation `json:"citations" nullable:"false"`
	Decision        string               `json:"decision" doc:"What the desk decided on the claim's group: accepted or rejected; empty where nothing stands."`
	DecisionVerdict string               `json:"decision_verdict" doc:"The desk's verdict, where accepted."`
	DecisionReason  string               `json:"decision_reason"`
	Carryover       factcheck.Carriage   `json:"carryover" doc:"changed: its words have changed since the verdict was given; uncertain or gone: it stands on an older revision until somebody has looked; else empty."`
	Version         int                  `json:"version" doc:"Counts from 1; a change names the version it saw."`
	CreatedAt       factcheck.Timestamp  `json:"created_at"`
	UpdatedAt       factcheck.Timestamp  `json:"updated_at"`
	URL             string               `json:"url" doc:"The claim's permalink."`
}

// NewClaim tells a claim of the desk at base.
func NewClaim(c *factcheck.Claim, base string) Claim {
	told := Claim{ID: c.ID, ArticleID: c.ArticleID, Revision: c.Revision, ReviewID: c.ReviewID, Reviewer: c.Reviewer,
		Start: c.Start, End: c.End, Quote: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix, Kind: c.Kind, Verdict: c.Verdict,
		Note: c.Note, Speaker: c.Speaker, Citations: c.Citations, Carryover: c.Carried, Version: c.Version, CreatedAt: c.CreatedAt, UpdatedAt: c.UpdatedAt,
		URL: permalink(base, c)}
	decided := decidedOn(c.Desk)
	told.Decision, told.DecisionVerdict, told.DecisionReason = decided.Outcome, decided.Verdict, decided.Reason
	if c.Rating != 0 {
		told.Rating = &c.Rating
	}
	if told.Citations == nil {
		told.Citations = []factcheck.Citation{}
	}
	return told
}

// decided is the desk's word as far as it stands.
type decided struct{ Outcome, Verdict, Reason string }

func decidedOn(w factcheck.DeskWord) decided {
	if w.Decided() == "" {
		return decided{}
	}
	return decided{string(w.Outcome), string(w.Verdict), w.Reason}
}

func permalink(base string, c *factcheck.Claim) string {
	return string(appendPermalink([]byte(base), c))
}
