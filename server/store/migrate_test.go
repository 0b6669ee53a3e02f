package store

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"

	"stet/migrations"
	"stet/server/factcheck"
)

// TestMigrationsGoUpDownAndUpAgain holds that each migration takes back all it made.
func TestMigrationsGoUpDownAndUpAgain(t *testing.T) {
	ctx := context.Background()
	db := openFile(t)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	up := func() []string {
		if _, err := provider.Up(ctx); err != nil {
			t.Fatal(err)
		}
		return schema(t, db)
	}
	first := up()
	if len(first) < 20 {
		t.Fatalf("the schema has but %d parts: %v", len(first), first)
	}
	if diff := cmp.Diff(first, up()); diff != "" {
		t.Errorf("run again, the migrations changed the schema:\n%s", diff)
	}
	if _, err := provider.DownTo(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if left := schema(t, db); len(left) != 0 {
		t.Errorf("taken back, the migrations leave %v", left)
	}
	if diff := cmp.Diff(first, up()); diff != "" {
		t.Errorf("up again, the schema is another:\n%s", diff)
	}
}

// TestADeskIsGivenWhatItLacks has desks on which migrations stood as they were before more was added to them, and one that has it all.
func TestADeskIsGivenWhatItLacks(t *testing.T) {
	for lacks, want := range map[string]string{"": "hash 1", "alter table submissions drop column sent": " 1", "alter table drafts drop column article_id": "hash 0", "drop table removed_reviews": "hash 1"} {
		db := openFile(t)
		provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := provider.UpTo(t.Context(), 9); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{
			"insert into people values (1, 'p', '', 'reviewer', '', 0, '', '')",
			"insert into articles (id, title, byline, publisher, url, published_on, language, revision, created_at) values (1, '', '', '', '', '', '', 1, '')",
			"insert into submissions (person_id, key, sent, made, made_id, at) values (1, 'k', 'hash', 'claim', 7, '2026')",
			"insert into drafts (id, person_id, content, article_id, created_at) values (3, 1, '{}', 1, '2026')",
			lacks,
		} {
			if _, err := db.Exec(statement); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := provider.Up(t.Context()); err != nil {
			t.Fatal(err)
		}
		var has string
		err = db.QueryRow(`select s.sent || ' ' || coalesce(d.article_id, 0) from submissions s join drafts d using (person_id)
			where s.key = 'k' and s.made = 'claim' and s.made_id = 7 and s.at = '2026' and d.id = 3 and d.content = '{}' and not exists (select 1 from removed_reviews)`).Scan(&has)
		if err != nil || has != want {
			t.Errorf("after %q it has %q, %v", lacks, has, err)
		}
	}
}

// TestArticlesUnderPseudonymsKeepThem has 30 reviews of an article that shows pseudonyms before each had its own.
func TestArticlesUnderPseudonymsKeepThem(t *testing.T) {
	db := openFile(t)
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		"insert into articles values (1, '', '', '', '', '', '', 1, '', 4711, ''), (2, '', '', '', '', '', '', 1, '', 0, '')",
		"with recursive n (n) as (select 1 union all select n + 1 from n where n < 30) insert into people select n, 'p' || n, '', 'reviewer', '', 0, '', '' from n",
		"insert into reviews (article_id, reviewer_id, opened_at) select a.id, p.id, '' from people p join articles a",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := provider.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
	var names, numbers, least, others int
	var last string
	err = db.QueryRow(`select count(distinct pseudonym), count(distinct masked_id), min(masked_id), max(pseudonym) filter (where length(pseudonym) = 11),
		(select count(*) from reviews where article_id = 2 and (pseudonym <> '' or masked_id is not null)) from reviews where article_id = 1`).Scan(&names, &numbers, &least, &last, &others)
	if err != nil || names != 30 || numbers != 30 || least < 1e12 || last != "Reviewer AD" || others != 0 {
		t.Errorf("%d names to %s, %d numbers from %d, %d in the other article, %v", names, last, numbers, least, others, err)
	}
}

func TestADatabaseOfANewerStetIsRefused(t *testing.T) {
	newer := []int64{99999}
	for number := range migrations.Newest() {
		if number > 0 && !slices.Contains(migrations.Numbers(), number) {
			newer = append(newer, number) // which a newer program may add after all
		}
	}
	for _, number := range newer {
		path := filepath.Join(t.TempDir(), "desk.db")
		s, err := Open(context.Background(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		db, err := sql.Open("sqlite", dsn(path))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec("insert into goose_db_version (version_id, is_applied) values (?, 1)", number); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), path); factcheck.CodeOf(err) != factcheck.Unavailable {
			t.Errorf("with migration %d: got %v, want it refused as made by a newer Stet", number, err)
		}
	}
}

func openFile(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(t.TempDir(), "desk.db")))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// schema gives every part of the schema as SQL, but for goose's own.
func schema(t *testing.T, db *sql.DB) []string {
	t.Helper()
	rows, err := db.Query("select type || ' ' || name || ': ' || coalesce(sql, '') from sqlite_schema where tbl_name not like 'goose%' and name not like 'sqlite%' order by 1")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var parts []string
	for rows.Next() {
		var part string
		if err := rows.Scan(&part); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return parts
}
