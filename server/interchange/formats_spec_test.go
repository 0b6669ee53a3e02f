package interchange

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// Each format is checked against what its own tool documents, not against the readers here.

var hypothesisUser = regexp.MustCompile(`^acct:[A-Za-z0-9._]{3,30}@[^@ ]+$`)

// TestHypothesisRowsAreAsTheAPIDescribesThem checks what the schema Annotation of the API's reference requires.
func TestHypothesisRowsAreAsTheAPIDescribesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, articles().Draw(t, "article"))
		all := claimsOn(t, d)
		var answer struct {
			Total *int
			Rows  []map[string]json.RawMessage
		}
		if err := json.Unmarshal(written(t, Hypothesis, d, all...), &answer); err != nil || answer.Total == nil || *answer.Total != len(all) || len(answer.Rows) != len(all) {
			t.Fatalf("%v: %+v", err, answer)
		}
		units := utf16.Encode([]rune(d.Revision.Text))
		for _, row := range answer.Rows {
			for _, name := range []string{"id", "created", "updated", "user", "uri", "text", "tags", "group", "permissions", "target", "document", "links", "hidden", "flagged"} {
				if row[name] == nil || string(row[name]) == "null" {
					t.Fatalf("there is no %s", name)
				}
			}
			checkRow(t, row, units)
		}
	})
}

func checkRow(t *rapid.T, row map[string]json.RawMessage, units []uint16) {
	read := func(name string, into any) {
		if err := json.Unmarshal(row[name], into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var user string
	var created, updated time.Time
	var tags []string
	var targets []struct {
		Source   string
		Selector []struct {
			Type       string
			Start, End int
			Exact      string
		}
	}
	var document struct{ Title []string }
	read("user", &user)
	read("created", &created)
	read("updated", &updated)
	read("tags", &tags)
	read("target", &targets)
	read("document", &document)
	if !hypothesisUser.MatchString(user) || len(document.Title) != 1 || len(targets) != 1 || targets[0].Source == "" {
		t.Fatalf("%s, %v, %+v", user, document, targets)
	}
	position, quote := targets[0].Selector[0], targets[0].Selector[1]
	if position.Type != "TextPositionSelector" || quote.Type != "TextQuoteSelector" {
		t.Fatalf("selectors %+v", targets[0].Selector)
	}
	if got := string(utf16.Decode(units[position.Start:position.End])); got != quote.Exact {
		t.Fatalf("UTF-16 units %d to %d are %q, want %q", position.Start, position.End, got, quote.Exact)
	}
}

func TestAccounts(t *testing.T) {
	for name, want := range map[string]string{"rosa": "acct:rosa@x", "李": "acct:___@x", "a b@c": "acct:a_b_c@x", strings.Repeat("n", 40): "acct:" + strings.Repeat("n", 30) + "@x"} {
		if got := account(name, "x"); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// TestDoccanoReadsTheLines checks the lines as doccano's import reads them: a JSON object a line, label triples of positions in the text.
func TestDoccanoReadsTheLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, articles().Draw(t, "article"))
		all := claimsOn(t, d)
		lines := bytes.Split(bytes.TrimSuffix(written(t, Doccano, d, all...), []byte("\n")), []byte("\n"))
		var line struct {
			Text  string
			Label [][]any
		}
		if err := json.Unmarshal(lines[0], &line); err != nil || len(lines) != 1 || line.Text != d.Revision.Text || len(line.Label) != len(all) {
			t.Fatalf("%d lines, %v: %+v", len(lines), err, line)
		}
		runes := []rune(line.Text)
		inText(all)
		for i, label := range line.Label {
			start, end := int(label[0].(float64)), int(label[1].(float64))
			if string(runes[start:end]) != all[i].Quote || label[2] != string(all[i].Verdict) || len(label) != 3 {
				t.Fatalf("label %v on %q", label, string(runes[start:end]))
			}
		}
	})
}

var bratLines = map[byte]*regexp.Regexp{
	'T': regexp.MustCompile(`^T\d+\t\S+ \d+ \d+(;\d+ \d+)*\t[^\t]+$`),
	'A': regexp.MustCompile(`^A\d+\t(Verdict|Rating) (T\d+) \S+$`),
	'#': regexp.MustCompile(`^#\d+\t(AnnotatorNotes|Speaker) (T\d+)\t.+$`),
	'N': regexp.MustCompile(`^N\d+\tReference (T\d+) \S+?:\S+\t.+$`),
}

// TestBratFilesAreStandoff checks the lines as brat's own parser reads them: every id once, fragments within their lines, and the
// words of a line those of its fragments with a blank between.
func TestBratFilesAreStandoff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, articles().Draw(t, "article"))
		all := claimsOn(t, d)
		files := unzipAll(t, written(t, Brat, d, all...))
		if files["article-12.txt"] != d.Revision.Text || !strings.Contains(files["annotation.conf"], "[entities]") {
			t.Fatalf("%q", files)
		}
		runes, ids, bound := []rune(files["article-12.txt"]), map[string]bool{}, 0
		for line := range strings.SplitSeq(strings.TrimSuffix(files["article-12.ann"], "\n"), "\n") {
			if line == "" && len(all) == 0 {
				return
			}
			shape, known := bratLines[line[0]]
			id, rest, _ := strings.Cut(line, "\t")
			if !known || !shape.MatchString(line) || ids[id] || strings.ContainsAny(line, "\u0085\u2028\u2029\v\f") {
				t.Fatalf("no line of brat's: %q", line)
			}
			ids[id] = true
			if line[0] != 'T' {
				if target := strings.Fields(rest)[1]; !ids[target] {
					t.Fatalf("%q is about nothing", line)
				}
				continue
			}
			bound++
			checkBound(t, rest, runes)
		}
		if bound != len(all) {
			t.Fatalf("%d claims, want %d", bound, len(all))
		}
	})
}

