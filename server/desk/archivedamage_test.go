package desk_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/whole"
)

// TestADamagedArchiveIsRefusedWhole changes each of its bytes in turn, here and there, and cuts it off everywhere.
func TestADamagedArchiveIsRefusedWhole(t *testing.T) {
	a := newArchived(t)
	for at := 0; at < len(a.zip); at += max(1, len(a.zip)/25) {
		damaged := slices.Clone(a.zip)
		damaged[at] ^= 0x55
		path, err := a.takeIn(damaged)
		if err == nil {
			if diff := cmp.Diff(a.dump(a.path), a.dump(path)); diff != "" {
				t.Errorf("byte %d changed, another desk came out of it:\n%s", at, diff)
			}
			continue // a byte that says nothing of the content: a time, an attribute
		}
		a.refusedWhole(path, err)
		path, err = a.takeIn(a.zip[:at])
		a.refusedWhole(path, err)
	}
}

func (a archived) refusedWhole(path string, err error) {
	a.Helper()
	wantCode(a.T, err, factcheck.Invalid)
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if len(left) > 0 {
		a.Errorf("refused (%v), it left %v", err, left)
	}
}

// TestWhatIsDamagedIsNamed writes archives whose zip is whole and whose content is not.
func TestWhatIsDamagedIsNamed(t *testing.T) {
	a := newArchived(t)
	for name, c := range map[string]struct {
		file string
		edit func(string) string
		says string
	}{
		"a row changed":    {"tables/claims.jsonl", func(s string) string { return strings.Replace(s, "phrase", "phrases", 1) }, "tables/claims.jsonl"},
		"a row lost":       {"tables/people.jsonl", func(s string) string { _, rest, _ := strings.Cut(s, "\n"); return rest }, "tables/people.jsonl"},
		"a table lost":     {"tables/events.jsonl", nil, "tables/events.jsonl"},
		"no manifest":      {"manifest.json", nil, "manifest.json"},
		"another format":   {"manifest.json", func(s string) string { return strings.Replace(s, "stet-desk", "other", 1) }, "manifest.json"},
		"a newer version":  {"manifest.json", func(s string) string { return strings.Replace(s, `"version": 1`, `"version": 9`, 1) }, "version 9"},
		"no schema":        {"manifest.json", func(s string) string { return strings.Replace(s, `"schema": `, `"schema": -`, 1) }, "manifest.json"},
		"a newer schema":   {"manifest.json", func(s string) string { return strings.Replace(s, `"schema": `, `"schema": 9999`, 1) }, "newer Stet"},
		"an older schema":  {"manifest.json", oldSchema, "tables of schema 1"},
		"a foreign column": {"manifest.json", func(s string) string { return strings.Replace(s, `"title"`, `"title) values (1); --"`, 1) }, "tables/articles.jsonl|tables of schema"},
	} {
		t.Run(name, func(t *testing.T) {
			path, err := a.takeIn(rewritten(t, a.zip, c.file, c.edit))
			a.refusedWhole(path, err)
			if !slices.ContainsFunc(strings.Split(c.says, "|"), func(said string) bool { return err != nil && strings.Contains(err.Error(), said) }) {
				t.Errorf("it is told %v, want it to name %s", err, c.says)
			}
		})
	}
}

func oldSchema(manifest string) string {
	before, after, _ := strings.Cut(manifest, `"schema": `)
	_, rest, _ := strings.Cut(after, ",")
	return before + `"schema": 1,` + rest
}

