package views

import (
	"context"
	"io"
	"iter"

	"github.com/a-h/templ"

	"stet/server/export"
)

// findings lists what a report found, and apart from it what was found in an older text, as it is read.
type findings struct{ *export.Report }

// Render implements templ.Component.
func (l findings) Render(ctx context.Context, w io.Writer) error {
	out := listWriter{ctx: ctx, to: w}
	out.raw(`<ol class="findings">`)
	older := false
	for f, err := range l.Findings {
		if out.failed(err) {
			return out.err
		}
		if !older && f.Revision != l.Revision.Number {
			out.raw(`</ol><h3 class="f-older">In an earlier text of the article</h3><ol class="findings">`)
			older = true
		}
		out.item(finding(f))
	}
	out.raw("</ol>")
	return out.err
}

// setAside is the section of what the desk decided is no claim, where there is any.
type setAside struct{ *export.Report }

// Render implements templ.Component.
func (l setAside) Render(ctx context.Context, w io.Writer) error {
	out := listWriter{ctx: ctx, to: w}
	heading := reportID(l.Report, "aside")
	out.list(`<section aria-labelledby="`+heading+`"><h2 id="`+heading+`">Looked at, and no claim</h2><ul class="r-list">`, "</ul></section>", "",
		components(l.SetAside, setAsideItem))
	return out.err
}

// correctionList lists what was found otherwise later.
type correctionList struct{ *export.Report }

// Render implements templ.Component.
func (l correctionList) Render(ctx context.Context, w io.Writer) error {
	out := listWriter{ctx: ctx, to: w}
	out.list(`<ol class="r-list">`, "</ol>", "<p>Nothing has been corrected.</p>", components(l.Corrections, correctionItem))
	return out.err
}

func components[T any](items iter.Seq2[T, error], of func(T) templ.Component) iter.Seq2[templ.Component, error] {
	return func(yield func(templ.Component, error) bool) {
		for item, err := range items {
			if !yield(of(item), err) {
				return
			}
		}
	}
}

// listWriter writes lists whose items are read as they are written. The first error ends it.
type listWriter struct {
	ctx context.Context
	to  io.Writer
	err error
}

// raw writes markup of ours as it is.
func (l *listWriter) raw(markup string) {
	if l.err == nil {
		_, l.err = io.WriteString(l.to, markup)
	}
}

func (l *listWriter) item(c templ.Component) {
	if l.err == nil {
		l.err = c.Render(l.ctx, l.to)
	}
}

// failed takes note of an error, and says whether there is one by now.
func (l *listWriter) failed(err error) bool {
	if l.err == nil {
		l.err = err
	}
	return l.err != nil
}

// list writes items with what stands before the first and after the last, or what stands where there are none.
func (l *listWriter) list(before, after, none string, items iter.Seq2[templ.Component, error]) {
	empty := true
	for item, err := range items {
		if l.failed(err) {
			return
		}
		if empty {
			l.raw(before)
		}
		empty = false
		l.item(item)
	}
	if empty {
		after = none
	}
	l.raw(after)
}
