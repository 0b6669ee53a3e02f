package extract

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/csv"
	"fmt"
	"hash/crc32"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// told lists what becomes of a file's articles.
func told(s Source) (list []string) {
	for item := range Items(s) {
		if item.Err != nil {
			list = append(list, item.Name+": "+string(factcheck.CodeOf(item.Err)))
			continue
		}
		list = append(list, item.Name+": "+item.Draft.About.Title)
	}
	return list
}

func (s Source) holds(t *testing.T, want ...string) {
	t.Helper()
	if got := told(s); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s holds %q, want %q", s.Name, got, want)
	}
}

func TestAListIsReadLineByLine(t *testing.T) {
	lines := "\ufeff" + `{"title": "First", "text": "One.", "url": "https://example.org/1", "published_on": "2020-01-02", "language": "en", "more": 1}` + "\n\n" +
		`{"title": 7}` + "\n" + `[]` + "\n" + `{"title": "No text"}` + "\n" + `{"html": "<h1>From HTML</h1><p>A paragraph of HTML, long enough to be a text of its own.</p>"}` + "\n" + `{"title": "x", "text": "x", "date": "soon"}`
	Source{Name: "l.jsonl", Raw: []byte(lines)}.holds(t, "l.jsonl, line 1: First", "l.jsonl, line 3: invalid", "l.jsonl, line 4: invalid", "l.jsonl, line 5: invalid",
		"l.jsonl, line 6: From HTML", "l.jsonl, line 7: invalid")
	Source{Name: "l.jsonl"}.holds(t, "l.jsonl: invalid")
}

// TestJSONHoldsOneArticleOrMany has a file that breaks off, and one that is not UTF-8, among them.
func TestJSONHoldsOneArticleOrMany(t *testing.T) {
	const first, second = `{"title": "First",
		"text": "One."}`, `{"title": "Second", "text": "Two."}`
	Source{Name: "one.json", Raw: []byte("\ufeff" + first + "\n")}.holds(t, "one.json, entry 1: First")
	Source{Name: "two.json", Raw: []byte("[" + first + ", 7, {}, [" + second + "]]")}.holds(t, "two.json, entry 1: First", "two.json, entry 2: invalid", "two.json, entry 3: invalid", "two.json, entry 4: Second")
	Source{Name: "lines.json", Raw: []byte(second + "\n" + second)}.holds(t, "lines.json, entry 1: Second", "lines.json, entry 2: Second")
	Source{Name: "twice.json", Raw: []byte(`[{"text": "One.", "text": "Two."}, ` + second + "]")}.holds(t, "twice.json, entry 1: invalid", "twice.json, entry 2: Second")
	Source{Name: "latin.json", Raw: encoded(t, "windows-1252", `[{"title": "Café", "text": "Un café."}]`)}.refuses(t, 0, "not UTF-8")
	for _, rest := range []string{"", ", ", ", {", "}", "x"} {
		Source{Name: "off.json", Raw: []byte("[" + first + rest)}.refuses(t, 1, "broken here, or breaks off")
	}
	Source{Name: "empty.json"}.holds(t, "empty.json: invalid")
	Source{Name: "none.json", Raw: []byte("[]")}.holds(t, "none.json: invalid")
}

// TestALineSaysAllThatItSays has lines of which a part could only come in changed, or not at all.
func TestALineSaysAllThatItSays(t *testing.T) {
	const whole = `{"title": "Whole 😀", "text": "One."}` + "\n"
	for _, c := range []struct{ line, says string }{
		{string(encoded(t, "windows-1252", `{"title": "Café", "text": "Un café fermé."}`)), "not UTF-8"},
		{string(encoded(t, "gbk", `{"title": "轮渡", "text": "据新华社报道，今年上半年。"}`)), "not UTF-8"},
		{`{"title": "Half \ud83d", "text": "One."}`, "whole texts"},
		{`{"title": "Twice", "text": "One.", "text": "Two."}`, "one name twice"},
		{`{"title": "Twice", "text": "One.", "Text": "Two."}`, "one name twice"},
		{`{"title": "Both", "text": "One.", "html": "<p>Two.</p>"}`, "both a text and an html"},
	} {
		s := Source{Name: "l.jsonl", Raw: []byte(whole + c.line + "\n" + whole)}
		s.holds(t, "l.jsonl, line 1: Whole 😀", "l.jsonl, line 2: invalid", "l.jsonl, line 3: Whole 😀")
		s.refuses(t, 1, c.says)
	}
	Source{Name: "l.jsonl", Raw: encoded(t, "utf-16le", "\uFEFF"+whole)}.holds(t, "l.jsonl, line 1: Whole 😀")
}

