package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"stet/server/export"
	"stet/server/factcheck"
)

// rows gives rows as a reader of the desk does.
func rows(texts ...string) func(func(string, error) bool) {
	return func(yield func(string, error) bool) {
		for _, text := range texts {
			if !yield(text, nil) {
				return
			}
		}
	}
}

func packed(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	err := export.WriteArchive(&out, 6, "2026-01-02T03:04:05.000Z", []export.ArchiveTable{
		{Name: "claims", Columns: []string{"id", "note", "rating", "claim_id"}, Rows: rows(`{"id":9007199254740993,"note":"=1+1\n\u2028 治理 👨‍👩‍👧‍👦","rating":1.5,"claim_id":null}`, `{"id":2,"note":"","rating":0,"claim_id":1}`)},
		{Name: "people", Columns: []string{"id"}, Rows: rows()},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnArchiveIsReadBackAsItWasWritten(t *testing.T) {
	whole := packed(t)
	a, err := export.OpenArchive(bytes.NewReader(whole), int64(len(whole)), math.MaxUint64)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]any
	for row, err := range a.Rows(a.Tables[0]) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, row)
	}
	want := [][]any{{int64(9007199254740993), "=1+1\n\u2028 治理 👨‍👩‍👧‍👦", 1.5, nil}, {int64(2), "", int64(0), int64(1)}}
	if diff := cmp.Diff(want, got); diff != "" || a.Schema != 6 || a.Tables[0].Rows != 2 || a.Tables[1].Rows != 0 {
		t.Errorf("%+v %s", a.Manifest, diff)
	}
}

func TestAnArchiveFailsWithItsRowsAndItsWriter(t *testing.T) {
	lost := errors.New("the disk is gone")
	failing := func(yield func(string, error) bool) { _ = yield(`{"id":1}`, nil) && yield("", lost) }
	tables := []export.ArchiveTable{{Name: "claims", Columns: []string{"id"}, Rows: failing}}
	if err := export.WriteArchive(&bytes.Buffer{}, 6, "", tables); !errors.Is(err, lost) {
		t.Errorf("it ended with %v", err)
	}
	tables[0].Rows = rows(`{"id":1}`)
	for _, room := range []int{0, 40, 200} {
		if err := export.WriteArchive(&full{room}, 6, "", tables); !errors.Is(err, errFull) {
			t.Errorf("into %d bytes it ended with %v", room, err)
		}
	}
}

func TestReportsFailWithTheirSourceAndTheirWriter(t *testing.T) {
	lost := errors.New("the disk is gone")
	failing := func(yield func(*export.Report, error) bool) {
		_ = yield(material().report(), nil) && yield(nil, lost)
	}
	for _, f := range []export.ReportFormat{export.Markdown, export.ClaimReview} {
		var out strings.Builder
		if err := export.WriteReports(&out, f, export.Reports{Each: failing}, export.ReportOptions{}); !errors.Is(err, lost) {
			t.Errorf("%s ended with %v", f, err)
		}
		if f == export.ClaimReview && strings.HasSuffix(out.String(), "]\n") {
			t.Error("half a list looks whole")
		}
		if err := export.WriteReports(&full{100}, f, export.Just(material().report()), export.ReportOptions{}); !errors.Is(err, errFull) {
			t.Errorf("%s into a full disk ended with %v", f, err)
		}
	}
}

// told is an archive whose only table says that it has so many bytes, and has none.
func told(t *testing.T, bytesOfTable uint64) []byte {
	t.Helper()
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	manifest, err := w.Create("manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(manifest, `{"format": "stet-desk", "version": 1, "schema": 1, "tables": [{"name": "claims", "rows": 0, "sha256": "%x"}]}`, sha256.Sum256(nil))
	raw, err := w.CreateRaw(&zip.FileHeader{Name: "tables/claims.jsonl", Method: zip.Deflate, UncompressedSize64: bytesOfTable, CompressedSize64: 5})
	if err != nil {
		t.Fatal(err)
	}
	raw.Write([]byte{1, 0, 0, 0xff, 0xff})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// TestAnArchiveThatWouldFillTheDiskIsRefused lies about how much it is.
func TestAnArchiveThatWouldFillTheDiskIsRefused(t *testing.T) {
	for _, much := range []uint64{3 << 30, math.MaxInt64, math.MaxUint64} {
		file := told(t, much)
		if _, err := export.OpenArchive(bytes.NewReader(file), int64(len(file)), 1<<30); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "the disk has room for 1024 MB") {
			t.Errorf("an archive of %d bytes, unpacked, is answered %v", much, err)
		}
	}
	file := told(t, 3<<30)
	if _, err := export.OpenArchive(bytes.NewReader(file), int64(len(file)), 1<<30); err == nil || !strings.Contains(err.Error(), "unpacks to 3073 MB") {
		t.Errorf("how much it is is told as %v", err)
	}
}

// TestAnArchiveMayBePackedAsTightlyAsItIs looks for the first thing wrong with one of 3 GB in some hundred bytes, where there is room for
// that, and reads one for which there is just room.
func TestAnArchiveMayBePackedAsTightlyAsItIs(t *testing.T) {
	file := told(t, 3<<30)
	if _, err := export.OpenArchive(bytes.NewReader(file), int64(len(file)), 4<<30); err == nil || !strings.Contains(err.Error(), "tables/claims.jsonl is not what it was") {
		t.Errorf("it is answered %v", err)
	}
	whole := packed(t)
	unpacked, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		t.Fatal(err)
	}
	room := uint64(0)
	for _, file := range unpacked.File {
		room += file.UncompressedSize64
	}
	if _, err := export.OpenArchive(bytes.NewReader(whole), int64(len(whole)), room); err != nil {
		t.Errorf("where there is just room for it: %v", err)
	}
	if _, err := export.OpenArchive(bytes.NewReader(whole), int64(len(whole)), room-1); err == nil {
		t.Error("where a byte is wanting, it is read")
	}
}

func TestAManifestThatNamesATableTwiceIsRefused(t *testing.T) {
	var file bytes.Buffer
	w := zip.NewWriter(&file)
	manifest, err := w.Create("manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(manifest, `{"format": "stet-desk", "version": 1, "schema": 1, "tables": [{"name": "claims"}, {"name": "claims"}]}`)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := export.OpenArchive(bytes.NewReader(file.Bytes()), int64(file.Len()), math.MaxUint64); factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), "manifest.json") {
		t.Errorf("it is answered %v", err)
	}
}

// FuzzOpenArchive reads what is no archive, or one that somebody has changed: it is refused by name or read through.
func FuzzOpenArchive(f *testing.F) {
	whole := packed(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, file []byte) {
		a, err := export.OpenArchive(bytes.NewReader(file), int64(len(file)), math.MaxUint64)
		if err != nil {
			if factcheck.CodeOf(err) != factcheck.Invalid {
				t.Errorf("refused with %v", err)
			}
			return
		}
		for _, table := range a.Tables {
			for _, err := range a.Rows(table) {
				if err != nil && factcheck.CodeOf(err) != factcheck.Invalid {
					t.Errorf("a row is refused with %v", err)
				}
			}
		}
	})
}
