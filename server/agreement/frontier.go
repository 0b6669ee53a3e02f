package agreement

// frontier is a heap of the columns a search may settle next, the cheapest first; of equals a free one, then the first.
type frontier []step

func (f frontier) Len() int      { return len(f) }
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(s any)   { *f = append(*f, s.(step)) }

func (f frontier) Less(i, j int) bool {
	a, b := f[i], f[j]
	switch {
	case a.cost != b.cost:
		return a.cost < b.cost
	case a.taken != b.taken:
		return b.taken
	default:
		return a.column < b.column
	}
}

func (f *frontier) Pop() any {
	last := len(*f) - 1
	s := (*f)[last]
	*f = (*f)[:last]
	return s
}
