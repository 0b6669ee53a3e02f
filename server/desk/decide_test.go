package desk_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/server/store"
)

func (n *newsroom) decide(t *testing.T, in desk.DecisionInput) factcheck.Decision {
	t.Helper()
	made, err := n.Decide(ctx, n.editor, n.article.ID, in)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func accept(claims ...factcheck.Claim) desk.DecisionInput {
	in := desk.DecisionInput{Outcome: factcheck.Accepted}
	for _, c := range claims {
		in.ClaimIDs = append(in.ClaimIDs, c.ID)
	}
	return in
}

func (n *newsroom) claimOf(t *testing.T, viewer factcheck.Person, id int64) (c factcheck.Claim) {
	t.Helper()
	err := n.store.Read(ctx, func(r *store.Reader) (err error) {
		c, err = r.Claim(viewer.ID, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSoManyClaimsAreNoGroup(t *testing.T) {
	n := newNewsroom(t)
	in := desk.DecisionInput{Outcome: factcheck.Accepted}
	for id := range int64(1001) {
		in.ClaimIDs = append(in.ClaimIDs, id+1)
	}
	_, err := n.Decide(ctx, n.editor, n.article.ID, in)
	if factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "at most 1000") {
		t.Errorf("got %v", err)
	}
}

func TestWhatADecisionSays(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	rated, err := n.ChangeClaim(ctx, n.rosa, rosa[1].ID, 0, desk.ClaimChange{Rating: of(factcheck.Rating(2))})
	if err != nil {
		t.Fatal(err)
	}
	both := accept(rosa[1], imre[1])
	type says struct {
		Outcome factcheck.Outcome
		ClaimID int64
		Quote   string
		Kind    factcheck.Kind
		Verdict factcheck.Verdict
		Rating  factcheck.Rating
		Reason  string
	}
	for name, test := range map[string]struct {
		in   desk.DecisionInput
		want says
	}{
		"one reading named": {desk.DecisionInput{ClaimIDs: both.ClaimIDs, Outcome: factcheck.Accepted, ClaimID: rated.ID},
			says{factcheck.Accepted, rated.ID, "US$12.62 million", factcheck.Money, factcheck.Disputed, 2, ""}},
		"one verdict": {desk.DecisionInput{ClaimIDs: both.ClaimIDs, Outcome: factcheck.Accepted, Verdict: factcheck.Verified, Reason: " The filing says so.\r\n"},
			says{factcheck.Accepted, imre[1].ID, "US$12.62 million", factcheck.Money, factcheck.Verified, 0, "The filing says so."}},
		"neither verdict": {desk.DecisionInput{ClaimIDs: both.ClaimIDs, Outcome: factcheck.Accepted, Verdict: factcheck.Unproven},
			says{factcheck.Accepted, 0, "US$12.62 million", factcheck.Money, factcheck.Unproven, 0, ""}},
		"edited": {desk.DecisionInput{ClaimIDs: both.ClaimIDs, Outcome: factcheck.Accepted, ClaimID: rated.ID, Span: &factcheck.Span{Start: 12, End: 34},
			Kind: factcheck.Statistic, Rating: of(factcheck.Rating(1))}, says{factcheck.Accepted, 0, "spent US$12.62 million", factcheck.Statistic, factcheck.Disputed, 1, ""}},
		"rejected": {desk.DecisionInput{ClaimIDs: both.ClaimIDs, Outcome: factcheck.Rejected, Reason: "An opinion.", Verdict: factcheck.Verified},
			says{factcheck.Rejected, 0, "US$12.62 million", "", "", 0, "An opinion."}},
		"the same verdict, two spans": {accept(rosa[2], imre[2]),
			says{factcheck.Accepted, rosa[2].ID, "up from $2.83m", factcheck.Money, factcheck.Unproven, 0, ""}},
		"only one saw it": {accept(rosa[3]), says{factcheck.Accepted, rosa[3].ID, "治理之路", factcheck.Other, factcheck.Verified, 0, ""}},
	} {
		t.Run(name, func(t *testing.T) {
			made := n.decide(t, test.in)
			got := says{made.Outcome, made.ClaimID, made.Quote, made.Kind, made.Verdict, made.Rating, made.Reason}
			if diff := cmp.Diff(test.want, got); diff != "" || made.Version != 1 || made.By != "chidi" || len(made.Claims) != len(test.in.ClaimIDs) || made.Revision != 1 {
				t.Errorf("%+v: %s", made, diff)
			}
			if _, err := n.ReopenDecision(ctx, n.editor, made.ID, 1); err != nil {
				t.Error(err)
			}
		})
	}
	if dissent := n.claimOf(t, n.editor, imre[1].ID); dissent.Verdict != factcheck.Verified || dissent.Version != 1 {
		t.Errorf("the dissenting reading has become %+v", dissent)
	}
}

func TestWhatCannotBeDecidedIsRefused(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	gone := n.judge(t, n.rosa, "was the phrase", factcheck.Verified)
	if _, err := n.DeleteClaim(ctx, n.rosa, gone.ID, 0); err != nil {
		t.Fatal(err)
	}
	home := n.article
	n.article = n.importText(t, text)
	elsewhere := n.judge(t, n.rosa, "The company", factcheck.Verified)
	n.article = home
	n.decide(t, accept(rosa[0], imre[0]))
	differing := accept(rosa[1], imre[1])
	change := func(f func(*desk.DecisionInput)) desk.DecisionInput {
		in := differing
		f(&in)
		return in
	}
	for name, test := range map[string]struct {
		by      factcheck.Person
		article int64
		in      desk.DecisionInput
		code    factcheck.Code
		field   string
		words   string
	}{
		"by a reviewer":           {n.rosa, 1, differing, factcheck.Forbidden, "", "editor"},
		"by a viewer":             {n.vera, 1, differing, factcheck.Forbidden, "", "editor"},
		"no article":              {n.editor, 99, differing, factcheck.NotFound, "", "no article 99"},
		"no claims":               {n.editor, 1, accept(), factcheck.Invalid, "claim_ids", "Name the claims"},
		"no such claim":           {n.editor, 1, change(func(in *desk.DecisionInput) { in.ClaimIDs = []int64{99} }), factcheck.Invalid, "claim_ids", "no claim 99"},
		"a deleted claim":         {n.editor, 1, accept(gone), factcheck.Invalid, "claim_ids", "deleted"},
		"another article's claim": {n.editor, 1, accept(elsewhere), factcheck.Invalid, "claim_ids", "belongs to article 2"},
		"claims far apart":        {n.editor, 1, accept(rosa[1], rosa[3]), factcheck.Invalid, "claim_ids", "shares no text"},
		"no outcome":              {n.editor, 1, change(func(in *desk.DecisionInput) { in.Outcome = "" }), factcheck.Invalid, "outcome", "accepted or rejected"},
		"an unknown outcome":      {n.editor, 1, change(func(in *desk.DecisionInput) { in.Outcome = "maybe" }), factcheck.Invalid, "outcome", "maybe"},
		"reopened from the start": {n.editor, 1, change(func(in *desk.DecisionInput) { in.Outcome = factcheck.Reopened }), factcheck.Invalid, "outcome", "accepted or rejected"},
		"rejected for no reason":  {n.editor, 1, change(func(in *desk.DecisionInput) { in.Outcome, in.Reason = factcheck.Rejected, " \n" }), factcheck.Invalid, "reason", "why"},
		"accepted without saying": {n.editor, 1, differing, factcheck.Invalid, "verdict", "verified, disputed"},
		"a reading not in it":     {n.editor, 1, change(func(in *desk.DecisionInput) { in.ClaimID = rosa[3].ID }), factcheck.Invalid, "claim_id", "not in the group"},
		"an unknown verdict":      {n.editor, 1, change(func(in *desk.DecisionInput) { in.Verdict = "true" }), factcheck.Invalid, "verdict", "true"},
		"an unknown kind":         {n.editor, 1, change(func(in *desk.DecisionInput) { in.Verdict, in.Kind = factcheck.Verified, "rumour" }), factcheck.Invalid, "kind", "rumour"},
		"a rating of 9":           {n.editor, 1, change(func(in *desk.DecisionInput) { in.Verdict, in.Rating = factcheck.Verified, of(factcheck.Rating(9)) }), factcheck.Invalid, "rating", "9"},
		"a span beyond the text": {n.editor, 1, change(func(in *desk.DecisionInput) {
			in.Verdict, in.Span = factcheck.Verified, &factcheck.Span{Start: 4, End: 4000}
		}), factcheck.Invalid, "end", ""},
		"decided already": {n.editor, 1, accept(rosa[0]), factcheck.Conflict, "", "decided already"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := n.Decide(ctx, test.by, test.article, test.in)
			wantCode(t, err, test.code)
			var e *factcheck.Error
			if !errors.As(err, &e) || !strings.Contains(e.Message, test.words) || test.field != "" && (len(e.Fields) == 0 || e.Fields[0].Field != test.field) {
				t.Errorf("%v, want words %q and field %q in %+v", err, test.words, test.field, e)
			}
		})
	}
}

func TestTheSameDecisionTwiceIsOne(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	in := accept(rosa[0], imre[0])
	in.Key = "form-1"
	first, again := n.decide(t, in), n.decide(t, in)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Error(diff)
	}
}

func TestDecisionsChangeWithTheVersionTheySaw(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	made := n.decide(t, desk.DecisionInput{ClaimIDs: accept(rosa[1], imre[1]).ClaimIDs, Outcome: factcheck.Accepted, ClaimID: rosa[1].ID, Reason: "first"})
	changed, err := n.ChangeDecision(ctx, n.admin, made.ID, 1, desk.DecisionChange{ClaimID: imre[1].ID})
	if err != nil || changed.Version != 2 || changed.Verdict != factcheck.Verified || changed.ClaimID != imre[1].ID || changed.By != "ada" || changed.Reason != "first" {
		t.Errorf("changed to %+v, %v", changed, err)
	}
	_, err = n.ChangeDecision(ctx, n.editor, made.ID, 1, desk.DecisionChange{Reason: of("late")})
	wantCode(t, err, factcheck.Conflict)
	var e *factcheck.Error
	if !errors.As(err, &e) || e.Decision == nil || e.Decision.Version != 2 {
		t.Errorf("the conflict shows %+v", e)
	}
	same, err := n.ChangeDecision(ctx, n.editor, made.ID, 2, desk.DecisionChange{Verdict: factcheck.Verified, Reason: of("first ")})
	if err != nil || same.Version != 2 || same.By != "ada" {
		t.Errorf("a change of nothing gives %+v, %v", same, err)
	}
	_, err = n.ChangeDecision(ctx, n.editor, made.ID, 2, desk.DecisionChange{Outcome: factcheck.Rejected, Reason: of("")})
	wantCode(t, err, factcheck.Invalid)
	rejected, err := n.ChangeDecision(ctx, n.editor, made.ID, 2, desk.DecisionChange{Outcome: factcheck.Rejected, Reason: of("An opinion.")})
	if err != nil || rejected.Outcome != factcheck.Rejected || rejected.Verdict != "" || rejected.ClaimID != 0 {
		t.Errorf("rejected as %+v, %v", rejected, err)
	}
	accepted, err := n.ChangeDecision(ctx, n.editor, made.ID, 0, desk.DecisionChange{Outcome: factcheck.Accepted, Verdict: factcheck.Disputed})
	if err != nil || accepted.Outcome != factcheck.Accepted || accepted.ClaimID != rosa[1].ID || accepted.Kind != factcheck.Money {
		t.Errorf("accepted again as %+v, %v", accepted, err)
	}
	_, err = n.ChangeDecision(ctx, n.rosa, made.ID, 0, desk.DecisionChange{Verdict: factcheck.Verified})
	wantCode(t, err, factcheck.Forbidden)
	_, err = n.ChangeDecision(ctx, n.editor, 99, 0, desk.DecisionChange{})
	wantCode(t, err, factcheck.NotFound)
	_, err = n.ReopenDecision(ctx, n.rosa, made.ID, 0)
	wantCode(t, err, factcheck.Forbidden)
}

// TestEveryDecisionIsAnEventWithBeforeAndAfter reads back what the log says of a decision's life.
func TestEveryDecisionIsAnEventWithBeforeAndAfter(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	made := n.decide(t, desk.DecisionInput{ClaimIDs: accept(rosa[1], imre[1]).ClaimIDs, Outcome: factcheck.Accepted, ClaimID: rosa[1].ID, Reason: "first"})
	if _, err := n.ChangeDecision(ctx, n.editor, made.ID, 1, desk.DecisionChange{Reason: of("second")}); err != nil {
		t.Fatal(err)
	}
	if _, err := n.ReopenDecision(ctx, n.editor, made.ID, 2); err != nil {
		t.Fatal(err)
	}
	if again, err := n.ReopenDecision(ctx, n.editor, made.ID, 0); err != nil || again.Version != 3 {
		t.Errorf("reopened twice: %+v, %v", again, err)
	}
	var told []string
	err := n.store.Read(ctx, func(r *store.Reader) error {
		events, _, err := r.ArticleEvents(n.editor.ID, n.article.ID, 0, 1000)
		for _, e := range events {
			if !strings.HasPrefix(string(e.Action), "decision.") {
				continue
			}
			var before, after desk.DecisionState
			if e.Before != nil && json.Unmarshal(e.Before, &before) != nil || json.Unmarshal(e.After, &after) != nil || after.DecisionID != made.ID || len(after.Claims) != 2 {
				t.Errorf("unreadable: %s, %s", e.Before, e.After)
			}
			told = append(told, string(e.Action)+" "+string(before.Outcome)+" "+before.Reason+" -> "+string(after.Outcome)+" "+after.Reason)
		}
		return err
	})
	want := []string{"decision.made   -> accepted first", "decision.changed accepted first -> accepted second", "decision.reopened accepted second -> reopened second"}
	if diff := cmp.Diff(want, told); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
}

func TestAReopenedDecisionDecidesNothing(t *testing.T) {
	n := newNewsroom(t)
	rosa, imre := n.readings(t)
	made := n.decide(t, accept(rosa[0], imre[0]))
	if word := n.claimOf(t, n.editor, imre[0].ID).Desk; word.Decided() != factcheck.Accepted || word.Verdict != factcheck.Verified {
		t.Errorf("the desk's word on a decided claim is %+v", word)
	}
	if _, err := n.ReopenDecision(ctx, n.editor, made.ID, 1); err != nil {
		t.Fatal(err)
	}
	if word := n.claimOf(t, n.editor, imre[0].ID).Desk; word.Decided() != "" {
		t.Errorf("the desk's word on a reopened claim is %+v", word)
	}
	_, err := n.ChangeDecision(ctx, n.editor, made.ID, 0, desk.DecisionChange{Verdict: factcheck.Disputed})
	wantCode(t, err, factcheck.Conflict)
	if again := n.decide(t, accept(rosa[0], imre[0])); again.ID == made.ID {
		t.Error("the group is decided anew under the old number")
	}
	if g := n.compare(t, n.editor).Groups[0]; g.Decision == nil || g.Decision.ID == made.ID || g.Undecided {
		t.Errorf("the group is %+v", g)
	}
}

func TestAnEditorWhoReadsBlindDecidesLater(t *testing.T) {
	n := newNewsroom(t)
	rosa, _ := n.readings(t)
	made := n.decide(t, accept(rosa[3]))
	n.assign(t, n.editor, true, "")
	own := n.mark(t, n.editor, "治理之路")
	_, err := n.Decide(ctx, n.editor, n.article.ID, accept(own))
	wantCode(t, err, factcheck.Conflict)
	_, err = n.ReopenDecision(ctx, n.editor, made.ID, 0)
	wantCode(t, err, factcheck.NotFound)
	n.submit(t, n.editor)
	n.decide(t, accept(own))
}

func TestAnArticleWithoutClaimsIsNotDecided(t *testing.T) {
	n := newNewsroom(t)
	if done, err := n.DecideAgreed(ctx, n.editor, n.article.ID, 0.5, nil); len(done.Made) > 0 || err != nil {
		t.Fatalf("made are %+v, %v", done, err)
	}
	n.read(t, func(r *store.Reader) error {
		a, err := r.Article(n.editor.ID, n.article.ID)
		if a.DecidedAt != "" {
			t.Errorf("decided at %s", a.DecidedAt)
		}
		return err
	})
}

// TestTheReasonsOnAnArticleAreBounded writes reasons of the greatest length, each told with two claims, until there is no room.
func TestTheReasonsOnAnArticleAreBounded(t *testing.T) {
	n := newNewsroom(t)
	words := strings.Repeat("很", 199_000) // 597 kB, counted twice
	text := strings.Repeat("One of many sentences. ", 20)
	n.article = n.importText(t, text)
	pair := func(i int) desk.DecisionInput {
		var both []factcheck.Claim
		for _, by := range []factcheck.Person{n.rosa, n.imre} {
			c, err := n.CreateClaim(ctx, by, n.article.ID, desk.NewClaim{Span: &factcheck.Span{Start: 23 * i, End: 23*i + 22}, Verdict: factcheck.Verified})
			check(t, err)
			both = append(both, c)
		}
		return accept(both...)
	}
	var made []factcheck.Decision
	for i := range 20 {
		in := pair(i)
		in.Reason = words
		decision, err := n.Decide(ctx, n.editor, n.article.ID, in)
		if err == nil {
			made = append(made, decision)
			continue
		}
		wantCode(t, err, factcheck.TooLarge)
		in.Reason = ""
		short := n.decide(t, in)
		if _, err := n.ChangeDecision(ctx, n.editor, short.ID, 0, desk.DecisionChange{Reason: &words}); factcheck.CodeOf(err) != factcheck.TooLarge {
			t.Errorf("changed to say as much: %v", err)
		}
	}
	if len(made) != 14 { // of 16 MB
		t.Fatalf("%d reasons of %d bytes are taken for two claims each", len(made), len(words))
	}
	brief := "Brief."
	if _, err := n.ChangeDecision(ctx, n.editor, made[0].ID, 0, desk.DecisionChange{Reason: &brief}); err != nil {
		t.Errorf("made shorter: %v", err)
	}
	if _, err := n.ChangeDecision(ctx, n.editor, made[0].ID, 0, desk.DecisionChange{Reason: &words}); err != nil {
		t.Errorf("into the room that this made: %v", err)
	}
}
