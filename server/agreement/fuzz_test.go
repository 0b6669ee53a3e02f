package agreement_test

import (
	"testing"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// FuzzAlign reads readings out of bytes, four to a claim, spans that are empty or back to front among them.
func FuzzAlign(f *testing.F) {
	f.Add([]byte{0, 0, 10, 1, 1, 0, 10, 1, 2, 0, 5, 2, 2, 5, 5, 2}, 0.5)
	f.Add([]byte{0, 0, 10, 0, 0, 0, 10, 3, 1, 0, 10, 9}, 0.0)
	f.Add([]byte{7, 3, 0, 0, 6, 200, 200, 1}, -1.0)
	f.Fuzz(func(t *testing.T, raw []byte, threshold float64) {
		all := make([]agreement.Reading, 8)
		for r := range all {
			all[r].Reviewer = string(rune('a' + r))
		}
		for i := 0; i+4 <= len(raw) && i < 400; i += 4 {
			r := &all[raw[i]%8]
			start := int(raw[i+1])
			r.Claims = append(r.Claims, factcheck.Claim{
				ID: int64(i), Span: factcheck.Span{Start: start, End: start + int(int8(raw[i+2]))},
				Verdict: factcheck.Verdicts[raw[i+3]%4], Rating: factcheck.Rating(raw[i+3] % 6),
			})
		}
		groups := agreement.Align(all, threshold)
		checkGroups(t, all, groups)
		finding, judging := agreement.Measure(all, groups, 300)
		for _, c := range []agreement.Coefficient{finding.AlphaU, judging.Percent, judging.FleissKappa, judging.AlphaNominal, judging.AlphaOrdinalRating} {
			if (c.Value == nil) == (c.Undefined == "") || c.Value != nil && !(*c.Value <= 1) {
				t.Fatalf("%+v", c)
			}
		}
	})
}
