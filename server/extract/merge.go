package extract

import (
	"strings"
	"unicode"
)

// merge puts the blocks of a whole page that are not in its text among those that are, each with the reason why it is not. What
// is in the text is the library's word; how it is parted into blocks is the page's, where the page has all of it.
func merge(page, text []Piece) []Piece {
	if len(text) == 0 {
		return whole(page)
	}
	a := newAlignment(text)
	for _, p := range page {
		a.place(p)
	}
	if size := bareSize(page); a.isMuddled() && 0 < size && size <= shortText {
		return whole(page)
	}
	pieces := a.merged()
	if !a.isParted() {
		if told := loosely(page, text); told != nil {
			pieces = told
		}
	}
	return spaced(gathered(rescued(unlessMost(pieces))))
}

// bareSize is how much there is that is no furniture, in bytes.
func bareSize(pieces []Piece) (n int) {
	for _, p := range pieces {
		if p.Aside == "" {
			n += len(bareWords(p.Text))
		}
	}
	return n
}

// shortText is the size, in bytes, of a page so short that the library takes it whole, its title and all run together.
const shortText = 600

// isMuddled says whether a short text is not as the page's blocks have it.
func (a *alignment) isMuddled() bool {
	found, all := a.found()
	return all <= 2*shortText && found < all && found > 0
}

// isParted says whether most of the text is as the page's blocks have it, and not run together.
func (a *alignment) isParted() bool {
	found, all := a.found()
	together := 0
	for _, b := range a.text {
		if b.behind < len(b.bare) && len(b.parts) > 1 {
			together += len(b.bare)
		}
	}
	return 2*found >= all && 2*together < all
}

// found is how much of the text is in the page's blocks, in bytes.
func (a *alignment) found() (found, all int) {
	for _, b := range a.text {
		found += b.behind
		all += len(b.bare)
	}
	return found, all
}

// whole is a page in which no text was found: all of it but its furniture, or, where everything bears the name of some, all of it.
func whole(page []Piece) []Piece {
	if bareSize(page) == 0 {
		return unmarked(page)
	}
	for i := range page {
		page[i].Sure = page[i].Aside != ""
	}
	return page
}

// alignment finds a page's blocks in its text, going on from where the last one was found.
type alignment struct {
	text  []textBlock
	exact map[string]bool
	at    int // the block of the text that the last was found in
	off   int // bytes of it that are behind
}

type textBlock struct {
	Piece
	bare   string  // its words without white space
	parts  []Piece // the page's blocks that make it up, and what stands among and after them
	behind int     // bytes of bare that the parts hold
}

func newAlignment(text []Piece) *alignment {
	a := &alignment{exact: map[string]bool{}}
	a.text = append(a.text, textBlock{}) // stands for the page before its text
	for _, p := range text {
		bare := bareWords(p.Text)
		a.exact[bare] = true
		a.text = append(a.text, textBlock{Piece: p, bare: bare})
	}
	return a
}

// A long block is looked for in the blocks to come; a short one could stand there by chance.
const (
	longBlock = 40 // bytes
	ahead     = 40 // blocks
)

// place gives a block of the page to the block of the text that holds it, or sets it aside where it stands.
func (a *alignment) place(p Piece) {
	bare := bareWords(strings.TrimPrefix(p.Text, p.number))
	if bare == "" {
		return
	}
	if at, off := a.find(bare); at >= 0 {
		a.at, a.off = at, off+len(bare)
		p.agree()
		a.text[at].parts = append(a.text[at].parts, p)
		a.text[at].behind += len(bare)
		return
	}
	if at := a.findWider(bare); at >= 0 {
		a.at, a.off = at, len(a.text[at].bare)
		return
	}
	if a.exact[bare] {
		return
	}
	p.Sure = true
	if p.Aside == "" {
		p.Aside = OutsideText
	}
	a.text[a.at].parts = append(a.text[a.at].parts, p)
}

// agree settles whether a block that the library took for the article's is none of it after all: the page names it so, and its
// wording says the same, or the name leaves no doubt.
func (p *Piece) agree() {
	m := markOf(p.Text, true)
	p.agreed = p.Aside == CookieNotice || p.Aside == Comments || m != nil && m.reason == p.Aside
	p.Sure = p.agreed
	if !p.agreed {
		p.Aside = ""
	}
}

// unlessMost takes it back that a text is comments, or a notice, where most of it would be: then it is a text about such, or a page
// that names its parts oddly.
func unlessMost(pieces []Piece) []Piece {
	kept, named := 0, 0
	for _, p := range pieces {
		switch {
		case p.Aside == "":
			kept += len(p.Text)
		case p.agreed:
			named += len(p.Text)
		}
	}
	for i := range pieces {
		if pieces[i].agreed && 2*named > kept {
			pieces[i].Aside, pieces[i].Sure = "", false
		}
	}
	return pieces
}

// find gives the block of the text in which the words stand, and where; -1 for none.
func (a *alignment) find(bare string) (at, off int) {
	if strings.HasPrefix(a.text[a.at].bare[a.off:], bare) {
		return a.at, a.off
	}
	for at := a.at; at < min(len(a.text), a.at+ahead); at++ {
		from := 0
		if at == a.at {
			from = a.off
		}
		rest := a.text[at].bare[from:]
		if rest == bare || at == a.at+1 && strings.HasPrefix(rest, bare) {
			return at, from
		}
		if found := strings.Index(rest, bare); found >= 0 && len(bare) >= longBlock {
			return at, from + found
		}
	}
	return -1, 0
}

// findWider gives the block of the text that is a part of the words: the library has left out the rest. -1 for none.
func (a *alignment) findWider(bare string) int {
	for at := a.at; at < min(len(a.text), a.at+ahead); at++ {
		if b := a.text[at]; b.behind == 0 && len(b.bare) >= longBlock && strings.Contains(bare, b.bare) {
			return at
		}
	}
	return -1
}

// merged gives the blocks of the text, each as the page parts it where the page has it all, with what is set aside among them.
func (a *alignment) merged() (pieces []Piece) {
	for _, b := range a.text {
		asParted := b.behind == len(b.bare)
		if !asParted {
			pieces = append(pieces, b.Piece)
		}
		for _, p := range b.parts {
			if asParted || p.Sure {
				pieces = append(pieces, p)
			}
		}
	}
	return pieces
}

func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
