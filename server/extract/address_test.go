package extract

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// oneAddress makes an article of every format in which many links use one address that stands once.
func oneAddress(t *testing.T, address string, links int) map[string]func() (Draft, error) {
	paragraphs := func(form string) string {
		var b strings.Builder
		for i := range links {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	word := archive(t,
		[2]string{"word/_rels/document.xml.rels", `<Relationships><Relationship Id="a" Target="` + address + `" TargetMode="External"/></Relationships>`},
		[2]string{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` +
			paragraphs(`<w:p><w:r><w:t>Fare %d is </w:t></w:r><w:hyperlink r:id="a"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>`) + `</w:body></w:document>`})
	page := `<!doctype html><title>Fares</title><base href="` + address + `/"><article>` + paragraphs(`<p>Fare %d is <a href="b">here</a></p>`) + `</article>`
	mark := "[a]: " + address + "\n\n" + paragraphs("Fare %d is [here][a]\n\n")
	return map[string]func() (Draft, error){
		"docx":     func() (Draft, error) { return ReadDOCX(word) },
		"html":     func() (Draft, error) { return ReadHTML([]byte(page), "text/html; charset=utf-8", "") },
		"markdown": func() (Draft, error) { return readText([]byte(mark), Markdown) },
	}
}

func linksOf(d Draft) (count, bytes int) {
	for _, p := range d.Pieces {
		for _, l := range p.Links {
			count, bytes = count+1, bytes+len(l.URL)
		}
	}
	return count, bytes
}

// TestAnAddressThatStandsOnceIsNotWrittenOutWithoutEnd shares addresses that are too long, and so many times that they would be.
func TestAnAddressThatStandsOnceIsNotWrittenOutWithoutEnd(t *testing.T) {
	readsMuch(t)
	for _, shared := range []struct {
		length, many    int
		least, mostLeft int // bytes of addresses
	}{{1 << 16, 100, 0, 0}, {1900, 2300, mostOfAddresses - 1950, mostOfAddresses}, {100, 2300, 2300 * 100, 2300 * 110}} {
		address := "https://post.example/" + strings.Repeat("a", shared.length-len("https://post.example/"))
		for format, read := range oneAddress(t, address, shared.many) {
			d, err := read()
			if err != nil || len(d.Pieces) != shared.many {
				t.Fatalf("%s: %d blocks, %v", format, len(d.Pieces), err)
			}
			if _, bytes := linksOf(d); bytes < shared.least || bytes > shared.mostLeft {
				t.Errorf("%s of addresses of %d bytes has %d bytes of them", format, shared.length, bytes)
			}
		}
	}
}

// TestANameThatStandsOnceIsNotCopiedForEachUse defines a thousand levels of a list whose name takes a megabyte, and a thousand items
// of it.
func TestANameThatStandsOnceIsNotCopiedForEachUse(t *testing.T) {
	const most = 1 << 30 // bytes allocated; a copy for each use takes more than two
	name := strings.Repeat("A", 1<<20)
	raw := archive(t,
		[2]string{"word/numbering.xml", `<w:numbering ` + wordSpace + `><w:num w:numId="1"><w:abstractNumId w:val="` + name + `"/></w:num><w:abstractNum w:abstractNumId="` + name + `">` +
			strings.Repeat(`<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>`, 1000) + `</w:abstractNum></w:numbering>`},
		[2]string{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` + strings.Repeat(wordItem("1", "A fare rose."), 1000) + `</w:body></w:document>`})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := ReadDOCX(raw); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > most {
		t.Errorf("it takes %d MB", took>>20)
	}
}
