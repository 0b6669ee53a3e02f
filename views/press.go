package views

import (
	"context"
	"io"
	"strconv"
	"sync"

	"stet/server/factcheck"
	"stet/static"
)

// press appends HTML to bytes.
type press struct {
	out    []byte
	sprite string // the address of the icons
}

// spare holds what presses have written on, to be written on again: a long page is most of a megabyte.
var spare = sync.Pool{New: func() any { return new([]byte) }}

func newPress() press {
	return press{out: (*spare.Get().(*[]byte))[:0], sprite: static.Path("icons.svg")}
}

// release writes everything to w. The press is not used again.
func (p *press) release(w io.Writer) error {
	_, err := w.Write(p.out)
	spare.Put(&p.out)
	return err
}

// raw appends markup of ours as it is.
func (p *press) raw(parts ...string) {
	for _, s := range parts {
		p.out = append(p.out, s...)
	}
}

func (p *press) number(n int64) { p.out = strconv.AppendInt(p.out, n, 10) }

// text appends a text that a person wrote, escaped so that it is safe, and comes back unchanged, in an element as in a
// double-quoted attribute. A carriage return is named, since parsers make a line feed of a bare one.
func (p *press) text(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		name := entities[s[i]]
		if name == "" {
			continue
		}
		p.out = append(p.out, s[from:i]...)
		p.out = append(p.out, name...)
		from = i + 1
	}
	p.out = append(p.out, s[from:]...)
}

var entities = [256]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", '\r': "&#13;"}

// attribute appends a space and name="n".
func (p *press) attribute(name string, n int64) {
	p.raw(" ", name, `="`)
	p.number(n)
	p.raw(`"`)
}

// verdictIcon appends the sign of a verdict, a drawing and not text: class is "i" beside a word, "tick" at a claim's end.
func (p *press) verdictIcon(class string, v factcheck.Verdict) {
	p.raw(`<svg class="`, class, " v--", string(v), `" aria-hidden="true"><use href="`, p.sprite, "#", string(v), `"/></svg>`)
}

// pressed is a component that is appended by hand.
type pressed func(*press)

// Render implements templ.Component.
func (draw pressed) Render(_ context.Context, w io.Writer) error {
	p := newPress()
	draw(&p)
	return p.release(w)
}
