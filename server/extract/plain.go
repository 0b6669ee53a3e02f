package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"stet/server/factcheck"
)

// titleLength is the most code points that a first line may have to be taken for the title.
const titleLength = 150

// Plain reads plain text. Empty lines part paragraphs; so do line ends, unless the lines were broken to fit a width.
// Where the first line stands alone, is short and more follows, it gives the title too, and stays in the text.
//
// The error is Invalid for what is empty, not UTF-8 or a file of another sort, TooLarge beyond [MaxBytes] or
// of more than 50,000 paragraphs.
func Plain(raw []byte) (Article, error) {
	s, err := decode(raw)
	if err != nil {
		return Article{}, err
	}
	a := Article{Text: clean(s)}
	if a.Text == "" {
		return Article{}, errEmpty()
	}
	if err := notForeign([]byte(a.Text)); err != nil {
		return Article{}, err
	}
	pos := 0
	for chunk := range strings.SplitAfterSeq(a.Text, "\n\n") {
		a.Blocks = appendParagraphs(a.Blocks, chunk, pos)
		if len(a.Blocks) > mostPieces {
			return Article{}, errTooManyBlocks()
		}
		pos += utf8.RuneCountInString(chunk)
	}
	a.Title = titleOf(a.Text, a.Blocks)
	return a, nil
}

func errEmpty() error {
	return factcheck.BadField("text", "The article is empty: paste its text, or choose a file that has some.")
}

// appendParagraphs adds the paragraphs of a chunk without empty lines that begins at pos.
func appendParagraphs(blocks []factcheck.Block, chunk string, pos int) []factcheck.Block {
	if hardWrapped(strings.Split(strings.TrimSpace(chunk), "\n")) {
		return appendParagraph(blocks, chunk, pos)
	}
	for line := range strings.SplitAfterSeq(chunk, "\n") {
		if len(blocks) > mostPieces {
			break // it is refused
		}
		blocks = appendParagraph(blocks, line, pos)
		pos += utf8.RuneCountInString(line)
	}
	return blocks
}

func appendParagraph(blocks []factcheck.Block, s string, pos int) []factcheck.Block {
	body := strings.TrimLeftFunc(s, unicode.IsSpace)
	start := pos + utf8.RuneCountInString(s) - utf8.RuneCountInString(body)
	body = strings.TrimRightFunc(body, unicode.IsSpace)
	if body == "" {
		return blocks
	}
	span := factcheck.Span{Start: start, End: start + utf8.RuneCountInString(body)}
	return append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: span})
}

func titleOf(text string, blocks []factcheck.Block) string {
	line, _, more := strings.Cut(text, "\n")
	if !more || utf8.RuneCountInString(line) != blocks[0].End {
		return ""
	}
	return asTitle(line)
}

// FirstLine gives the first line of the text, "" where that is too long for a title.
func (a Article) FirstLine() string {
	line, _, _ := strings.Cut(a.Text, "\n")
	return asTitle(line)
}

func asTitle(line string) string {
	if utf8.RuneCountInString(line) > titleLength {
		return ""
	}
	return strings.Join(strings.Fields(line), " ")
}
