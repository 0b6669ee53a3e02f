// Package migrations holds the database schema as numbered SQL files, applied in order when a desk's database is opened.
package migrations

import "embed"

// Files are the migrations, named NNNNN_name.sql.
//
//go:embed *.sql
var Files embed.FS
