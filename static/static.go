// Package static serves the stylesheet, the scripts and the icons from inside the program.
//
// Everything stands under one address that names its content, /static/HASH/..., so that browsers may keep it for ever
// and the scripts, which import each other by relative names, always meet their contemporaries.
package static

import (
	"embed"
	"net/http"
	"path"
	"strings"
	"sync"
)

//go:embed css/*.css js/*.js icons.svg
var files embed.FS

// sheets is the cascade: later sheets win over earlier ones, and print over all.
var sheets = []string{
	"tokens", "base", "forms", "chrome", "text", "marks", "cards", "feedback", "tables", "library", "import", "claims", "people", "bring", "staff", "compare", "figures", "revisions", "report", "reference", "narrow", "print",
}

const root = "/static/"

// shelf is made when it is first wanted: the command line does without it.
var shelf = sync.OnceValue(func() *assets { return gather(files, sheets) })

// Hash names the content of all the files together: 12 hexadecimal digits.
func Hash() string { return shelf().hash }

// Path gives the address of a file: Path("js/app.js") is "/static/1a2b3c4d5e6f/js/app.js". "app.css" is all the sheets in one.
func Path(name string) string { return root + Hash() + "/" + name }

// Modules lists the addresses of all the scripts, for a page to fetch them at once and not one import after the other.
func Modules() []string { return shelf().modules }

// Handler answers GET and HEAD of the addresses that [Path] gives. An address of another time's content is sent on to
// the present one.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Static files can only be read.", http.StatusMethodNotAllowed)
			return
		}
		hash, name, _ := strings.Cut(strings.TrimPrefix(path.Clean(r.URL.Path), root), "/")
		file, found := shelf().byName[name]
		switch {
		case !found:
			w.Header().Set("Cache-Control", "no-store")
			http.NotFound(w, r)
		case hash != Hash():
			w.Header().Set("Cache-Control", "no-store")
			http.Redirect(w, r, Path(name), http.StatusFound)
		default:
			file.serve(w, r)
		}
	})
}

// Sheets gives stylesheets as one text, for a page that has to do without the server.
func Sheets(names ...string) string { return string(join(files, names)) }

// Symbol gives an icon's symbol under another id, for a page that has to do without the server.
func Symbol(icon, id string) string {
	_, rest, _ := strings.Cut(string(read(files, "icons.svg")), `<symbol id="`+icon+`"`)
	body, _, _ := strings.Cut(rest, "</symbol>")
	return `<symbol id="` + id + `"` + body + "</symbol>"
}
