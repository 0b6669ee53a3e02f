package export

import (
	"io"

	"stet/server/factcheck"
)

// writeXLSX writes a workbook: the claims in the columns of the CSV, and in a second sheet their sources, a row each. Numbers and
// dates are such to the spreadsheet; texts are texts, whatever they begin with. Texts that a cell cannot hold are cut there, and
// stand whole in a third sheet. A zip file holds one sheet after the other, so claims is gone through once for each.
func writeXLSX(w io.Writer, claims rows, options Options) error {
	b, err := newWorkbook(w)
	if err != nil {
		return err
	}
	m := claimTables{claims, options.BaseURL}
	if err := b.add("Claims", claimColumns, m.claimRows); err != nil {
		return err
	}
	if err := b.add("Sources", sourceColumns, m.sourceRows); err != nil {
		return err
	}
	if b.cut {
		if err := b.add(longTexts, longColumns, m.longRows); err != nil {
			return err
		}
	}
	return b.close()
}

var claimColumns = []column{{"claim_id", 9}, {"article_id", 10}, {"article_title", 32}, {"article_url", 24}, {"published_on", 13},
	{"revision", 9}, {"reviewer", 12}, {"start", 8}, {"end", 8}, {"quote", 60}, {"kind", 12}, {"speaker", 18}, {"verdict", 11},
	{"rating", 8}, {"note", 48}, {"citations", 10}, {"primary_citations", 17}, {"sources", 40}, {"decision", 12},
	{"created_at", 20}, {"updated_at", 20}, {"url", 32}, {"decision_verdict", 16}, {"decision_reason", 48}, {"carryover", 12}}

var sourceColumns = []column{{"claim_id", 9}, {"n", 5}, {"url", 40}, {"title", 32}, {"publisher", 20}, {"stance", 11}, {"primary", 9},
	{"locator", 12}, {"passage", 48}, {"published_on", 13}, {"accessed_on", 13}, {"archived_url", 40}}

var longColumns = []column{{"claim_id", 9}, {"n", 5}, {"column", 18}, {"part", 6}, {"text", 120}}

// claimTables gives the rows of the sheets.
type claimTables struct {
	claims rows
	base   string
}

// eachRow gives rows one after the other, each good until the next.
type eachRow func(add func([]cell) error) error

func (m claimTables) claimRows(add func([]cell) error) error {
	var row []cell
	for claim, err := range m.claims {
		if err != nil {
			return err
		}
		row = m.claimRow(row[:0], claim)
		if err := add(row); err != nil {
			return err
		}
	}
	return nil
}

func (m claimTables) sourceRows(add func([]cell) error) error {
	var row []cell
	for claim, err := range m.claims {
		if err != nil {
			return err
		}
		for _, citation := range claim.Citations {
			row = sourceRow(row[:0], claim.ID, citation)
			if err := add(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// longRows gives the texts that were cut in the other sheets, in parts that a cell holds.
func (m claimTables) longRows(add func([]cell) error) error {
	var row []cell
	for claim, err := range m.claims {
		if err != nil {
			return err
		}
		row = m.claimRow(row[:0], claim)
		if err := longTextsOf(claim.ID, 0, claimColumns, row, add); err != nil {
			return err
		}
		for _, citation := range claim.Citations {
			row = sourceRow(row[:0], claim.ID, citation)
			if err := longTextsOf(claim.ID, citation.Number, sourceColumns, row, add); err != nil {
				return err
			}
		}
	}
	return nil
}

func longTextsOf(claimID int64, citation int, columns []column, row []cell, add func([]cell) error) error {
	for i, c := range row {
		if fits(c.text) {
			continue
		}
		part := int64(0)
		for piece := range pieces(c.text) {
			part++
			if err := add([]cell{number(claimID), numberOrNothing(int64(citation)), text(columns[i].name), number(part), text(piece)}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m claimTables) claimRow(row []cell, c *factcheck.ClaimRow) []cell {
	decided := decidedOn(c.Desk)
	return append(row, number(c.ID), number(c.ArticleID), text(c.ArticleTitle), address(c.ArticleURL), day(c.PublishedOn), number(int64(c.Revision)),
		text(c.Reviewer), number(int64(c.Start)), number(int64(c.End)), text(c.Quote), text(string(c.Kind)), text(c.Speaker), text(string(c.Verdict)),
		numberOrNothing(int64(c.Rating)), text(c.Note), number(int64(len(c.Citations))), number(int64(countPrimary(c.Citations))),
		text(string(appendSources(nil, c.Citations))), text(decided.Outcome), moment(c.CreatedAt), moment(c.UpdatedAt), address(permalink(m.base, &c.Claim)),
		text(decided.Verdict), text(decided.Reason), text(string(c.Carried)))
}

func sourceRow(row []cell, claimID int64, c factcheck.Citation) []cell {
	return append(row, number(claimID), number(int64(c.Number)), address(c.URL), text(c.Title), text(c.Publisher), text(string(c.Stance)),
		yesOrNo(c.Primary), text(c.Locator), text(c.Passage), day(c.PublishedOn), day(c.AccessedOn), address(c.ArchivedURL))
}
