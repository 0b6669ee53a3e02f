package page

import (
	"context"
	"net/url"
	"strings"
	"unicode"

	"stet/server/factcheck"
)

// asShown is a Conflict where a form's page showed other words at a span than the text has there, which a translating browser or an
// extension may have changed, or a page put together of two revisions. White space counts for nothing; a form may not say.
func (p *Pages) asShown(ctx context.Context, articleID int64, s *factcheck.Span, form url.Values) error {
	if s == nil || form.Get("shown") == "" {
		return nil
	}
	seen, err := p.desk.Revision(ctx, articleID, revisionSeen(form))
	if err != nil {
		return err
	}
	if err := seen.Index.Check(*s); err != nil {
		return err
	}
	if bare(seen.Index.Slice(*s)) == bare(form.Get("shown")) {
		return nil
	}
	return factcheck.Errorf(factcheck.Conflict, "The words that the page showed there are not those of the article. Is it being translated? Nothing was changed; reload the page, then mark again.").
		Titled("The words are others")
}

// bare leaves out what a page may show otherwise than the text has it.
func bare(words string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, words)
}
