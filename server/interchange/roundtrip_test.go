package interchange

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// TestWhatGoesOutComesBack writes random claims and reads them again: each format gives back all of them, but for what it says
// that it cannot carry.
func TestWhatGoesOutComesBack(t *testing.T) {
	for _, f := range Formats {
		t.Run(string(f), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := document(t, articles().Draw(t, "article"))
				all := claimsOn(t, d)
				raw := written(t, f, d, all...)
				if detected, err := Detect(raw); detected != f || err != nil {
					t.Fatalf("it is taken for %q, %v", detected, err)
				}
				back, skipped := placed(t, d, raw, "")
				if len(skipped) > 0 {
					t.Fatalf("left out: %+v\n%s", skipped, raw)
				}
				var want, got []told
				for _, c := range all {
					want = append(want, tellClaim(without(c, d, f.Losses())))
				}
				for _, p := range back {
					if p.How != ByPosition {
						t.Fatalf("%s was found by its words", p.Name)
					}
					got = append(got, tellPlaced(d, p))
				}
				if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
					t.Fatalf("%s\n%s", diff, raw)
				}
			})
		})
	}
}

// TestEveryLossIsOne writes a claim with everything in it: whatever a format says that it cannot carry does not come back.
func TestEveryLossIsOne(t *testing.T) {
	d := document(t, "He spent 12.62 million.\nAnd more.")
	c := marked(d, factcheck.Span{Start: 2, End: 9}, factcheck.Claim{Kind: factcheck.Money, Verdict: factcheck.Disputed, Rating: 2, Note: "a\u2028b", Speaker: "Mayor", Citations: cited})
	for _, f := range Formats {
		back, skipped := placed(t, d, written(t, f, d, c), f)
		if len(back) != 1 || len(skipped) > 0 {
			t.Fatalf("%s: %+v, left out %+v", f, back, skipped)
		}
		got := tellPlaced(d, back[0])
		for _, loss := range lossesOf[f] {
			if tellClaim(without(c, d, []Loss{loss})) == tellClaim(c) {
				t.Errorf("the claim has nothing of %s", loss)
			}
			rest := slices.DeleteFunc(f.Losses(), func(l Loss) bool { return l == loss })
			if got == tellClaim(without(c, d, rest)) {
				t.Errorf("%s carries what it says it does not: %s", f, loss)
			}
		}
		for _, loss := range f.Losses() {
			if !strings.HasSuffix(loss.String(), ".") {
				t.Errorf("%s: %q is no sentence", f, loss.String())
			}
		}
	}
}

// TestATextInAnotherFormStillFits brings files back after another program has changed the form of what is in them.
func TestATextInAnotherFormStillFits(t *testing.T) {
	d := document(t, "Café society spent 12.62 million.\n\nAnd 😀 more was café talk.\nThe end.")
	c := marked(d, factcheck.Span{Start: 41, End: 56}, factcheck.Claim{Verdict: factcheck.Disputed})
	for _, f := range []Format{Doccano, WebAnnoTSV, WebAnnotation, Hypothesis} {
		for form, change := range map[string]func(string) string{
			"decomposed": func(s string) string { return strings.ReplaceAll(s, "é", "e\u0301") },
			"CRLF":       func(s string) string { return strings.ReplaceAll(strings.ReplaceAll(s, `\n`, `\r\n`), "\n", "\r\n") },
			"marked":     func(s string) string { return "\ufeff" + s },
		} {
			if f == WebAnnoTSV && form == "decomposed" || f == Doccano && form != "marked" {
				continue // their offsets would no longer be those of their text
			}
			back, skipped := placed(t, d, []byte(change(string(written(t, f, d, c)))), "")
			if len(back) != 1 || len(skipped) > 0 || tellPlaced(d, back[0]).Quote != c.Quote {
				t.Errorf("%s, %s: %+v, left out %+v", f, form, back, skipped)
			}
		}
	}
}
