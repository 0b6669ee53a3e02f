package agreement_test

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// inText gives the claims of readings in the order of the text.
func inText(all []agreement.Reading) iter.Seq2[agreement.Member, error] {
	var members []agreement.Member
	for _, r := range all {
		for _, c := range r.Claims {
			members = append(members, agreement.Member{Reviewer: r.Reviewer, Claim: c})
		}
	}
	slices.SortStableFunc(members, func(a, b agreement.Member) int { return cmp.Compare(a.Claim.Start, b.Claim.Start) })
	return func(yield func(agreement.Member, error) bool) {
		for _, m := range members {
			if !yield(m, nil) {
				return
			}
		}
	}
}

func TestAlignedStretchByStretchAreTheSameGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, threshold := readings(5).Draw(t, "readings"), rapid.Float64Range(0, 1).Draw(t, "threshold")
		var got []agreement.Group
		for g, err := range agreement.AlignEach(inText(all), threshold) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, g)
		}
		groups := agreement.Align(all, threshold)
		if diff := gocmp.Diff(told(groups), told(got)); diff != "" {
			t.Fatal(diff)
		}
		alpha, err := agreement.AlphaOfVerdicts(agreement.AlignEach(inText(all), threshold))
		_, judging := agreement.Measure(all, groups, length)
		if diff := gocmp.Diff(judging.AlphaNominal, alpha); diff != "" && len(all) > 1 || err != nil {
			t.Fatal(err, diff)
		}
	})
}

// TestAStretchIsAlignedBeforeTheNextIsRead marks one sentence after the other, and asks of each group for the sentence read last.
func TestAStretchIsAlignedBeforeTheNextIsRead(t *testing.T) {
	read, lost := 0, errors.New("the disk is gone")
	claims := func(yield func(agreement.Member, error) bool) {
		for read = range 1000 {
			for _, reviewer := range []string{"a", "b"} {
				if !yield(agreement.Member{Reviewer: reviewer, Claim: factcheck.Claim{Span: factcheck.Span{Start: 10 * read, End: 10*read + 8}}}, nil) {
					return
				}
			}
		}
		yield(agreement.Member{}, lost)
	}
	groups := 0
	for g, err := range agreement.AlignEach(claims, agreement.DefaultThreshold) {
		if err != nil {
			if !errors.Is(err, lost) || groups != 999 {
				t.Errorf("after %d groups: %v", groups, err)
			}
			return
		}
		if len(g.Members) != 2 || read != groups+1 {
			t.Fatalf("group %d has %d members; sentence %d has been read", groups, len(g.Members), read)
		}
		groups++
	}
	t.Error("it ended as if it had been read to its end")
}
