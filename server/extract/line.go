package extract

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
	"stet/server/span"
)

// line is the text of one block in the making, with its links.
type line struct {
	source []byte
	buf    []byte
	links  []byteLink
	urls   *addresses // of all the article's lines
	broken bool       // a line of the source ended here; it becomes a space if text follows
	raised bool       // what is written is above the line, and can be said so
}

// byteLink is a link over buf[start:end].
type byteLink struct {
	url        string
	start, end int
}

// inlines writes what stands within a block or within an inline element.
func (l *line) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		l.inline(n)
	}
}

func (l *line) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		l.words(n)
	case *ast.String:
		l.write(string(n.Value))
	case *ast.CodeSpan:
		l.code(n)
	case *ast.Link:
		l.link(destination(n), func() { l.inlines(n) })
	case *ast.AutoLink:
		l.link(string(n.URL(l.source)), func() { l.write(string(n.Label(l.source))) })
	case *ast.RawHTML:
		l.tag(n)
	case *tables.Strikethrough:
		l.struck(n)
	default:
		l.inlines(n)
	}
}

// struck writes words that are struck out with the marks that say so: what was put in their place often follows at once, “~~12~~15”.
func (l *line) struck(n *tables.Strikethrough) {
	marks := "~"
	if inner, ok := n.FirstChild().(*ast.Text); ok && bytes.HasSuffix(l.source[:inner.Segment.Start], []byte("~~")) {
		marks = "~~"
	}
	l.write(marks)
	l.inlines(n)
	l.write(marks)
}

// destination is where a link leads, which many may share; "" where it is too long to be copied for each.
func destination(n *ast.Link) string {
	if len(n.Destination) > longestAddress {
		return ""
	}
	return unescape(string(n.Destination))
}

func (l *line) words(n *ast.Text) {
	l.write(unescape(string(n.Value(l.source))))
	l.broken = l.broken || n.SoftLineBreak()
	if n.HardLineBreak() {
		l.write("\n")
	}
}

// code writes a code span, in which a backslash is a backslash.
func (l *line) code(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		l.write(strings.ReplaceAll(string(c.(*ast.Text).Value(l.source)), "\n", " "))
	}
}

// link notes an address over what show writes, less the white space around it, if it is one that a link may have. The text stays in
// any case.
func (l *line) link(address string, show func()) {
	from := len(l.buf)
	show()
	from = min(from, len(l.buf))
	shown := bytes.TrimRightFunc(l.buf[from:], unicode.IsSpace)
	end := from + len(shown)
	start := end - len(bytes.TrimLeftFunc(shown, unicode.IsSpace))
	l.leadTo(address, start, end)
}

func (l *line) leadTo(address string, start, end int) {
	if start >= end {
		return
	}
	if address = l.urls.take(address); address != "" {
		l.links = append(l.links, byteLink{url: address, start: start, end: end})
	}
}

// write adds text, less what a revision does not hold: invisible characters, and white space at the ends of lines.
func (l *line) write(s string) {
	if l.raised {
		s = raise(s)
	}
	for _, r := range s {
		if r = span.Visible(r); r >= 0 {
			l.put(r)
		}
	}
}

func (l *line) put(r rune) {
	if l.broken {
		l.broken = false
		l.join(r)
	}
	switch {
	case r == '\n':
		l.buf = bytes.TrimRightFunc(l.buf, isGap)
		if len(l.buf) == 0 || bytes.HasSuffix(l.buf, []byte("\n\n")) {
			return
		}
	case len(l.buf) == 0 && unicode.IsSpace(r):
		return
	}
	if r < firstComposing {
		l.buf = utf8.AppendRune(l.buf, r)
	} else {
		l.buf = norm.NFC.AppendString(l.buf, string(r))
	}
}

// firstComposing is the first code point that NFC changes, or joins to the one before.
const firstComposing = '\u0300'

// bracket sets brackets around what was written from a byte on, if a stroke beside it would part it.
func (l *line) bracket(from int) {
	from = min(from, len(l.buf))
	if part := bytes.TrimSpace(l.buf[from:]); bytes.ContainsFunc(part, isParted) {
		l.buf = append(l.buf[:from], "("+string(part)+")"...)
	}
}

// isParted says whether a stroke parts what stands before r, or behind it, from the rest.
func isParted(r rune) bool {
	switch r {
	case '+', '-', '−', '–', '±', '·', '×', '*', '/', ' ':
		return true
	}
	return false
}

// deepestFraction is how deep fractions may stand within others and have brackets, for which what they hold is looked through: there are
// hardly more than three.
const deepestFraction = 20

// isGap says whether r is white space within a line.
func isGap(r rune) bool { return r != '\n' && unicode.IsSpace(r) }

// join bridges a line end of the source before r: a space, but nothing within Chinese or Japanese.
func (l *line) join(r rune) {
	last, _ := utf8.DecodeLastRune(l.buf)
	if len(l.buf) > 0 && !unicode.IsSpace(r) && !(isWide(last) && isWide(r)) {
		l.buf = append(l.buf, ' ')
	}
}

func isWide(r rune) bool {
	punctuation := r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
	return punctuation || unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// finish gives the text as a revision holds it and the links over it, in code points.
func (l *line) finish() (body string, links []factcheck.Link) {
	l.buf = bytes.TrimRightFunc(l.buf, unicode.IsSpace)
	count := counter{buf: l.buf}
	for _, b := range l.links {
		span := factcheck.Span{Start: count.upTo(b.start), End: count.upTo(b.end)}
		if span.Len() > 0 {
			links = append(links, factcheck.Link{URL: b.url, Span: span})
		}
	}
	return string(l.buf), links
}

// counter counts code points from the start of buf to one place after another.
type counter struct {
	buf    []byte
	at     int
	points int
}

// upTo gives how many code points come before a byte. One that an accent has since been joined to counts whole.
func (c *counter) upTo(at int) int {
	for at = min(at, len(c.buf)); at < len(c.buf) && !utf8.RuneStart(c.buf[at]); {
		at++
	}
	if at > c.at {
		c.points += utf8.RuneCount(c.buf[c.at:at])
		c.at = at
	}
	return c.points
}

var escapes = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z0-9]+);`)

// unescape resolves the backslash escapes and character references of CommonMark.
func unescape(s string) string {
	return escapes.ReplaceAllStringFunc(s, func(found string) string {
		switch {
		case found[0] == '\\':
			return found[1:]
		case found[1] == '#':
			return string(util.ResolveNumericReferences([]byte(found)))
		}
		return string(util.ResolveEntityNames([]byte(found)))
	})
}
