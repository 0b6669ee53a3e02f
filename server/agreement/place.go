package agreement

import "stet/server/factcheck"

// places are the distinct spans of a reading, in order. Its claims on one span stand one after the other; they are alike in all
// that matching looks at, so that what matches spans does for all of them at once.
type places struct {
	spans []factcheck.Span
	first []int // of each span's claims, and at last how many claims there are
}

// placesOf gives the places of claims that stand in order.
func placesOf(claims []factcheck.Claim) places {
	var p places
	for i, c := range claims {
		if i == 0 || c.Span != claims[i-1].Span {
			p.spans, p.first = append(p.spans, c.Span), append(p.first, i)
		}
	}
	p.first = append(p.first, len(claims))
	return p
}

// counts gives how many claims each place has.
func (p places) counts() []int {
	n := make([]int, len(p.spans))
	for i := range n {
		n[i] = p.first[i+1] - p.first[i]
	}
	return n
}
