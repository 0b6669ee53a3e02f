package agreement

// reviewerSet is a set of reviewers by their places, a bit for each; a string, so that it can be part of a key.
type reviewerSet string

// oneReviewer is the set of reviewer r, of so many.
func oneReviewer(r, of int) reviewerSet {
	bits := make([]byte, (of+7)/8)
	bits[r/8] = 1 << (r % 8)
	return reviewerSet(bits)
}

func (s reviewerSet) meets(t reviewerSet) bool {
	for i := range len(s) {
		if s[i]&t[i] != 0 {
			return true
		}
	}
	return false
}

func (s reviewerSet) and(t reviewerSet) reviewerSet {
	bits := []byte(s)
	for i := range bits {
		bits[i] |= t[i]
	}
	return reviewerSet(bits)
}
