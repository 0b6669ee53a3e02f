package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"stet/migrations"
)

// SchemaFaults gives, a line each, what of the desk's columns, indexes, triggers and views is missing, is another than the
// migrations make, or was put in besides. Litestream's own tables are let be.
func (s *Store) SchemaFaults(ctx context.Context) ([]string, error) {
	is, err := schemaParts(ctx, s.db)
	if err != nil {
		return nil, translate(err)
	}
	made, err := partsAsMade(ctx)
	if err != nil {
		return nil, translate(err)
	}
	return schemaFaults(is, made), nil
}

func schemaFaults(is, made map[string]string) (faults []string) {
	for name, definition := range made {
		switch found, ok := is[name]; {
		case !ok:
			faults = append(faults, "the "+name+" is missing")
		case found != definition:
			faults = append(faults, "the "+name+" is another than this program makes")
		}
	}
	for name := range is {
		if _, ok := made[name]; !ok {
			faults = append(faults, "the "+name+" is none of this program's")
		}
	}
	slices.Sort(faults)
	return faults
}

// partsAsMade reads the parts of a desk's schema off one that is made for that, in memory.
func partsAsMade(ctx context.Context) (parts map[string]string, err error) {
	db, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // each has a memory of its own
	if err := migrateIn(ctx, db, migrations.Newest()); err != nil {
		return nil, err
	}
	return schemaParts(ctx, db)
}

// schemaParts gives how each part of a schema is defined, by "trigger events_never_go" or "column claims.quote". Tables are told by
// their columns: in which order those stand depends on which migrations came later.
func schemaParts(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, `select type || ' ' || name, sql from sqlite_schema where sql is not null and (type <> 'table' or sql like 'create virtual %')
		union all select 'column ' || t.name || '.' || c.name, concat_ws(' ', c.type, c."notnull", c.dflt_value, c.pk, c.hidden) from sqlite_schema t join pragma_table_xinfo(t.name) c
		where t.type = 'table' and t.name not glob '_litestream_*' and t.name not glob 'sqlite_*'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	parts := map[string]string{}
	for rows.Next() {
		var name, definition string
		if err := rows.Scan(&name, &definition); err != nil {
			return nil, err
		}
		parts[name] = strings.Join(strings.Fields(definition), " ")
	}
	return parts, rows.Err()
}
