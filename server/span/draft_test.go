package span

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// A draft is a text of which it is known which sentence is which, so that what an edit did to each is known too.
type draft [][]line

// line is a sentence. It keeps its id when it is edited or moved.
type line struct {
	id   int
	text string
}

func (d draft) clone() draft {
	c := make(draft, len(d))
	for i, p := range d {
		c[i] = slices.Clone(p)
	}
	return c
}

// laid gives the text and where each line stands.
func (d draft) laid(brk string) (string, map[int]factcheck.Span) {
	var b strings.Builder
	pos, at := 0, map[int]factcheck.Span{}
	put := func(s string) {
		b.WriteString(s)
		pos += len([]rune(s))
	}
	for i, p := range d {
		if i > 0 {
			put("\n\n")
		}
		for k, l := range p {
			if k > 0 {
				put(brk)
			}
			start := pos
			put(l.text)
			at[l.id] = span(start, pos)
		}
	}
	return b.String(), at
}

// drafts are the articles of the demonstration library, each with sentences that read alike or are the same.
func drafts(t testing.TB) (all []draft) {
	files, err := filepath.Glob("../../seeds/articles/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(strings.TrimPrefix(string(raw), "---"), "---\n")
		all = append(all, draftOf(body))
	}
	return all
}

func draftOf(body string) (d draft) {
	for chunk := range strings.SplitSeq(body, "\n\n") {
		text := NewText(strings.Join(strings.Fields(chunk), " "))
		var p []line
		for _, s := range Sentences(text, paragraphs(text.String())) {
			p = append(p, line{text: text.Slice(s)})
		}
		if len(p) > 0 && strings.HasSuffix(text.String(), ".") { // a heading makes one sentence with whatever is put after it
			d = append(d, p)
		}
	}
	return d.numbered()
}

func (d draft) numbered() draft {
	n := 0
	for _, p := range d {
		for k := range p {
			n++
			p[k].id = n
		}
	}
	return d
}

// blocksOfChunks gives a block for each run of lines between empty ones.
func blocksOfChunks(s string) []factcheck.Block {
	var blocks []factcheck.Block
	pos := 0
	for part := range strings.SplitAfterSeq(s, "\n\n") {
		body := strings.TrimSpace(part)
		if body != "" {
			blocks = append(blocks, factcheck.Block{Kind: factcheck.Paragraph, Span: span(pos, pos+len([]rune(body)))})
		}
		pos += len([]rune(part))
	}
	return blocks
}
