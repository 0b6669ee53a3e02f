package store_test

import (
	"compress/gzip"
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/factcheck"
	"stet/server/store"
)

// kept unpacks a desk that an earlier Stet made, each of one schema: the demonstration library with a claim changed, one deleted,
// a review assigned and decisions made. "schema-3+6" has the migrations up to 3, and 6, which was there before 4 and 5 were.
func kept(t *testing.T, name string) (path string) {
	t.Helper()
	packed := must(os.Open(filepath.Join("testdata", name)))
	defer packed.Close()
	path = filepath.Join(t.TempDir(), "desk.db")
	unpacked := must(os.Create(path))
	defer unpacked.Close()
	must(io.Copy(unpacked, must(gzip.NewReader(packed))))
	return path
}

func TestDesksOfEarlierSchemasAreUpgradedWithAllTheyHold(t *testing.T) {
	for _, file := range must(filepath.Glob("testdata/schema-*.db.gz")) {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			path := kept(t, name)
			before := holdings(t, path)
			s := open(t, path)
			if diff := cmp.Diff(before, holdings(t, path)); diff != "" {
				t.Errorf("-before +after:\n%s", diff)
			}
			if damage := must(s.Damage(context.Background())); len(damage) > 0 {
				t.Errorf("after the upgrade: %q", damage)
			}
			if faults := must(s.SchemaFaults(context.Background())); len(faults) > 0 {
				t.Errorf("its schema is not as a new desk's: %q", faults)
			}
			d := &desk{Store: s, path: path}
			d.read(t, func(r *store.Reader) error {
				n := must(r.CountClaims(0, store.ClaimFilter{Text: "治理 changed"})).Total()
				if articles := must(r.Library(0, store.LibraryQuery{Text: "治理", Limit: 9})); n != 1 || len(articles) == 0 {
					t.Errorf("the search finds %d claims and %d articles", n, len(articles))
				}
				return nil
			})
			if earlier := must(filepath.Glob(path + ".before-schema-*")); len(earlier) != 1 {
				t.Errorf("the desk of before is kept as %q", earlier)
			} else if diff := cmp.Diff(before, holdings(t, earlier[0])); diff != "" {
				t.Errorf("the desk of before: -was +is:\n%s", diff)
			}
		})
	}
}

// TestAnUpgradeThatFailsLeavesTheDeskAsItWas has a table in the way of the migrations.
func TestAnUpgradeThatFailsLeavesTheDeskAsItWas(t *testing.T) {
	path := kept(t, "schema-2.db.gz")
	db := must(sql.Open("sqlite", path))
	must(db.Exec("create table claim_search_follows (in_the_way text)"))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	before := holdings(t, path)
	_, err := store.Open(context.Background(), path)
	if factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "is as it was") {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff(before, holdings(t, path)); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
	if left := must(filepath.Glob(path + "?*")); len(left) > 0 {
		t.Errorf("the upgrade leaves %q", left)
	}
}

func TestADeskInUseIsNotUpgraded(t *testing.T) {
	path := kept(t, "schema-2.db.gz")
	other := must(sql.Open("sqlite", path))
	defer other.Close()
	other.SetMaxOpenConns(1)
	must(other.Exec("pragma journal_mode(wal)"))
	must(other.Exec("select * from people"))
	if _, err := store.Open(context.Background(), path); factcheck.CodeOf(err) != factcheck.Unavailable || !strings.Contains(err.Error(), "stop that first") {
		t.Errorf("got %v", err)
	}
}

// holdings tells all that must outlive an upgrade: every row of what was in the tables then, by the columns they had.
func holdings(t *testing.T, path string) map[string][]string {
	t.Helper()
	db := must(sql.Open("sqlite", path))
	defer db.Close()
	found := map[string][]string{}
	queries := map[string]string{
		"people":    "select concat_ws('|', id, name, display_name, role, disabled, created_at) from people order by id",
		"articles":  "select concat_ws('|', id, title, byline, publisher, url, published_on, language, revision, created_at) from articles order by id",
		"revisions": "select concat_ws('|', article_id, number, text, length, words, blocks, links, reason, created_by) from revisions order by 1",
		"reviews":   "select concat_ws('|', id, article_id, reviewer_id, blind, opened_at, submitted_at) from reviews order by id",
		"claims": `select concat_ws('|', id, article_id, review_id, revision, start, "end", quote, prefix, suffix, kind, verdict, rating, note, speaker,
			version, deleted, created_at, updated_at) from claims order by id`,
		"citations": "select concat_ws('|', claim_id, number, source_id, title, stance, is_primary, locator, passage, archived_url) from citations order by claim_id, number",
		"sources":   "select concat_ws('|', id, url, title, publisher) from sources order by id",
		"schema":    "select version_id from goose_db_version where version_id <= 1 order by 1",
		"events":    "select concat_ws('|', id, at, by_id, action, article_id, claim_id, person_id, before, after, undoes) from events order by id",
	}
	if !strings.Contains(t.Name(), "schema-1.") { // which knew neither assignments nor decisions
		queries["assigned"] = "select concat_ws('|', id, due_on, assigned_by) from reviews order by id"
		queries["decisions"] = "select concat_ws('|', id, article_id, outcome, claim_id, start, \"end\", verdict, reason, version) from decisions order by id"
		queries["decided"] = "select concat_ws('|', a.id, a.decided_at, c.id, c.decision_id) from articles a join claims c on c.article_id = a.id order by c.id"
	}
	for name, query := range queries {
		rows := must(db.Query(query))
		for rows.Next() {
			var row string
			if err := rows.Scan(&row); err != nil {
				t.Fatal(err)
			}
			found[name] = append(found[name], row)
		}
		if len(found[name]) == 0 {
			t.Errorf("%s has no %s", path, name)
		}
		rows.Close()
	}
	return found
}

// TestADeskIsUpgradedWhereItIs opens one by a link to it.
func TestADeskIsUpgradedWhereItIs(t *testing.T) {
	path := kept(t, "schema-2.db.gz")
	link := filepath.Join(t.TempDir(), "desk.db")
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	open(t, link)
	if info := must(os.Lstat(link)); info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if earlier := must(filepath.Glob(path + ".before-schema-*")); len(earlier) != 1 {
		t.Errorf("beside the desk is kept %q", earlier)
	}
}

// TestADeskIsNotMadeOfAFileWithoutItsLog has another program read from a desk that is being made, so that its log cannot be moved into its
// file at the end; a disk that is full by then does the same.
func TestADeskIsNotMadeOfAFileWithoutItsLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	err := store.Rebuild(t.Context(), path, store.NewestSchema(), func(*store.Tx) error { return nil }, func(*store.Reader) error {
		made := must(filepath.Glob(path + ".partial-*/unfinished"))
		other := must(sql.Open("sqlite", made[0]))
		t.Cleanup(func() { other.Close() })
		var tables int
		return must(other.BeginTx(t.Context(), nil)).QueryRow("select count(*) from sqlite_schema").Scan(&tables)
	})
	if factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("it is answered %v", err)
	}
	if left := must(os.ReadDir(filepath.Dir(path))); len(left) > 0 {
		t.Errorf("it leaves %v", left)
	}
}
