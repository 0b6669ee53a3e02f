package store

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// Table is a table of the desk as an archive keeps it.
type Table struct {
	Name    string
	Columns []string // in the order of the schema
	key     []string // by which its rows are ordered
}

// archived are all tables but who is signed in, and what the migrations, and Litestream beside the desk, keep for themselves. Indexes
// for search are made anew.
const archived = `name not in ('sessions', 'goose_db_version', 'claim_search_follows') and name not like 'sqlite%' and name not glob '_litestream_*'`

// Tables lists the tables that an archive keeps, by name. They are read from the schema, so that none can be forgotten.
func (r *Reader) Tables() ([]Table, error) {
	names, err := all(r, scanText, "select name from pragma_table_list where schema = 'main' and type = 'table' and "+archived+" order by name")
	if err != nil {
		return nil, err
	}
	tables := make([]Table, len(names))
	for i, name := range names {
		if tables[i], err = r.table(name); err != nil {
			return nil, err
		}
	}
	return tables, nil
}

type tableColumn struct {
	name string
	key  int // its place in the primary key, from 1; 0 where it is not of it
}

func (r *Reader) table(name string) (Table, error) {
	columns, err := all(r, func(row scanner) (c tableColumn, err error) {
		err = row.Scan(&c.name, &c.key)
		return c, err
	}, "select name, pk from pragma_table_info(?) order by cid", name)
	t := Table{Name: name}
	for _, c := range columns {
		t.Columns = append(t.Columns, c.name)
	}
	slices.SortStableFunc(columns, func(a, b tableColumn) int { return a.key - b.key })
	for _, c := range columns {
		if c.key > 0 {
			t.key = append(t.key, quoted(c.name))
		}
	}
	if t.key == nil {
		t.key = []string{"rowid"}
	}
	return t, err
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// EachRow gives every row of a table as a JSON object of its columns, ordered by the primary key, in constant memory.
func (r *Reader) EachRow(t Table) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		if err := r.eachRow(t, yield); err != nil {
			yield("", err)
		}
	}
}

func (r *Reader) eachRow(t Table, yield func(string, error) bool) error {
	pairs := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		pairs[i] = "'" + strings.ReplaceAll(c, "'", "''") + "', " + quoted(c)
	}
	rows, err := r.query("select json_object(" + strings.Join(pairs, ", ") + ") from " + quoted(t.Name) + " order by " + strings.Join(t.key, ", "))
	if err != nil {
		return err
	}
	defer rows.Close()
	var row string
	for rows.Next() {
		if err := rows.Scan(&row); err != nil {
			return err
		}
		if !yield(row, nil) {
			return nil
		}
	}
	return rows.Err()
}

// Schema gives the number of the latest migration that the database has seen.
func (r *Reader) Schema() (int64, error) {
	return r.number("select max(version_id) from goose_db_version where is_applied")
}

// holdsRows says whether any of the tables that an archive keeps has a row.
func (r *Reader) holdsRows() (bool, error) {
	tables, err := r.Tables()
	if err != nil {
		return false, err
	}
	for _, t := range tables {
		n, err := r.number("select exists (select 1 from " + quoted(t.Name) + ")")
		if err != nil || n == 1 {
			return n == 1, err
		}
	}
	return false, nil
}

// largestID leaves so many more ids that none runs out, or is more than a script can hold.
const largestID = 1 << 52

// AddRow adds a row to a table that [Reader.Tables] gave, with a value for each of its columns. One that the schema refuses is
// Invalid, and so is one whose id no desk comes to.
func (t *Tx) AddRow(table Table, values []any) error {
	if at := slices.Index(table.Columns, "id"); at >= 0 {
		if id, whole := values[at].(int64); !whole || id < 1 || id > largestID {
			return noRow(table, fmt.Errorf("its id is %v", values[at]))
		}
	}
	names := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		names[i] = quoted(c)
	}
	places := strings.Repeat(", ?", len(names))[2:]
	err := t.exec("insert into "+quoted(table.Name)+" ("+strings.Join(names, ", ")+") values ("+places+")", values...)
	if isConstraint(err) {
		return noRow(table, err)
	}
	return err
}

func noRow(table Table, cause error) error {
	return factcheck.Wrap(factcheck.Invalid, cause, "A row of the table "+table.Name+" is none that a desk could hold. Nothing was taken in; use another copy of the archive.")
}
