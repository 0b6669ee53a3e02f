package main_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/ledongthuc/pdf"
	"golang.org/x/net/html"
)

// printedPage is a sheet as it comes out of the printer: its text without white space, which a PDF does not keep.
type printedPage struct{ text string }

// prints gives what the page is on paper of a size, in inches.
func (b *tab) prints(width, height float64) []printedPage {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	content, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		answer, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: width, PaperHeight: height, PreferCSSPageSize: new(true)})
		return answer.Data, err
	})
	if err != nil {
		b.fatal("printing: " + err.Error())
	}
	return b.sheets(content, width, height)
}

// sheets reads a PDF back, and checks that each sheet has the size of the paper.
func (b *tab) sheets(content []byte, width, height float64) (sheets []printedPage) {
	b.t.Helper()
	file, err := pdf.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		b.t.Fatal(err)
	}
	for i := range file.NumPage() {
		sheet := file.Page(i + 1)
		text, err := sheet.GetPlainText(nil)
		if err != nil {
			b.t.Fatal(err)
		}
		sheets = append(sheets, printedPage{dense(text)})
		box := sheet.V.Key("MediaBox")
		if w, h := box.Index(2).Float64()/72, box.Index(3).Float64()/72; math.Abs(w-width) > 0.02 || math.Abs(h-height) > 0.02 {
			b.t.Errorf("sheet %d is %.2f by %.2f inches, want %.2f by %.2f", i+1, w, h, width, height)
		}
	}
	return sheets
}

// dense leaves out white space.
func dense(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || c == '\u00ad' {
			return -1
		}
		return c
	}, s)
}

// holds says whether a text, without white space, stands on paper. Its Chinese is passed over: Chromium embeds that as drawings
// (Type 3 fonts), whose characters the PDF names and this reader does not look up.
func holds(paper, text string) bool {
	for _, piece := range strings.FieldsFunc(dense(text), func(c rune) bool { return unicode.Is(unicode.Han, c) }) {
		if !strings.Contains(paper, piece) {
			return false
		}
	}
	return true
}

func (d *running) decideAgreed(article int) {
	d.t.Helper()
	client := d.signIn("chidi", passwordOf("chidi"))
	if status, body, _ := d.post(client, fmt.Sprintf("/api/v1/articles/%d/decisions/agreed", article), nil); status >= 400 {
		d.t.Fatalf("deciding what is agreed gives %d: %s", status, body)
	}
}

// TestAReportIsPrinted reads the PDF of a report back, on both papers of the world.
func TestAReportIsPrinted(t *testing.T) {
	t.Parallel()
	d := demo(t)
	d.decideAgreed(1)
	b := visitAs(t, d, "chidi")
	b.open("/articles/1/report")
	quotes := evaluate[[]string](b, `[...document.querySelectorAll(".findings > li > h3")].map((e) => e.textContent)`)
	cards := evaluate[[]string](b, `[...document.querySelectorAll(".findings > li")].map((card) => {
		const texts = document.createTreeWalker(card, NodeFilter.SHOW_TEXT), words = [];
		while (texts.nextNode()) if (!texts.currentNode.parentElement.closest(".no-print")) words.push(texts.currentNode.data);
		return words.join(" ");
	})`)
	addresses := evaluate[[]string](b, `[...document.querySelectorAll(".f-src a[href]")].map((a) => a.getAttribute("href"))`)
	if len(quotes) < 15 || len(addresses) < 10 {
		t.Fatalf("the report has %d claims and %d sources", len(quotes), len(addresses))
	}
	for name, paper := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
		sheets := b.prints(paper[0], paper[1])
		var whole strings.Builder
		for i, sheet := range sheets {
			whole.WriteString(sheet.text)
			if number := fmt.Sprintf("%d/%d", i+1, len(sheets)); !strings.Contains(sheet.text, number) {
				t.Errorf("%s: sheet %d is not numbered %s", name, i+1, number)
			}
			if holds(sheet.text, "Back to the text") || holds(sheet.text, "Print or PDF") {
				t.Errorf("%s: what can be pressed is printed on sheet %d", name, i+1)
			}
		}
		if len(sheets) < 3 {
			t.Errorf("%s: only %d sheets", name, len(sheets))
		}
		for _, wanted := range append(append([]string{"Shut out of China, outrun by TikTok", "claims checked", "How it was checked", "Corrections"}, quotes...), addresses...) {
			if !holds(whole.String(), wanted) {
				t.Errorf("%s: the sheets lack %q", name, wanted)
			}
		}
		for i, card := range cards {
			if !onOneSheet(sheets, card) {
				t.Errorf("%s: claim %d is torn: %s", name, i+1, card)
			}
		}
	}
}

