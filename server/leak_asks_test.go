package server_test

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// methods are tried on every path, whatever it is meant for.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// asks makes the requests out of the table of routes: every path with every id there is for each parameter, with every method,
// and where it answers to it, with queries, forms and bodies that name the other reviewer's work.
func (w *leakWorld) asks() (reads, writes []ask) {
	description := w.description()
	seen := map[string]bool{}
	for _, route := range w.routes {
		if strings.HasPrefix(route.Method, "echo_") {
			continue
		}
		for _, path := range w.filled(route.Path) {
			for _, a := range w.asksOf(route.Method, route.Path, path, description) {
				if !seen[a.String()] {
					seen[a.String()] = true
					reads, writes = sorted(a, reads, writes)
				}
			}
		}
	}
	slices.SortFunc(reads, func(a, b ask) int { return strings.Compare(a.String(), b.String()) })
	slices.SortFunc(writes, func(a, b ask) int { return strings.Compare(a.String(), b.String()) })
	return reads, writes
}

func sorted(a ask, reads, writes []ask) ([]ask, []ask) {
	if a.method == http.MethodGet || a.method == http.MethodHead || a.method == http.MethodOptions {
		return append(reads, a), writes
	}
	return reads, append(writes, a)
}

// asksOf makes the requests for one route at one path.
func (w *leakWorld) asksOf(method, pattern, path string, d description) (asks []ask) {
	telling := w.tells(pattern, path)
	asks = append(asks, ask{method: method, path: path})
	for _, m := range methods {
		if telling {
			asks = append(asks, ask{method: m, path: path})
		}
	}
	operation, described := d.operation(method, pattern)
	switch {
	case described:
		for _, q := range operation.queries(w) {
			asks = append(asks, ask{method: method, path: path + "?" + q})
		}
		for _, body := range operation.bodies(w) {
			asks = append(asks, ask{method: method, path: path, body: body, contentType: "application/json", header: map[string]string{"If-Match": "*"}})
		}
		if operation.takesFile() {
			asks = append(asks, w.files(method, path)...)
		}
	case method == http.MethodGet:
		for _, q := range w.queries() {
			if telling {
				asks = append(asks, ask{method: method, path: path + "?" + q})
			}
		}
		asks = append(asks, ask{method: method, path: path, header: map[string]string{"Accept": "application/json"}},
			ask{method: method, path: path, header: map[string]string{"Stet-Fragments": "1", "Stet-Open": strconv.FormatInt(w.secret[0], 10)}})
	default:
		for _, form := range w.forms() {
			a := ask{method: method, path: path, body: form, contentType: "application/x-www-form-urlencoded"}
			fragments := a
			fragments.header = map[string]string{"Stet-Fragments": "1", "Stet-Open": strconv.FormatInt(w.own[0], 10)}
			asks = append(asks, a, fragments)
		}
	}
	return asks
}

var parameter = regexp.MustCompile(`:[a-z_]+|\*`)

// filled puts ids into a path's parameters: of rosa's article, claim and review, which all are 1; of what else she may see; of
// the other reviewer's claim and review, and of a decision.
func (w *leakWorld) filled(pattern string) (paths []string) {
	if !parameter.MatchString(pattern) {
		return []string{pattern}
	}
	for _, id := range []int64{1, 2, w.secret[0], w.theirs, firstDecide + 1} {
		paths = append(paths, parameter.ReplaceAllString(pattern, strconv.FormatInt(id, 10)))
	}
	if strings.Contains(pattern, ":n") { // a claim's citation
		for _, id := range slices.Concat(w.own[:1], w.secret[:1]) {
			paths = append(paths, strings.ReplaceAll(strings.ReplaceAll(pattern, ":id", strconv.FormatInt(id, 10)), ":n", "1"))
		}
	}
	return paths
}

// tells says whether a path has no id, one of rosa's own, or that of the other reviewer's claim: these are asked for in every way.
func (w *leakWorld) tells(pattern, path string) bool {
	return slices.ContainsFunc([]int64{1, w.secret[0]}, func(id int64) bool {
		return path == parameter.ReplaceAllString(pattern, strconv.FormatInt(id, 10))
	})
}

