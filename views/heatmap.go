package views

import (
	"github.com/a-h/templ"

	"stet/server/agreement"
)

// cell is the side of a chart's cell, and heatLeft and heatTop are what a heat map's labels take, in pixels.
const cell, heatLeft, heatTop = 44, 108, 26

// heat is a heat map of every two reviewers: half a square, since the other half would say it again.
type heat struct {
	id      string
	title   string
	names   []string
	letters []string
	cells   []heatCell
}

// heatCell is how far two reviewers agree, the first before the second among the names. It leads to what it rests on.
type heatCell struct {
	first, second int
	agreement.Coefficient
	address string
	units   string // "11 groups"
}

// heatMap draws the kappa of every two reviewers of a comparison.
func heatMap(p ComparePage) templ.Component {
	h := heat{id: "heat", title: "Kappa of every two reviewers"}
	for _, lane := range p.Lanes {
		h.names, h.letters = append(h.names, lane.Name), append(h.letters, lane.Letter)
	}
	for _, k := range p.Judging.Kappa {
		one, other := laneNamed(p.Lanes, k.Reviewers[0]), laneNamed(p.Lanes, k.Reviewers[1])
		h.cells = append(h.cells, heatCell{min(one, other), max(one, other), k.Coefficient,
			p.Ask.judgedBy(p.Lanes[one], p.Lanes[other]), count(k.Units, "group", "groups")})
	}
	return h.figure("κ of every two reviewers, judging. The stronger the colour, the more they agree.")
}

// laneNamed finds the lane of the claims that bear a reviewer's name.
func laneNamed(lanes []Lane, reviewer string) int {
	for i := range lanes {
		if lanes[i].Reviewer == reviewer {
			return i
		}
	}
	return 0
}

func (h heat) figure(caption string) templ.Component {
	return pressed(func(p *press) {
		p.raw(`<figure><div class="scroll">`)
		h.draw(p)
		p.raw("</div><figcaption>", caption, "</figcaption></figure>")
	})
}

func (h heat) draw(p *press) {
	side := cell * (len(h.names) - 1)
	p.chart(h.id, h.title, h.said(), heatLeft+side+2, heatTop+side+2)
	for i := 0; i+1 < len(h.names); i++ {
		p.label(heatLeft+cell*i+cell/2, 16, "middle", h.letters[i])
		p.label(heatLeft-8, heatTop+cell*i+cell/2+4, "end", shortened(h.names[i+1], 12))
	}
	for _, c := range h.cells {
		class, text := "heat0", "–"
		if c.Value != nil {
			class, text = shade(*c.Value), decimal(*c.Value)
		}
		p.cell(heatLeft+cell*c.first, heatTop+cell*(c.second-1), class, text, h.cellSaid(c)+", "+c.units, c.address)
	}
	p.raw("</svg>")
}

// said tells what the heat map shows.
func (h heat) said() (said string) {
	for i, c := range h.cells {
		if i > 0 {
			said += "; "
		}
		said += h.cellSaid(c)
	}
	return said + "."
}

func (h heat) cellSaid(c heatCell) string {
	return h.names[c.first] + " and " + h.names[c.second] + ", kappa " + coefficientSaid(c.Coefficient)
}

// shade gives the shade of a coefficient: four steps, the last from 0.75 on.
func shade(v float64) string {
	switch {
	case v < 0.25:
		return "heat0"
	case v < 0.5:
		return "heat1"
	case v < 0.75:
		return "heat2"
	}
	return "heat3"
}
