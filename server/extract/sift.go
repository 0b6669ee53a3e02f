package extract

import "stet/server/factcheck"

// sifted marks what is probably not of the article's text, and refuses a draft without any.
func (d Draft) sifted() (Draft, error) {
	d.dropTitle()
	if len(d.Safe().Blocks) == 0 {
		return d, errEmpty()
	}
	return d, nil
}

// dropTitle takes the title out of the text where it heads it: it is shown above.
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
