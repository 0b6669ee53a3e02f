package span

// smallest is a binary heap of numbers: the first is the smallest.
type smallest []int64

func (h *smallest) push(n int64) {
	*h = append(*h, n)
	for i := len(*h) - 1; i > 0; {
		up := (i - 1) / 2
		if (*h)[up] <= (*h)[i] {
			return
		}
		(*h)[up], (*h)[i] = (*h)[i], (*h)[up]
		i = up
	}
}

// pop takes the smallest out. There must be one.
func (h *smallest) pop() int64 {
	first, last := (*h)[0], len(*h)-1
	(*h)[0] = (*h)[last]
	*h = (*h)[:last]
	for i := 0; ; {
		down := 2*i + 1
		if down+1 < last && (*h)[down+1] < (*h)[down] {
			down++
		}
		if down >= last || (*h)[i] <= (*h)[down] {
			return first
		}
		(*h)[i], (*h)[down] = (*h)[down], (*h)[i]
		i = down
	}
}
