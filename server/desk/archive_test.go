package desk_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/extract"
	"stet/server/factcheck"
	"stet/server/store"
	"stet/server/store/storetest"
)

// archived is a desk with something in every table, and its archive.
type archived struct {
	*testing.T
	path string
	zip  []byte
}

// archivedOnce is the desk's file and the archive that all tests are given, made by the first.
var archivedOnce struct {
	sync.Once
	file, zip []byte
}

func newArchived(t *testing.T) archived {
	t.Helper()
	archivedOnce.Do(func() { archivedOnce.file, archivedOnce.zip = makeArchived(t) })
	a := archived{T: t, path: filepath.Join(t.TempDir(), "desk.db"), zip: slices.Clone(archivedOnce.zip)}
	if a.zip == nil {
		t.Fatal("there is no archive")
	}
	check(t, os.WriteFile(a.path, archivedOnce.file, 0o600))
	return a
}

func makeArchived(t *testing.T) (file, archive []byte) {
	t.Helper()
	path := storetest.File(t)
	s, err := store.Open(ctx, path)
	check(t, err)
	n := &newsroom{Desk: desk.New(s), store: s}
	n.rosa, n.imre = n.person(t, "rosa", factcheck.Reviewer), n.person(t, "imre", factcheck.Reviewer)
	n.editor, n.admin = n.person(t, "chidi", factcheck.Editor), n.person(t, "ada", factcheck.Admin)
	n.article = n.importText(t, text)
	rosa, imre := n.readings(t)
	_, err = n.AddCitation(ctx, n.rosa, rosa[3].ID, rosa[3].Version, factcheck.Citation{URL: "https://register.example/2019", Title: "The register"}, "")
	check(t, err)
	decided := accept(rosa[1], imre[1])
	decided.ClaimID = imre[1].ID
	n.decide(t, decided)
	odd := "=1+1\n\"quoted\", </script> \u2028 \\u0041 治理 👨‍👩‍👧‍👦\t" + strings.Repeat("很长 ", 30_000)
	made, err := n.CreateClaim(ctx, n.rosa, n.article.ID, desk.NewClaim{Quote: "phrase", Note: odd, Key: "k", Citations: []factcheck.Citation{{URL: "Box 7", Title: "=odd"}}})
	check(t, err)
	_, err = n.DeleteClaim(ctx, n.rosa, made.ID, 0)
	check(t, err)
	assigned, err := n.AssignReview(ctx, n.editor, n.article.ID, "ada", true, "")
	check(t, err)
	_, err = n.UnassignReview(ctx, n.editor, assigned.ID)
	check(t, err)
	draft, err := extract.ReadPlain([]byte("Not looked over yet."))
	check(t, err)
	_, err = n.KeepDraft(ctx, n.editor, draft)
	check(t, err)
	check(t, n.AddToken(ctx, n.rosa, n.rosa.ID, "nightly", "hash of a token"))
	check(t, n.SetSecondFactor(ctx, n.rosa, desk.NewFactor{Secret: "A SECRET", Step: 1, RecoveryHashes: []string{"hash of a recovery code", "hash of another"}}, nil))
	check(t, n.SetPublisher(ctx, n.admin, factcheck.Publisher{}, factcheck.Publisher{Name: "The Desk", Method: "We look.\n\nTwice."}))
	n.revise(t, strings.ReplaceAll(text, "up from $2.83m in 2018", "as everybody knows"))
	var out bytes.Buffer
	check(t, n.WriteArchive(ctx, n.admin, &out))
	check(t, s.Close())
	file, err = os.ReadFile(path)
	check(t, err)
	return file, out.Bytes()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// takeIn reads an archive into a new database, and gives its path.
func (a archived) takeIn(archive []byte) (string, error) {
	path := filepath.Join(a.TempDir(), "new.db")
	_, err := desk.ReadArchive(ctx, path, bytes.NewReader(archive), int64(len(archive)))
	return path, err
}

// dump gives every row of every table, as the database itself tells it.
func (a archived) dump(path string) map[string][]string {
	a.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	check(a.T, err)
	defer db.Close()
	texts := func(query string, args ...any) (texts []string) {
		rows, err := db.Query(query, args...)
		check(a.T, err)
		defer rows.Close()
		for rows.Next() {
			var text string
			check(a.T, rows.Scan(&text))
			texts = append(texts, text)
		}
		check(a.T, rows.Err())
		return texts
	}
	dumped := map[string][]string{}
	for _, table := range texts("select name from pragma_table_list where schema = 'main' and type = 'table' and name not in ('goose_db_version', 'sessions', 'claim_search_follows') and name not like 'sqlite%'") {
		columns := strings.Join(texts(`select 'quote("' || name || '")' from pragma_table_info(?)`, table), " || ',' || ")
		dumped[table] = texts("select " + columns + ` from "` + table + `"`)
		slices.Sort(dumped[table])
	}
	return dumped
}

func TestADeskComesBackFromItsArchiveTableByTable(t *testing.T) {
	a := newArchived(t)
	path, err := a.takeIn(a.zip)
	check(t, err)
	before, after := a.dump(a.path), a.dump(path)
	if len(before) < 12 {
		t.Fatalf("only %d tables were looked at", len(before))
	}
	for name, rows := range before {
		if len(rows) == 0 {
			t.Errorf("nothing of table %s was tried", name)
		}
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	s, err := store.Open(ctx, path)
	check(t, err)
	defer s.Close()
	check(t, s.Read(ctx, func(r *store.Reader) error {
		claims, err := r.CountClaims(0, store.ClaimFilter{Text: "million"})
		if err != nil || claims.Total() == 0 {
			t.Errorf("a search for words of a claim finds %d claims", claims.Total())
		}
		found, err := r.Library(0, store.LibraryQuery{Text: "治理", Limit: 10})
		if len(found) != 1 {
			t.Errorf("a search for words of the article finds %d", len(found))
		}
		return err
	}))
	var again bytes.Buffer
	check(t, desk.New(s).WriteArchive(ctx, desk.CommandLine, &again))
	if !slices.Equal(tablesOf(t, a.zip), tablesOf(t, again.Bytes())) {
		t.Error("the archive of the new desk is another")
	}
}

// tablesOf gives the files of an archive but for its manifest.
func tablesOf(t *testing.T, archive []byte) (texts []string) {
	t.Helper()
	packed, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	check(t, err)
	for _, f := range packed.File {
		if f.Name == "manifest.json" {
			continue
		}
		file, err := f.Open()
		check(t, err)
		text, err := io.ReadAll(file)
		check(t, err)
		texts = append(texts, f.Name+"\n"+string(text))
	}
	return texts
}

func TestAnArchiveIsOneSnapshot(t *testing.T) {
	n := newNewsroom(t)
	n.mark(t, n.rosa, "phrase")
	var late factcheck.Claim
	w := writerFunc(func(p []byte) (int, error) {
		if late.ID == 0 {
			late = n.mark(t, n.rosa, "The company")
		}
		return len(p), nil
	})
	var out bytes.Buffer
	check(t, n.WriteArchive(ctx, n.admin, io.MultiWriter(w, &out)))
	if late.ID == 0 || strings.Contains(strings.Join(tablesOf(t, out.Bytes()), ""), "The company\"") {
		t.Errorf("claim %d, marked while the archive was written, is in it", late.ID)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestAnArchiveIsTheAdminsToTake(t *testing.T) {
	n := newNewsroom(t)
	wantCode(t, n.WriteArchive(ctx, n.editor, io.Discard), factcheck.Forbidden)
}

func TestADeskThatHoldsSomethingIsLeftAsItIs(t *testing.T) {
	a := newArchived(t)
	before := a.dump(a.path)
	_, err := desk.ReadArchive(ctx, a.path, bytes.NewReader(a.zip), int64(len(a.zip)))
	wantCode(t, err, factcheck.Conflict)
	if diff := cmp.Diff(before, a.dump(a.path)); diff != "" {
		t.Error(diff)
	}
}

func TestAnotherProgramsDatabaseIsLeftAsItIs(t *testing.T) {
	a := newArchived(t)
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite", "file:"+path)
	check(t, err)
	_, err = db.Exec("create table cars (id integer)")
	check(t, errors.Join(err, db.Close()))
	before, err := os.ReadFile(path)
	check(t, err)
	if _, err = desk.ReadArchive(ctx, path, bytes.NewReader(a.zip), int64(len(a.zip))); err == nil {
		t.Error("an archive is taken in over it")
	}
	after, err := os.ReadFile(path)
	check(t, err)
	if !bytes.Equal(before, after) {
		t.Error("it was changed")
	}
}

func TestAnEmptyDeskTakesAnArchive(t *testing.T) {
	a := newArchived(t)
	path := filepath.Join(t.TempDir(), "empty.db")
	s, err := store.Open(ctx, path)
	check(t, err)
	check(t, s.Close())
	_, err = desk.ReadArchive(ctx, path, bytes.NewReader(a.zip), int64(len(a.zip)))
	check(t, err)
	if diff := cmp.Diff(a.dump(a.path), a.dump(path)); diff != "" {
		t.Error(diff)
	}
}

// TestAnArchiveOfAnOlderSchemaIsBroughtUpToDate writes one as the first schema would have.
func TestAnArchiveOfAnOlderSchemaIsBroughtUpToDate(t *testing.T) {
	var tables []store.Table
	first := filepath.Join(t.TempDir(), "first.db")
	check(t, store.Rebuild(ctx, first, 1, func(tx *store.Tx) (err error) {
		tables, err = tx.Tables()
		return err
	}, func(*store.Reader) error { return nil }))
	var out bytes.Buffer
	var kept []export.ArchiveTable
	for _, table := range tables {
		rows := func(func(string, error) bool) {}
		if table.Name == "people" {
			rows = func(yield func(string, error) bool) {
				yield(`{"id":7,"name":"rosa","display_name":"Rosa","role":"admin","password_hash":"`+passwordHash+`","disabled":0,"created_at":"2019-10-24T00:00:00.000Z","updated_at":""}`, nil)
			}
		}
		kept = append(kept, export.ArchiveTable{Name: table.Name, Columns: table.Columns, Rows: rows})
	}
	check(t, export.WriteArchive(&out, 1, "2019-10-24T00:00:00.000Z", kept))
	path := filepath.Join(t.TempDir(), "new.db")
	_, err := desk.ReadArchive(ctx, path, bytes.NewReader(out.Bytes()), int64(out.Len()))
	check(t, err)
	s, err := store.Open(ctx, path)
	check(t, err)
	defer s.Close()
	check(t, s.Read(ctx, func(r *store.Reader) error {
		schema, err := r.Schema()
		if newest := store.NewestSchema(); schema != newest {
			t.Errorf("the schema is %d, want %d", schema, newest)
		}
		p, unknown := r.PersonNamed("rosa")
		if p.ID != 7 {
			t.Errorf("rosa is %+v", p)
		}
		return errors.Join(err, unknown)
	}))
}
