package views

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"stet/server/agreement"
	"stet/server/factcheck"
)

// matrixLeft and matrixTop are what the labels of a verdict matrix take, in pixels.
const matrixLeft, matrixTop = 64, 40

// matrixDrawing sets the verdicts of two reviewers against each other. A cell leads to its groups.
func matrixDrawing(p ComparePage) templ.Component {
	return pressed(func(out *press) {
		m := p.Matrix
		size := cell * len(m.Verdicts)
		rows, columns := p.lane(m.Reviewers[0]), p.lane(m.Reviewers[1])
		out.chart("matrix", rows.Name+"’s verdicts against "+columns.Name+"’s", matrixSaid(p), matrixLeft+size+2, matrixTop+size+2)
		out.label(matrixLeft+size/2, 12, "middle", columns.Letter)
		out.label(0, matrixTop+size/2+4, "start", rows.Letter)
		for i, v := range m.Verdicts {
			out.verdictLabel(v, matrixLeft+cell*i+cell/2, 27, "middle")
			out.verdictLabel(v, matrixLeft-16, matrixTop+cell*i+cell/2, "end")
		}
		most := mostIn(m)
		for i := range m.Verdicts {
			for j := range m.Verdicts {
				out.matrixCell(p, i, j, most)
			}
		}
		out.raw("</svg>")
	})
}

// verdictLabel draws a verdict's sign about a point, or says that there is no claim.
func (p *press) verdictLabel(v factcheck.Verdict, x, y int, anchor string) {
	if v == "" {
		p.label(x+map[string]int{"middle": 0, "end": 12}[anchor], y+4, anchor, "none")
		return
	}
	p.raw(`<svg class="i v--`, string(v), `" width="14" height="14" aria-hidden="true"`)
	p.attribute("x", int64(x-7))
	p.attribute("y", int64(y-7))
	p.raw(`><use href="`, p.sprite, "#", string(v), `"/></svg>`)
}

func (p *press) matrixCell(page ComparePage, i, j, most int) {
	m := page.Matrix
	n, said, address := len(m.Cells[i][j]), cellSaid(page, i, j), ""
	if n > 0 {
		rows, columns := page.lane(m.Reviewers[0]), page.lane(m.Reviewers[1])
		address = page.Ask.behind(BehindNothing, Condition{rows.Key, holds(m.Verdicts[i])}, Condition{columns.Key, holds(m.Verdicts[j])})
	}
	class := "heat" + strconv.Itoa(depth(n, most))
	if i == j {
		class += " same"
	}
	p.cell(matrixLeft+cell*j, matrixTop+cell*i, class, strconv.Itoa(n), said, address)
}

func holds(v factcheck.Verdict) string {
	if v == "" {
		return HoldsNothing
	}
	return string(v)
}

// depth gives the shade of a count among others, the largest being most.
func depth(n, most int) int {
	switch {
	case n == 0:
		return 0
	case n*3 <= most:
		return 1
	case n*3 <= most*2:
		return 2
	}
	return 3
}

func mostIn(m agreement.Matrix) (most int) {
	for _, row := range m.Cells {
		for _, groups := range row {
			most = max(most, len(groups))
		}
	}
	return most
}

// matrixSaid tells what the matrix shows, cell by cell, where there is anything in it.
func matrixSaid(p ComparePage) string {
	var said []string
	for i := range p.Matrix.Verdicts {
		for j := range p.Matrix.Verdicts {
			if len(p.Matrix.Cells[i][j]) > 0 {
				said = append(said, cellSaid(p, i, j))
			}
		}
	}
	return strings.Join(said, "; ") + "."
}

// cellSaid tells a cell: "Rosa disputed, Imre unproven: 2 groups".
func cellSaid(p ComparePage, i, j int) string {
	m := p.Matrix
	word := func(v factcheck.Verdict) string {
		if v == "" {
			return "did not mark it"
		}
		return string(v)
	}
	return p.lane(m.Reviewers[0]).Name + " " + word(m.Verdicts[i]) + ", " + p.lane(m.Reviewers[1]).Name + " " + word(m.Verdicts[j]) +
		": " + count(len(m.Cells[i][j]), "group", "groups")
}
