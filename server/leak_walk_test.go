package server_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// ask is one request of the walk.
type ask struct {
	method, path string // the path with its query
	contentType  string
	body         string
	header       map[string]string
}

func (a ask) String() string { return a.method + " " + a.path + " " + a.body + fmt.Sprint(a.header) }

// told is what came back, status, headers and body, line by line.
type told []string

// walk asks for everything there is, first all that only reads, then all that writes, then once more what was written.
func (w *leakWorld) walk(token string) (asked []ask, answers []told) {
	reads, writes := w.asks()
	plain := slices.DeleteFunc(slices.Clone(reads), func(a ask) bool { return a.method != http.MethodGet || strings.Contains(a.path, "?") })
	for _, a := range slices.Concat(reads, writes, plain) {
		asked = append(asked, a)
		answers = append(answers, w.send(a, token))
		w.stayBlind()
	}
	return asked, answers
}

var byChance = regexp.MustCompile(`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z?|\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d` + // moments
	`|<code>[A-Z2-7]{16}</code>` + // requests
	`|value="(stet_)?[\w-]{43}"` + // tokens, and the sessions of a page
	`|(value="|"key":"|form-|key=)[A-Z2-7]{26}` + // the keys of forms
	`|<v>\d+\.\d+</v>` + // moments in a workbook
	`|^(X-Request-Id|Etag|Date|Retry-After): .*$|"request_id":"[^"]*"`)

func (w *leakWorld) send(a ask, token string) told {
	r := httptest.NewRequest(a.method, a.path, strings.NewReader(a.body))
	inTheNameOf(r, token)
	if a.contentType != "" {
		r.Header.Set("Content-Type", a.contentType)
	}
	for name, value := range a.header {
		r.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	var text bytes.Buffer
	fmt.Fprintln(&text, answer.Code)
	w.ok(answer.Header().Write(&text))
	text.Write(unpacked(answer))
	return strings.Split(strings.ReplaceAll(text.String(), "\r\n", "\n"), "\n")
}

// differs says how two answers differ other than by chance; "" where they do not.
func (t told) differs(other told) string {
	mine, others := t, other
	if len(t) == len(other) { // most lines are the same, and need no closer look
		mine, others = nil, nil
		for i := range t {
			if t[i] != other[i] {
				mine, others = append(mine, t[i]), append(others, other[i])
			}
		}
	}
	return cmp.Diff(others.settled(), mine.settled())
}

// settled takes out what differs by chance.
func (t told) settled() told {
	settled := make(told, len(t))
	for i, line := range t {
		settled[i] = byChance.ReplaceAllString(line, "")
	}
	return settled
}

// unpacked gives the body; of a workbook the texts in it.
func unpacked(answer *httptest.ResponseRecorder) []byte {
	body := answer.Body.Bytes()
	files, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return body
	}
	var texts bytes.Buffer
	slices.SortFunc(files.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	for _, f := range files.File {
		texts.Write(must(io.ReadAll(must(f.Open()))))
	}
	return texts.Bytes()
}

// get asks for a path in the name of whom a token belongs to.
func (w *leakWorld) get(path, token string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	inTheNameOf(r, token)
	answer := httptest.NewRecorder()
	w.ServeHTTP(answer, r)
	return answer
}
