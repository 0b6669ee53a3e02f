package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/views"
)

// leastThreshold and mostThreshold bound what the screen offers for the overlap of two claims taken for one.
const leastThreshold, mostThreshold = 0.1, 1.0

// compareAsk reads from an address what a comparison is to show. What names nothing is taken for nothing, since an old link
// still opens; only a threshold out of bounds is an error, beside which the rest is given with the usual one.
func compareAsk(articleID int64, query url.Values) (views.CompareAsk, error) {
	a := views.CompareAsk{ArticleID: articleID, Show: showOf(query.Get("show")), Behind: behindOf(query.Get("behind")),
		With: conditions(query["with"]), Apart: two(query["apart"]), Matrix: two(query["matrix"])}
	a.Kind, _ = factcheck.ParseKind(query.Get("kind"))
	a.Group, _ = strconv.ParseInt(query.Get("group"), 10, 64)
	a.From, _ = strconv.Atoi(query.Get("from"))
	a.From = max(a.From, 0)
	var err error
	a.Threshold, err = thresholdOf(query.Get("threshold"))
	return a, err
}

func thresholdOf(typed string) (float64, error) {
	if typed == "" {
		return agreement.DefaultThreshold, nil
	}
	t, err := strconv.ParseFloat(typed, 64)
	if err != nil || !(t >= leastThreshold && t <= mostThreshold) {
		return agreement.DefaultThreshold, factcheck.BadField("threshold",
			"%q is no overlap: give the part of their words that two claims must share to be the same, from 0.1 to 1. This shows 0.5.", typed)
	}
	return t, nil
}

func showOf(name string) views.Show {
	if slices.Contains(views.Shows, views.Show(name)) {
		return views.Show(name)
	}
	return views.ShowAll
}

func behindOf(name string) views.Behind {
	switch b := views.Behind(name); b {
	case views.Judged, views.Unjudged, views.Rated, views.Unrated:
		return b
	}
	return views.BehindNothing
}

// conditions reads "rosa:disputed".
func conditions(typed []string) (list []views.Condition) {
	for _, one := range typed {
		if lane, holds, ok := strings.Cut(one, ":"); ok {
			list = append(list, views.Condition{Lane: lane, Holds: holds})
		}
	}
	return list
}

func two(names []string) (pair [2]string) {
	if len(names) == 2 {
		copy(pair[:], names)
	}
	return pair
}
