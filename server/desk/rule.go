package desk

import (
	"cmp"
	"slices"
	"strings"

	"stet/server/factcheck"
	"stet/server/store"
)

// ruling is what an editor wants said of a group; what is left out follows from the claims, or from what was said before.
type ruling struct {
	outcome factcheck.Outcome
	claimID int64
	span    *factcheck.Span
	kind    factcheck.Kind
	verdict factcheck.Verdict
	rating  *factcheck.Rating
	reason  *string
}

func (in DecisionInput) verdictOn() (ruling, error) {
	wanted := ruling{in.Outcome, in.ClaimID, in.Span, in.Kind, in.Verdict, in.Rating, &in.Reason}
	var f fields
	if in.Outcome == "" {
		f.bad("outcome", "Say whether the group is accepted or rejected.")
	}
	return wanted.clean(f)
}

func (c DecisionChange) verdictOn() (ruling, error) {
	return ruling{c.Outcome, c.ClaimID, c.Span, c.Kind, c.Verdict, c.Rating, c.Reason}.clean(fields{})
}

// clean checks the words of a ruling together with what was found wrong before.
func (w ruling) clean(f fields) (ruling, error) {
	if w.outcome != "" && w.outcome != factcheck.Accepted && w.outcome != factcheck.Rejected {
		f.bad("outcome", "There is no outcome %q: choose accepted or rejected.", w.outcome)
	}
	if w.reason != nil {
		reason := f.prose("reason", *w.reason)
		w.reason = &reason
	}
	if _, err := factcheck.ParseKind(string(w.kind)); err != nil {
		f.take(err)
	}
	if _, err := factcheck.ParseVerdict(string(w.verdict)); err != nil {
		f.take(err)
	}
	if w.rating != nil {
		f.take(w.rating.Check())
	}
	return w, f.err()
}

// rule writes what is wanted of a group into a decision, which is new or says something already, and has noted its claims.
func (d *Desk) rule(r *store.Reader, decision *factcheck.Decision, group []factcheck.Claim, wanted ruling) error {
	was, stood := decision.Outcome, decision.Revision
	decision.Revision = group[0].Revision
	set(&decision.Reason, wanted.reason)
	if wanted.outcome != "" {
		decision.Outcome = wanted.outcome
	}
	if decision.Outcome == factcheck.Rejected {
		return reject(decision, group)
	}
	if was == factcheck.Accepted && stood != 0 && stood != decision.Revision { // it could not be carried along
		place(decision, usual(group))
	}
	if was != factcheck.Accepted || wanted.claimID != 0 {
		base, err := baseOf(group, wanted)
		if err != nil {
			return err
		}
		take(decision, base, wanted)
	}
	if err := d.edit(r, decision, wanted); err != nil {
		return err
	}
	decision.ClaimID = readingOf(decision, group, wanted.claimID)
	return nil
}

// reject says that the group is no claim, where most of its readings stand.
func reject(decision *factcheck.Decision, group []factcheck.Claim) error {
	if decision.Reason == "" {
		return factcheck.BadField("reason", "Say why this is not a claim: a rejection needs its reason.")
	}
	place(decision, usual(group))
	decision.ClaimID, decision.Kind, decision.Verdict, decision.Rating = 0, "", "", 0
	return nil
}

// baseOf gives the claim that an accepted group is taken from: the one named, or of those with the verdict the one whose span
// most of them share.
func baseOf(group []factcheck.Claim, wanted ruling) (factcheck.Claim, error) {
	if wanted.claimID != 0 {
		i := slices.IndexFunc(group, func(c factcheck.Claim) bool { return c.ID == wanted.claimID })
		if i < 0 {
			return factcheck.Claim{}, factcheck.BadField("claim_id", "Claim %d is not in the group. Accept one that is, or give the span and verdict themselves.", wanted.claimID)
		}
		return group[i], nil
	}
	verdict := wanted.verdict
	if verdict == "" {
		given := verdictsOf(group)
		if len(given) > 1 {
			return factcheck.Claim{}, factcheck.BadField("verdict", "The readings differ: %s. Say which verdict stands, or whose claim is accepted.", strings.Join(given, ", "))
		}
		verdict = factcheck.Verdict(strings.Join(given, ""))
	}
	with := slices.DeleteFunc(slices.Clone(group), func(c factcheck.Claim) bool { return c.Verdict != verdict })
	if len(with) == 0 {
		with = group
	}
	return usual(with), nil
}

// verdictsOf gives the verdicts of a group's claims other than unchecked, each once.
func verdictsOf(group []factcheck.Claim) (given []string) {
	for _, v := range factcheck.Verdicts {
		if v != factcheck.Unchecked && slices.ContainsFunc(group, func(c factcheck.Claim) bool { return c.Verdict == v }) {
			given = append(given, string(v))
		}
	}
	return given
}

// usual gives the first in the text of the claims whose span most of them have.
func usual(group []factcheck.Claim) factcheck.Claim {
	times := map[factcheck.Span]int{}
	for _, c := range group {
		times[c.Span]++
	}
	return slices.MinFunc(group, func(a, b factcheck.Claim) int {
		return cmp.Or(cmp.Compare(times[b.Span], times[a.Span]), cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
}

// take writes into the decision what a claim says. Its rating goes with its verdict.
func take(decision *factcheck.Decision, base factcheck.Claim, wanted ruling) {
	place(decision, base)
	decision.Kind, decision.Verdict, decision.Rating = base.Kind, base.Verdict, base.Rating
	if wanted.verdict != "" && wanted.verdict != base.Verdict {
		decision.Rating = 0
	}
}

func place(decision *factcheck.Decision, c factcheck.Claim) {
	decision.Span, decision.Quote, decision.Prefix, decision.Suffix = c.Span, c.Quote, c.Prefix, c.Suffix
}

// edit writes into an accepted decision what the editor says otherwise than the claims.
func (d *Desk) edit(r *store.Reader, decision *factcheck.Decision, wanted ruling) error {
	decision.Kind, decision.Verdict = cmp.Or(wanted.kind, decision.Kind), cmp.Or(wanted.verdict, decision.Verdict)
	set(&decision.Rating, wanted.rating)
	if wanted.span == nil || *wanted.span == decision.Span {
		return nil
	}
	revision, err := d.revision(r, decision.ArticleID, decision.Revision)
	if err != nil {
		return err
	}
	var edited factcheck.Claim
	if err := put(&edited, revision.Index, *wanted.span, ""); err != nil {
		return err
	}
	place(decision, edited)
	return nil
}

// readingOf gives the claim that the decision leaves as it stands, the one named before others; 0 where it edits them all.
func readingOf(decision *factcheck.Decision, group []factcheck.Claim, named int64) int64 {
	var found int64
	for _, c := range group {
		same := c.Span == decision.Span && c.Kind == decision.Kind && c.Verdict == decision.Verdict && c.Rating == decision.Rating
		if same && (found == 0 || c.ID == named) {
			found = c.ID
		}
	}
	return found
}
