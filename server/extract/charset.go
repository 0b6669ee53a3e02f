package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"stet/server/factcheck"
)

// lookedAt is how much of a text is looked at to guess its character set, in bytes.
const lookedAt = 256 << 10

// decodePage gives a page's source as UTF-8, and what its readers should know of how it was read. declared is the Content-Type
// it was sent with.
func decodePage(raw []byte, declared string) (source, note string, err error) {
	_, name, certain := charset.DetermineEncoding(raw[:min(len(raw), 1024)], declared)
	if !certain && !declares(raw, declared) {
		name = ""
	}
	return decodeAs(raw, name)
}

// declares says whether a page, or how it was sent, names its character set at all.
func declares(raw []byte, declared string) bool {
	head := bytes.ToLower(raw[:min(len(raw), 1024)])
	return strings.Contains(strings.ToLower(declared), "charset=") || bytes.Contains(head, []byte("charset="))
}

// decodeAny gives a text in any character set as UTF-8, with a note where that was a guess.
func decodeAny(raw []byte) (s, note string, err error) { return decodeAs(raw, "") }

// decodeAs decodes by the name that was declared, unless the bytes say that it lies.
func decodeAs(raw []byte, declared string) (s, note string, err error) {
	if marked, ok := byMark(raw); ok {
		return marked, "", nil
	}
	if utf8.Valid(raw) && !stateful(declared) {
		return string(raw), "", nil
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", "", factcheck.BadField("text", "This is no text: it holds bytes that no text has. Save the article as text, HTML or .docx and import that.")
	}
	name := guess(raw[:min(len(raw), lookedAt)], declared)
	enc, err := htmlindex.Get(name)
	if err != nil {
		return "", "", factcheck.BadField("text", "The character set of the text cannot be told. Save it as UTF-8 and import it again.")
	}
	decoded, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", factcheck.Wrap(factcheck.Invalid, err, "The text cannot be read as "+name+". Save it as UTF-8 and import it again.")
	}
	if canonical, _ := htmlindex.Name(enc); declared == "" || canonical != declared {
		note = "The text was read as " + shownName(canonical) + ". If letters look wrong, save it as UTF-8 and import it again."
	}
	return string(decoded), note, nil
}

func shownName(name string) string {
	if strings.HasPrefix(name, "gb") {
		return "GBK (Chinese)"
	}
	if known, ok := map[string]string{"big5": "Big5 (Chinese)", "shift_jis": "Shift_JIS (Japanese)", "euc-jp": "EUC-JP (Japanese)", "euc-kr": "EUC-KR (Korean)",
		"windows-1252": "windows-1252 (western)", "utf-8": "UTF-8"}[name]; ok {
		return known
	}
	return name
}

// stateful character sets look like ASCII.
func stateful(name string) bool { return name == "iso-2022-jp" || name == "hz-gb-2312" }

// byMark decodes what begins with a byte-order mark.
func byMark(raw []byte) (string, bool) {
	for mark, name := range map[string]string{"\xEF\xBB\xBF": "utf-8", "\xFF\xFE": "utf-16le", "\xFE\xFF": "utf-16be"} {
		if rest, ok := bytes.CutPrefix(raw, []byte(mark)); ok {
			enc, _ := htmlindex.Get(name)
			decoded, err := enc.NewDecoder().Bytes(rest)
			return string(decoded), err == nil
		}
	}
	return "", false
}

// guess names the character set in which raw makes the most sense.
func guess(raw []byte, declared string) string {
	best, most := "windows-1252", -1.0
	for _, name := range candidates(raw, declared) {
		enc, err := htmlindex.Get(name)
		if err != nil {
			continue
		}
		sense := senseOf(decoded(enc, raw))
		if name == declared {
			sense += 0.1 // what is declared is right more often than not
		}
		if sense > most {
			best, most = name, sense
		}
	}
	return best
}

func candidates(raw []byte, declared string) []string {
	names := []string{"gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1252"}
	if utf8Share(raw) > 0.9 {
		names = append(names, "utf-8")
	}
	if declared != "" {
		names = append(names, declared)
	}
	if found, err := chardet.NewHtmlDetector().DetectBest(raw); err == nil && found.Confidence >= 30 {
		names = append(names, strings.ToLower(found.Charset))
	}
	return names
}

// utf8Share is how much of what is not ASCII is UTF-8: a page cut or patched in the middle is still UTF-8.
func utf8Share(raw []byte) float64 {
	good, bad := 0, 0
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		raw = raw[size:]
	}
	return float64(good) / float64(max(1, good+bad))
}

func decoded(enc encoding.Encoding, raw []byte) string {
	s, _ := enc.NewDecoder().Bytes(raw)
	return string(s)
}

// senseOf says how likely a text is, from about -1 to 1, by its characters outside ASCII: those that its script is full of count
// for it, those that a wrong reading brings count against it.
func senseOf(s string) float64 {
	sense, total := 0.0, 0
	var last rune
	for _, r := range s {
		if r >= utf8.RuneSelf {
			sense += weigh(last, r)
			total++
		}
		last = r
	}
	return sense / float64(max(1, total))
}

func weigh(last, r rune) float64 {
	switch {
	case r == utf8.RuneError, r >= 0xE000 && r <= 0xF8FF:
		return -3
	case unicode.IsControl(r), r >= 0xFF61 && r <= 0xFF9F: // C1 controls; half-width kana
		return -1
	case strings.ContainsRune(frequent, r):
		return 1
	case r >= 0x3041 && r <= 0x30FF, r >= 0x3000 && r <= 0x3002, r >= 0xFF01 && r <= 0xFF1F:
		return 0.9
	case r >= 0xAC00 && r <= 0xD7A3:
		return 0.45
	case unicode.Is(unicode.Han, r):
		return 0.3
	case unicode.IsLetter(r) && unicode.IsLetter(last):
		return letterSense(last, r)
	case strings.ContainsRune("“”‘’«»–—…€£°§·•", r):
		return 0.5
	}
	return -0.2
}

// letterSense is of a letter after a letter: an accented one within a word, or one of another alphabet after its like.
func letterSense(last, r rune) float64 {
	switch {
	case r < 0x250 && last < utf8.RuneSelf && unicode.IsLower(r):
		return 0.7
	case r < 0x250:
		return -0.4 // two accented letters on end are rare, and what Chinese turns into
	case last >= utf8.RuneSelf && unicode.IsLower(r):
		return 0.6
	}
	return 0
}

// frequent are the characters that a good part of any Chinese text is made of, in both its scripts.
const frequent = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从" +
	"這為來個們說國時於後對裡過發無麼經當與學進種將還見沒從動現點開關書長間問話實體機業電車東頭邊馬應該讓據報導聞稱億萬區縣" +
	"据报道新闻社记者称亿万区县市省元月"
