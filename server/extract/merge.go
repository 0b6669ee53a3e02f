package extract

import (
	"strings"
	"unicode"

	"stet/server/factcheck"
)

// merge tells which of a page's blocks are its text, and of the others why they are not. Which are is the library's word; what they
// say is the page's, since the library cuts blocks short, runs them together, and takes up what nobody sees.
func merge(page, text []Piece) []Piece {
	if len(text) == 0 {
		return whole(page)
	}
	a := newAlignment(page, text)
	for i := range a.page {
		if p := &a.page[i]; !p.Sure {
			a.place(p)
		}
	}
	if size := bareSize(page); a.isMuddled() && 0 < size && size <= shortText {
		return whole(page)
	}
	a.placeLoosely()
	pieces := a.told()
	if !a.isPlaced() {
		if a.isShown() || !tellsText(text) {
			return whole(page)
		}
		pieces = a.untold(text)
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

// isPlaced says whether the page's blocks that were found make up most of the text.
func (a *alignment) isPlaced() bool {
	placed := 0
	for _, p := range a.page {
		if p.inText {
			placed += len(p.bare)
		}
	}
	_, all := a.found()
	return 2*placed >= all
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
// Where it shows nothing but what stands for something else, it is that, if it is long enough for an article.
func whole(page []Piece) []Piece {
	if !showsText(page) && tellsText(page) {
		for i := range page {
			page[i].Sure = false
		}
	}
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
	page  []pageBlock
	text  []textBlock
	exact map[string]bool
	at    int // the block of the text that the last was found in
	off   int // bytes of it that are behind
}

type pageBlock struct {
	Piece
	bare   string // its words without white space
	inText bool   // the library took it for the text, or some of it
	said   bool   // the library's text has all of it, its number too
}

type textBlock struct {
	kind   factcheck.BlockKind
	bare   string
	whole  bool // a block of the page says the same
	behind int  // bytes of bare that blocks of the page have
}

func newAlignment(page, text []Piece) *alignment {
	a := &alignment{exact: map[string]bool{}}
	shown := map[string]bool{}
	for _, p := range page {
		bare := bareWords(strings.TrimPrefix(p.Text, p.number))
		shown[bare] = true
		a.page = append(a.page, pageBlock{Piece: p, bare: bare})
	}
	a.text = append(a.text, textBlock{}) // stands for the page before its text
	for _, p := range text {
		bare := bareWords(p.Text)
		a.exact[bare] = true
		a.text = append(a.text, textBlock{kind: p.Kind, bare: bare, whole: shown[bare]})
	}
	return a
}

// A long block is looked for in the blocks to come; a short one could stand there by chance.
const (
	longBlock = 40 // bytes
	ahead     = 40 // blocks
)

// place finds the block of the text that holds a block of the page, or those that it holds.
func (a *alignment) place(p *pageBlock) {
	if at, off := a.find(p.bare, p.Kind); at >= 0 {
		a.at, a.off = at, off+len(p.bare)
		a.text[at].behind += len(p.bare)
		p.inText, p.said = true, p.number == ""
		return
	}
	for at := a.findCut(p.bare); at >= 0; at = a.findCut(p.bare) {
		a.at, a.off = at, len(a.text[at].bare)
		a.text[at].behind = a.off
		p.inText = true
	}
}

// told gives the page's blocks, each with the reason why it is not of the text, less what the text says already.
func (a *alignment) told() (pieces []Piece) {
	for _, p := range a.page {
		switch {
		case p.inText:
			p.agree()
		case p.said:
			continue
		default:
			p.leave()
		}
		pieces = append(pieces, p.Piece)
	}
	return pieces
}

// untold gives a text that the page does not show, and behind it what the page does.
func (a *alignment) untold(text []Piece) []Piece {
	for _, p := range a.page {
		if !p.said {
			p.leave()
			text = append(text, p.Piece)
		}
	}
	return text
}

// leave sets a block aside.
func (p *Piece) leave() {
	p.Sure = true
	if p.Aside == "" {
		p.Aside = OutsideText
	}
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

// find gives the block of the text in which the words stand, and where; -1 for none. A short block is found further on among those
// of its kind alone: headings are listed before they come.
func (a *alignment) find(bare string, kind factcheck.BlockKind) (at, off int) {
	if strings.HasPrefix(a.text[a.at].bare[a.off:], bare) {
		return a.at, a.off
	}
	for at := a.at; at < min(len(a.text), a.at+ahead); at++ {
		from := 0
		if at == a.at {
			from = a.off
		}
		b := a.text[at]
		rest, isNext, isLong := b.bare[from:], at <= a.at+1, len(bare) >= longBlock
		if rest == bare && (isNext || isLong || b.kind == kind) || isNext && strings.HasPrefix(rest, bare) && !b.whole {
			return at, from
		}
		if found := strings.Index(rest, bare); found >= 0 && isLong && !b.whole {
			return at, from + found
		}
	}
	return -1, 0
}

// findCut gives a block of the text to come that is the words with some left out; -1 for none.
func (a *alignment) findCut(words string) int {
	for at := a.at + 1; at < min(len(a.text), a.at+ahead); at++ {
		b := a.text[at]
		if !b.whole && (at == a.at+1 || len(b.bare) >= longBlock) && isCut(b.bare, words) {
			return at
		}
	}
	return -1
}

// isCut says whether a text is the words with their beginning, their end or a stretch between these left out; a long one may be
// without both its ends.
func isCut(text, words string) bool {
	same := 0
	for same < min(len(text), len(words)) && text[same] == words[same] {
		same++
	}
	return len(text) < len(words) && strings.HasSuffix(words, text[same:]) || len(text) >= longBlock && strings.Contains(words, text)
}

// bareWords are a text's words without white space, and without what is set above the line being so.
func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return lower(r)
	}, s)
}
