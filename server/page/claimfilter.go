package page

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// claimFilterNames are what the Claims screen and its exports are asked with.
var claimFilterNames = []string{"verdict", "kind", "article_id", "reviewer", "q", "since", "until", "from", "bom", "raw"}

// claimFilter reads the filter of the Claims screen and of its exports. What cannot be read is left out of the filter, and
// named in the error.
func claimFilter(query url.Values) (filter store.ClaimFilter, wrong *factcheck.Error) {
	var errs []factcheck.FieldError
	check := func(err error) bool {
		if err != nil {
			errs = append(errs, known(err).Fields...)
		}
		return err == nil
	}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains(claimFilterNames, name) {
			check(factcheck.BadField(name, "There is no filter %q: claims are narrowed by verdict, kind, article_id, reviewer, q, since and until.", name))
		}
	}
	filter = store.ClaimFilter{Reviewer: query.Get("reviewer"), Text: strings.TrimSpace(query.Get("q"))}
	if !check(factcheck.CheckSearch(filter.Text)) {
		filter.Text = ""
	}
	for _, name := range given(query["verdict"]) {
		if v, err := factcheck.ParseVerdict(name); check(err) && !slices.Contains(filter.Verdicts, v) {
			filter.Verdicts = append(filter.Verdicts, v)
		}
	}
	if kind, err := factcheck.ParseKind(query.Get("kind")); check(err) {
		filter.Kind = kind
	}
	if article, err := articleID(query.Get("article_id")); check(err) {
		filter.ArticleID = article
	}
	if since, err := date("since", query.Get("since")); check(err) {
		filter.Since = since
	}
	if until, err := date("until", query.Get("until")); check(err) {
		filter.Until = until
	}
	if err := factcheck.BadFields(errs); err != nil {
		return filter, known(err)
	}
	return filter, nil
}

// given leaves out the empty values, with which a form says that nothing was chosen.
func given(values []string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(s string) bool { return s == "" })
}

func articleID(s string) (int64, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, factcheck.BadField("article_id", "%q is no article's number: give one, for example 12.", s)
	}
	return n, nil
}

func date(field, s string) (string, error) {
	if _, err := time.Parse(time.DateOnly, s); s != "" && err != nil {
		return "", factcheck.BadField(field, "%q is no date: write it as 2019-10-24.", s)
	}
	return s, nil
}

func typedFilter(query url.Values, f store.ClaimFilter) views.ClaimsFilter {
	return views.ClaimsFilter{Verdicts: f.Verdicts, Kind: f.Kind, ArticleID: f.ArticleID, Reviewer: f.Reviewer, Text: f.Text,
		Since: query.Get("since"), Until: query.Get("until")}
}

// claimsQuery writes a filter into an address, with one parameter more.
func claimsQuery(f store.ClaimFilter, name, value string) string {
	query := url.Values{name: {value}}
	for _, v := range f.Verdicts {
		query.Add("verdict", string(v))
	}
	if f.ArticleID != 0 {
		query.Set("article_id", id(f.ArticleID))
	}
	for name, value := range map[string]string{"kind": string(f.Kind), "reviewer": f.Reviewer, "q": f.Text, "since": f.Since, "until": f.Until} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return query.Encode()
}

// saidOf puts a filter into words, to follow "8 of 59 shown".
func saidOf(f store.ClaimFilter) string {
	var parts []string
	for _, v := range f.Verdicts {
		parts = append(parts, string(v))
	}
	if f.Kind != "" {
		parts = append(parts, string(f.Kind))
	}
	if f.ArticleID != 0 {
		parts = append(parts, "article "+id(f.ArticleID))
	}
	if f.Reviewer != "" {
		parts = append(parts, "by "+f.Reviewer)
	}
	if f.Text != "" {
		parts = append(parts, "with “"+f.Text+"”")
	}
	if f.Since != "" {
		parts = append(parts, "changed since "+f.Since)
	}
	if f.Until != "" {
		parts = append(parts, "changed until "+f.Until)
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}
