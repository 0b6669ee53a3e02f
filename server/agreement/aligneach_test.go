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
		for i := range groups {
			groups[i].Overlaps = nil
		}
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

// Thousands of spans over one another are nothing that anybody reads; aligned they must be all the same, each claim in one group, with
// results that grow with their number.
func TestAPileIsAligned(t *testing.T) {
	const claims = 2000
	readings := make([]agreement.Reading, 2)
	for r := range readings {
		readings[r].Reviewer = string(rune('a' + r))
		for i := range claims {
			at := (i*7919 + r*13) % 40_000
			readings[r].Claims = append(readings[r].Claims, factcheck.Claim{ID: int64(r*claims + i + 1),
				Span: factcheck.Span{Start: at % 200, End: 200 + at/200}, Verdict: factcheck.Verified})
		}
	}
	groups, seen, both := agreement.Align(readings, 0), map[int64]bool{}, 0
	for _, g := range groups {
		if len(g.Overlaps) > 32*len(g.Members) {
			t.Fatalf("a group tells of %d overlaps", len(g.Overlaps))
		}
		for _, m := range g.Members {
			seen[m.Claim.ID] = true
		}
		both += len(g.Members) - 1
	}
	if len(seen) != 2*claims || both < claims*3/4 {
		t.Errorf("%d claims stand in groups, %d of them found by both", len(seen), both)
	}
}

// In a pile of many reviewers every claim meets every other again and again; a group holds little more than what it tells of.
func TestAPileOfManyReviewersTakesLittleRoom(t *testing.T) {
	readings := make([]agreement.Reading, 40)
	for r := range readings {
		readings[r].Reviewer = string(rune('a' + r))
		for i := range 40 {
			at := (i*7919 + r*13) % 400
			readings[r].Claims = append(readings[r].Claims, factcheck.Claim{Span: factcheck.Span{Start: at, End: at + 1000}})
		}
	}
	for i, g := range agreement.Align(readings, agreement.DefaultThreshold) {
		if cap(g.Overlaps) > 4*len(g.Overlaps)+8 {
			t.Errorf("group %d has room for %d overlaps and tells of %d", i, cap(g.Overlaps), len(g.Overlaps))
		}
	}
}
