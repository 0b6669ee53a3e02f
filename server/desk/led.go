package desk

import "stet/server/store"

// ledKept is how many places are remembered that were led over to a text; one takes some three hundred bytes.
const ledKept = 1 << 16

// ledKey names a place of an article and the text that it was led over to, as that is divided into blocks. Whatever becomes of that text,
// it is the same: the revision that the place is on never changes.
type ledKey struct {
	articleID int64
	place     store.Place
	text      textHash
	blocks    uint64
}

func (v *drafted) ledKey(p store.Place) ledKey { return ledKey{v.article.ID, p, v.text, v.blocks} }

// notLed gives those of some places that no earlier try has led over to this text; what became of the others is known then.
func (v *drafted) notLed(places []store.Place) (rest []store.Place) {
	for _, p := range places {
		if got, ok := v.desk.led.get(v.ledKey(p)); ok {
			v.led[p] = got
		} else {
			rest = append(rest, p)
		}
	}
	return rest
}

// keepLed remembers what becomes of those of some places that were led over.
func (v *drafted) keepLed(places []store.Place) {
	for _, p := range places {
		if got, ok := v.led[p]; ok {
			v.desk.led.put(v.ledKey(p), got, 0)
		}
	}
}
