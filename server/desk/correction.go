package desk

import (
	"encoding/json"
	"fmt"
	"iter"

	"stet/server/export"
	"stet/server/factcheck"
)

// corrections tells from the article's events what was found otherwise later, the oldest first: texts that replaced texts, decisions
// changed and taken back, and verdicts changed or withdrawn of claims on which nothing stands. What one claim went through within a
// day is one correction, or none where it came back to what it was. An error comes last.
func (m reporter) corrections(articleID int64) iter.Seq2[export.Correction, error] {
	return func(yield func(export.Correction, error) bool) {
		texts, err := m.r.TextHistory(articleID)
		if err != nil {
			yield(export.Correction{}, err)
			return
		}
		tellUntil := func(at factcheck.Timestamp) bool {
			for ; len(texts) > 0 && (at == "" || texts[0].CreatedAt <= at); texts = texts[1:] {
				if !yield(replaced(texts[0]), nil) {
					return false
				}
			}
			return true
		}
		for e, err := range m.r.EachFoundOtherwise(m.viewer.ID, articleID) {
			if err != nil {
				yield(export.Correction{}, err)
				return
			}
			if c, err := corrected(e); !tellUntil(e.At) || (c.What != "" || err != nil) && !yield(c, err) {
				return
			}
		}
		tellUntil("")
	}
}

func replaced(text factcheck.Revision) export.Correction {
	return export.Correction{On: dayOf(text.CreatedAt), What: fmt.Sprintf("The article’s text was replaced by revision %d", text.Number), Why: text.Reason}
}

func dayOf(at factcheck.Timestamp) string { return string(at)[:len("2006-01-02")] }

// corrected is the correction that an event made; it says nothing where it made none.
func corrected(e factcheck.Event) (export.Correction, error) {
	made, err := correctedClaim, error(nil)
	if e.Action == factcheck.DecisionChanged || e.Action == factcheck.DecisionReopened {
		made = correctedDecision
	}
	c, err := made(e)
	c.On = dayOf(e.At)
	return c, err
}

func correctedDecision(e factcheck.Event) (c export.Correction, err error) {
	var before, after DecisionState
	if err := json.Unmarshal(e.Before, &before); err != nil {
		return c, err
	}
	if err := json.Unmarshal(e.After, &after); err != nil {
		return c, err
	}
	was, now := finding(before.Outcome, before.Verdict, before.Rating), finding(after.Outcome, after.Verdict, after.Rating)
	switch {
	case after.Outcome == factcheck.Reopened:
		c.What = fmt.Sprintf("“%s”: the decision, %s, was taken back", clip(after.Quote), was)
	case was != now:
		c.What, c.Why = fmt.Sprintf("“%s”: %s before, %s now", clip(after.Quote), was, now), after.Reason
	}
	return c, nil
}

// finding says what a decision found.
func finding(outcome factcheck.Outcome, v factcheck.Verdict, r factcheck.Rating) string {
	if outcome == factcheck.Rejected {
		return "no claim"
	}
	return rated(v, r)
}

func rated(v factcheck.Verdict, r factcheck.Rating) string {
	if r == 0 {
		return string(v)
	}
	return fmt.Sprintf("%s (%d of 5)", v, r)
}

// correctedClaim tells of a claim that had been found something, and is found something else, or nothing any more.
func correctedClaim(e factcheck.Event) (c export.Correction, err error) {
	before, err := ReadClaimState(e.Before)
	if err != nil {
		return c, err
	}
	after, err := ReadClaimState(e.After)
	if err != nil {
		return c, err
	}
	was, now := stateFound(before), stateFound(after)
	switch {
	case was == "" || was == now:
	case after == nil:
		c.What = fmt.Sprintf("“%s”: %s before, withdrawn now", clip(before.Quote), was)
	case now == "":
		c.What = fmt.Sprintf("“%s”: %s before, withdrawn now", clip(after.Quote), was)
	default:
		c.What, c.Why = fmt.Sprintf("“%s”: %s before, %s now", clip(after.Quote), was, now), after.Note
	}
	return c, nil
}

// stateFound says what a claim found; "" where it is deleted or unchecked.
func stateFound(s *ClaimState) string {
	if s == nil || s.Verdict == factcheck.Unchecked {
		return ""
	}
	return rated(s.Verdict, s.Rating)
}
