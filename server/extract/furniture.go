package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// furnitureOf says what part of a web page's furniture an element is, by its name, role, class and id; "" where these do not
// tell.
func furnitureOf(n *html.Node) Reason {
	switch n.DataAtom {
	case atom.Nav, atom.Menu:
		return Navigation
	case atom.Footer:
		return Furniture
	case atom.Figcaption:
		return PictureLine
	case atom.Button, atom.Dialog:
		return Furniture
	case atom.Body, atom.Html, atom.Main, atom.Article:
		return ""
	}
	if role := attribute(n, "role"); role == "navigation" || role == "banner" || role == "menu" {
		return Navigation
	}
	return named(attribute(n, "class") + " " + attribute(n, "id"))
}

// parts lists the words that pages name their furniture by, most telling first.
var parts = []struct {
	words  *regexp.Regexp
	reason Reason
}{
	{partNamed(`cookies?|consent|gdpr|onetrust`), CookieNotice},
	{partNamed(`comments?|disqus|respond|discussion`), Comments},
	{partNamed(`newsletters?|subscribe|subscription|signup|sign-up|paywall|mailchimp`), Newsletter},
	{partNamed(`ads?|advert|adverts|advertisement|advertising|sponsor|sponsored|promo|dfp|taboola|outbrain`), Advertisement},
	{partNamed(`shar(?:e|ing)|sharebar|social|socials|addtoany|follow-us`), ShareLine},
	{partNamed(`related|recommended|recommendations|more-stories|read-more|most-read|mostread|popular|trending|teasers?|also-like|recirc`), RelatedStory},
	{partNamed(`nav|navbar|navigation|menu|breadcrumbs?|skip-link|pagination|pager`), Navigation},
	{partNamed(`byline|author|authors|author-box|post-meta|entry-meta|dateline|timestamp`), BylineLine},
	{partNamed(`footer|copyright|colophon|sidebar|widget|masthead|site-header|toolbar|tags|tag-list|legal`), Furniture},
}

func partNamed(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[ _-])(?:` + words + `)(?:$|[ _-])`)
}

// longestName is how much of class and id is looked at, in bytes; where there is more, programs wrote it.
const longestName = 150

func named(names string) Reason {
	names = strings.ToLower(strings.TrimSpace(names))
	if names == "" || len(names) > longestName {
		return ""
	}
	for _, part := range parts {
		if part.words.MatchString(names) {
			return part.reason
		}
	}
	return ""
}
