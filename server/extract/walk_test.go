package extract

import (
	"fmt"
	"strings"
	"testing"
)

// outline tells a draft block by block: what each is, its text, and where its links lead.
func outline(d Draft) string {
	var b strings.Builder
	for _, p := range d.Pieces {
		fmt.Fprintf(&b, "%s %q", p.Kind, p.Text)
		for _, l := range p.Links {
			fmt.Fprintf(&b, " [%q %s]", string([]rune(p.Text)[l.Start:l.End]), l.URL)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestWhatIsPastedIsReadAsABrowserShowsIt(t *testing.T) {
	for source, want := range map[string]string{
		"<p>One\n  two&nbsp;<b>three</b><br>four</p><p>five":                        "paragraph \"One two three\\nfour\"\nparagraph \"five\"\n",
		"<p>轮渡\n票价<p>A line\nbroken":                                                "paragraph \"轮渡票价\"\nparagraph \"A line broken\"\n",
		"<h3>H</h3><ol start=3><li>c<li>d <ul><li>e</ul></ol>":                      "heading \"H\"\nlist_item \"3. c\"\nlist_item \"4. d\"\nlist_item \"e\"\n",
		"<blockquote>q<p>r</blockquote><figure><figcaption>c</figcaption></figure>": "quotation \"q\"\nquotation \"r\"\ncaption \"c\"\n",
		"<table><tr><th>Year<th>Fare<tr><td>2019<td> 11 </table>":                   "paragraph \"Year\\tFare\"\nparagraph \"2019\\t11\"\n",
		"<pre>a\n  b</pre>": "paragraph \"a\\n  b\"\n",
		"a <a href='https://x.example/?a=1&b=2'> link </a>. <a href='javascript:x'>no</a> <a>no</a>":                                                                                   "paragraph \"a link . no no\" [\"link\" https://x.example/?a=1&b=2]\n",
		"<script>x</script><style>y</style><p hidden>z</p><p style='display: none'>w</p><p>v":                                                                                          "paragraph \"v\"\n",
		"<p>🎉 <a href=https://x.example>e\u0301</a>\u202e":                                                                                                                             "paragraph \"🎉 é\" [\"é\" https://x.example]\n",
		"<b style='font-weight:normal' id='docs-internal-guid-1'><h2>Docs</h2><p>One</p></b>":                                                                                          "heading \"Docs\"\nparagraph \"One\"\n",
		"<p class=MsoListParagraph style='mso-list:l0 level1'><span style='mso-list:Ignore'>·  </span>Word</p><p style='mso-list:l1'><span style='mso-list:Ignore'>2.  </span>Two</p>": "list_item \"Word\"\nlist_item \"2. Two\"\n",
		"<div>One<div>Two</div>Three</div>": "paragraph \"One\"\nparagraph \"Two\"\nparagraph \"Three\"\n",
	} {
		d, err := ReadPaste(source)
		if got := outline(d); err != nil || got != want {
			t.Errorf("%s\nis %q\nnot %q, %v", source, got, want, err)
		}
	}
}

// TestLinksAfterMuchWhiteSpaceAreRead has links of no words, none of which is to be worth a look back over what stands before it.
func TestLinksAfterMuchWhiteSpaceAreRead(t *testing.T) {
	readsMuch(t)
	d, err := ReadPaste("<pre>x" + strings.Repeat(" ", 4_000_000) + strings.Repeat("<a href=/x></a>", 120_000) + "<a href=https://x.example> y </a></pre>")
	if err != nil || len(d.Pieces) != 1 {
		t.Fatalf("%d pieces, %v", len(d.Pieces), err)
	}
	text, links := []rune(d.Pieces[0].Text), d.Pieces[0].Links
	if len(links) != 1 || string(text[links[0].Start:links[0].End]) != "y" {
		t.Errorf("the links are %v", links)
	}
}
