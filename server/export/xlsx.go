package export

import (
	"archive/zip"
	"errors"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"stet/server/factcheck"
)

var claimColumns = []column{{"claim_id", 9}, {"article_id", 10}, {"article_title", 32}, {"article_url", 24}, {"published_on", 13},
	{"revision", 9}, {"reviewer", 12}, {"start", 8}, {"end", 8}, {"quote", 60}, {"kind", 12}, {"speaker", 18}, {"verdict", 11},
	{"rating", 8}, {"note", 48}, {"citations", 10}, {"primary_citations", 17}, {"sources", 40}, {"decision", 12},
	{"created_at", 20}, {"updated_at", 20}, {"url", 32}, {"decision_verdict", 16}, {"decision_reason", 48}, {"carryover", 12}}

var sourceColumns = []column{{"claim_id", 9}, {"n", 5}, {"url", 40}, {"title", 32}, {"publisher", 20}, {"stance", 11}, {"primary", 9},
	{"locator", 12}, {"passage", 48}, {"published_on", 13}, {"accessed_on", 13}, {"archived_url", 40}}

// writeXLSX writes a workbook of two sheets: the claims in the columns of the CSV, and their sources, a row each. Numbers and
// dates are such to the spreadsheet; texts are texts, whatever they begin with. Rows wait on the disk until all have come.
func writeXLSX(w io.Writer, claims rows, options Options) (err error) {
	file := excelize.NewFile()
	defer func() { err = errors.Join(err, file.Close()) }()
	b := workbook{base: options.BaseURL}
	if err := b.open(file); err != nil {
		return err
	}
	for claim, err := range claims {
		if err != nil {
			return err
		}
		if err := b.claim(claim); err != nil {
			return err
		}
	}
	if err := errors.Join(b.claims.close(), b.sources.close()); err != nil {
		return err
	}
	// Left to itself the library would gather the whole file in memory before it wrote any of it.
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(w) })
	return file.Write(io.Discard)
}

// workbook adds claims to its two sheets.
type workbook struct {
	base    string
	claims  *sheet
	sources *sheet
	day     int // the style of dates
	moment  int // the style of times
}

func (b *workbook) open(file *excelize.File) (err error) {
	day, moment := "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"
	if b.day, err = file.NewStyle(&excelize.Style{CustomNumFmt: &day}); err != nil {
		return err
	}
	if b.moment, err = file.NewStyle(&excelize.Style{CustomNumFmt: &moment}); err != nil {
		return err
	}
	if err = file.SetSheetName("Sheet1", "Claims"); err != nil {
		return err
	}
	if b.claims, err = newSheet(file, "Claims", claimColumns); err != nil {
		return err
	}
	if _, err = file.NewSheet("Sources"); err != nil {
		return err
	}
	b.sources, err = newSheet(file, "Sources", sourceColumns)
	return err
}

func (b *workbook) claim(c *factcheck.ClaimRow) error {
	address := permalink(b.base, &c.Claim)
	decided := decidedOn(c.Desk)
	err := b.claims.add(c.ID, c.ArticleID, text(c.ArticleTitle), text(c.ArticleURL), b.date(c.PublishedOn), c.Revision, text(c.Reviewer),
		c.Start, c.End, text(c.Quote), string(c.Kind), text(c.Speaker), string(c.Verdict), rating(c.Rating), text(c.Note),
		len(c.Citations), countPrimary(c.Citations), text(string(appendSources(nil, c.Citations))), text(decided.Outcome),
		b.time(c.CreatedAt), b.time(c.UpdatedAt), address, text(decided.Verdict), text(decided.Reason), text(string(c.Carried)))
	if err != nil {
		return err
	}
	if err := b.claims.link("article_url", c.ArticleURL); err != nil {
		return err
	}
	if err := b.claims.link("url", address); err != nil {
		return err
	}
	for _, citation := range c.Citations {
		if err := b.source(c.ID, citation); err != nil {
			return err
		}
	}
	return nil
}

func (b *workbook) source(claimID int64, c factcheck.Citation) error {
	err := b.sources.add(claimID, c.Number, text(c.URL), text(c.Title), text(c.Publisher), string(c.Stance), c.Primary,
		text(c.Locator), text(c.Passage), b.date(c.PublishedOn), b.date(c.AccessedOn), text(c.ArchivedURL))
	if err != nil {
		return err
	}
	if err := b.sources.link("url", c.URL); err != nil {
		return err
	}
	return b.sources.link("archived_url", c.ArchivedURL)
}

func rating(r factcheck.Rating) any {
	if r == 0 {
		return nil
	}
	return int(r)
}

// firstYear is where a spreadsheet's calendar begins. Earlier dates stay text.
const firstYear = 1900

func (b *workbook) date(s string) any {
	if day, err := time.Parse(time.DateOnly, s); err == nil && day.Year() > firstYear {
		return excelize.Cell{StyleID: b.day, Value: day}
	}
	return text(s)
}

func (b *workbook) time(t factcheck.Timestamp) any {
	return excelize.Cell{StyleID: b.moment, Value: t.Time().Truncate(time.Second)}
}
