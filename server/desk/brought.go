package desk

import "stet/server/factcheck"

// The most that claims may say that come in together: others wait to write while they do.
const (
	maxBroughtBytes     = 8 << 20
	maxBroughtCitations = 5_000
)

// said is how much claims say together.
type said struct{ bytes, citations int }

func (s *said) add(c *factcheck.Claim) {
	s.bytes += len(c.Quote) + len(c.Note) + len(c.Speaker)
	s.citations += len(c.Citations)
	for _, x := range c.Citations {
		s.bytes += len(x.URL) + len(x.Title) + len(x.Publisher) + len(x.ArchivedURL) + len(x.Locator) + len(x.Passage)
	}
}

func (s *said) tooMuch() error {
	switch {
	case s.bytes > maxBroughtBytes:
		return factcheck.Errorf(factcheck.TooLarge, "The claims of the file say more than %d MB together, with the words they are on. Bring it in in parts.", maxBroughtBytes>>20)
	case s.citations > maxBroughtCitations:
		return factcheck.Errorf(factcheck.TooLarge, "The claims of the file cite more than %d sources together. Bring it in in parts.", maxBroughtCitations)
	}
	return nil
}
