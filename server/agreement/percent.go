package agreement

// Percent is the percent agreement, as a share between 0 and 1: of the pairs of reviewers who judged a unit the share
// that agree, averaged over the units, whatever the number of pairs (Fleiss 1971, Psychological Bulletin 76:378, eq.
// 2 and 3). It is not corrected for chance. counts[unit][category] is how many reviewers put the unit in the category;
// units with fewer than two judgements are left out.
func Percent(counts [][]int) Coefficient {
	t := gather(counts)
	agreement := t.agreement()
	return formula(func(times []int) (float64, string) {
		if sum(times) == 0 {
			return 0, nothingInCommon
		}
		return weighted(times, agreement), ""
	}).over(t.times, t.leftOut)
}
