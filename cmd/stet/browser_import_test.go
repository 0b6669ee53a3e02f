package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

const sitePage = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Ferry fares rise by a tenth - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"></head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<main><article><h1>Ferry fares rise by a tenth</h1>
<p id="first">The harbour company will charge 11.40 dollars for a crossing from April, its director said on <a href="https://post.example/council">Thursday</a>.</p>
<h2>Who pays</h2><p>Some 48,000 people take the ferry every week, and two thirds of them hold a monthly ticket, which goes up as well.</p><p>Advertisement</p>
<ul><li>Single crossing: 11.40 dollars</li><li>Monthly ticket: 96 dollars</li></ul><blockquote><p>We have not raised a fare since 2014, he said.</p></blockquote>
<p id="last">The council will debate the plan on 12 March and may ask for a lower fare for pupils, as it did three years ago.</p></article></main>
<footer><p>© 2021 The Harbour Post. All rights reserved.</p></footer></body></html>`

// pressSite serves a page of the press on loopback.
func pressSite(t *testing.T) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, sitePage)
	}))
	t.Cleanup(s.Close)
	return s
}

func TestAnAddressIsFetchedAndLookedOverByKeyboard(t *testing.T) {
	t.Parallel()
	site := pressSite(t)
	d := demo(t, "--fetch-allow", strings.TrimPrefix(site.URL, "http://"))
	b := visitAs(t, d, "chidi")
	b.open("/articles/new")
	b.fill("#address", site.URL+"/ferry")
	b.follow("#import .btn--first")
	if got := b.value("#title") + "|" + b.value("#publisher") + "|" + b.value("#language"); got != "Ferry fares rise by a tenth|The Harbour Post|en-GB" {
		t.Errorf("it is said to be %s", got)
	}
	b.reads("#aside-count", "3 blocks set aside.")
	b.press("j", "x") // navigation is kept
	b.reads("#aside-count", "2 blocks set aside.")
	b.press("j", "j", "k", "Enter") // and the first paragraph is not
	b.until(`!document.activeElement.checked && document.activeElement.labels[0].textContent.includes("11.40 dollars for a crossing")`)
	b.press("Enter")
	b.click(`.bit:has(input:not(:checked)) input`) // the advertisement, by mouse
	b.reads("#aside-count", "1 block set aside.")
	b.follow("form[data-look] .btn--first")
	b.reads("h1", "Ferry fares rise by a tenth")
	text := d.textOf(6)
	if !strings.HasPrefix(text, "Home\nNews\n\nThe harbour company") || !strings.Contains(text, "\n\nAdvertisement\n\n") || strings.Contains(text, "All rights") {
		t.Errorf("the text is %q", text)
	}
}

func TestWithoutScriptsAnArticleIsLookedOver(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.withoutScripts()
	b.open("/articles/new")
	b.fill("#text", "A first sentence of it.\n\nAdvertisement\n\nA second sentence of it.")
	b.fill("#title", "Without scripts")
	b.follow("#import .btn--first")
	b.reads(".bit:nth-child(2)", "set aside: advertisement")
	b.click(".bit:nth-child(3) input")
	b.follow("form[data-look] .btn--first")
	if got := d.textOf(6); got != "A first sentence of it." {
		t.Errorf("the text is %q", got)
	}
}

func TestWhatIsCopiedFromAPageKeepsItsForm(t *testing.T) {
	t.Parallel()
	site, d := pressSite(t), demo(t)
	b := visitAs(t, d, "chidi")
	b.do("opening the page to copy from", chromedp.Navigate(site.URL))
	evaluate[bool](b, `((from, to) => { getSelection().setBaseAndExtent(from.firstChild, 0, to.firstChild, to.firstChild.length); return true; })(document.getElementById("first"), document.getElementById("last"))`)
	b.edit("copy")
	b.open("/articles/new")
	b.click("#text")
	b.edit("paste")
	b.sees("#rich")
	if got := b.value("#text"); !strings.Contains(got, "Single crossing: 11.40 dollars") || strings.Contains(got, "<") {
		t.Errorf("the field holds %q", got)
	}
	b.fill("#title", "Copied")
	b.importLooked()
	b.reads("h1", "Copied")
	b.sees(`#galley a.out[href="https://post.example/council"]`)
	b.until(`document.querySelectorAll("#galley .para--heading").length === 1 && document.querySelectorAll("#galley .para--item").length === 2 && document.querySelectorAll("#galley .para--quotation").length === 1`)
	if got := d.textOf(6); strings.Contains(got, "Advertisement") {
		t.Errorf("the text is %q", got)
	}
}

func TestAPasteThatIsChangedByHandIsPlainText(t *testing.T) {
	t.Parallel()
	site, d := pressSite(t), demo(t)
	b := visitAs(t, d, "chidi")
	b.do("opening the page to copy from", chromedp.Navigate(site.URL))
	evaluate[bool](b, `getSelection().selectAllChildren(document.querySelector("article")) ?? true`)
	b.edit("copy")
	b.open("/articles/new")
	b.click("#text")
	b.edit("paste")
	b.sees("#rich")
	b.reload() // and what was copied is there again
	b.sees("#rich")
	b.click("#text")
	b.write("By hand. ")
	b.lacks("#rich")
	b.until(`document.getElementById("html").disabled`)
}

