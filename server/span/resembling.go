package span

import "stet/server/factcheck"

// resembling proposes a new sentence that reads much like the span's, more so than any other new one; gone where none does.
func (c carrier) resembling() Carried {
	if at := c.resembles(c.first); at >= 0 {
		return Carried{factcheck.CarriedUncertain, c.within(at)}
	}
	return Carried{Outcome: factcheck.CarriedGone}
}

// resembles gives the sentence of the new text that may be what became of sentence i, which is there no more; -1 for none. It is sought
// once for all spans in the sentence.
func (b *Bridge) resembles(i int) int {
	if known, ok := b.resembled.Load(i); ok {
		return known.(int)
	}
	at := b.likestNew(i)
	if twin, ok := b.disputed()[b.from.sentences[i].id]; ok && at < 0 {
		at = int(twin)
	}
	b.resembled.Store(i, at)
	return at
}

// likestNew gives the new sentence that is much like sentence i, and clearly more so than any other; -1 for none.
func (b *Bridge) likestNew(i int) int {
	best, much, next := -1, 0.0, 0.0
	for _, j := range b.came.sharing(b.from, i) {
		switch alike := b.alike(i, j); {
		case b.back[j] >= 0:
		case alike > much:
			best, much, next = j, alike, much
		default:
			next = max(next, alike)
		}
	}
	if much >= muchAlike && next <= much-clearly {
		return best
	}
	return -1
}

// disputedTwins gives, by the number of a sentence of the old text, the first that is the same in the new one and may as well be what
// became of it as of another.
func (b *Bridge) disputedTwins() map[int32]int32 {
	twins := map[int32]int32{}
	for j, t := range b.to.sentences {
		if _, known := twins[t.id]; known || b.twins[t.id].from == 0 {
			continue
		}
		if b.back[j] < 0 || !b.certainlySame(int(b.back[j])) {
			twins[t.id] = int32(j)
		}
	}
	return twins
}
