package server_test

import (
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// mayImport lists, for each room, the rooms it may import itself. A room that is not listed fails the test, so that a new
// one gets its place here.
var mayImport = map[string][]string{
	"migrations":               {},
	"static":                   {},
	"server/factcheck":         {},
	"server/config":            {},
	"server/span":              {"server/factcheck"},
	"server/extract":           {"server/factcheck", "server/span"},
	"server/apart":             {"server/extract", "server/factcheck"},
	"server/export":            {"server/factcheck", "server/span"},
	"server/interchange":       {"server/factcheck", "server/span"},
	"server/store":             {"server/factcheck", "server/line", "server/memory", "server/span", "server/whole", "migrations"},
	"server/store/storetest":   {"server/store"}, // for tests alone
	"server/agreement":         {"server/factcheck"},
	"server/line":              {"server/factcheck"},
	"server/memory":            {"server/factcheck"},
	"server/memory/memorytest": {}, // for tests alone
	"server/whole":             {"server/factcheck"},
	"server/desk":              {"server/agreement", "server/factcheck", "server/line", "server/memory", "server/span", "server/export", "server/extract", "server/interchange", "server/store", "server/whole"},
	"views":                    {"server/agreement", "server/export", "server/factcheck", "server/span", "static"},
	"server/respond":           {"server/config", "server/export", "server/factcheck", "server/memory", "views"},
	"server/auth":              {"server/factcheck", "server/line", "server/respond", "server/store"},
	"server/page": {"server/agreement", "server/auth", "server/desk", "server/export", "server/extract", "server/factcheck", "server/interchange", "server/memory", "server/respond",
		"server/span", "server/store", "views"},
	"server/api": {"server/agreement", "server/auth", "server/desk", "server/export", "server/extract", "server/factcheck", "server/interchange", "server/memory", "server/respond",
		"server/span", "server/store"},
	"seeds": {"server/desk", "server/extract", "server/factcheck", "server/span"},
	"server": {"server/api", "server/auth", "server/config", "server/desk", "server/export", "server/extract", "server/factcheck", "server/interchange", "server/memory", "server/page", "server/respond",
		"server/store", "static"},
	"cmd/licences": {},
	"cmd/stet": {"seeds", "server", "server/apart", "server/auth", "server/config", "server/desk", "server/export", "server/extract", "server/factcheck",
		"server/interchange", "server/store", "server/whole", "views"},
}

// mayKnow lists who may import what comes from outside.
var mayKnow = map[string][]string{
	"github.com/labstack/echo":      {"server", "server/page", "server/api", "server/auth", "server/respond"},
	"github.com/gorilla/sessions":   {"server/auth"},
	"github.com/alexedwards":        {"server/auth"},
	"github.com/pquerna/otp":        {"server/auth"},
	"github.com/boombuler/barcode":  {"server/auth"},
	"github.com/ccojocar":           {"server/auth"},
	"github.com/a-h/templ":          {"views", "server/page", "server/respond"},
	"github.com/danielgtaylor/huma": {"server/api"},
	"github.com/alecthomas/kong":    {"cmd/stet"},
	"github.com/pressly/goose":      {"server/store"},
	"modernc.org/sqlite":            {"server/store"},
	"database/sql":                  {"server/store"},
	"net/http":                      {"static", "server", "server/page", "server/api", "server/auth", "server/respond", "server/memory/memorytest", "server/extract"}, // there in one file
	"github.com/clipperhouse/uax29": {"server/span"},
	"github.com/yuin/goldmark":      {"server/extract"},
	"github.com/markusmobius":       {"server/extract"},
	"github.com/xuri/excelize":      {}, // it reads back, in tests, what is written here
	"github.com/chromedp":           {},
}

func TestRoomsImportInOneDirection(t *testing.T) {
	for room, imports := range roomsAndImports(t) {
		allowed, listed := mayImport[room]
		if !listed {
			t.Errorf("%s is a new room: give it its place in this test", room)
		}
		for _, imported := range imports {
			if ours, ok := strings.CutPrefix(imported, "stet/"); ok && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s", room, ours)
			}
			for outside, known := range mayKnow {
				if (imported == outside || strings.HasPrefix(imported, outside+"/")) && !slices.Contains(known, room) {
					t.Errorf("%s imports %s", room, imported)
				}
			}
		}
	}
}

// TestOneFileAsksTheNetwork holds extract to its word: it is pure but for the file that fetches, and those that know the machine's addresses.
func TestOneFileAsksTheNetwork(t *testing.T) {
	files, err := filepath.Glob("extract/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imported := range parsed.Imports {
			asks := slices.Contains([]string{`"net"`, `"net/http"`, `"os"`, `"syscall"`}, imported.Path.Value)
			if asks && file != "extract/fetch.go" && !strings.HasPrefix(file, "extract/own_") && !strings.HasSuffix(file, "_test.go") {
				t.Errorf("%s imports %s", file, imported.Path.Value)
			}
		}
	}
}

func TestTheVocabularyAndAgreementNeedTheStandardLibraryAlone(t *testing.T) {
	for _, room := range []string{"factcheck", "agreement"} {
		for _, dependency := range goList(t, "-deps", "stet/server/"+room) {
			if first, _, _ := strings.Cut(dependency, "/"); strings.Contains(first, ".") {
				t.Errorf("%s needs %s", room, dependency)
			}
		}
	}
}

// roomsAndImports gives the imports of every package of ours, tests left out.
func roomsAndImports(t *testing.T) map[string][]string {
	rooms := map[string][]string{}
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "stet/...") {
		imports := strings.Fields(line)
		rooms[strings.TrimPrefix(imports[0], "stet/")] = imports[1:]
	}
	return rooms
}

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
	if err != nil {
		t.Fatalf("go list %v: %v", args, err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