// TestWhatWasPastedInAClosedTabKeepsItsForm closes the tab, and imports in the next.
func TestWhatWasPastedInAClosedTabKeepsItsForm(t *testing.T) {
	t.Parallel()
	site, d := pressSite(t), demo(t)
	b := visitAs(t, d, "chidi")
	left := b.beside()
	left.do("opening the page to copy from", chromedp.Navigate(site.URL))
	evaluate[bool](left, `getSelection().selectAllChildren(document.querySelector("article")) ?? true`)
	left.edit("copy")
	left.open("/articles/new")
	left.click("#text")
	left.edit("paste")
	left.sees("#rich")
	left.close()
	b.open("/articles/new")
	b.sees("#rich")
	b.until(`!document.getElementById("html").disabled`)
	b.fill("#title", "Copied")
	b.importLooked()
	b.sees("#galley .para--heading")
}

// edit has the browser copy or paste, as the keys for it do.
func (b *tab) edit(command string) {
	b.t.Helper()
	letter := map[string]string{"copy": "c", "paste": "v"}[command]
	event := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: letter, Code: "Key" + strings.ToUpper(letter),
		Modifiers: int64(chromedp.ModifierCtrl), WindowsVirtualKeyCode: int64(letter[0] - 'a' + 'A'), Commands: []string{command}}
	up := event
	up.Type, up.Commands = input.DispatchKeyEventTypeKeyUp, nil
	b.do("to "+command, call(input.DispatchKeyEvent, event), call(input.DispatchKeyEvent, up))
}

func TestFilesAreDropped(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	root := folder(t, map[string]string{
		"1-bridge.txt": plainArticle, "2-again.txt": plainArticle, "3-page.html": sitePage, "4-broken.docx": "PK\x03\x04",
		"5-nearly.txt": strings.Replace(plainArticle, "12 million", "13 million", 1), "6-list.jsonl": `{"title": "Listed", "text": "An article of a list, with words of its own."}` + "\n",
	})
	b.open("/articles")
	b.drop("#import", root, "1-bridge.txt", "2-again.txt", "3-page.html", "4-broken.docx", "5-nearly.txt", "6-list.jsonl")
	b.click("#import .btn--first")
	b.reads("#run-state", "3 imported, 3 not: see below.")
	for i, want := range []string{"1-bridge.txt imported A bridge of sighs", "2-again.txt there already Show it", "3-page.html imported Ferry fares rise by a tenth", "4-broken.docx not imported The file is damaged",
		"5-nearly.txt needs a look Look it over It is nearly the same as article 6", "6-list.jsonl, line 1 imported Listed"} {
		b.reads(fmt.Sprintf("#run-list li:nth-child(%d)", i+1), want)
	}
	b.follow(`#run-list li:nth-child(5) a`)
	b.reads(".alike", "has nearly the same text")
	b.follow("form[data-look] .btn--first")
	b.reads("h1", "A bridge of sighs")
}

func TestOneFileIsLookedOver(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.open("/articles/new")
	b.drop("#import", folder(t, map[string]string{"bridge.txt": plainArticle}), "bridge.txt")
	b.follow("#import .btn--first")
	b.reads("h1", "Look it over")
}

func TestALongImportIsCancelled(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	var list strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&list, "{\"title\": \"Article %d\", \"text\": \"Article %d of a long list, number %d of many, said %d.\"}\n", i, i, i*7, i*13)
	}
	b.open("/articles")
	b.drop("#import", folder(t, map[string]string{"long.jsonl": list.String()}), "long.jsonl")
	b.click("#import .btn--first")
	b.sees("#run-list li:nth-child(3)")
	b.click("#run-cancel")
	b.reads("#run-state", "Cancelled.")
	listed := evaluate[int](b, `document.querySelectorAll("#run-list li").length`)
	if listed >= 3000 {
		t.Error("all of it was imported")
	}
	b.open("/articles")
	b.reads(".page-head", "articles")
}

func TestLookingOverFitsATelephone(t *testing.T) {
	t.Parallel()
	b := visitAs(t, demo(t), "chidi")
	b.inHand()
	b.open("/articles/new")
	b.fill("#text", "A first sentence of it, with "+strings.Repeat("x", 300)+".\n\nAdvertisement\n\nRead more: "+strings.Repeat("y", 120))
	b.follow("#import .btn--first")
	b.fitsTheScreen()
	b.controlsAreLarge()
	b.tap(".bit:nth-child(2) .bit-text")
	b.reads("#aside-count", "1 block set aside.")
}

// drop drops files on an element.
func (b *tab) drop(selector, folder string, names ...string) {
	b.t.Helper()
	at := b.middleOf(selector)
	data := &input.DragData{DragOperationsMask: 1, Items: []*input.DragDataItem{}}
	for _, name := range names {
		data.Files = append(data.Files, filepath.Join(folder, name))
	}
	for _, step := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		b.do("dropping files", call(input.DispatchDragEvent, input.DispatchDragEventParams{Type: step, X: at.X, Y: at.Y, Data: data}))
	}
	b.until(`document.querySelector(%s).querySelector('[type="file"]').files.length === `+fmt.Sprint(len(names)), selector)
}
