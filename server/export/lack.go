package export

import (
	"fmt"
	"iter"
	"unicode/utf8"

	"stet/server/factcheck"
)

// Lack is something that ClaimReview asks for and the desk has not said.
type Lack struct {
	ClaimID int64  `json:"claim_id" doc:"The claim that lacks it; 0 where all do."`
	Number  int    `json:"number" doc:"The claim's number in the report; 0 where all lack it."`
	Needed  bool   `json:"needed" doc:"Search engines take no claim without it; the others are better with it."`
	Message string `json:"message"`
}

// Lacks gives in plain words what the report lacks as ClaimReview: what all claims lack, then claim by claim. An error comes last.
func (r *Report) Lacks(options ReportOptions) iter.Seq2[Lack, error] {
	return func(yield func(Lack, error) bool) {
		for _, l := range r.lacksItself(options) {
			if !yield(l, nil) {
				return
			}
		}
		for f, err := range r.Findings {
			if err != nil {
				yield(Lack{}, err)
				return
			}
			for _, l := range f.lacks() {
				if !yield(l, nil) {
					return
				}
			}
		}
	}
}

func (r *Report) lacksItself(options ReportOptions) (lacks []Lack) {
	say := func(lacking, needed bool, message string) {
		if lacking {
			lacks = append(lacks, Lack{Needed: needed, Message: message})
		}
	}
	say(r.Publisher.Name == "", true, "Nobody is named as the publisher. An admin can say who publishes under Settings.")
	say(options.PublishedURL == "", true, "It is not said where the report will stand for its readers, so every claim gives its address at this desk, which takes a sign-in.")
	say(r.Publisher.Name != "" && r.Publisher.URL == "", false, "The publisher has no web address. An admin can add it under Settings.")
	say(r.Publisher.Name != "" && r.Publisher.LogoURL == "", false, "The publisher has no logo. An admin can add its address under Settings.")
	say(r.Article.URL == "", false, "The article has no web address, so no claim says where it appeared.")
	say(r.Article.PublishedOn == "", false, "The article has no date, so no claim says when it was made.")
	return lacks
}

// shownOfClaim is how many characters of a claim Google asks to keep to in its rules for ClaimReview.
const shownOfClaim = 75

func (f *Finding) lacks() (lacks []Lack) {
	say := func(lacking, needed bool, message string) {
		if lacking {
			lacks = append(lacks, Lack{ClaimID: f.ClaimID, Number: f.Number, Needed: needed, Message: message})
		}
	}
	if f.Verdict == factcheck.Unchecked {
		say(true, true, "It has no verdict yet and is left out.")
		return lacks
	}
	say(f.Rating == 0, false, "It has no rating; its verdict stands for one: "+string(f.Verdict)+" counts as "+ratingText(ratingOf[f.Verdict])+".")
	say(f.Speaker == "", false, "It does not say who made the claim; the article’s author stands in.")
	say(f.Reason == "", false, "It gives no reason.")
	say(len(f.Sources) == 0, false, "It cites no source.")
	say(utf8.RuneCountInString(f.Quote) > shownOfClaim, false, fmt.Sprintf("It is longer than the %d characters that search engines show.", shownOfClaim))
	return lacks
}

func ratingText(r factcheck.Rating) string { return string(appendNumber(nil, int64(r))) + " of 5" }