// rewritten packs an archive anew with one of its files edited, or left out where edit is nil.
func rewritten(t *testing.T, archive []byte, name string, edit func(string) string) []byte {
	t.Helper()
	packed, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	check(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range packed.File {
		if f.Name == name && edit == nil {
			continue
		}
		file, err := f.Open()
		check(t, err)
		text, err := io.ReadAll(file)
		check(t, err)
		if f.Name == name {
			text = []byte(edit(string(text)))
		}
		into, err := w.Create(f.Name)
		check(t, err)
		_, err = into.Write(text)
		check(t, err)
	}
	check(t, w.Close())
	return out.Bytes()
}

func TestARowThatNoDeskCouldHoldIsRefused(t *testing.T) {
	a := newArchived(t)
	for name, row := range map[string]struct{ table, was, is string }{
		"of a role there is not":           {"people", `"role":"admin"`, `"role":"emperor"`},
		"without a column":                 {"people", `"role":"admin",`, ``},
		"with a column more":               {"people", `"role":"admin"`, `"role":"admin","crown":1`},
		"with a column twice":              {"people", `"role":"admin"`, `"role":"admin","role":"viewer"`},
		"that is no object":                {"people", `{"id":1,`, `5,{"id":1,`},
		"with another behind it":           {"people", "}\n", "}{}\n"},
		"with a list for a value":          {"people", `"role":"admin"`, `"role":["a"]`},
		"with a yes for a value":           {"people", `"role":"admin"`, `"role":true`},
		"with half a character":            {"people", `"display_name":"`, `"display_name":"\ud83d`},
		"with bytes that are no character": {"people", `"display_name":"`, "\"display_name\":\"\xff"},
		"which a claim's review lost":      {"people", `"id":1,`, `"id":77,`},
		"with a word for an id":            {"events", `{"id":1,`, `{"id":"first",`},
		"with no id":                       {"events", `{"id":1,`, `{"id":null,`},
		"with an id that leaves none":      {"events", `{"id":1,`, `{"id":9223372036854775807,`},
		"with an id below all":             {"events", `{"id":1,`, `{"id":-1,`},
	} {
		t.Run(name, func(t *testing.T) {
			a := archived{T: t, zip: a.zip}
			path, err := a.takeIn(replaced(t, a.zip, row.table, row.was, row.is))
			a.refusedWhole(path, err)
		})
	}
}

// TestAnArchiveOfADeskThatIsNotWholeIsRefused edits rows that the schema takes.
func TestAnArchiveOfADeskThatIsNotWholeIsRefused(t *testing.T) {
	a := newArchived(t)
	for name, row := range map[string]struct{ table, was, is, says string }{
		"a quote":           {"claims", `"quote":"`, `"quote":"never said `, "claim 1 says “never said"},
		"a span":            {"claims", `"end":`, `"end":1000`, "claim 1: A span cannot end"},
		"a verdict":         {"claims", `"verdict":"disputed"`, `"verdict":"verified"`, "is another than its latest event left it"},
		"a cut note":        {"claims", `"note":"`, `"note":"\u001f`, "is another than its latest event left it"},
		"a cut source":      {"citations", `"title":"`, `"title":"\u001e`, "is another than its latest event left it"},
		"a lost event":      {"events", `"claim_id":1,`, `"claim_id":null,`, "claim 1 has no event"},
		"a text cut off":    {"revisions", `"text":"`, `"text":"x`, "code points"},
		"a text not there":  {"articles", `"revision":`, `"revision":9`, "has no text"},
		"half a pseudonym":  {"reviews", `"pseudonym":""`, `"pseudonym":"Reviewer A"`, "review 1: it has a pseudonym, and no id"},
		"no time":           {"reviews", `"submitted_at":"`, `"submitted_at":"zz`, "submitted_at of 2 rows of reviews is no time, such as “zz”"},
		"no date":           {"reviews", `"due_on":""`, `"due_on":"zz"`, "review 1: it is due on “zz”"},
		"a hash of 4 GB":    {"people", `$m=19456,`, `$m=4194304,`, "the password hash of ada is none of ours"},
		"a hash of nothing": {"people", `"password_hash":"$`, `"password_hash":"`, "the password hash of ada is none of ours"},
		"blocks of nothing": {"revisions", `"blocks":"[`, `"blocks":"[[`, "cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			a := archived{T: t, zip: a.zip}
			path, err := a.takeIn(replaced(t, a.zip, row.table, row.was, row.is))
			a.refusedWhole(path, err)
			if err != nil && !strings.Contains(err.Error(), row.says) {
				t.Errorf("it is told %v", err)
			}
		})
	}
}

// replaced replaces what stands in a table's rows, which must stand there.
func replaced(t *testing.T, archive []byte, table, was, is string) []byte {
	t.Helper()
	return resealed(t, archive, table, func(s string) string {
		if !strings.Contains(s, was) {
			t.Fatalf("%s hold no %s", table, was)
		}
		return strings.ReplaceAll(s, was, is)
	})
}

// TestAnArchiveWithTwoFilesOfOneNameIsRefused packs a table once more.
func TestAnArchiveWithTwoFilesOfOneNameIsRefused(t *testing.T) {
	a := newArchived(t)
	packed, err := zip.NewReader(bytes.NewReader(a.zip), int64(len(a.zip)))
	check(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range append(packed.File, packed.File[0]) {
		check(t, w.Copy(f))
	}
	check(t, w.Close())
	path, err := a.takeIn(out.Bytes())
	a.refusedWhole(path, err)
}

// TestAnArchiveOfMoreThanTheDiskHoldsIsRefused says of one of its files that it is larger than any disk.
func TestAnArchiveOfMoreThanTheDiskHoldsIsRefused(t *testing.T) {
	if whole.Room(t.TempDir()) == math.MaxUint64 {
		t.Skip("here, no disk tells its room")
	}
	a := newArchived(t)
	packed, err := zip.NewReader(bytes.NewReader(a.zip), int64(len(a.zip)))
	check(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range packed.File {
		raw, err := f.OpenRaw()
		check(t, err)
		if f.Name == "tables/events.jsonl" {
			f.UncompressedSize64 = math.MaxInt64
		}
		into, err := w.CreateRaw(&f.FileHeader)
		check(t, err)
		_, err = io.Copy(into, raw)
		check(t, err)
	}
	check(t, w.Close())
	path, err := a.takeIn(out.Bytes())
	a.refusedWhole(path, err)
	if err != nil && !strings.Contains(err.Error(), "the disk has room for") {
		t.Errorf("it is told %v", err)
	}
}

// resealed edits a table and lets the manifest say so, as somebody might who edits archives by hand.
func resealed(t *testing.T, archive []byte, table string, edit func(string) string) []byte {
	t.Helper()
	packed, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	check(t, err)
	opened, err := export.OpenArchive(bytes.NewReader(archive), int64(len(archive)), math.MaxUint64)
	check(t, err)
	var tables []export.ArchiveTable
	for _, kept := range opened.Tables {
		file, err := packed.Open(fmt.Sprintf("tables/%s.jsonl", kept.Name))
		check(t, err)
		text, err := io.ReadAll(file)
		check(t, err)
		if kept.Name == table {
			text = []byte(edit(string(text)))
		}
		tables = append(tables, export.ArchiveTable{Name: kept.Name, Columns: kept.Columns, Rows: func(yield func(string, error) bool) {
			for line := range strings.Lines(string(text)) {
				if !yield(strings.TrimSuffix(line, "\n"), nil) {
					return
				}
			}
		}})
	}
	var out bytes.Buffer
	check(t, export.WriteArchive(&out, opened.Schema, opened.MadeAt, tables))
	return out.Bytes()
}
