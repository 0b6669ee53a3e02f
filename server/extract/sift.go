package extract

import (
	"strings"
	"unicode/utf8"

	"stet/server/factcheck"
)

// mostPieces is how many blocks an article may have.
const mostPieces = 50_000

// sifted marks what is probably not of the article's text, and refuses a draft without any or with too much. Rather a line too many stays than
// that a sentence goes: where most of a text would go, all of it stays.
func (d Draft) sifted() (Draft, error) {
	if len(d.Pieces) > mostPieces {
		return d, errTooManyBlocks()
	}
	if size := d.size(); size > MaxBytes {
		return d, factcheck.Errorf(factcheck.TooLarge, "The text is %.1f MB; at most %d MB are taken in. Import it in parts.", float64(size)/(1<<20), MaxBytes>>20)
	}
	before := d.sizeKept()
	if before == 0 {
		return d, errEmpty()
	}
	sifted := d.copied()
	sifted.markWordings()
	sifted.markTeasers()
	if sifted.sizeKept()*2 < before {
		return d, nil
	}
	return sifted, nil
}

func errTooManyBlocks() error {
	return factcheck.Errorf(factcheck.TooLarge, "The article has more than %d blocks. Import it in parts.", mostPieces)
}

func (d Draft) copied() Draft {
	d.Pieces = append([]Piece{}, d.Pieces...)
	return d
}

// size is how many bytes all blocks come to, those that are set aside too: they can be put back.
func (d Draft) size() (n int) {
	for _, p := range d.Pieces {
		n += len(p.Gap) + len(p.Text)
	}
	return n
}

// sizeKept is how many code points would stay.
func (d Draft) sizeKept() (n int) {
	for _, p := range d.Pieces {
		if !p.Sure {
			n += utf8.RuneCountInString(p.Text)
		}
	}
	return n
}

// dropTitle takes the title out of the text of a page where it heads it: it is shown above.
func (d *Draft) dropTitle() {
	for i, p := range d.Pieces {
		if p.Sure {
			continue
		}
		if p.Kind == factcheck.Heading && bareWords(p.Text) == bareWords(d.About.Title) {
			d.Pieces = append(d.Pieces[:i:i], d.Pieces[i+1:]...)
		}
		return
	}
}

// nearEdge is how many blocks at the beginning, and at the end, boilerplate such as a date line stands in.
const nearEdge = 6

func (d *Draft) markWordings() {
	kept := d.kept()
	for n, i := range kept {
		p := &d.Pieces[i]
		if m := markOf(p.Text, n < nearEdge || n >= len(kept)-nearEdge); m != nil && p.Aside == "" {
			p.Aside, p.Sure = m.reason, m.sure
		}
	}
}

func (d *Draft) kept() (at []int) {
	for i, p := range d.Pieces {
		if !p.Sure {
			at = append(at, i)
		}
	}
	return at
}

// markTeasers marks the headlines that follow a line such as "Related stories", to the first paragraph of prose.
func (d *Draft) markTeasers() {
	under := false
	for i := range d.Pieces {
		p := &d.Pieces[i]
		switch {
		case p.Aside == RelatedStory && teaserHead.MatchString(p.Text):
			under = true
		case p.Aside != "":
		case under && isTeaser(*p):
			p.Aside, p.Sure = RelatedStory, isLink(*p) || !strings.ContainsAny(p.Text, "0123456789")
		default:
			under = false
		}
	}
}

// isTeaser says whether a block is worded as a headline: short, and no sentence.
func isTeaser(p Piece) bool {
	const mostWords, mostLetters = 18, 140
	text := strings.TrimSpace(p.Text)
	last, _ := utf8.DecodeLastRuneInString(text)
	prose := strings.ContainsRune(".。!！;；:：”\"", last) || strings.Contains(text, "\n")
	return !prose && p.Kind != factcheck.Quote && utf8.RuneCountInString(text) <= mostLetters && len(strings.Fields(text)) <= mostWords
}

// isLink says whether a block is a link from end to end.
func isLink(p Piece) bool {
	return len(p.Links) == 1 && p.Links[0].Start == 0 && p.Links[0].End == utf8.RuneCountInString(p.Text)
}
