package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"

	"stet/server/factcheck"
)

// many gives claims as they are asked for, in the order of the text, the same row each time. seen is called with each number.
func many(d Document, n int, note string, seen func(int)) claims {
	c := marked(d, factcheck.Span{Start: 0, End: 8}, factcheck.Claim{Kind: factcheck.Money, Verdict: factcheck.Disputed, Note: note, Citations: cited[:1]})
	return func(yield func(*factcheck.ClaimRow, error) bool) {
		row := factcheck.ClaimRow{Claim: c}
		for i := range n {
			seen(i)
			row.ID = int64(i + 1)
			row.Start = i * (d.Text.Len() - 8) / n
			row.End = row.Start + 8
			row.Quote, row.Prefix, row.Suffix = d.Text.Anchor(row.Span)
			if !yield(&row, nil) {
				return
			}
		}
	}
}

// counter counts what is written.
type counter struct{ bytes int }

func (c *counter) Write(p []byte) (int, error) {
	c.bytes += len(p)
	return len(p), nil
}

// TestEveryFormatStreams writes many claims: something has gone out before the first is read, and the memory at the end is what
// it was at the beginning.
func TestEveryFormatStreams(t *testing.T) {
	const n, room = 6_000, 2 << 20 // bytes; the claims are 6 times that
	d := document(t, strings.Repeat("Twelve words stand here in a sentence that is repeated many times. ", 4_000))
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for _, f := range Formats {
		var out counter
		var before, after uint64
		err := Write(&out, f, d, many(d, n, strings.Repeat("a note ", 300), func(i int) {
			switch i {
			case 0:
				if out.bytes == 0 {
					t.Errorf("%s: nothing has gone out before the first claim is read", f)
				}
			case n / 10:
				before = heap()
			case n - 1:
				after = heap()
			}
		}))
		if err != nil {
			t.Fatal(err)
		}
		if after > before+room {
			t.Errorf("%s: the heap grew by %d KiB over %d claims", f, (after-before)>>10, n)
		}
	}
}

var errLost = errors.New("the disk is gone")

// failing gives two claims and then fails.
func failing(d Document) claims {
	return func(yield func(*factcheck.ClaimRow, error) bool) {
		for row := range many(d, 2, "", func(int) {}) {
			if !yield(row, nil) {
				return
			}
		}
		yield(nil, errLost)
	}
}

// TestAFileCutOffIsNoWholeOne breaks off an export: what has been written has no end.
func TestAFileCutOffIsNoWholeOne(t *testing.T) {
	d := document(t, "Twelve words stand here in a sentence, and others after them.")
	for _, f := range Formats {
		var out bytes.Buffer
		if err := Write(&out, f, d, failing(d)); !errors.Is(err, errLost) {
			t.Errorf("%s ended with %v", f, err)
		}
		if f == WebAnnoTSV {
			continue // rows have no end that could be missing; the connection is cut
		}
		if file, err := Read(t.Context(), &out, f, d.Text); err == nil {
			t.Errorf("%s: a broken file is read as %+v", f, file)
		}
	}
}

// full takes so many bytes and then no more.
type full struct{ left int }

var errFull = errors.New("no room left")

func (w *full) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAnExportFailsWithItsWriter(t *testing.T) {
	d := document(t, "Twelve words stand here in a sentence, and others after them.")
	for _, f := range Formats {
		for _, room := range []int{0, 100, 400} {
			if err := Write(&full{room}, f, d, many(d, 500, "a note", func(int) {})); !errors.Is(err, errFull) {
				t.Errorf("%s into %d bytes ended with %v", f, room, err)
			}
		}
	}
}

// TestALongNoteStaysWhole sends 100 kB of what formats are made of.
func TestALongNoteStaysWhole(t *testing.T) {
	note := strings.TrimSpace(strings.Repeat("=cmd|' /C calc'!A0 <script>alert(1)</script>\n\"}]\t|[1]\\_* T1\tmoney 0 5\n#Text=\n", 1300))
	d := document(t, "Twelve words stand here in a sentence, and others after them.")
	c := marked(d, factcheck.Span{Start: 7, End: 12}, factcheck.Claim{Note: note, Speaker: `"]}|[9]\`})
	for _, f := range Formats {
		back, skipped := placed(t, d, written(t, f, d, c), f)
		if len(back) != 1 || len(skipped) > 0 || tellPlaced(d, back[0]) != tellClaim(without(c, d, f.Losses())) {
			t.Errorf("%s: %d came back, left out %+v", f, len(back), skipped)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	d := document(b, strings.Repeat("Twelve words stand here in a sentence that is repeated many times. ", 400))
	for _, f := range Formats {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := Write(io.Discard, f, d, many(d, 1000, "a note", func(int) {})); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("encoding/json, of the same claims", func(b *testing.B) {
		lines := json.NewEncoder(io.Discard)
		for b.Loop() {
			for row := range many(d, 1000, "a note", func(int) {}) {
				if err := lines.Encode(row); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
