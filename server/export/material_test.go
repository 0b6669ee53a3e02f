package export_test

import (
	"iter"
	"slices"
	"testing"
	"time"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/span"
)

const reportText = "The company spent US$12.62 million in 2018.\n\n“治理之路” was the phrase 👨‍👩‍👧‍👦 he used."

// checked is what a report is made of, as lists.
type checked struct {
	export.Material
	Claims    []factcheck.Claim // in the order of a report
	Decisions []factcheck.Decision
}

// report makes the report: groups are found by what the claims say of the decision that stands on them, and counted one by one.
func (m checked) report() *export.Report {
	stands, left := map[int64]bool{0: false}, map[int64][]factcheck.Claim{}
	for _, d := range m.Decisions {
		stands[d.ID] = true
	}
	var undecided []*factcheck.Claim
	for _, c := range m.Claims {
		if stands[c.Desk.DecisionID] {
			left[c.Desk.DecisionID] = append(left[c.Desk.DecisionID], c)
			continue
		}
		undecided = append(undecided, &c)
		m.count(c.Verdict, []factcheck.Claim{c})
	}
	groups := map[factcheck.Outcome][]factcheck.DecidedGroup{}
	for _, d := range m.Decisions {
		if len(left[d.ID]) == 0 {
			continue
		}
		groups[d.Outcome] = append(groups[d.Outcome], factcheck.DecidedGroup{Decision: d, Left: left[d.ID]})
		if d.Outcome == factcheck.Accepted {
			m.count(d.Verdict, left[d.ID])
			m.Found.Decided++
		}
	}
	m.Undecided, m.Accepted, m.Rejected = each(undecided), each(groups[factcheck.Accepted]), each(groups[factcheck.Rejected])
	if m.Corrections == nil {
		m.Corrections = each[export.Correction](nil)
	}
	return export.NewReport(m.Material)
}

func (m *checked) count(v factcheck.Verdict, cited []factcheck.Claim) {
	m.Found.Add(v)
	if !slices.ContainsFunc(cited, func(c factcheck.Claim) bool { return len(c.Citations) > 0 }) {
		m.Found.Unsourced++
	}
}

func each[T any](items []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, item := range items {
			if !yield(item, nil) {
				return
			}
		}
	}
}

// all goes through what has to come without an error.
func all[T any](t testing.TB, items iter.Seq2[T, error]) (list []T) {
	t.Helper()
	for item, err := range items {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, item)
	}
	return list
}

// material is an article with four readings of three groups: one decided against a reading, one rejected, one undecided.
func material() checked {
	cite := func(stance factcheck.Stance, url string, number int) factcheck.Citation {
		return factcheck.Citation{Number: number, URL: url, Title: "Filing", Stance: stance, Primary: true, Locator: "p. 3", AccessedOn: "2026-01-02", ArchivedURL: "https://archive.example.org/1"}
	}
	claim := func(id int64, reviewer string, start, end int, verdict factcheck.Verdict, note string, decision int64, citations ...factcheck.Citation) factcheck.Claim {
		text := span.NewText(reportText)
		return factcheck.Claim{ID: id, Reviewer: reviewer, Revision: 1, Span: factcheck.Span{Start: start, End: end}, Quote: text.Slice(factcheck.Span{Start: start, End: end}),
			Verdict: verdict, Note: note, Citations: citations, Desk: factcheck.DeskWord{DecisionID: decision}, CreatedAt: "2026-01-02T03:04:05.000Z", UpdatedAt: "2026-01-03T03:04:05.000Z"}
	}
	old := claim(8, "rosa", 0, 3, factcheck.Verified, "in the first text", 0)
	old.Revision = 0
	claims := []factcheck.Claim{
		claim(1, "rosa", 4, 11, factcheck.Verified, "", 30),
		claim(2, "rosa", 18, 34, factcheck.Verified, "so it says", 10, cite(factcheck.Supports, "https://example.org/1", 1)),
		claim(3, "imre", 18, 34, factcheck.Disputed, "12.6, not 12.62", 10, cite(factcheck.Supports, "https://example.org/1", 2), cite(factcheck.Refutes, "https://example.org/2", 3)),
		claim(4, "imre", 45, 51, factcheck.Unchecked, "", 0),
		claim(5, "rosa", 45, 59, factcheck.Unproven, "no idea", 99),
		old,
	}
	claims[2].Speaker, claims[2].Rating = "The treasurer", 2
	return checked{Material: export.Material{
		Article:  factcheck.Article{ID: 12, Title: "Lobbying", Byline: "A. Writer", Publisher: "The Paper", URL: "https://news.example.org/1", PublishedOn: "2019-10-24", Language: "en"},
		Revision: factcheck.Revision{Number: 1, Text: reportText, Blocks: []factcheck.Block{{Kind: factcheck.Paragraph, Span: factcheck.Span{Start: 0, End: 43}}, {Kind: factcheck.Quote, Span: factcheck.Span{Start: 45, End: 82}}}},
		Text:     span.NewText(reportText),
		Readings: []export.Reading{{Reviewer: "imre", Blind: true, Submitted: true}, {Reviewer: "rosa", Blind: true}},
		Name:     func(reviewer string) string { return "Name of " + reviewer },
		MadeAt:   factcheck.At(time.Date(2026, 2, 4, 0, 0, 0, 0, time.UTC)),
	}, Claims: claims,
		Decisions: []factcheck.Decision{
			{ID: 10, Outcome: factcheck.Accepted, ClaimID: 3, Revision: 1, Span: factcheck.Span{Start: 18, End: 34}, Quote: "US$12.62 million", Verdict: factcheck.Disputed, Rating: 2, UpdatedAt: "2026-02-03T00:00:00.000Z"},
			{ID: 30, Outcome: factcheck.Rejected, Revision: 1, Quote: "company", Reason: "An opinion."},
			{ID: 40, Outcome: factcheck.Accepted, Revision: 1, Quote: "gone", Verdict: factcheck.Verified},
		},
	}
}
