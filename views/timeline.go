package views

import (
	"strconv"
	"time"

	"github.com/a-h/templ"
)

// The drawing of agreement over time, in pixels.
const (
	timeWidth, timeHeight = 760, 240
	timeLeft, timeRight   = 44, 12
	timeTop, timeBottom   = 14, 28
)

// reviewerHeatMost is how many reviewers a heat map has room for; of more the table says it.
const reviewerHeatMost = 16

// reviewerHeat draws the kappa of every two of the desk's reviewers. A cell leads to the articles that both have read.
func reviewerHeat(p ReviewersPage) templ.Component {
	names, at := p.reviewers(), map[string]int{}
	if len(names) > reviewerHeatMost {
		return templ.NopComponent
	}
	for i, name := range names {
		at[name] = i
	}
	h := heat{id: "heat", title: "Kappa of every two reviewers", names: names, letters: Letters(names)}
	for _, pair := range p.Pairs {
		one, other := at[pair.Reviewers[0]], at[pair.Reviewers[1]]
		h.cells = append(h.cells, heatCell{min(one, other), max(one, other), pair.Kappa, p.sharedBy(pair),
			count(pair.Kappa.Units, "group", "groups") + " of " + count(pair.Articles, "article", "articles")})
	}
	return h.figure("κ of every two reviewers over the articles both have read. The stronger the colour, the more they agree.")
}

// timeline draws the alpha of each article by when it was compared, and joins the months.
func timeline(p ReviewersPage) templ.Component {
	return pressed(func(out *press) {
		s := scaleOf(p)
		out.chart("time", "Alpha of the verdicts over time", p.timeSaid(), timeWidth, timeHeight)
		for _, v := range []float64{-0.5, 0, 0.5, 1} {
			if v >= s.low {
				out.gridLine(s.y(v), decimal(v))
			}
		}
		if s.last.After(s.first) {
			out.label(timeLeft, timeHeight-8, "start", s.first.Format(time.DateOnly))
			out.label(timeWidth-timeRight, timeHeight-8, "end", s.last.Format(time.DateOnly))
		} else {
			out.label(s.x(s.first), timeHeight-8, "middle", s.first.Format(time.DateOnly))
		}
		out.monthLine(p, s)
		for _, a := range p.Listed {
			out.articleRing(a, s)
		}
		out.raw("</svg>")
	})
}

// timeSaid tells the months in words, the earliest first.
func (p ReviewersPage) timeSaid() (said string) {
	for i := len(p.Months) - 1; i >= 0; i-- {
		m := p.Months[i]
		said += m.Month + ": " + coefficientSaid(m.Judging.AlphaNominal) + ", " + count(m.Articles, "article", "articles") + ". "
	}
	return said
}

// timeScale places dates and coefficients in the drawing.
type timeScale struct {
	first, last time.Time
	low         float64 // at the foot
}

// scaleOf spans all dates, and goes down to 0 or, where a value lies below, to -0.5 or -1.
func scaleOf(p ReviewersPage) (s timeScale) {
	for i, a := range p.Articles {
		on := dateOf(a.On)
		if i == 0 || on.Before(s.first) {
			s.first = on
		}
		if on.After(s.last) {
			s.last = on
		}
		if v := a.Alpha.Value; v != nil {
			for s.low > -1 && *v < s.low {
				s.low -= 0.5
			}
		}
	}
	return s
}

func dateOf(date string) time.Time {
	on, _ := time.Parse(time.DateOnly, date)
	return on
}

// x places a date; in the middle where all are the same.
func (s timeScale) x(on time.Time) int {
	width := timeWidth - timeLeft - timeRight - 24
	if !s.last.After(s.first) {
		return timeLeft + width/2
	}
	return timeLeft + 12 + int(float64(width)*float64(on.Sub(s.first))/float64(s.last.Sub(s.first)))
}

func (s timeScale) y(v float64) int {
	height := float64(timeHeight - timeTop - timeBottom)
	return timeTop + int(height*(1-max(v, s.low))/(1-s.low))
}

func (p *press) gridLine(y int, text string) {
	p.raw(`<path class="grid-line" d="M`, strconv.Itoa(timeLeft), " ", strconv.Itoa(y), "H", strconv.Itoa(timeWidth-timeRight), `"/>`)
	p.label(timeLeft-8, y+4, "end", text)
}

// monthLine joins the months' coefficients, each in the middle of its month or as near to it as the drawing reaches.
func (p *press) monthLine(page ReviewersPage, s timeScale) {
	p.raw(`<path class="months" d="`)
	step := "M"
	for i := len(page.Months) - 1; i >= 0; i-- {
		m := page.Months[i]
		if m.Judging.AlphaNominal.Value == nil {
			continue
		}
		on := dateOf(m.Month + "-15")
		if on.Before(s.first) {
			on = s.first
		}
		if on.After(s.last) {
			on = s.last
		}
		p.raw(step, strconv.Itoa(s.x(on)), " ", strconv.Itoa(s.y(*m.Judging.AlphaNominal.Value)))
		step = "L"
	}
	p.raw(`"/>`)
}

// articleRing draws an article, which leads to its comparison.
func (p *press) articleRing(a ComparedArticle, s timeScale) {
	if a.Alpha.Value == nil {
		return
	}
	said := a.Article.Title + ", " + a.On + ", alpha " + coefficientSaid(a.Alpha) + ", " + count(a.Alpha.Units, "group", "groups")
	p.openLink(a.address(), said)
	p.raw(`<circle class="ring" r="5"`)
	p.attribute("cx", int64(s.x(dateOf(a.On))))
	p.attribute("cy", int64(s.y(*a.Alpha.Value)))
	p.raw("><title>")
	p.text(said)
	p.raw("</title></circle></a>")
}
