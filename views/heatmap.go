package views

import (
	"strconv"

	"github.com/a-h/templ"

	"stet/server/agreement"
)

// cell is the side of a chart's cell, in pixels.
const cell = 44

// heatMap draws the kappa of every two reviewers, half a square of them, since the other half would say it again. A cell
// leads to the groups that it rests on.
func heatMap(p ComparePage) templ.Component {
	return pressed(func(out *press) {
		width, height := 108+cell*(len(p.Lanes)-1), 26+cell*(len(p.Lanes)-1)
		out.raw(`<figure><div class="scroll">`)
		out.chart("heat", "Kappa of every two reviewers", heatSaid(p), width, height)
		for i := 0; i+1 < len(p.Lanes); i++ {
			out.label(108+cell*i+cell/2, 16, "middle", p.Lanes[i].Letter)
			out.label(100, 26+cell*i+cell/2+4, "end", shortened(p.Lanes[i+1].Name, 12))
		}
		for _, k := range p.Judging.Kappa {
			out.kappaCell(p, k)
		}
		out.raw("</svg></div><figcaption>κ of every two reviewers, judging. The darker, the more they agree.</figcaption></figure>")
	})
}

// heatSaid tells what the heat map shows.
func heatSaid(p ComparePage) (said string) {
	for i, k := range p.Judging.Kappa {
		if i > 0 {
			said += ", "
		}
		said += p.lane(k.Reviewers[0]).Name + " and " + p.lane(k.Reviewers[1]).Name + " " + coefficientSaid(k.Coefficient)
	}
	return said + "."
}

func (p *press) kappaCell(page ComparePage, k agreement.PairKappa) {
	column, row := laneNamed(page.Lanes, k.Reviewers[0]), laneNamed(page.Lanes, k.Reviewers[1])
	if column > row {
		column, row = row, column
	}
	one, other := page.Lanes[column], page.Lanes[row]
	class, text := "heat0", "–"
	if k.Value != nil {
		class, text = heat(*k.Value), decimal(*k.Value)
	}
	said := one.Name + " and " + other.Name + ", kappa " + coefficientSaid(k.Coefficient) + ", " + count(k.Units, "group", "groups")
	p.cell(108+cell*column, 26+cell*(row-1), class, text, said, page.Ask.judgedBy(one, other))
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

// heat gives the shade of a coefficient: four steps, the last from 0.75 on.
func heat(v float64) string {
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

// chart appends the start of a drawing, which says in words what it shows. It is a group and no image, so that what can be
// pressed in it can be reached.
func (p *press) chart(id, title, said string, width, height int) {
	p.raw(`<svg class="chart" id="`, id, `" role="group" aria-labelledby="`, id, `-t" aria-describedby="`, id, `-d"`)
	p.attribute("width", int64(width))
	p.attribute("height", int64(height))
	p.raw(` viewBox="0 0 `, strconv.Itoa(width), " ", strconv.Itoa(height), `"><title id="`, id, `-t">`)
	p.text(title)
	p.raw(`</title><desc id="`, id, `-d">`)
	p.text(said)
	p.raw("</desc>")
}

// label appends a text of a drawing. It is not read aloud, since the drawing and its cells say more.
func (p *press) label(x, y int, anchor, text string) {
	p.raw(`<text aria-hidden="true" text-anchor="`, anchor, `"`)
	p.attribute("x", int64(x))
	p.attribute("y", int64(y))
	p.raw(">")
	p.text(text)
	p.raw("</text>")
}

// cell appends a square with a text in it, which leads somewhere unless the address is "".
func (p *press) cell(x, y int, class, text, said, address string) {
	if address != "" {
		p.raw(`<a href="`)
		p.text(address)
		p.raw(`" aria-label="`)
		p.text(said)
		p.raw(`">`)
	}
	p.raw(`<rect class="`, class, `" width="44" height="44"`)
	p.attribute("x", int64(x))
	p.attribute("y", int64(y))
	p.raw(`/><text aria-hidden="true" text-anchor="middle" class="on-`, class, `"`)
	p.attribute("x", int64(x+cell/2))
	p.attribute("y", int64(y+cell/2+4))
	p.raw(">")
	p.text(text)
	p.raw("</text>")
	if address != "" {
		p.raw("</a>")
	}
}
