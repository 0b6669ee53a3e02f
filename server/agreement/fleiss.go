package agreement

// FleissKappa is Fleiss' kappa for any number of reviewers (Fleiss 1971, Psychological Bulletin 76:378):
//
//	kappa = (P - Pe) / (1 - Pe),  P = mean over units of sum_j n_ij (n_ij - 1) / (n_i (n_i - 1)),  Pe = sum_j p_j²
//
// where n_ij of unit i's n_i reviewers chose category j. Fleiss takes n_i to be the same for all units. Where it is
// not, p_j is the mean over units of n_ij / n_i, so that a unit counts as one whoever judged it (Gwet 2014, Handbook of
// Inter-Rater Reliability, ch. 2); with one n for all this is Fleiss' own. counts is as in [Percent]; units with fewer
// than two judgements are left out altogether. It is undefined where one category alone was used.
func FleissKappa(counts [][]int) Coefficient {
	t := gather(counts)
	agreement := t.agreement()
	shares := t.shares()
	return formula(func(times []int) (float64, string) {
		if sum(times) == 0 {
			return 0, nothingInCommon
		}
		expected, used := 0.0, 0
		for _, share := range shares {
			if p := weighted(times, share); p > 0 {
				expected += p * p
				used++
			}
		}
		if used == 1 {
			return 0, oneValue
		}
		return (weighted(times, agreement) - expected) / (1 - expected), ""
	}).over(t.times, t.leftOut)
}

// shares gives, for each category and each pattern, the share of the pattern's reviewers who chose it.
func (t tally) shares() [][]float64 {
	shares := make([][]float64, t.categories())
	for j := range shares {
		shares[j] = make([]float64, len(t.patterns))
		for i, row := range t.patterns {
			if j < len(row) {
				shares[j][i] = float64(row[j]) / float64(t.raters[i])
			}
		}
	}
	return shares
}
