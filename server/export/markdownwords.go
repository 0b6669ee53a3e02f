package export

import (
	"strconv"
	"strings"

	"stet/server/factcheck"
)

// stanceNames head a source with what it does to the claim.
var stanceNames = map[factcheck.Stance]string{factcheck.Supports: "For", factcheck.Refutes: "Against", factcheck.Context: "Context"}

func ratingSaid(r factcheck.Rating) string {
	if r == 0 {
		return ""
	}
	return ", " + strconv.Itoa(int(r)) + " " + r.Name()
}

func standingSaid(f *Finding) string {
	if f.Decided() {
		return ", the desk’s decision"
	}
	return ", as read by " + oneLine(f.Reviewer)
}

func speakerSaid(f *Finding) string {
	if f.Speaker == "" {
		return ""
	}
	return ", claimed by " + oneLine(f.Speaker)
}

func olderSaid(r *Report, f *Finding) string {
	if f.Revision == r.Revision.Number {
		return ""
	}
	return ", in revision " + strconv.Itoa(f.Revision) + " of the article"
}

func reasonSaid(reason string) string {
	if reason == "" {
		return ""
	}
	return " " + indented(escaped(reason), "  ")
}

func sourceSaid(c factcheck.Citation) string {
	title := c.Title
	if title == "" {
		title = c.URL
	}
	parts := []string{link(c.URL, title)}
	add := func(before, what string) {
		if what != "" {
			parts = append(parts, before+oneLine(what))
		}
	}
	if !factcheck.Linkable(c.URL) && c.Title != "" {
		add("", c.URL)
	}
	add("", c.Publisher)
	add("published ", c.PublishedOn)
	add("", c.Locator)
	if c.Primary {
		add("", "primary source")
	} else {
		add("", "secondary source")
	}
	add("seen ", c.AccessedOn)
	if c.ArchivedURL != "" {
		parts = append(parts, link(c.ArchivedURL, "archived copy"))
	}
	return strings.Join(parts, "; ")
}

func passageSaid(c factcheck.Citation) string {
	if c.Passage == "" {
		return ""
	}
	return "\n\n  > " + indented(escaped(c.Passage), "  > ")
}

// link writes a link where the address may become one, else the text alone.
func link(address, text string) string {
	if !factcheck.Linkable(address) {
		return oneLine(text)
	}
	return "[" + oneLine(text) + "](<" + strings.NewReplacer(`\`, `\\`, "<", "%3C", ">", "%3E", "\n", "").Replace(address) + ">)"
}

// indented puts a prefix before each line but the first.
func indented(s, prefix string) string { return strings.ReplaceAll(s, "\n", "\n"+prefix) }

// oneLine is escaped for where one line alone may stand.
func oneLine(s string) string { return escaped(strings.Join(strings.Fields(s), " ")) }

// special are the characters that mean something to CommonMark, or to one of its dialects, wherever they stand.
const special = "\\`*_[]<>&|~$^{}"

// escaped makes a text that CommonMark reads as that very text, its line ends kept as they are.
func escaped(s string) string {
	var b strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		escapeLine(&b, strings.Trim(line, " \t"))
	}
	return b.String()
}

func escapeLine(b *strings.Builder, line string) {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	for i := range len(line) {
		c := line[i]
		opens := i == 0 && strings.IndexByte("#+-=:", c) >= 0 || i == digits && digits > 0 && (c == '.' || c == ')')
		if opens || strings.IndexByte(special, c) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
}