// queries are what pages may be asked with.
func (w *leakWorld) queries() []string {
	secret := strconv.FormatInt(w.secret[0], 10)
	return []string{"q=" + secretName, "q=" + secretName + "note", "q=company", "reviewer=" + secretName + "reader", "claim=" + secret, "claim=" + strconv.FormatInt(w.own[0], 10),
		"ids=" + joined(w.secret) + "," + joined(w.own), "verdict=disputed&verdict=unproven", "kind=money", "mine=1", "unread=1", "sort=progress", "sort=published", "article_id=1",
		"threshold=0.1&show=undecided&group=" + secret, "threshold=0.5&show=since&behind=judged", "with=" + secretName + "reader:disputed&matrix=" + secretName + "reader&matrix=rosa",
		"apart=" + secretName + "reader&apart=rosa", "bom=1&raw=1", "before=9007199254740991", "entry=" + strconv.FormatInt(w.open[len(w.open)-1], 10), "since=2020-01-01&until=2099-01-01", "from=1", "cards=1", "from=1&to=2", "done=deleted&claim=" + secret, "limit=500"}
}

func joined(ids []int64) string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, strconv.FormatInt(id, 10))
	}
	return strings.Join(texts, ",")
}

// foreignClaims are another tool's, on words that quokka marked, on some that stand twice and on others that do not stand at all.
const foreignClaims = "T1\tmoney 0 11\tThe company\nA1\tVerdict T1 disputed\n#1\tAnnotatorNotes T1\trosa’s note\nT2\tcount 4 9\tThree members\nT3\tcount 4 9\tin\nT4\tcount 4 9\tnowhere\n"

// files bring claims of another tool in: to be seen, into one's own review, and into the other reviewer's.
func (w *leakWorld) files(method, path string) (asks []ask) {
	for _, query := range []string{"?dry_run=1", "", "?dry_run=1&reviewer=" + secretName + "reader", "?reviewer=" + secretName + "reader", "?format=brat"} {
		asks = append(asks, ask{method: method, path: path + query, body: foreignClaims, contentType: "application/octet-stream"})
	}
	return asks
}

// forms are what pages may be sent: about a secret claim, about rosa's own, about words that quokka marked too.
func (w *leakWorld) forms() []string {
	secret, own := strconv.FormatInt(w.secret[0], 10), strconv.FormatInt(w.own[0], 10)
	common := url.Values{"verdict": {"disputed"}, "kind": {"money"}, "note": {"rosa’s note"}, "url": {sharedSource}, "stance": {"refutes"}, "reason": {"a reason"},
		"outcome": {"accepted"}, "reviewer": {secretName + "reader"}, "blind": {"1"}, "due_on": {"2031-01-01"}, "threshold": {"0.5"}, "pseudonyms": {"1"}, "title": {"A title"},
		"content": {base64.RawURLEncoding.EncodeToString([]byte(foreignClaims))}, "name": {"reading.ann"}, "format": {""}, "confirm": {"1"}}
	with := func(more url.Values) string {
		all := maps.Clone(common)
		maps.Copy(all, more)
		return all.Encode()
	}
	return []string{"", with(url.Values{"quote": {"was the phrase"}, "version": {"1"}, "claim_id": {secret}, "claim_ids": {secret, own}, "claim": {secret}}),
		with(url.Values{"start": {"70"}, "end": {"90"}, "version": {"2"}, "claim_id": {own}, "claim_ids": {own}, "claim": {own}}),
		with(url.Values{"quote": {"Three members"}, "version": {"0"}, "outcome": {"rejected"}, "claim_ids": {joined(w.secret)}, "anyway": {"1"}, "text": {"Some text."}}),
		with(url.Values{"answer": {"place"}, "start": {"70"}, "end": {"90"}, "version": {"2"}, "revision": {"2"}, "preview": {"1"}, "text": {"Some text."}, "seen": {"2"}, "put_back": {"0"}})}
}
