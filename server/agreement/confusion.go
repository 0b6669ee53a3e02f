package agreement

import (
	"slices"

	"stet/server/factcheck"
)

// Matrix sets the verdicts of two reviewers against each other, group by group.
type Matrix struct {
	Reviewers [2]string
	Verdicts  []factcheck.Verdict // of the rows, the first reviewer's, and of the columns, the second's; see [NoClaim]
	Cells     [][][]int           // [row][column]: the groups, as indexes into those given
}

// NoClaim stands in a [Matrix] for the verdict of a reviewer who did not mark the claim.
const NoClaim factcheck.Verdict = ""

// Confusion gives the verdict confusion matrix of two reviewers. Every group stands in one cell.
func Confusion(groups []Group, a, b string) Matrix {
	m := Matrix{Reviewers: [2]string{a, b}, Verdicts: append(slices.Clone(factcheck.Verdicts), NoClaim)}
	m.Cells = make([][][]int, len(m.Verdicts))
	for row := range m.Cells {
		m.Cells[row] = make([][]int, len(m.Verdicts))
	}
	for g, group := range groups {
		row, column := m.place(group, a), m.place(group, b)
		m.Cells[row][column] = append(m.Cells[row][column], g)
	}
	return m
}

// place gives the row or column of a group for a reviewer. A verdict that is empty or not of the vocabulary counts as
// unchecked.
func (m Matrix) place(group Group, reviewer string) int {
	at := slices.IndexFunc(group.Members, func(m Member) bool { return m.Reviewer == reviewer })
	if at < 0 {
		return len(m.Verdicts) - 1
	}
	verdict := group.Members[at].Claim.Verdict
	if verdict == NoClaim || !slices.Contains(m.Verdicts, verdict) {
		verdict = factcheck.Unchecked
	}
	return slices.Index(m.Verdicts, verdict)
}

// kappaOf takes the verdicts of both out of a matrix. The groups that neither marked are none of theirs.
func kappaOf(m Matrix) PairKappa {
	table, marked := make([][]int, len(verdicts)), 0
	for i, row := range m.Cells {
		for j, groups := range row {
			if m.Verdicts[i] != NoClaim || m.Verdicts[j] != NoClaim {
				marked += len(groups)
			}
		}
	}
	for i, a := range verdicts {
		for _, b := range verdicts {
			cell := m.Cells[slices.Index(m.Verdicts, a)][slices.Index(m.Verdicts, b)]
			table[i] = append(table[i], len(cell))
		}
	}
	kappa := PairKappa{m.Reviewers, CohenKappa(table)}
	kappa.LeftOut = marked - kappa.Units
	return kappa
}
