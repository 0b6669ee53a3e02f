package extract

import (
	"fmt"
	"strings"
	"testing"
)

// readsMuch begins a test that reads what is large. One goroutine reads it, so that the race detector would find nothing in it: make test
// reads it without.
func readsMuch(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("what is large is read without the race detector: go test ./server/extract")
	}
}

// liveBlog is a page of that many entries, whose parts are named by a program.
func liveBlog(entries int, entry func(i int) string) string {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="en"><head><title>Storm live | The Harbour Post</title><meta name="author" content="Mira Okafor"></head><body>
		<div class="x1"><ul><li><a href="/a">Home</a></li><li><a href="/b">World</a></li></ul></div><div class="x2"><h1>Storm live</h1>`)
	for i := range entries {
		b.WriteString(entry(i))
	}
	b.WriteString(`</div><div class="x4"><h3>More from the Post</h3>`)
	for i := range 12 {
		fmt.Fprintf(&b, `<div><a href="/n/%d">Boats number %d are to be painted blue</a></div>`, i, i)
	}
	return b.String() + `</div></body></html>`
}

// TestAPageTooLargeForTheLibraryIsReadAsItBegins reads live blogs of more elements than the library is given, and a table of many rows.
func TestAPageTooLargeForTheLibraryIsReadAsItBegins(t *testing.T) {
	readsMuch(t)
	pages := map[string]func(i int) string{
		"a live blog": func(i int) string {
			return fmt.Sprintf(`<div class="x3 entry-%d"><h2>Update %d from the coast</h2><p>The water at station %d rose to <b>%d</b> centimetres, the service said on <a href="/s">Monday</a>.</p>
				<p>Nobody was hurt there, according to the mayor of the place.</p><div><span><a href="#"><i></i>Pass it on</a></span></div></div>`, i, i, i, i*3)
		},
		"a table": func(i int) string {
			head := ""
			if i == 0 {
				head = "<p>The table lists every town of the country by how many people live there and how many have moved away.</p><table>"
			}
			return head + fmt.Sprintf(`<tr><td>Update %d</td><td>%d</td><td>%d people</td><td>%d per cent</td></tr>`, i, i*7, i*13, i%100)
		},
	}
	for name, entry := range pages {
		t.Run(name, func(t *testing.T) {
			const entries = 2500
			page := liveBlog(entries, entry)
			if elements := strings.Count(page, "</"); elements <= mostElements {
				t.Fatalf("the page has %d elements, which the library is given", elements)
			}
			a, err := HTML([]byte(page), "https://post.example/storm")
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != "Storm live" || a.Byline != "Mira Okafor" {
				t.Errorf("it is %q by %q", a.Title, a.Byline)
			}
			after := a.Text
			for i := range entries {
				_, rest, there := strings.Cut(after, fmt.Sprintf("Update %d", i))
				if !there {
					t.Fatalf("entry %d is not in the text, or not in its place", i)
				}
				after = rest
			}
			for _, other := range []string{"Home", "painted blue", "Pass it on"} {
				if strings.Contains(a.Text, other) {
					t.Errorf("%q is in the text", other)
				}
			}
		})
	}
}