// TestATableSaysAllThatItSays has tables of which a part could only come in changed, or not at all.
func TestATableSaysAllThatItSays(t *testing.T) {
	Source{Name: "t.csv", Raw: []byte("title,text,Text\nA,One.,Two.\n")}.refuses(t, 0, `Two columns are called "text"`)
	Source{Name: "t.csv", Raw: []byte("title,text,remark,remark\nA,One.,b,c\n")}.holds(t, "t.csv, row 2: A")
	both := Source{Name: "t.csv", Raw: []byte("title,text,html\nA,One.,<p>Two.</p>\nB,One., \n")}
	both.refuses(t, 0, "both a text and an html")
	both.holds(t, "t.csv, row 2: invalid", "t.csv, row 3: B")
	for item := range Items(Source{Name: "t.csv", Raw: encoded(t, "gbk", "title,text\n轮渡,据新华社报道，今年上半年。\n")}) {
		if !strings.Contains(strings.Join(item.Draft.Notes, " "), "GBK") {
			t.Errorf("a guess is told as %q", item.Draft.Notes)
		}
	}
}

func TestATableIsReadRowByRow(t *testing.T) {
	Source{Name: "t.csv", Raw: []byte("Title,Text,Author\n\"First, of two\",\"One\n\nTwo\",A. Writer\nSecond,,\n,,\n,No title here,\n")}.holds(t, "t.csv, row 2: First, of two", "t.csv, row 3: invalid", "t.csv, row 5: No title here")
	Source{Name: "t.csv", Raw: []byte("title\ttext\nA\tB\n")}.holds(t, "t.csv, row 2: A")
	Source{Name: "t.csv", Raw: []byte("name,words\nA,B\n")}.holds(t, "t.csv: invalid")
	Source{Name: "t.csv", Raw: encoded(t, "gbk", "title,text\n轮渡,据新华社报道，今年上半年。\n")}.holds(t, "t.csv, row 2: 轮渡")
	Source{Name: "t.csv", Raw: []byte("title,text,url\rFirst,\"One\r\rTwo\",\rSecond,Three,\r")}.holds(t, "t.csv, row 2: First", "t.csv, row 3: Second")
	Source{Name: "t.csv", Raw: []byte("title,text,url\n,,\n")}.holds(t, "t.csv: invalid")
	Source{Name: "t.csv"}.holds(t, "t.csv: invalid")
}

func (s Source) refuses(t *testing.T, at int, says ...string) {
	t.Helper()
	items := slices.Collect(Items(s))
	if at >= len(items) || factcheck.CodeOf(items[at].Err) != factcheck.Invalid {
		t.Fatalf("%q holds %q", s.Raw, told(s))
	}
	for _, part := range says {
		if !strings.Contains(items[at].Err.Error(), part) {
			t.Errorf("%q is refused by %v, want %q", s.Raw, items[at].Err, part)
		}
	}
}

// TestARowWithMoreCellsThanColumnsIsRefusedByName has commas in texts that stand in no quotation marks: what comes after them would be lost.
func TestARowWithMoreCellsThanColumnsIsRefusedByName(t *testing.T) {
	cut := Source{Name: "t.csv", Raw: []byte("title,text\nT1,\"Prices rose, and wages fell.\"\nT2,Prices rose, and wages fell by 12%, it said.\nT3,Prices fell.\n")}
	cut.holds(t, "t.csv, row 2: T1", "t.csv, row 3: invalid", "t.csv, row 4: T3")
	cut.refuses(t, 1, "4 cells", "first row only 2", "a comma stands in a text that is in no quotation marks")
	Source{Name: "t.csv", Raw: []byte("title;text;;\nT1;Prices rose; wages fell.\n")}.refuses(t, 0, "3 cells", "first row only 2", "a semicolon")
	Source{Name: "t.csv", Raw: []byte("title\ttext\nT1\tPrices rose.\tWages fell.\n")}.refuses(t, 0, "a tab")
	Source{Name: "t.csv", Raw: []byte("text\nPrices rose, and wages fell.\n")}.refuses(t, 0, "2 cells", "only 1.")
}

// TestAQuoteThatIsNeverClosedIsTold has a quotation mark that would take the rows after it into its own article, to the end or to the next
// mark, or that leaves open where its cell ends.
func TestAQuoteThatIsNeverClosedIsTold(t *testing.T) {
	open := Source{Name: "t.csv", Raw: []byte("title,text\nT1,One.\n\nT2,\"Two.\nT3,Three.\nT4,Four.\n")}
	open.holds(t, "t.csv, row 2: T1", "t.csv, row 3: invalid")
	open.refuses(t, 1, "lines 4 to 6", "quotation mark")
	met := Source{Name: "t.csv", Raw: []byte("title,text\r\nT1,\"One.\r\nT2,\"Two, or more.\"\r\nT3,Three.\r\n")}
	met.holds(t, "t.csv, row 2: invalid", "t.csv, row 3: T3")
	met.refuses(t, 0, "lines 2 to 3")
	within := Source{Name: "t.csv", Raw: []byte("title,text,byline\nT1,\"He said \"no\", and left.\"\nT2,Two.,\n")}
	within.holds(t, "t.csv, row 2: invalid", "t.csv, row 3: T2")
	within.refuses(t, 0, "line 2 ")
	Source{Name: "t.csv", Raw: []byte("title,text\nT1,\"One.")}.refuses(t, 0, "line 2 ")
	Source{Name: "t.csv", Raw: []byte("text,\"title\nOne.,T1\n")}.refuses(t, 0, "lines 1 to 2")
}

