package export

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"stet/server/factcheck"
)

// TestRowsAreReadAsTheyStand reads rows shorter and longer than the reader's buffer, in pieces as small as an unpacker gives.
func TestRowsAreReadAsTheyStand(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Map(rapid.IntRange(0, 100), func(n int) string { return strings.Repeat("x", n) })).Draw(t, "rows")
		lines := bufio.NewReaderSize(iotest.OneByteReader(strings.NewReader(strings.Join(append(want, ""), "\n"))), 16)
		var got []string
		for {
			row, err := nextRow(lines, 101)
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, string(row))
		}
		if diff := cmp.Diff(append([]string{}, want...), append([]string{}, got...)); diff != "" {
			t.Error(diff)
		}
	})
}

// endless is a row without an end, and tells how much of it was taken.
type endless struct{ taken int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.taken += len(p)
	return len(p), nil
}

func TestARowWithoutAnEndIsLeftSoon(t *testing.T) {
	const longest = 1 << 20
	row := &endless{}
	_, err := nextRow(bufio.NewReaderSize(row, writeAtOnce), longest)
	if !errors.Is(err, errLongRow) || row.taken > longest+2*writeAtOnce {
		t.Errorf("after %d bytes it ends with %v", row.taken, err)
	}
	if said := rowError(ManifestTable{Name: "claims"}, err); factcheck.CodeOf(said) != factcheck.Invalid || !strings.Contains(said.Error(), "tables/claims.jsonl") || !strings.Contains(said.Error(), "256 MB") {
		t.Errorf("it is told %v", said)
	}
	lost := errors.New("the disk is gone")
	if _, err := nextRow(bufio.NewReader(iotest.ErrReader(lost)), longest); !errors.Is(err, lost) {
		t.Errorf("a reader that fails gives %v", err)
	}
	if row, err := nextRow(bufio.NewReader(strings.NewReader("{}")), longest); err != nil || string(row) != "{}" {
		t.Errorf("a last row without an end is %q, %v", row, err)
	}
}
