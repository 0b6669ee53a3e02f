package extract

import (
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"stet/server/factcheck"
)

func FuzzPlain(f *testing.F) {
	f.Add([]byte("Home\nNews\n\nThe story is “long”.\r\n\r\n精彩 😀"))
	f.Add([]byte("\ufeffcafe\u0301\x00\u202e\u2028b"))
	f.Add([]byte("caf\xe9"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Plain(raw)
		if err != nil {
			wantReason(t, raw, err)
			return
		}
		wantSound(t, a)
		if again, err := Plain([]byte(a.Text)); err != nil || again.Text != a.Text {
			t.Fatalf("read again, %q becomes %q %v", a.Text, again.Text, err)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add([]byte("---\ntitle: x\n---\n# T\n\nOne *two* [three](http://a.example).\n\n- a\n1. b\n\n> q"))
	f.Add([]byte("| a | b |\n|---|---|\n| 1 | &nbsp; |\n\n<div>x</div>\n\n![alt](y)"))
	f.Add([]byte("[a](htTp://b)"))
	f.Add([]byte("e[\u0301x](http://a.example)\\\n&#x202e;`c`"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, err := Markdown(raw)
		if err != nil {
			wantReason(t, raw, err)
			return
		}
		wantSound(t, a)
	})
}

// wantReason wants every refusal to carry a code, and text that is not UTF-8 to be refused.
func wantReason(t *testing.T, raw []byte, err error) {
	t.Helper()
	if code := factcheck.CodeOf(err); code != factcheck.Invalid && code != factcheck.TooLarge {
		t.Fatalf("%v has the code %q", err, code)
	}
	if utf8.Valid(raw) && seen(string(raw)) == "" && factcheck.CodeOf(err) != factcheck.Invalid {
		t.Fatalf("an empty article: %v", err)
	}
}

// wantSoundDraft wants each way of deciding on a draft to give a sound article, and nothing of it to be lost.
func wantSoundDraft(t *testing.T, d Draft, err error) {
	t.Helper()
	if err != nil {
		if code := factcheck.CodeOf(err); code != factcheck.Invalid && code != factcheck.TooLarge {
			t.Fatalf("%v has the code %q", err, code)
		}
		return
	}
	wantSound(t, d.Whole())
	safe := d.Safe()
	wantSound(t, safe)
	if len(safe.Blocks)+len(safe.SetAside) != len(d.Pieces) {
		t.Fatalf("%d blocks and %d set aside of %d pieces", len(safe.Blocks), len(safe.SetAside), len(d.Pieces))
	}
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<title>T</title><nav><a href=/>Home</a></nav><h1>T</h1><p>One <a href=x>two</a>.<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>"), "text/html; charset=gbk", "https://post.example/a")
	f.Add([]byte("<ol start=7><li>\xd6\xd0\xce\xc4<pre> a\n b</pre><blockquote>q<br>r</blockquote><figure><figcaption>c"), "", "")
	f.Add([]byte("<base href='//x'><p>e\u0301<a href='javascript:x'>\u202e</a>&#0;\x00<b hidden>x"), "", ":")
	f.Fuzz(func(t *testing.T, raw []byte, declared, address string) {
		d, err := ReadHTML(raw, declared, address)
		wantSoundDraft(t, d, err)
	})
}

func FuzzPaste(f *testing.F) {
	f.Add("<meta charset='utf-8'><h2>H</h2><p>One <a href='https://x.example'>two</a>.</p><p>Advertisement</p>")
	f.Fuzz(func(t *testing.T, source string) {
		d, err := ReadPaste(source)
		wantSoundDraft(t, d, err)
	})
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(wordPara("T", run("Title"))+wordItem("5", "Item")), []byte(`<w:style w:styleId="T"><w:name w:val="Title"/></w:style>`), []byte(`<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>`),
		[]byte(notesOf("footnote", [2]string{"1", wordPara("", run("Note."))})))
	f.Add([]byte(wordPara("", run("a")+noteMark("footnote", "1")+`<w:moveFrom>`+noteMark("footnote", "2")+`</w:moveFrom>`)), []byte{}, []byte{}, []byte(`<w:footnote w:id="1"><w:tbl><w:tr><w:p><w:t>b</w:t></w:footnote><w:footnote w:id="1"/><w:footnote w:id="2">`))
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:p><w:hyperlink r:id="x"><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:hyperlink>`), []byte("<"), []byte("&x;"), []byte("<w:t>c"))
	f.Fuzz(func(t *testing.T, body, styles, numbering, notes []byte) {
		d, err := ReadDOCX(archive(t, [2]string{"word/styles.xml", string(styles)}, [2]string{"word/numbering.xml", string(numbering)}, [2]string{"word/footnotes.xml", string(notes)}, [2]string{"word/document.xml", string(body)}))
		wantSoundDraft(t, d, err)
	})
}

func FuzzArchive(f *testing.F) {
	f.Add(archive(f, [2]string{"a.txt", "One."}, [2]string{"b.csv", "title,text\na,b"}))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, format := range []Format{Zip, Word} {
			for item := range Items(Source{Name: "f", Format: format, Raw: raw}) {
				wantSoundDraft(t, item.Draft, item.Err)
			}
		}
	})
}

func FuzzLists(f *testing.F) {
	f.Add([]byte("title;text\n\"a\nb\";c\n"), true)
	f.Add([]byte(`{"title": "a", "html": "<p>b"}`+"\n{"), false)
	f.Add([]byte(`[{"title": "a", "text": "b"}, [{}, 7]`), false)
	f.Fuzz(func(t *testing.T, raw []byte, table bool) {
		formats := []Format{JSON, JSONL}
		if table {
			formats = []Format{CSV}
		}
		for _, format := range formats {
			for item := range Items(Source{Name: "f", Format: format, Raw: raw}) {
				wantSoundDraft(t, item.Draft, item.Err)
			}
		}
	})
}

func FuzzMHT(f *testing.F) {
	f.Add([]byte("Content-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+T25lLg==\r\n--X--\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := ReadMHT(raw)
		wantSoundDraft(t, d, err)
	})
}

func FuzzAnyCharacterSet(f *testing.F) {
	f.Add([]byte("\xd6\xd0\xce\xc4 caf\xe9"), "big5")
	f.Add([]byte("\xff\xfea\x00"), "x-user-defined")
	f.Fuzz(func(t *testing.T, raw []byte, declared string) {
		if s, _, err := decodeAs(raw, declared); err == nil && !utf8.ValidString(s) {
			t.Fatalf("%q is no UTF-8", s)
		}
		d, err := ReadPlain(raw)
		wantSoundDraft(t, d, err)
	})
}

func FuzzFrontMatter(f *testing.F) {
	f.Add("---\ntitle: \"a\"\ndate: 2019-10-24T10:00\n---\nbody")
	f.Add("---\r\n# x\r\n- y\r\nlang: zh\r\n...\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		fields, body := cutFrontMatter(s)
		if !strings.HasSuffix(s, body) || fields == nil && body != s {
			t.Fatalf("of %q is left %q", s, body)
		}
		var a Article
		if err := a.describe(fields); err != nil && factcheck.CodeOf(err) != factcheck.Invalid {
			t.Fatal(err)
		}
		if _, err := time.Parse(time.DateOnly, a.PublishedOn); a.PublishedOn != "" && err != nil {
			t.Fatalf("%q is of %q", s, a.PublishedOn)
		}
	})
}

// FuzzPublicAddress writes addresses in every way there is: whatever stands for one of this machine or of a private network, an IPv4
// address within an IPv6 one too, is not public.
func FuzzPublicAddress(f *testing.F) {
	f.Add([]byte{127, 0, 0, 1}, uint16(80), "")
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 0, 0, 1}, uint16(0), "eth0")
	f.Add([]byte{0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 169, 254, 169, 254}, uint16(80), "")
	f.Fuzz(func(t *testing.T, bytes []byte, port uint16, zone string) {
		ip, ok := netip.AddrFromSlice(bytes)
		if !ok {
			return
		}
		if got, want := isPublic(netip.AddrPortFrom(ip.WithZone(zone), port).String()), publicAddr(ip); got && !want {
			t.Fatalf("%v is public by its text alone", ip)
		}
		if !publicAddr(ip) || !ip.Unmap().Is4() {
			return
		}
		four := net.IP(ip.Unmap().AsSlice())
		if four.IsLoopback() || four.IsPrivate() || four.IsLinkLocalUnicast() || four.IsUnspecified() || four.IsMulticast() {
			t.Fatalf("%v is public", ip)
		}
	})
}
