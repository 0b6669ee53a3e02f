package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
)

// assets is every file ready to be sent.
type assets struct {
	hash    string
	byName  map[string]asset
	modules []string
}

// asset is one file, plain and packed.
type asset struct {
	contentType string
	etag        string // without quotes
	plain       []byte
	packed      []byte // gzip; nil where packing gains nothing
}

var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// gather reads the tree, joins the sheets into app.css in the order given, and packs everything. What is embedded can
// always be read, so a failure is a fault of the build and panics.
func gather(tree fs.FS, sheets []string) *assets {
	contents := map[string][]byte{"icons.svg": read(tree, "icons.svg"), "app.css": join(tree, sheets)}
	modules := list(tree, "js/*.js")
	for _, name := range modules {
		contents[name] = read(tree, name)
	}

	made := &assets{hash: digest(contents), byName: make(map[string]asset, len(contents))}
	for name, content := range contents {
		made.byName[name] = newAsset(name, content)
	}
	for _, name := range modules {
		made.modules = append(made.modules, root+made.hash+"/"+name)
	}
	return made
}

func list(tree fs.FS, pattern string) []string {
	names, err := fs.Glob(tree, pattern)
	if err != nil {
		panic(err)
	}
	return names
}

func join(tree fs.FS, sheets []string) []byte {
	var all bytes.Buffer
	for _, name := range sheets {
		all.Write(read(tree, "css/"+name+".css"))
		all.WriteByte('\n')
	}
	return all.Bytes()
}

func read(tree fs.FS, name string) []byte {
	content, err := fs.ReadFile(tree, name)
	if err != nil {
		panic(err)
	}
	return content
}

// digest depends on every name and every byte, and on nothing else.
func digest(contents map[string][]byte) string {
	names := make([]string, 0, len(contents))
	for name := range contents {
		names = append(names, name)
	}
	slices.Sort(names)
	sum := sha256.New()
	for _, name := range names {
		fmt.Fprintf(sum, "%s %d\n", name, len(contents[name]))
		sum.Write(contents[name])
	}
	return hex.EncodeToString(sum.Sum(nil))[:12]
}

func newAsset(name string, content []byte) asset {
	sum := sha256.Sum256(content)
	return asset{
		contentType: contentTypes[path.Ext(name)],
		etag:        hex.EncodeToString(sum[:8]),
		plain:       content,
		packed:      pack(content),
	}
}

func pack(content []byte) []byte {
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // fails for an unknown level only
	w.Write(content)                                           // a buffer takes everything
	w.Close()
	if packed.Len() >= len(content) {
		return nil
	}
	return packed.Bytes()
}

// serve answers with the packed file where the browser takes gzip, and with 304 where it already has the file.
func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	body, etag := a.plain, `"`+a.etag+`"`
	header := w.Header()
	header.Set("Vary", "Accept-Encoding")
	if a.packed != nil && takesGzip(r.Header.Get("Accept-Encoding")) {
		body, etag = a.packed, `"`+a.etag+`-gzip"`
		header.Set("Content-Encoding", "gzip")
	}
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("ETag", etag)
	if strings.Contains(r.Header.Get("If-None-Match"), etag) {
		header.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	header.Set("Content-Type", a.contentType)
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		w.Write(body) // a reader that has gone away is nobody's error
	}
}

// takesGzip reads an Accept-Encoding header: gzip or * listed, and not with a quality of nought (RFC 9110, 12.5.3).
func takesGzip(accept string) bool {
	allowed := false
	for part := range strings.SplitSeq(accept, ",") {
		coding, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		quality, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(params), "q="), 64)
		wanted := err != nil || quality > 0
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip":
			return wanted
		case "*":
			allowed = wanted
		}
	}
	return allowed
}
