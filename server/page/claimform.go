package page

import (
	"maps"
	"net/url"
	"strconv"
	"strings"

	"stet/server/desk"
	"stet/server/factcheck"
)

// newClaim reads the form that marks a claim, by its span or by quoting it.
func newClaim(form url.Values) (desk.NewClaim, error) {
	in := desk.NewClaim{
		Quote: form.Get("quote"), Prefix: form.Get("prefix"), Suffix: form.Get("suffix"),
		Kind: factcheck.Kind(form.Get("kind")), Verdict: factcheck.Verdict(form.Get("verdict")),
		Note: form.Get("note"), Speaker: form.Get("speaker"), Key: submitKey(form),
	}
	var err error
	if in.Span, err = spanOf(form); err != nil {
		return in, err
	}
	in.Seen = revisionSeen(form)
	if form.Has("rating") {
		in.Rating, err = ratingOf(form)
	}
	return in, err
}

// spanOf reads start and end; nil where neither is given.
func spanOf(form url.Values) (*factcheck.Span, error) {
	if form.Get("start") == "" && form.Get("end") == "" {
		return nil, nil
	}
	start, err := strconv.Atoi(form.Get("start"))
	if err != nil {
		return nil, factcheck.BadField("start", "%q is no position: give the number of code points before the first one marked.", form.Get("start"))
	}
	end, err := strconv.Atoi(form.Get("end"))
	if err != nil {
		return nil, factcheck.BadField("end", "%q is no position: give the number of code points before the end of what is marked.", form.Get("end"))
	}
	return &factcheck.Span{Start: start, End: end}, nil
}

// revisionSeen reads the number of the revision on which a span was marked; 0 where the form does not say.
func revisionSeen(form url.Values) int {
	n, _ := strconv.Atoi(form.Get("revision"))
	return max(n, 0)
}

func ratingOf(form url.Values) (factcheck.Rating, error) {
	n, err := strconv.Atoi(form.Get("rating"))
	if err != nil {
		return 0, factcheck.BadField("rating", "%q is no rating: choose a number from 1 to 5, or 0 for none.", form.Get("rating"))
	}
	return factcheck.Rating(n), nil
}

// leftAlone takes out of an open card's form the fields that say what they said when the form was drawn (was.note beside note),
// so that a form sent whole changes no more than its person did.
func leftAlone(form url.Values) url.Values {
	changed := maps.Clone(form)
	for name := range form {
		was, ok := strings.CutPrefix(name, "was.")
		if !ok {
			continue
		}
		if form.Get(was) == form.Get(name) {
			changed.Del(was)
		}
		changed.Del(name)
	}
	return changed
}

// claimChange reads the form of an open card, or as many of its fields as were sent; the others stay as they are.
func claimChange(form url.Values) (change desk.ClaimChange, err error) {
	change.Verdict = sent[factcheck.Verdict](form, "verdict")
	change.Kind = sent[factcheck.Kind](form, "kind")
	change.Note = sent[string](form, "note")
	change.Speaker = sent[string](form, "speaker")
	change.Confirm = form.Get("confirm") == "1"
	if form.Has("rating") {
		rating, err := ratingOf(form)
		change.Rating = &rating
		return change, err
	}
	return change, nil
}

func sent[T ~string](form url.Values, name string) *T {
	if !form.Has(name) {
		return nil
	}
	value := T(form.Get(name))
	return &value
}

// drafted gives a claim as a form would have it.
func drafted(c factcheck.Claim, change desk.ClaimChange) factcheck.Claim {
	if change.Verdict != nil {
		c.Verdict = *change.Verdict
	}
	if change.Kind != nil {
		c.Kind = *change.Kind
	}
	if change.Rating != nil {
		c.Rating = *change.Rating
	}
	if change.Note != nil {
		c.Note = *change.Note
	}
	if change.Speaker != nil {
		c.Speaker = *change.Speaker
	}
	return c
}

// made says whether a claim stands as a change would have it: the change came before, and its answer was lost on the way.
func made(saved factcheck.Claim, change desk.ClaimChange) bool {
	mine := drafted(saved, change)
	return !saved.Deleted && (!change.Confirm || saved.Carried == "") && mine.Verdict == saved.Verdict && mine.Kind == saved.Kind && mine.Rating == saved.Rating &&
		strings.TrimSpace(mine.Note) == saved.Note && strings.TrimSpace(mine.Speaker) == saved.Speaker
}
