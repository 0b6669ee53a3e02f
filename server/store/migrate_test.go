package store

import (
	"context"
	"database/sql"
	"path/filepath"
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

func TestADatabaseOfANewerStetIsRefused(t *testing.T) {
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
	if _, err := db.Exec("insert into goose_db_version (version_id, is_applied) values (99999, 1)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path); factcheck.CodeOf(err) != factcheck.Unavailable {
		t.Errorf("got %v, want it refused as made by a newer Stet", err)
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
