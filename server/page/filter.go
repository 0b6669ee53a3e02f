package page

import (
	"net/url"
	"slices"
	"strings"

	"stet/server/factcheck"
	"stet/views"
)

// filterOf reads the workbench's filter from an address. What names nothing is taken for nothing: an old link still opens.
func filterOf(query url.Values) views.Filter {
	f := views.Filter{Reviewer: query.Get("reviewer"), Text: strings.TrimSpace(query.Get("q"))}
	f.Kind, _ = factcheck.ParseKind(query.Get("kind"))
	for _, name := range given(query["verdict"]) {
		if v, err := factcheck.ParseVerdict(name); err == nil && !slices.Contains(f.Verdicts, v) {
			f.Verdicts = append(f.Verdicts, v)
		}
	}
	f.Query = filterQuery(f)
	return f
}

// filterQuery writes a filter so that more can follow it in an address: "kind=money&", or "".
func filterQuery(f views.Filter) string {
	query := url.Values{}
	for _, v := range f.Verdicts {
		query.Add("verdict", string(v))
	}
	for name, value := range map[string]string{"kind": string(f.Kind), "reviewer": f.Reviewer, "q": f.Text} {
		if value != "" {
			query.Set(name, value)
		}
	}
	if len(query) == 0 {
		return ""
	}
	return query.Encode() + "&"
}

// out gives the claims that a filter leaves out; nil where it lets all through.
func out(f views.Filter, claims []factcheck.Claim) map[int64]bool {
	if f.Query == "" {
		return nil
	}
	left := map[int64]bool{}
	for i := range claims {
		if !passes(f, &claims[i]) {
			left[claims[i].ID] = true
		}
	}
	return left
}

func passes(f views.Filter, c *factcheck.Claim) bool {
	return (len(f.Verdicts) == 0 || slices.Contains(f.Verdicts, c.Verdict)) &&
		(f.Kind == "" || c.Kind == f.Kind) &&
		(f.Reviewer == "" || c.Reviewer == f.Reviewer) &&
		(f.Text == "" || holds(c.Quote, f.Text) || holds(c.Note, f.Text) || holds(c.Speaker, f.Text))
}

// holds says whether a text holds some words, whatever their case.
func holds(text, words string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(words))
}
