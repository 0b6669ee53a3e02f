package span

// doubtEdited leaves to a person what was edited and may as well be another sentence, put where the one was that went.
func (b *Bridge) doubtEdited() {
	var doubtful []int
	for i, p := range b.pairs {
		if p.how == edited && b.doubts(i) {
			doubtful = append(doubtful, i)
		}
	}
	for _, i := range doubtful {
		b.pairs[i].how = guessed
	}
}

// doubts says whether sentence i stands in another passage than what it stood with, whether there are twins of it or others as much
// like it, or whether it has become another.
func (b *Bridge) doubts(i int) bool {
	old, now := b.twins[b.from.sentences[i].id], b.twins[b.to.sentences[b.pairs[i].to].id]
	if old.to > 0 || now.from > 0 || b.strayed(i) {
		return true
	}
	p := b.parting(i)
	switch {
	case !p.oneSentence():
		return true
	case tellingApart(p.lost) > 0: // what tells sentences apart has changed
		return b.rivalled(i, aLittleAlike) || !b.agreeBefore(i) && !b.agreeAfter(i)
	}
	return b.rivalled(i, p.share-clearly)
}

// rivalled says whether another sentence that is not there any more as it was is so much like what sentence i became, or one that is
// new like i.
func (b *Bridge) rivalled(i int, much float64) bool {
	j := int(b.pairs[i].to)
	for _, rival := range b.went.sharing(b.to, j) {
		if int(b.pairs[rival].to) != j && b.alike(rival, j) > much {
			return true
		}
	}
	for _, rival := range b.came.sharing(b.from, i) {
		if int(b.back[rival]) != i && b.alike(i, rival) > much {
			return true
		}
	}
	return false
}
