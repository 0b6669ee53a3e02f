package agreement

// frontier is a heap of the columns a search may settle next: the cheapest first, of equals a free one, then the first.
type frontier []step

func (s step) before(t step) bool {
	switch {
	case s.cost != t.cost:
		return s.cost < t.cost
	case s.taken != t.taken:
		return t.taken
	default:
		return s.column < t.column
	}
}

func (f *frontier) push(s step) {
	*f = append(*f, s)
	h := *f
	for child := len(h) - 1; child > 0; {
		parent := (child - 1) / 2
		if !h[child].before(h[parent]) {
			return
		}
		h[child], h[parent] = h[parent], h[child]
		child = parent
	}
}

func (f *frontier) pop() step {
	h := *f
	first, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	*f = h
	for parent := 0; 2*parent+1 < last; {
		child := 2*parent + 1
		if child+1 < last && h[child+1].before(h[child]) {
			child++
		}
		if !h[child].before(h[parent]) {
			break
		}
		h[child], h[parent] = h[parent], h[child]
		parent = child
	}
	return first
}
