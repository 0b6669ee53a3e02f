package span

// partLikest pairs sentences of a wide gap that are each other's likest by their rare words, in order, and gives the gaps
// between them.
func (b *Bridge) partLikest(g gap) []gap {
	there, back := b.likest(g), map[int]likest{}
	for a, l := range there {
		if known, ok := back[l.at]; !ok || l.much > known.much {
			back[l.at] = likest{a, l.much, max(known.much, l.next)}
		}
	}
	var places []place
	for a := range g.from {
		if l, ok := there[a]; ok && back[l.at].at == a && l.much >= muchAlike {
			places = append(places, place{a, l.at})
		}
	}
	var parts []gap
	fromA, fromB := 0, 0
	for _, p := range append(inOrder(places), place{len(g.from), len(g.to)}) {
		parts = append(parts, gap{g.from[fromA:p.a], g.to[fromB:p.b]})
		if p.a < len(g.from) {
			how := edited
			if l := there[p.a]; max(l.next, back[p.b].next) > l.much-clearly {
				how = guessed
			}
			b.join(g.from[p.a], g.to[p.b], how)
		}
		fromA, fromB = p.a+1, p.b+1
	}
	return parts
}

// likest is the sentence of a gap that is the likest to one, how much, and how much the next is.
type likest struct {
	at         int
	much, next float64
}

// likest gives for each sentence of a gap the likest one opposite, of those that share a rare word with it.
func (b *Bridge) likest(g gap) map[int]likest {
	opposite := index{}
	for at, j := range g.to {
		opposite.add(at, b.to.sortedWords(j))
	}
	found := map[int]likest{}
	for at, i := range g.from {
		best := likest{}
		for _, other := range opposite.sharing(b.from, i) {
			much := b.alike(i, g.to[other])
			if much > best.much {
				best = likest{other, much, best.much}
			} else {
				best.next = max(best.next, much)
			}
		}
		if best.much > 0 {
			found[at] = best
		}
	}
	return found
}
