package export

import (
	"io"
	"strconv"

	"stet/server/factcheck"
)

const csvHeader = "claim_id,article_id,article_title,article_url,published_on,revision,reviewer,start,end,quote,kind,speaker,verdict," +
	"rating,note,citations,primary_citations,sources,decision,created_at,updated_at,url,decision_verdict,decision_reason,carryover\r\n"

// writeAtOnce is how many bytes are gathered before they are written.
const writeAtOnce = 32 << 10

// writeCSV writes RFC 4180 with CRLF, one row a claim, as UTF-8. The header goes out at once.
func writeCSV(w io.Writer, claims rows, options Options) error {
	header := csvHeader
	if options.BOM {
		header = "\ufeff" + header
	}
	if _, err := io.WriteString(w, header); err != nil {
		return err
	}
	c := csv{w: w, options: options, out: make([]byte, 0, writeAtOnce*2)}
	for claim, err := range claims {
		if err != nil {
			return err
		}
		if err := c.claim(claim); err != nil {
			return err
		}
	}
	return c.write()
}

// csv appends cell after cell, each with the comma behind it, and writes when enough have come together.
type csv struct {
	w       io.Writer
	options Options
	out     []byte
	sources []byte
}

func (c *csv) claim(claim *factcheck.ClaimRow) error {
	c.number(claim.ID)
	c.number(claim.ArticleID)
	c.text(claim.ArticleTitle)
	c.text(claim.ArticleURL)
	c.plain(claim.PublishedOn)
	c.number(int64(claim.Revision))
	c.text(claim.Reviewer)
	c.asRead(&claim.Claim)
	c.citations(claim.Citations)
	c.plain(string(claim.Desk.Decided()))
	c.plain(string(claim.CreatedAt))
	c.plain(string(claim.UpdatedAt))
	c.out = append(appendPermalink(append(c.out, c.options.BaseURL...), &claim.Claim), ',')
	c.decision(claim.Desk)
	c.out = append(append(c.out, claim.Carried...), '\r', '\n')
	if len(c.out) < writeAtOnce {
		return nil
	}
	return c.write()
}

// asRead writes where a claim stands and what its reviewer says of it.
func (c *csv) asRead(claim *factcheck.Claim) {
	c.number(int64(claim.Start))
	c.number(int64(claim.End))
	c.text(claim.Quote)
	c.plain(string(claim.Kind))
	c.text(claim.Speaker)
	c.plain(string(claim.Verdict))
	c.rating(claim.Rating)
	c.text(claim.Note)
}

func (c *csv) write() error {
	_, err := c.w.Write(c.out)
	c.out = c.out[:0]
	return err
}

func (c *csv) number(n int64) {
	c.out = append(strconv.AppendInt(c.out, n, 10), ',')
}

func (c *csv) rating(r factcheck.Rating) {
	if r == 0 {
		c.plain("")
		return
	}
	c.number(int64(r))
}

// decision writes what the desk decided, and why.
func (c *csv) decision(w factcheck.DeskWord) {
	if w.Decided() == "" {
		c.out = append(c.out, ',', ',')
		return
	}
	c.plain(string(w.Verdict))
	c.text(w.Reason)
}

// plain writes a word of the vocabulary or a date, in which nothing needs care.
func (c *csv) plain(s string) {
	c.out = append(append(c.out, s...), ',')
}

func (c *csv) text(s string) {
	c.out = append(appendCell(c.out, s, c.options.Raw), ',')
}

// citations writes how many there are, how many of them are primary, and the sources themselves.
func (c *csv) citations(citations []factcheck.Citation) {
	if len(citations) == 0 {
		c.plain("0,0,")
		return
	}
	c.sources = appendSources(c.sources[:0], citations)
	c.number(int64(len(citations)))
	c.number(int64(countPrimary(citations)))
	c.text(string(c.sources))
}
