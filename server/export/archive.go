package export

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"iter"

	"stet/server/factcheck"
)

// An archive is a zip file: a file of JSON Lines for each table, an object a row, and behind them manifest.json, which says what
// they hold and how many bytes and rows that is. A zip file's list of contents comes last, so half a file is none.
const (
	archiveFormat  = "stet-desk"
	archiveVersion = 1
	manifestName   = "manifest.json"
	archiveFolder  = "tables/"
)

// Manifest says what an archive holds.
type Manifest struct {
	Format  string              `json:"format"`  // "stet-desk"
	Version int                 `json:"version"` // of the format
	Schema  int64               `json:"schema"`  // the number of the latest migration
	MadeAt  factcheck.Timestamp `json:"made_at"`
	Tables  []ManifestTable     `json:"tables"`
}

// ManifestTable says what the file of a table holds.
type ManifestTable struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int      `json:"rows"`
	SHA256  string   `json:"sha256"` // of the file's bytes, unpacked
}

func (t ManifestTable) file() string { return archiveFolder + t.Name + ".jsonl" }

// ArchiveTable is a table to be written, its rows JSON objects.
type ArchiveTable struct {
	Name    string
	Columns []string
	Rows    iter.Seq2[string, error]
}

// WriteArchive writes an archive in the memory of one row. What was written before an error is no archive.
func WriteArchive(w io.Writer, schema int64, at factcheck.Timestamp, tables []ArchiveTable) error {
	packed := zip.NewWriter(w)
	manifest := Manifest{Format: archiveFormat, Version: archiveVersion, Schema: schema, MadeAt: at}
	for _, t := range tables {
		written, err := writeTable(packed, t)
		if err != nil {
			return err
		}
		manifest.Tables = append(manifest.Tables, written)
	}
	file, err := packed.Create(manifestName)
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	if _, err := file.Write(append(text, '\n')); err != nil {
		return err
	}
	return packed.Close()
}

func writeTable(packed *zip.Writer, t ArchiveTable) (ManifestTable, error) {
	written := ManifestTable{Name: t.Name, Columns: t.Columns}
	file, err := packed.Create(written.file())
	if err != nil {
		return written, err
	}
	sum := sha256.New()
	if err := packed.Flush(); err != nil { // what is read of the first rows may take a while
		return written, err
	}
	out := bufio.NewWriterSize(io.MultiWriter(file, sum), writeAtOnce)
	for row, err := range t.Rows {
		if err != nil {
			return written, err
		}
		written.Rows++
		if _, err := out.WriteString(row + "\n"); err != nil {
			return written, err
		}
	}
	err = out.Flush()
	written.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return written, err
}
