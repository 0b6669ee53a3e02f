package interchange

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"stet/server/factcheck"
)

// The shapes of the Hypothesis API (https://h.readthedocs.io/en/latest/api-reference/v1/). Positions count UTF-16 units. Properties
// that Hypothesis does not know it keeps and gives back.

type row struct {
	ID          string         `json:"id"`
	Created     string         `json:"created"`
	Updated     string         `json:"updated"`
	User        string         `json:"user"`
	UserInfo    rowUser        `json:"user_info"`
	URI         string         `json:"uri"`
	Text        string         `json:"text"`
	Tags        []string       `json:"tags"`
	Group       string         `json:"group"`
	Permissions rowPermissions `json:"permissions"`
	Target      []rowTarget    `json:"target"`
	Document    rowDocument    `json:"document"`
	Links       rowLinks       `json:"links"`
	Hidden      bool           `json:"hidden"`
	Flagged     bool           `json:"flagged"`
	Stet        *rowExtra      `json:"stet,omitempty"`
}

type rowUser struct {
	DisplayName string `json:"display_name"`
}

// rowPermissions let nobody but the user read and change: what is sent to Hypothesis is published there by whoever wants it to be.
type rowPermissions struct {
	Read   []string `json:"read"`
	Admin  []string `json:"admin"`
	Update []string `json:"update"`
	Delete []string `json:"delete"`
}

type rowTarget struct {
	Source   string `json:"source"`
	Selector []any  `json:"selector"`
}

type rowDocument struct {
	Title []string `json:"title"`
}

type rowLinks struct {
	HTML string `json:"html"`
}

// rowExtra is what a row's text shows to people and cannot give back.
type rowExtra struct {
	Citations []factcheck.Citation `json:"citations"`
}

// account names a reviewer as Hypothesis names its users: three to thirty letters, digits, dots and underscores.
func account(reviewer, authority string) string {
	name := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '_') {
			return r
		}
		return '_'
	}, reviewer)
	name += strings.Repeat("_", max(0, 3-len(name)))
	return "acct:" + name[:min(30, len(name))] + "@" + authority
}

// sourceList is how a row's text shows the sources of a claim, in Markdown. The same sources always make the same text, by which
// it is told from the note again.
func sourceList(citations []factcheck.Citation) string {
	if len(citations) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("Sources:\n")
	for _, c := range citations {
		fmt.Fprintf(&b, "\n* %s: %s", c.Stance, markdownLink(c))
		for _, more := range []string{rank(c), plainMarkdown(c.Locator)} {
			if more != "" {
				b.WriteString(", " + more)
			}
		}
	}
	return b.String()
}

func rank(c factcheck.Citation) string {
	if c.Primary {
		return "primary source"
	}
	return ""
}

func markdownLink(c factcheck.Citation) string {
	address := asIRI(c.URL)
	if address == "" {
		return plainMarkdown(strings.TrimSpace(c.Title + " " + c.URL))
	}
	return "[" + plainMarkdown(cmp.Or(c.Title, c.URL)) + "](<" + address + ">)"
}

var markdownSigns = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "!", `\!`, "&", `\&`)

// plainMarkdown lets a text stand in Markdown as it is.
func plainMarkdown(s string) string { return markdownSigns.Replace(s) }
