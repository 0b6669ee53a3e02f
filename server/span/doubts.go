package span

// doubtEdited leaves to a person what was edited and stands in another passage than what it stood with, or of which there are
// twins: those may be what it became.
func (b *Bridge) doubtEdited() {
	for i, p := range b.pairs {
		if p.how != edited {
			continue
		}
		old, now := b.twins[b.from.sentences[i].id], b.twins[b.to.sentences[p.to].id]
		if old.to > 0 || now.from > 0 || b.strayed(i) || b.rivalled(i) {
			b.pairs[i].how = guessed
		}
	}
}

// rivalled says whether a sentence that went anywhere is about as much like what sentence i became, or one that came like i.
func (b *Bridge) rivalled(i int) bool {
	j := int(b.pairs[i].to)
	much := b.alike(i, j) - clearly
	for _, rival := range b.went.sharing(b.to, j) {
		if b.alike(rival, j) > much {
			return true
		}
	}
	for _, rival := range b.came.sharing(b.from, i) {
		if b.alike(i, rival) > much {
			return true
		}
	}
	return false
}

// strayed says whether no other sentence of the passage went where sentence i did, though some went or came elsewhere.
func (b *Bridge) strayed(i int) bool {
	here, there := b.from.passage[i], b.to.passage[b.pairs[i].to]
	strayed := false
	for n := b.from.passages[here].from; n < b.from.passages[here].to; n++ {
		if to := b.pairs[n].to; n != i && to >= 0 {
			if b.to.passage[to] == there {
				return false
			}
			strayed = true
		}
	}
	for n := b.to.passages[there].from; n < b.to.passages[there].to; n++ {
		strayed = strayed || b.back[n] >= 0 && int(b.back[n]) != i
	}
	return strayed
}
