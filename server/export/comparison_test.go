package export_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/export"
	"stet/server/factcheck"
)

func comparison() export.Comparison {
	return export.Comparison{Reviewers: []string{"imre", "rosa"}, Rows: each(comparedRows())}
}

func comparedRows() []export.ComparedRow {
	rosas, imres := claim().Claim, claim().Claim
	imres.ID, imres.Reviewer, imres.Verdict, imres.Rating, imres.Citations, imres.Note = 346, "imre", factcheck.Verified, 0, nil, "=so"
	left := imres
	left.ID, left.Revision = 300, 1
	return []export.ComparedRow{
		{Group: 1, Revision: 2, Outcome: "verdict_differs", Claims: []*factcheck.Claim{&imres, &rosas}, Since: true,
			Decision: &factcheck.Decision{Outcome: factcheck.Accepted, ClaimID: 345, Span: rosas.Span, Quote: rosas.Quote, Kind: rosas.Kind, Verdict: rosas.Verdict,
				Rating: rosas.Rating, Reason: "The filing, p. 3", By: "chidi", UpdatedAt: "2026-03-04T05:06:07.890Z"}},
		{Group: 2, Revision: 2, Outcome: "only_one", Claims: []*factcheck.Claim{nil, &rosas},
			Decision: &factcheck.Decision{Outcome: factcheck.Rejected, Span: rosas.Span, Quote: rosas.Quote, Reason: "An opinion.", UpdatedAt: "2026-03-04T05:06:07.890Z"}},
		{Revision: 1, Outcome: "older_revision", Claims: []*factcheck.Claim{&left, nil}},
	}
}

func TestAComparisonIsARowAGroup(t *testing.T) {
	var out bytes.Buffer
	if err := export.WriteComparison(&out, comparison(), export.Options{BOM: true}); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), "\ufeff")
	if !marked || strings.Count(text, "\r\n") != 4 {
		t.Errorf("%q", out.String())
	}
	rows := read(t, []byte(text))
	want := [][]string{
		strings.Split("group,revision,outcome,reviewers,"+
			"imre_claim_id,imre_start,imre_end,imre_quote,imre_kind,imre_speaker,imre_verdict,imre_rating,imre_note,imre_sources,"+
			"rosa_claim_id,rosa_start,rosa_end,rosa_quote,rosa_kind,rosa_speaker,rosa_verdict,rosa_rating,rosa_note,rosa_sources,"+
			"decision,decision_start,decision_end,decision_quote,decision_kind,decision_verdict,decision_rating,decision_reason,accepted_claim_id,decided_by,decided_at,since_decision", ","),
		{"1", "2", "verdict_differs", "2", "346", "18", "34", "US$12.62 million", "money", "A. Writer", "verified", "", "'=so", "",
			"345", "18", "34", "US$12.62 million", "money", "A. Writer", "disputed", "2", "12.6, not 12.62", "Filing <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary]",
			"accepted", "18", "34", "US$12.62 million", "money", "disputed", "2", "The filing, p. 3", "345", "chidi", "2026-03-04T05:06:07.890Z", "yes"},
		{"2", "2", "only_one", "1", "", "", "", "", "", "", "", "", "", "",
			"345", "18", "34", "US$12.62 million", "money", "A. Writer", "disputed", "2", "12.6, not 12.62", "Filing <https://example.org/1> [refutes; primary; p. 3] | <Box 7> [context; secondary]",
			"rejected", "18", "34", "US$12.62 million", "", "", "", "An opinion.", "", "", "2026-03-04T05:06:07.890Z", ""},
		{"", "1", "older_revision", "1", "300", "18", "34", "US$12.62 million", "money", "A. Writer", "verified", "", "'=so", "",
			"", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", ""},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestALongComparisonIsWrittenAsItComes(t *testing.T) {
	m, rows := comparison(), comparedRows()
	for range 10 {
		rows = append(rows, rows...)
	}
	m.Rows = each(rows)
	var out bytes.Buffer
	if err := export.WriteComparison(&out, m, export.Options{}); err != nil || len(read(t, out.Bytes())) != len(rows)+1 {
		t.Errorf("%v", err)
	}
	full := errors.New("the disk is full")
	if err := export.WriteComparison(failing{full}, m, export.Options{}); !errors.Is(err, full) {
		t.Errorf("ended with %v", err)
	}
	lost := errors.New("the disk is gone")
	m.Rows = breaking(m.Rows, lost)
	if err := export.WriteComparison(&out, m, export.Options{}); !errors.Is(err, lost) {
		t.Errorf("without all rows it ended with %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