func checkBound(t *rapid.T, rest string, text []rune) {
	head, words, _ := strings.Cut(rest, "\t")
	_, positions, _ := strings.Cut(head, " ")
	var fragments []string
	last := -1
	for fragment := range strings.SplitSeq(positions, ";") {
		from, to, _ := strings.Cut(fragment, " ")
		start, end := must(strconv.Atoi(from)), must(strconv.Atoi(to))
		if start <= last || end <= start {
			t.Fatalf("fragments %s", positions)
		}
		last = end
		fragments = append(fragments, string(text[start:end]))
	}
	if got := strings.Join(fragments, " "); got != words || strings.ContainsAny(got, "\n\t") {
		t.Fatalf("the fragments are %q, the words %q", got, words)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func unzipAll(t *rapid.T, raw []byte) map[string]string {
	files, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	content := map[string]string{}
	for _, file := range files.File {
		in := must(file.Open())
		content[file.Name] = string(must(io.ReadAll(in)))
		in.Close()
	}
	return content
}

// TestWebAnnoTSVIsAsINCEpTIONReadsIt puts the text together and goes through the rows as the user guide and the reader of INCEpTION
// do.
func TestWebAnnoTSVIsAsINCEpTIONReadsIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := document(t, articles().Draw(t, "article"))
		all := claimsOn(t, d)
		head, body, _ := strings.Cut(string(written(t, WebAnnoTSV, d, all...)), "\n\n\n")
		if head != "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Claim|kind|note|rating|speaker|verdict" {
			t.Fatalf("the header is %q", head)
		}
		var text []uint16
		rows := tsvRows{t: t, units: utf16.Encode([]rune(d.Revision.Text)), ids: map[string]bool{}}
		for number, sentence := range strings.Split(strings.TrimSuffix(body, "\n"), "\n\n") {
			var own []uint16
			begun := false
			for line := range strings.SplitSeq(sentence, "\n") {
				if written, is := strings.CutPrefix(line, "#Text="); is {
					own = append(append(own, utf16.Encode([]rune(unescapeText.Replace(written)))...), '\n')
					continue
				}
				start := rows.row(number+1, line)
				if begun {
					continue
				}
				begun = true
				if len(text) == start+1 { // no room for the line end of the sentence before
					text = text[:len(text)-1]
				}
				if len(text) != start {
					t.Fatalf("sentence %d begins at %d, after %d units", number+1, start, len(text))
				}
				text = append(text, own...)
			}
		}
		if got := strings.TrimSuffix(string(utf16.Decode(text)), "\n"); got != d.Revision.Text {
			t.Fatalf("the text put together is %q, want %q", got, d.Revision.Text)
		}
		if len(rows.ids) != len(all) {
			t.Fatalf("%d claims, want %d", len(rows.ids), len(all))
		}
	})
}

var unescapeText = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")

// tsvRows goes through the rows of words and their parts.
type tsvRows struct {
	t          *rapid.T
	units      []uint16
	last       int // where the word before ended
	start, end int // of the word at hand
	ids        map[string]bool
}

var (
	tsvID    = regexp.MustCompile(`^(\d+)-(\d+)(\.\d+)?$`)
	tsvValue = regexp.MustCompile(`^(?:[^\\|\[\]_*;]|\\.)*\*?\[(\d+)\]$`)
	tsvBar   = regexp.MustCompile(`(?:[^|\\]|\\.)+`)
)

func (r *tsvRows) row(sentence int, line string) (start int) {
	fields := strings.Split(line, "\t")
	id := tsvID.FindStringSubmatch(fields[0])
	if len(fields) != 8 || id == nil || id[1] != fmt.Sprint(sentence) {
		r.t.Fatalf("no row: %q", line)
	}
	from, to, _ := strings.Cut(fields[1], "-")
	start, end := must(strconv.Atoi(from)), must(strconv.Atoi(to))
	if got := string(utf16.Decode(r.units[start:end])); strings.ReplaceAll(got, "\t", `\t`) != fields[2] {
		r.t.Fatalf("units %d to %d are %q: %q", start, end, got, line)
	}
	if id[3] == "" {
		if start < r.last || end <= start {
			r.t.Fatalf("words overlap: %q", line)
		}
		r.last, r.start, r.end = end, start, end
	} else if start < r.start || end > r.end || end <= start {
		r.t.Fatalf("a part outside its word: %q", line)
	}
	r.columns(fields[3:])
	return start
}

func (r *tsvRows) columns(columns []string) {
	var first []string
	for i, column := range columns {
		var ids []string
		if column != "_" {
			for _, value := range tsvBar.FindAllString(column, -1) {
				match := tsvValue.FindStringSubmatch(strings.ReplaceAll(value, `\->`, "->"))
				if match == nil {
					r.t.Fatalf("no value: %q in %q", value, column)
				}
				ids = append(ids, match[1])
				r.ids[match[1]] = true
			}
		}
		if i == 0 {
			first = ids
		}
		if !slices.Equal(first, ids) {
			r.t.Fatalf("the columns stack %v and %v", first, ids)
		}
	}
}
