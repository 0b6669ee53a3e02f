package agreement

// Turned is the same comparison with the second reviewer's claims taken as the key.
func (f PairFinding) Turned() PairFinding {
	return PairFinding{
		Reviewers: [2]string{f.Reviewers[1], f.Reviewers[0]},
		Claims:    [2]int{f.Claims[1], f.Claims[0]},
		Exact:     f.Exact.turned(),
		Overlap:   f.Overlap.turned(),
	}
}

func (p PRF) turned() PRF {
	p.Precision, p.Recall = p.Recall, p.Precision
	switch p.Undefined {
	case nothingToRecall:
		p.Undefined = nothingToTrust
	case nothingToTrust:
		p.Undefined = nothingToRecall
	}
	return p
}