// TestWhatSpreadsheetsWriteIsRead has what is unusual in a table and right: texts of many lines, marks that are written twice, rows that are
// shorter or end in empty cells, columns without a name; and marks in cells that do not begin with one, which other programs write.
func TestWhatSpreadsheetsWriteIsRead(t *testing.T) {
	for text, raw := range map[string]string{
		"One, two.\n\n“Three”, \"four\".": "title,text\nT,\"One, two.\n\n“Three”, \"\"four\"\".\"\n",
		"“One”":                           "title,text,byline\r\nT,\"“One”\"\r\n",
		"Two":                             "title,text\nT,\"Two\",,, ,\n",
		"\"Three\"":                       "\"text\",\"title\"\r\n\"\"\"Three\"\"\",\"T\"",
		"A 5\" pipe, or a \"rod\"":        "title;text\nT;A 5\" pipe, or a \"rod\"\n",
		"Four; or five":                   ",title,text\n1,T,\"Four; or five\"\n",
		"Six":                             "title\ttext\t\t\nT\tSix\t\t\n",
	} {
		items := slices.Collect(Items(Source{Name: "t.csv", Raw: []byte(raw)}))
		if len(items) != 1 || items[0].Err != nil || items[0].Draft.About.Title != "T" || items[0].Draft.Safe().Text != text {
			t.Errorf("%q is read as %+v", raw, items)
		}
	}
}

// TestATableThatIsWrittenRightIsReadWhole writes random tables by the standard library.
func TestATableThatIsWrittenRightIsReadWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var out strings.Builder
		w := csv.NewWriter(&out)
		w.Comma, w.UseCRLF = rapid.SampledFrom([]rune(",;\t")).Draw(t, "comma"), rapid.Bool().Draw(t, "crlf")
		texts := rapid.SliceOfN(rapid.StringOf(rapid.SampledFrom([]rune("a ,;\t\n\"”é"))), 1, -1).Draw(t, "texts")
		w.Write([]string{"title", "text", "byline"})
		for i, text := range texts {
			w.Write([]string{fmt.Sprint(i), "x" + text, text}[:rapid.IntRange(2, 3).Draw(t, "cells")])
		}
		w.Flush()
		items := slices.Collect(Items(Source{Name: "t.csv", Raw: []byte(out.String())}))
		if len(items) != len(texts) {
			t.Fatalf("%d of %d are read of %q", len(items), len(texts), out.String())
		}
		for i, item := range items {
			if want := clean("x" + texts[i]); item.Err != nil || item.Draft.About.Title != fmt.Sprint(i) || item.Draft.Safe().Text != want {
				t.Fatalf("of %q is read %+v, want %q", out.String(), item, want)
			}
		}
	})
}

func TestAnArchiveIsReadFileByFile(t *testing.T) {
	inner := archive(t, [2]string{"a.txt", "One."})
	raw := archive(t, [2]string{"a.txt", "One."}, [2]string{"more/b.html", "<title>B</title><p>A paragraph of a page, which is long enough for its text."}, [2]string{"inner.zip", string(inner)},
		[2]string{"hidden.txt", string(inner)}, [2]string{"photo.jpg", "\xff"}, [2]string{"__MACOSX/a.txt", "x"}, [2]string{".DS_Store", "x"}, [2]string{"list.csv", "title,text\nRow,One.\n"})
	Source{Name: "all.zip", Raw: raw}.holds(t, "all.zip, a.txt: a", "all.zip, more/b.html: B", "all.zip, inner.zip: invalid", "all.zip, hidden.txt: invalid", "all.zip, photo.jpg: invalid",
		"all.zip, list.csv, row 2: Row")
	Source{Name: "broken.zip", Raw: raw[:100]}.holds(t, "broken.zip: invalid")
}

func TestABombHarmsNobody(t *testing.T) {
	readsMuch(t)
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for i := range 2 {
		addBomb(t, z, fmt.Sprintf("%d.txt", i), "", 0, MaxArchive>>20+1)
	}
	z.Close()
	got := told(Source{Name: "bomb.zip", Raw: packed.Bytes()})
	if len(got) != 2 || got[0] != "bomb.zip, 0.txt: too_large" || got[1] != "bomb.zip, 1.txt: too_large" {
		t.Errorf("it holds %q", got)
	}
}

