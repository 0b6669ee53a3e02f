package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/span"
	"stet/views"
)

// draftOf shows a decision in the form that changes it.
func draftOf(d *factcheck.Decision) views.Draft {
	take := views.TakeStanding
	switch {
	case d.Outcome == factcheck.Rejected:
		take = views.TakeNone
	case d.ClaimID != 0:
		take = id(d.ClaimID)
	}
	return views.Draft{Take: take, Reason: d.Reason}
}

// typedDraft is a decision as typed.
func typedDraft(form url.Values) views.Draft {
	return views.Draft{Take: form.Get("take"), Words: form.Get("words"), Verdict: form.Get("verdict"), Kind: form.Get("kind"),
		Rating: form.Get("rating"), Reason: form.Get("reason")}
}

// decisionInput reads the form that decides. The words, where others than those of the claim taken were typed, are found in
// the text about the group.
func (p *Pages) decisionInput(form url.Values, text *span.Text, about factcheck.Span) (in desk.DecisionInput, err error) {
	in = desk.DecisionInput{ClaimIDs: claimIDs(form), Kind: factcheck.Kind(form.Get("kind")), Verdict: factcheck.Verdict(form.Get("verdict")),
		Reason: form.Get("reason"), Key: submitKey(form)}
	if in.Outcome, in.ClaimID, err = taken(form.Get("take")); err != nil {
		return in, err
	}
	if in.Rating, err = ratingIfAny(form); err != nil {
		return in, err
	}
	if in.Seen, err = seen(form); err != nil {
		return in, err
	}
	in.Span, err = wordsAbout(text, form.Get("words"), about)
	return in, err
}

// changeOf is what a form changes of a decision.
func changeOf(in desk.DecisionInput) desk.DecisionChange {
	return desk.DecisionChange{ClaimIDs: in.ClaimIDs, Seen: in.Seen, Outcome: in.Outcome, ClaimID: in.ClaimID, Span: in.Span, Kind: in.Kind, Verdict: in.Verdict,
		Rating: in.Rating, Reason: &in.Reason}
}

// taken reads what the desk takes: a claim, nothing, or what it had decided.
func taken(take string) (outcome factcheck.Outcome, claim int64, err error) {
	switch take {
	case views.TakeNone:
		return factcheck.Rejected, 0, nil
	case views.TakeStanding:
		return "", 0, nil
	}
	if claim, err = strconv.ParseInt(take, 10, 64); err != nil || claim < 1 {
		return "", 0, factcheck.BadField("take", "Choose the reading that the desk takes, or that it is not a claim.")
	}
	return factcheck.Accepted, claim, nil
}

// claimIDs gives the claims that a form decides, each once, by id.
func claimIDs(form url.Values) (ids []int64) {
	for _, typed := range form["claim_ids"] {
		if n, err := strconv.ParseInt(typed, 10, 64); err == nil {
			ids = append(ids, n)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ratingIfAny reads the rating; nil where it is to be as the claim taken has it.
func ratingIfAny(form url.Values) (*factcheck.Rating, error) {
	if form.Get("rating") == "" {
		return nil, nil
	}
	rating, err := ratingOf(form)
	return &rating, err
}

// wordsAbout finds words in a text where they share a code point with a stretch of it; nil for no words.
func wordsAbout(text *span.Text, words string, about factcheck.Span) (*factcheck.Span, error) {
	words = strings.TrimSpace(words)
	if words == "" {
		return nil, nil
	}
	n := utf8.RuneCountInString(words)
	near := factcheck.Span{Start: min(max(0, about.Start-n+1), text.Len()), End: min(about.End+n-1, text.Len())} // what else has these words, has none of the stretch
	whole, begins := text.String(), text.Byte(near.Start)
	at := strings.Index(whole[begins:text.Byte(near.End)], words)
	if at < 0 {
		return nil, factcheck.BadField("words", "“%s” does not stand there in the article. Copy the words from the text, where the reviewers marked.", shortly(words))
	}
	start := text.CodePoint(begins + at)
	return &factcheck.Span{Start: start, End: start + n}, nil
}

// shortly gives the beginning of a text, enough to know it by.
func shortly(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return s
}
