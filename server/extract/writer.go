package extract

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"stet/server/factcheck"
)

// writer sets the blocks of a parsed Markdown source into an article.
type writer struct {
	source  []byte
	article *Article
	text    strings.Builder
	length  int    // code points of text
	ordinal string // what the next line begins with: the number of a list item
	urls    addresses
	titled  bool // the first "# heading" has been met
}

func (w *writer) blocks(parent ast.Node, kind factcheck.BlockKind) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n, kind)
	}
}

func (w *writer) block(n ast.Node, kind factcheck.BlockKind) {
	switch n := n.(type) {
	case *ast.Heading:
		w.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n, kind)
	case *ast.Blockquote:
		w.blocks(n, factcheck.Quote)
	case *ast.List:
		w.list(n)
	case *tables.TableHeader, *tables.TableRow:
		w.row(n)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.set(kind, 0, w.line(string(n.Lines().Value(w.source))))
	case *ast.HTMLBlock:
		w.html(n, kind)
	default:
		w.blocks(n, kind)
	}
}

func (w *writer) heading(n *ast.Heading) {
	l := w.line("")
	l.inlines(n)
	if n.Level == 1 && !w.titled {
		w.titled = true
		title := strings.Join(strings.Fields(clean(string(l.buf))), " ")
		if w.article.Title == "" {
			w.article.Title = title
		}
		if w.article.Title == title {
			return
		}
	}
	w.set(factcheck.Heading, n.Level, l)
}

func (w *writer) paragraph(n ast.Node, kind factcheck.BlockKind) {
	if n.ChildCount() == 1 && n.FirstChild().Kind() == ast.KindImage {
		kind = factcheck.Caption
	}
	l := w.line("")
	l.inlines(n)
	w.set(kind, 0, l)
}

// list keeps the numbers of an ordered list, which the text may speak of, and drops bullets.
func (w *writer) list(n *ast.List) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if n.IsOrdered() {
			w.ordinal = fmt.Sprintf("%d%c ", number, n.Marker)
			number++
		}
		w.blocks(item, factcheck.ListItem)
		w.ordinal = ""
	}
}

// row sets a table's row as one paragraph with tabs between the cells.
func (w *writer) row(n ast.Node) {
	l := w.line("")
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		l.inlines(cell)
		l.write("\t")
	}
	if last := n.LastChild(); last != nil && last.Lines().Len() > 0 {
		l.write(w.beyond(last.Lines().At(0).Stop))
	}
	w.set(factcheck.Paragraph, 0, l)
}

// beyond gives what a row of a table says after its last column, with tabs between the cells, as it is written.
func (w *writer) beyond(stop int) string {
	rest, _, _ := bytes.Cut(w.source[stop:], []byte("\n"))
	cells := strings.Split(strings.Trim(string(rest), " \t|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return strings.Join(cells, "\t")
}

var (
	lineTags  = regexp.MustCompile(`(?i)</?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|blockquote|section|article|figure|figcaption|dd|dt)\b[^>]*>`)
	otherTags = regexp.MustCompile(`</?[a-zA-Z!?][^>]*>`)
)

// html sets what a reader would see of a block of HTML, a paragraph for each line.
func (w *writer) html(n *ast.HTMLBlock, kind factcheck.BlockKind) {
	source := string(n.Lines().Value(w.source))
	if n.HasClosure() {
		source += string(n.ClosureLine.Value(w.source))
	}
	source = raiseIn(withoutUnread(source))
	source = lineTags.ReplaceAllString(source, "\n")
	source = html.UnescapeString(otherTags.ReplaceAllString(source, ""))
	for s := range strings.SplitSeq(source, "\n") {
		w.set(kind, 0, w.line(s))
	}
}

// unread are the parts of an HTML source that are not shown, by what they begin and end with.
var unread = []struct {
	begin string
	end   *regexp.Regexp
}{
	{"<script", regexp.MustCompile(`(?i)</script\s*>`)},
	{"<style", regexp.MustCompile(`(?i)</style\s*>`)},
	{"<!--", regexp.MustCompile(`-->`)},
}

// withoutUnread takes what is not shown out of an HTML source. An end that does not come is looked for once.
func withoutUnread(source string) string {
	var read strings.Builder
	endless := map[string]bool{}
	for {
		at := strings.IndexByte(source, '<')
		if at < 0 {
			return read.String() + source
		}
		length := unreadAt(source[at:], endless)
		if length == 0 {
			read.WriteString(source[:at+1])
			source = source[at+1:]
			continue
		}
		read.WriteString(source[:at])
		source = source[at+length:]
	}
}

// unreadAt gives how many bytes are not shown of what a source begins with; 0 for what is shown. It notes what has no end.
func unreadAt(source string, endless map[string]bool) int {
	for _, part := range unread {
		size := len(part.begin)
		if endless[part.begin] || !beginsAs(source, part.begin) {
			continue
		}
		if end := part.end.FindStringIndex(source[size:]); end != nil {
			return size + end[1]
		}
		endless[part.begin] = true
	}
	return 0
}

// beginsAs says whether a source begins with a tag of that name, or with that sign.
func beginsAs(source, begin string) bool {
	size := len(begin)
	if len(source) < size || !strings.EqualFold(source[:size], begin) {
		return false
	}
	return len(source) == size || !isOfName(begin[size-1]) || !isOfName(source[size])
}

func isOfName(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// line begins the text of a block.
func (w *writer) line(s string) *line {
	l := &line{source: w.source, urls: &w.urls}
	l.write(w.ordinal + s)
	w.ordinal = ""
	return l
}

// set adds a block with the text and links of l, or nothing where there is no text.
func (w *writer) set(kind factcheck.BlockKind, level int, l *line) {
	body, links := l.finish()
	if body == "" {
		return
	}
	w.separate(kind)
	span := factcheck.Span{Start: w.length, End: w.length + utf8.RuneCountInString(body)}
	w.article.Blocks = append(w.article.Blocks, factcheck.Block{Kind: kind, Level: level, Span: span})
	for _, link := range links {
		link.Start += w.length
		link.End += w.length
		w.article.Links = append(w.article.Links, link)
	}
	w.text.WriteString(body)
	w.length = span.End
}

// separate parts the block to come from the one before: an empty line, or a line end between list items.
func (w *writer) separate(kind factcheck.BlockKind) {
	n := len(w.article.Blocks)
	if n == 0 {
		return
	}
	gap := "\n\n"
	if kind == factcheck.ListItem && w.article.Blocks[n-1].Kind == kind {
		gap = "\n"
	}
	w.text.WriteString(gap)
	w.length += len(gap)
}
