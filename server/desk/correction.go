package desk

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"stet/server/export"
	"stet/server/factcheck"
)

const eventsAtOnce = 500

// corrections tells from the article's events what was found otherwise later: texts that replaced texts, decisions changed and
// taken back, and verdicts changed or withdrawn of claims that are not decided. What one claim went through within a day is
// one correction, or none where it came back to what it was.
func (m reporter) corrections(material export.Material) ([]export.Correction, error) {
	log := correctionLog{decided: map[int64]bool{}, open: map[int64]int{}}
	for _, d := range material.Decisions {
		for _, id := range d.ClaimIDs() {
			log.decided[id] = true
		}
	}
	texts, err := m.r.TextHistory(material.Article.ID)
	if err != nil {
		return nil, err
	}
	for _, text := range texts {
		log.add(text.CreatedAt, fmt.Sprintf("The article’s text was replaced by revision %d", text.Number), text.Reason)
	}
	err = m.eachEvent(material.Article.ID, log.take)
	return log.told(), err
}

// eachEvent gives the events of an article that the viewer may see, the oldest first.
func (m reporter) eachEvent(articleID int64, take func(factcheck.Event) error) error {
	for after := int64(0); ; {
		events, more, err := m.r.ArticleEvents(m.viewer.ID, articleID, after, eventsAtOnce)
		if err != nil {
			return err
		}
		for _, e := range events {
			if err := take(e); err != nil {
				return err
			}
			after = e.ID
		}
		if !more {
			return nil
		}
	}
}

// correctionLog gathers corrections in the order of their events.
type correctionLog struct {
	made    []datedCorrection
	decided map[int64]bool // the claims on which a decision stands
	open    map[int64]int  // by claim, the place of its latest change
}

type datedCorrection struct {
	export.Correction
	at            factcheck.Timestamp
	quote         string
	before, after string // what was found of a claim; "" for no more a claim
	claim         bool
}

func (l *correctionLog) add(at factcheck.Timestamp, what, why string) {
	l.made = append(l.made, datedCorrection{Correction: export.Correction{On: dayOf(at), What: what, Why: why}, at: at})
}

func dayOf(at factcheck.Timestamp) string { return string(at)[:len("2006-01-02")] }

func (l *correctionLog) take(e factcheck.Event) error {
	switch e.Action {
	case factcheck.DecisionChanged, factcheck.DecisionReopened:
		return l.takeDecision(e)
	case factcheck.ClaimChanged, factcheck.ClaimDeleted, factcheck.ClaimRestored:
		if !l.decided[e.ClaimID] {
			return l.takeClaim(e)
		}
	}
	return nil
}

func (l *correctionLog) takeDecision(e factcheck.Event) error {
	var before, after DecisionState
	if err := json.Unmarshal(e.Before, &before); err != nil {
		return err
	}
	if err := json.Unmarshal(e.After, &after); err != nil {
		return err
	}
	was, now := finding(before.Outcome, before.Verdict, before.Rating), finding(after.Outcome, after.Verdict, after.Rating)
	switch {
	case after.Outcome == factcheck.Reopened:
		l.add(e.At, fmt.Sprintf("“%s”: the decision, %s, was taken back", clip(after.Quote), was), "")
	case was != now:
		l.add(e.At, fmt.Sprintf("“%s”: %s before, %s now", clip(after.Quote), was, now), after.Reason)
	}
	return nil
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

func (l *correctionLog) takeClaim(e factcheck.Event) error {
	before, err := ReadClaimState(e.Before)
	if err != nil {
		return err
	}
	after, err := ReadClaimState(e.After)
	if err != nil {
		return err
	}
	c := datedCorrection{Correction: export.Correction{On: dayOf(e.At)}, at: e.At, before: stateFound(before), after: stateFound(after), claim: true}
	if after != nil {
		c.quote, c.Why = after.Quote, after.Note
	} else {
		c.quote = before.Quote
	}
	i, known := l.open[e.ClaimID]
	if known && l.made[i].On == c.On {
		c.before = l.made[i].before
		l.made[i] = c
		return nil
	}
	l.open[e.ClaimID] = len(l.made)
	l.made = append(l.made, c)
	return nil
}

// stateFound says what a claim found; "" where it is deleted or unchecked.
func stateFound(s *ClaimState) string {
	if s == nil || s.Verdict == factcheck.Unchecked {
		return ""
	}
	return rated(s.Verdict, s.Rating)
}

// told leaves out the claims that came back to what they were and those that had found nothing before.
func (l *correctionLog) told() (told []export.Correction) {
	slices.SortStableFunc(l.made, func(a, b datedCorrection) int { return cmp.Compare(a.at, b.at) })
	for _, c := range l.made {
		switch {
		case !c.claim:
		case c.before == "" || c.before == c.after:
			continue
		case c.after == "":
			c.What, c.Why = fmt.Sprintf("“%s”: %s before, withdrawn now", clip(c.quote), c.before), ""
		default:
			c.What = fmt.Sprintf("“%s”: %s before, %s now", clip(c.quote), c.before, c.after)
		}
		told = append(told, c.Correction)
	}
	return told
}
