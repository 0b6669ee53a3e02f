package agreement

import "slices"

// CohenKappa is Cohen's kappa of two reviewers (Cohen 1960, Educational and Psychological Measurement 20:37):
//
//	kappa = (po - pe) / (1 - pe),  po = sum_j p_jj,  pe = sum_j p_j. p_.j
//
// table[i][j] is how many units the first put in category i and the second in category j; it is square. It is
// undefined where both used one and the same category alone.
func CohenKappa(table [][]int) Coefficient {
	side := len(table)
	return formula(func(cells []int) (float64, string) {
		n := sum(cells)
		if n == 0 {
			return 0, nothingInCommon
		}
		same, chance := 0, 0
		rows, columns := margins(cells, side)
		for j := range side {
			same += cells[j*side+j]
			chance += rows[j] * columns[j]
		}
		if chance == n*n {
			return 0, oneValue
		}
		expected := float64(chance) / float64(n*n)
		return (float64(same)/float64(n) - expected) / (1 - expected), ""
	}).over(slices.Concat(table...), 0)
}

// margins sums a square table, given row after row, by row and by column.
func margins(cells []int, side int) (rows, columns []int) {
	rows, columns = make([]int, side), make([]int, side)
	for i, n := range cells {
		rows[i/side] += n
		columns[i%side] += n
	}
	return rows, columns
}