// TestTheReportOfTheWholeDeskIsPrinted has the summary on a sheet of its own, and each article begin on another.
func TestTheReportOfTheWholeDeskIsPrinted(t *testing.T) {
	t.Parallel()
	d := demo(t)
	b := visitAs(t, d, "chidi")
	b.open("/report")
	titles := evaluate[[]string](b, `[...document.querySelectorAll(".r-contents a")].map((e) => e.textContent)`)
	if len(titles) < 4 {
		t.Fatalf("the summary lists %q", titles)
	}
	evaluate[bool](b, `(document.querySelector(".r-contents li:last-child a").click(), true)`)
	b.until(`document.querySelector(".a4:target h1").textContent === document.querySelector(".r-contents li:last-child a").textContent`)
	for name, paper := range map[string][2]float64{"A4": {8.27, 11.69}, "Letter": {8.5, 11}} {
		sheets := b.prints(paper[0], paper[1])
		for _, title := range titles {
			if !holds(sheets[0].text, title) || !onOneSheet(sheets[1:], title+" The article as checked") {
				t.Errorf("%s: %q is not listed first, or does not begin on a sheet", name, title)
			}
		}
		if !holds(sheets[0].text, "claims checked") || holds(sheets[0].text, "The article as checked") || holds(sheets[0].text, "Print or PDF") {
			t.Errorf("%s: the first sheet is %s", name, sheets[0].text)
		}
	}
}

// onOneSheet says whether some sheet holds every word of a card.
func onOneSheet(sheets []printedPage, card string) bool {
	for _, sheet := range sheets {
		held := true
		for word := range strings.FieldsSeq(card) {
			held = held && holds(sheet.text, word)
		}
		if held {
			return true
		}
	}
	return false
}

// TestAReportsFileStandsAlone opens the file without the desk.
func TestAReportsFileStandsAlone(t *testing.T) {
	t.Parallel()
	d := demo(t)
	hostile := "</script></style><img src=x onerror=alert(1)> & <b>"
	d.post(d.signIn("ada", passwordOf("ada")), "/settings/publisher", map[string][]string{"name": {"The Desk " + hostile}, "url": {"https://desk.example.org"}})
	file := filepath.Join(t.TempDir(), "report.html")
	must(t, "", "export", "report", "--article", "1", "--db", d.db, "-o", file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if fetched := fetchesOrRuns(t, string(text)); !slices.Equal(fetched, []string{"script application/ld+json"}) {
		t.Errorf("the file fetches or runs %q", fetched)
	}
	b := visit(t, d)
	b.do("opening the file", chromedp.Navigate("file://"+file))
	b.reads("h1", "Shut out of China, outrun by TikTok")
	b.reads(".r-method", hostile)
	b.until(`getComputedStyle(document.querySelector(".v--disputed b")).textDecorationStyle === "wavy"`)
	if n := evaluate[int](b, `performance.getEntriesByType("resource").length`); n != 0 {
		t.Errorf("the file asks for %d others", n)
	}
	name := evaluate[string](b, `JSON.parse(document.querySelector("script[type='application/ld+json']").textContent)[0].author.name`)
	if name != "The Desk "+hostile {
		t.Errorf("the publisher's name for search engines is %q", name)
	}
	evaluate[bool](b, `(document.querySelector(".fn").click(), true)`)
	b.until(`document.querySelector(".findings > li:target")`)
}

// fetchesOrRuns lists what makes a browser fetch or run something.
func fetchesOrRuns(t *testing.T, text string) (found []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, "@import") || strings.Contains(text, "url(") {
		found = append(found, "style")
	}
	for node := range root.Descendants() {
		if node.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"script", "link", "img", "iframe", "object", "embed", "base", "form", "video", "audio"}, node.Data) {
			kind := ""
			for _, a := range node.Attr {
				if a.Key == "type" {
					kind = a.Val
				}
			}
			found = append(found, strings.TrimSpace(node.Data+" "+kind))
		}
		for _, a := range node.Attr {
			if a.Key == "src" || a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				found = append(found, node.Data+" "+a.Key)
			}
		}
	}
	return found
}
