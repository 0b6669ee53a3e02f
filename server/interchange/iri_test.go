package interchange

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// TestAddressesWithCharactersThatNoneMayHoldComeBack cites what browsers open and no IRI may hold, in every format that carries sources.
func TestAddressesWithCharactersThatNoneMayHoldComeBack(t *testing.T) {
	d := document(t, "He spent 12.62 million.")
	var citations []factcheck.Citation
	for _, sign := range []string{"|", "{", "}", `"`, "^", "`", `\`, "<", ">", "\u00a0", "\u2028", "\u3000"} {
		citations = append(citations, factcheck.Citation{Number: len(citations) + 1, URL: "https://example.org/a" + sign + "b?c=%7C" + sign + "&ö#d" + sign, Stance: factcheck.Context})
	}
	for _, f := range []Format{WebAnnotation, Hypothesis, Brat} {
		back, skipped := placed(t, d, written(t, f, d, marked(d, factcheck.Span{Start: 3, End: 8}, factcheck.Claim{Citations: citations})), f)
		if len(back) != 1 || len(skipped) > 0 || len(back[0].Citations) != len(citations) {
			t.Errorf("%s: %+v, left out %+v", f, back, skipped)
			continue
		}
		for i, c := range back[0].Citations {
			sent := citations[i].URL
			if c.Title != "" || factcheck.AddressKey(c.URL) != factcheck.AddressKey(sent) || f != Brat && c.URL != sent {
				t.Errorf("%s gives back %+v for %q", f, c, sent)
			}
		}
	}
}

// TestBratTellsAnAddressOfAnySource reads the lines as brat has them.
func TestBratTellsAnAddressOfAnySource(t *testing.T) {
	d := document(t, "He spent 12.62 million.")
	raw := written(t, Brat, d, marked(d, factcheck.Span{Start: 3, End: 8}, factcheck.Claim{Citations: []factcheck.Citation{
		{Number: 1, URL: "https://example.org/{a}|b\\c?q=\"<ö>\"^`"}, {Number: 2, URL: "https://example.org/a\u00a0b", Title: "A | title"}, {Number: 3, URL: "https://a<b.example/"}, {Number: 4, URL: "Box 7|8"},
	}}))
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := fs.ReadFile(files, "article-12.ann")
	if err != nil {
		t.Fatal(err)
	}
	got := slices.DeleteFunc(strings.Split(string(lines), "\n"), func(line string) bool { return !strings.HasPrefix(line, "N") })
	const first = "https://example.org/%7Ba%7D%7Cb%5Cc?q=%22%3Cö%3E%22%5E%60"
	want := []string{"N1\tReference T1 " + first + "\t" + first, "N2\tReference T1 https://example.org/a%C2%A0b\tA | title"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAnArticleIsFoundAtItsAddressWhateverThatHolds wants the place where an article was published, rather than the desk's.
func TestAnArticleIsFoundAtItsAddressWhateverThatHolds(t *testing.T) {
	d := document(t, "He spent 12.62 million.")
	d.Article.URL = "https://news.example.org/a|b"
	for _, f := range []Format{WebAnnotation, Hypothesis} {
		if raw := written(t, f, d, marked(d, factcheck.Span{Start: 3, End: 8}, factcheck.Claim{})); !bytes.Contains(raw, []byte(`"source":"https://news.example.org/a%7Cb"`)) {
			t.Errorf("%s: %s", f, raw)
		}
	}
}

// TestAnAddressInAnotherSpellingLeadsToTheSamePlace writes random addresses as IRIs.
func TestAnAddressInAnotherSpellingLeadsToTheSamePlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address := "https://example.org" + rapid.StringOf(rapid.SampledFrom([]rune("/ab?&=#%7C2F+;|{}\"^`\\<>ö治 \u00a0\u2028"))).Draw(t, "rest")
		iri := asIRI(address)
		before, err := url.Parse(address)
		if err != nil || before.Host != "example.org" {
			return
		}
		after, err := url.Parse(iri)
		if err != nil || after.Host != before.Host || after.Path != before.Path || after.Fragment != before.Fragment || after.Query().Encode() != before.Query().Encode() || iri != asIRI(iri) {
			t.Fatalf("%q becomes %q: %v", address, iri, err)
		}
	})
}
