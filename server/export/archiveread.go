package export

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"stet/server/factcheck"
)

// Archive is an archive that was found whole: every table has as many rows as its manifest says, and the same bytes.
type Archive struct {
	Manifest
	packed *zip.Reader
}

// What an archive may ask of whoever reads it, in bytes. No desk writes as much: its longest row is of a draft, whose 64 MB of JSON take
// twice that at most as a text within JSON.
const (
	longestManifest = 1 << 20
	longestRow      = 1 << 28
)

// OpenArchive reads an archive through and checks it against its manifest. What is damaged is Invalid, and named; what unpacks to more
// than room, in bytes, is refused before it is read.
func OpenArchive(file io.ReaderAt, size int64, room uint64) (*Archive, error) {
	packed, err := zip.NewReader(file, size)
	if err != nil {
		return nil, factcheck.Wrap(factcheck.Invalid, err, "The file is no archive of a desk, or its end is missing. Take another copy of it, or export the desk again.")
	}
	a := &Archive{packed: packed}
	if err := a.namesOnce(); err != nil {
		return nil, err
	}
	if err := a.fits(room); err != nil {
		return nil, err
	}
	if err := a.readManifest(); err != nil {
		return nil, err
	}
	for _, t := range a.Tables {
		if err := a.check(t); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// namesOnce holds that no two files have one name, since either could be read for it.
func (a *Archive) namesOnce() error {
	seen := map[string]bool{}
	for _, file := range a.packed.File {
		if seen[file.Name] {
			return damaged(file.Name, errors.New("it is there twice"))
		}
		seen[file.Name] = true
	}
	return nil
}

// fits holds the sizes that the archive says its files have against the room there is; no more than that is read of any. How far they
// are packed tells nothing: a desk that keeps many changes of a long note packs to a five-hundredth.
func (a *Archive) fits(room uint64) error {
	if wants := a.unpacked(); wants > room {
		return factcheck.Errorf(factcheck.Invalid, "The archive unpacks to %d MB, and the disk has room for %d MB. Nothing was taken in. Make room, or name a file on another disk with --db.", wants>>20+1, room>>20)
	}
	return nil
}

// unpacked is what the files come to together, in bytes, or as many as can be told.
func (a *Archive) unpacked() (bytes uint64) {
	for _, file := range a.packed.File {
		bytes += min(file.UncompressedSize64, math.MaxUint64-bytes)
	}
	return bytes
}

// open gives a file so far as its size was told.
func (a *Archive) open(name string, most int64) (io.Reader, io.Closer, error) {
	file, err := a.packed.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, file.Close())
	}
	return io.LimitReader(file, min(info.Size(), most)), file, nil
}

func (a *Archive) readManifest() error {
	file, closer, err := a.open(manifestName, longestManifest)
	if err != nil {
		return factcheck.Wrap(factcheck.Invalid, err, "The file is no archive of a desk: it has no "+manifestName+". Archives are made by stet export desk.")
	}
	defer closer.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return damaged(manifestName, err)
	}
	if err := json.Unmarshal(text, &a.Manifest); err != nil || a.Format != archiveFormat || a.Schema < 1 {
		return damaged(manifestName, err)
	}
	names := map[string]bool{}
	for _, t := range a.Tables {
		names[t.Name] = true
	}
	if len(names) != len(a.Tables) {
		return damaged(manifestName, nil)
	}
	if a.Version != archiveVersion {
		return factcheck.Errorf(factcheck.Invalid, "The archive is of version %d of its format; this program reads version %d. Use the Stet that made it, or a newer one.", a.Version, archiveVersion)
	}
	return nil
}

func damaged(name string, cause error) error {
	return factcheck.Wrap(factcheck.Invalid, cause, fmt.Sprintf("The archive is damaged: %s is not what it was when it was written. Nothing was taken in. Use another copy of the archive.", name))
}

// check reads a table through.
func (a *Archive) check(t ManifestTable) error {
	file, closer, err := a.open(t.file(), math.MaxInt64)
	if err != nil {
		return damaged(t.file(), err)
	}
	defer closer.Close()
	sum, rows := sha256.New(), newlines(0)
	if _, err := io.Copy(io.MultiWriter(sum, &rows), file); err != nil {
		return damaged(t.file(), err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != t.SHA256 || int(rows) != t.Rows {
		return damaged(t.file(), nil)
	}
	return nil
}

// newlines counts the line ends of what is written to it.
type newlines int

// Write implements io.Writer.
func (n *newlines) Write(p []byte) (int, error) {
	*n += newlines(bytes.Count(p, []byte("\n")))
	return len(p), nil
}

// Rows gives the rows of a table, a value for each of its columns: nil, int64, float64 or string.
func (a *Archive) Rows(t ManifestTable) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		if err := a.rows(t, yield); err != nil {
			yield(nil, err)
		}
	}
}

func (a *Archive) rows(t ManifestTable, yield func([]any, error) bool) error {
	file, closer, err := a.open(t.file(), math.MaxInt64)
	if err != nil {
		return damaged(t.file(), err)
	}
	defer closer.Close()
	lines := bufio.NewReaderSize(file, writeAtOnce)
	for {
		line, err := nextRow(lines, longestRow)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return rowError(t, err)
		}
		values, err := t.values(line)
		if err != nil {
			return damaged(t.file(), err)
		}
		if !yield(values, nil) {
			return nil
		}
	}
}

var errLongRow = errors.New("a row is too long")

// nextRow reads a line without its end, each byte once; [io.EOF] where there is none. The last line may lack its end.
func nextRow(lines *bufio.Reader, longest int) ([]byte, error) {
	var row bytes.Buffer
	for {
		part, err := lines.ReadSlice('\n')
		row.Write(part)
		switch {
		case row.Len() > longest:
			return nil, errLongRow
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && row.Len() > 0:
			return row.Bytes(), nil
		}
		return bytes.TrimSuffix(row.Bytes(), []byte("\n")), err
	}
}

func rowError(t ManifestTable, err error) error {
	if err == errLongRow {
		return factcheck.Errorf(factcheck.Invalid, "A row of %s in the archive is longer than %d MB, which no desk's is. Nothing was taken in. Use another copy of the archive.", t.file(), longestRow>>20)
	}
	return damaged(t.file(), err)
}

// values reads a row, which has a value for each column and no other, each once.
func (t ManifestTable) values(line []byte) ([]any, error) {
	row := make(map[string]jsontext.Value, len(t.Columns))
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, err
	}
	values := make([]any, len(t.Columns))
	for i, name := range t.Columns {
		value, known := row[name]
		if !known {
			return nil, fmt.Errorf("a row has no %s", name)
		}
		var err error
		if values[i], err = stored(value); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if len(row) != len(values) {
		return nil, fmt.Errorf("a row has %d values for %d columns", len(row), len(values))
	}
	return values, nil
}

// stored gives a JSON value as a database keeps it.
func stored(value jsontext.Value) (any, error) {
	switch value.Kind() {
	case 'n':
		return nil, nil
	case '"':
		text, err := jsontext.AppendUnquote(nil, value)
		return string(text), err
	case '0':
		if n, err := strconv.ParseInt(string(value), 10, 64); err == nil {
			return n, nil
		}
		return strconv.ParseFloat(string(value), 64)
	}
	return nil, fmt.Errorf("%s is no value of a row", value.Kind())
}