// addBomb puts a file into an archive that unpacks to its start and so many megabytes of one character. Each is packed in the same way,
// so that it need be done once.
func addBomb(t *testing.T, z *zip.Writer, name, start string, fill byte, megabytes int) {
	t.Helper()
	pack := func(content []byte) []byte {
		var packed bytes.Buffer
		w, err := flate.NewWriter(&packed, flate.BestSpeed)
		if err != nil {
			t.Fatal(err)
		}
		w.Write(content)
		w.Flush() // ends where a byte does, without ending the stream
		return packed.Bytes()
	}
	megabyte := bytes.Repeat([]byte{fill}, 1<<20)
	sum := crc32.ChecksumIEEE([]byte(start))
	for range megabytes {
		sum = crc32.Update(sum, crc32.IEEETable, megabyte)
	}
	packed := slices.Concat(pack([]byte(start)), bytes.Repeat(pack(megabyte), megabytes), []byte{1, 0, 0, 0xff, 0xff})
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum,
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(start) + megabytes<<20)})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(packed)
}

func TestABombIsWhatItSays(t *testing.T) {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	addBomb(t, z, "bomb.txt", "It begins. ", 'x', 3)
	z.Close()
	read, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := fs.ReadFile(read, "bomb.txt") // which looks at the sum, too
	if err != nil || string(got) != "It begins. "+strings.Repeat("x", 3<<20) {
		t.Errorf("it unpacks to %d bytes, %v", len(got), err)
	}
}

func TestASavedPageIsRead(t *testing.T) {
	saved := "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\nSubject: =?utf-8?Q?Ferry?=\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----X\"\r\n\r\n------X\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n" +
		"Content-Location: https://post.example/ferry\r\n\r\n<html><head><meta charset=3D\"utf-8\"><title>Ferry</title></head><body><p>The f=C3=A4hre cost 11.40 dollars, said =\r\nthe <a href=3D\"/c\">council</a> on Monday.</p></body></html>\r\n" +
		"------X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------X--\r\n"
	d, err := Read(Source{Name: "ferry.mhtml", Raw: []byte(saved)})
	if err != nil {
		t.Fatal(err)
	}
	a := d.Safe()
	if a.Text != "The fähre cost 11.40 dollars, said the council on Monday." || a.URL != "https://post.example/ferry" || len(a.Links) != 1 || a.Links[0].URL != "https://post.example/c" {
		t.Errorf("%+v", a)
	}
	for _, bad := range []string{"", "Content-Type: text/html\r\n\r\n<p>x", saved[:300], strings.Replace(saved, "text/html\r\nContent-Transfer", "text/plain\r\nContent-Transfer", 1),
		strings.Replace(saved, "quoted-printable", "x-uuencode", 1)} {
		if _, err := ReadMHT([]byte(bad)); factcheck.CodeOf(err) != factcheck.Invalid {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
}

// TestASavedPageIsReadBehindALongHeadAndNoLongerOne has fields of which each would take some hundred times its own room.
func TestASavedPageIsReadBehindALongHeadAndNoLongerOne(t *testing.T) {
	saved := func(fields int) []byte {
		var head strings.Builder
		for i := range fields {
			fmt.Fprintf(&head, "X-%d: y\r\n", i)
		}
		return []byte(head.String() + "Content-Type: multipart/related; boundary=X\r\n\r\n--X\r\nContent-Type: text/html\r\n\r\n<p>" + strings.Repeat("Some words. ", longestHead/10) + "\r\n--X--\r\n")
	}
	if d, err := ReadMHT(saved(10_000)); err != nil || len(d.Safe().Text) < longestHead {
		t.Errorf("a long head: a text of %d bytes, %v", len(d.Safe().Text), err)
	}
	for _, raw := range [][]byte{saved(100_000), saved(100_000)[:longestHead+1]} {
		if _, err := ReadMHT(raw); factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), "256 KB") {
			t.Errorf("a head without end: %v", err)
		}
	}
}

func TestWhatIsTooLargeIsSaidSo(t *testing.T) {
	huge := bytes.Repeat([]byte("<p>And so on, and so on. "), 4<<20)
	for name, err := range map[string]error{
		"page": errOf(ReadHTML(huge, "", "")), "paste": errOf(ReadPaste(string(huge))), "text": errOf(ReadPlain(huge)), "archive": errOf(ReadDOCX(huge)), "saved page": errOf(ReadMHT(huge)),
	} {
		if factcheck.CodeOf(err) != factcheck.TooLarge || !strings.Contains(err.Error(), "100.0 MB") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func errOf(_ Draft, err error) error { return err }
