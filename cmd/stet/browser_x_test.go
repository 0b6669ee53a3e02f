package main_test

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

func (b *tab) shot(name string) {
	buf, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil { b.t.Fatal(err) }
	os.WriteFile("/tmp/g/"+name+".png", buf, 0o600)
}

func TestX(t *testing.T) {
	d := demo(t)
	b := visitAs(t, d, "rosa")
	b.open("/articles/1?claim=1")
	form := b.newSource(1)
	b.click(form + " [name=url]")
	b.press("indianexpress")
	b.reads(".suggestions li", "TikTok has crossed 1.5 billion downloads")
	b.shot("a")
	b.press("ArrowDown", "Enter")
	b.lacks(".suggestions")
	b.until(`document.querySelector(%s).value === "The Indian Express"`, form+" [name=publisher]")
	evaluate[bool](b, `new Promise(f => setTimeout(() => f(true), 1000))`)
	b.shot("b")
	b.until(`(document.querySelector(%s).scrollIntoView({block: "center"}), true)`, form + " button[type=submit]")
	b.shot("c")
	t.Log(evaluate[string](b, `(() => { const r = document.querySelector(%s).getBoundingClientRect(); const h = document.elementFromPoint(r.x + r.width/2, r.y+r.height/2); return JSON.stringify(r) + h?.outerHTML })()`, form + " button[type=submit]"))
}
