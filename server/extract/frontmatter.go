package extract

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"stet/server/factcheck"
)

var (
	frontMatter = regexp.MustCompile(`\A---[ \t]*\r?\n((?:(?:[\w-]+[ \t]*:|#|- |[ \t]).*\n|\r?\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\z)`)
	keyValue    = regexp.MustCompile(`(?m)^([\w-]+)[ \t]*:[ \t]*(.*)$`)
)

// cutFrontMatter parts the "key: value" lines between two fences at the head of s from the rest. Where there are none,
// or none that tells of the article, fields is nil and body is s.
func cutFrontMatter(s string) (fields map[string]string, body string) {
	found := frontMatter.FindStringSubmatch(s)
	if found == nil {
		return nil, s
	}
	known := false
	fields = map[string]string{}
	for _, pair := range keyValue.FindAllStringSubmatch(found[1], -1) {
		key := strings.ToLower(pair[1])
		fields[key] = unquote(clean(pair[2]))
		known = known || slices.Contains(knownKeys, key)
	}
	if !known {
		return nil, s
	}
	return fields, s[len(found[0]):]
}

func unquote(value string) string {
	for _, mark := range []string{`"`, `'`} {
		inner, opened := strings.CutPrefix(value, mark)
		if inner, closed := strings.CutSuffix(inner, mark); opened && closed {
			return inner
		}
	}
	return value
}

var knownKeys = []string{"title", "byline", "author", "publisher", "url", "published_on", "date", "language", "lang"}

// describe sets what front matter tells of the article. Keys it does not know are passed over. The error is Invalid for
// a date that cannot be read.
func (a *Article) describe(fields map[string]string) (err error) {
	a.Title = fields["title"]
	a.Byline = cmp.Or(fields["byline"], fields["author"])
	a.Publisher = fields["publisher"]
	a.URL = fields["url"]
	a.Language = cmp.Or(fields["language"], fields["lang"])
	a.PublishedOn, err = plainDate(cmp.Or(fields["published_on"], fields["date"]))
	return err
}

var dateLayouts = []string{time.DateOnly, "2006/01/02", "2 January 2006", "2 Jan 2006", "January 2, 2006", "Jan 2, 2006"}

// plainDate reads a date, leaving out the time of day if there is one.
func plainDate(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	day := s
	if found := timeOfDay.FindStringIndex(s); found != nil {
		day = s[:found[0]]
	}
	for _, layout := range dateLayouts {
		if at, err := time.Parse(layout, day); err == nil {
			return at.Format(time.DateOnly), nil
		}
	}
	return "", factcheck.BadField("published_on", "The date %q cannot be read: write it as 2019-10-24.", s)
}

var timeOfDay = regexp.MustCompile(`[T ]\d\d?:\d\d`)
