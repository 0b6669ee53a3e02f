package views

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"

	"stet/server/factcheck"
	"stet/server/span"
)

// RevisionsPage lists the texts that an article has had.
type RevisionsPage struct {
	Frame     Frame
	Article   factcheck.Article
	Revisions []factcheck.Revision // the latest first
	SetAside  []factcheck.SetAside // from the current one
	Waiting   int                  // claims that need a look
	MayRevise bool
}

// DiffPage shows two revisions of an article laid over one another.
type DiffPage struct {
	Frame     Frame
	Article   factcheck.Article
	Revisions []factcheck.Revision
	From, To  int
	Places    int // at which they differ
	Part      int // of Parts, counted from 1
	Parts     int
	Pieces    []span.Piece // of the part
}

// leaf is the address of another part.
func (p DiffPage) leaf(part int) string {
	return diffPath(p.Article, p.From, p.To) + "&part=" + strconv.Itoa(part)
}

// OlderPage is a revision of an article as it was read, with the claims as they stood.
type OlderPage struct {
	Frame    Frame
	Article  factcheck.Article
	Revision factcheck.Revision
	Galley   Galley
	Claims   []factcheck.Claim // those in the text, in its order, then those that waited on a still older revision
}

// Current says whether the revision is the one that is read and marked now.
func (p OlderPage) current() bool { return p.Revision.Number == p.Article.Revision }

func articlePath(a factcheck.Article, under string) string {
	return "/articles/" + strconv.FormatInt(a.ID, 10) + under
}

func revisionPath(a factcheck.Article, number int) string {
	return articlePath(a, "/revisions/"+strconv.Itoa(number))
}

func diffPath(a factcheck.Article, from, to int) string {
	return articlePath(a, "/diff?from="+strconv.Itoa(from)+"&to="+strconv.Itoa(to))
}

// stretchShown is how many code points of what did not change are shown at either end of it.
const stretchShown = 240

// UnchangedHeld is how many bytes of what did not change a page holds folded; of more there is a link.
const UnchangedHeld = 32 << 10

// diffDrawn draws pieces without a space more than they have. What stayed the same is folded where it is long, but at its ends; where it
// is very long, the fold is a link to whole, the text that has all of it, if there is one.
func diffDrawn(pieces []span.Piece, whole string) templ.Component {
	return pressed(func(p *press) {
		for i, piece := range pieces {
			switch piece.Standing {
			case span.Removed:
				p.changed("del", "removed: ", piece.Text)
			case span.Added:
				p.changed("ins", "added: ", piece.Text)
			default:
				p.kept(piece.Text, whole, i == 0, i == len(pieces)-1)
			}
		}
	})
}

// changed draws words that came or went line by line, said aloud before each, and the white space after them outside.
func (p *press) changed(element, said, text string) {
	for line := range strings.SplitAfterSeq(text, "\n") {
		words := strings.TrimRightFunc(line, unicode.IsSpace)
		if words != "" {
			p.raw("<", element, `><span class="vh" lang="en">`, said, "</span>")
			p.text(words)
			p.raw("</", element, ">")
		}
		p.text(line[len(words):])
	}
}

func (p *press) kept(text, whole string, first, last bool) {
	if utf8.RuneCountInString(text) <= 3*stretchShown {
		p.text(text)
		return
	}
	runes := []rune(text)
	from, to := outOfWord(runes, stretchShown, 1), outOfWord(runes, len(runes)-stretchShown, -1)
	if first {
		from = 0
	}
	if last {
		to = len(runes)
	}
	folded := string(runes[from:to])
	p.text(string(runes[:from]))
	p.folded(folded, whole)
	p.text(string(runes[to:]))
}

func (p *press) folded(text, whole string) {
	said := count(span.CountWords(text), "word", "words") + " unchanged"
	if whole != "" && len(text) > UnchangedHeld {
		p.raw(`<a class="diff-rest" lang="en" href="`, whole, `">`, said, `: read them in the text</a>`)
		return
	}
	p.raw(`<details><summary lang="en">`, said, "</summary>")
	p.text(text)
	p.raw("</details>")
}

// outOfWord moves a position to the white space that is near it in a direction; where there is none, as in Chinese, it stays.
func outOfWord(runes []rune, at, step int) int {
	const longestWord = 40
	for n := range longestWord {
		if unicode.IsSpace(runes[at+n*step]) {
			return at + n*step
		}
	}
	return at
}

// ChangesIn counts the places at which two texts differ.
func ChangesIn(pieces []span.Piece) int {
	places := 0
	for i, p := range pieces {
		if p.Standing != span.Kept && (i == 0 || pieces[i-1].Standing == span.Kept) {
			places++
		}
	}
	return places
}

func byWhom(name string) string {
	if name == "" {
		return "the command line"
	}
	return name
}
