package export_test

import (
	"context"
	"testing"
	"time"

	"stet/server/desk"
	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// BenchmarkOtherFormats writes a large desk's claims in each other format, and the whole desk as an archive, turn by turn with the
// CSV, and reports the time as a multiple of the CSV's, and by how much the heap grew at its highest.
func BenchmarkOtherFormats(b *testing.B) {
	s, _ := fullDesk(b)
	everyClaimAs := func(f export.Format) func(*heapWatcher) error {
		return func(w *heapWatcher) error {
			return s.Snapshot(context.Background(), func(r *store.Reader) error {
				return export.Claims(w, f, r.EachClaim(viewer, store.ClaimFilter{}), export.Options{BaseURL: "https://desk.example.org"})
			})
		}
	}
	admin := factcheck.Person{ID: 1, Role: factcheck.Admin}
	for name, write := range map[string]func(*heapWatcher) error{
		"jsonl": everyClaimAs(export.JSONL), "xlsx": everyClaimAs(export.XLSX),
		"archive": func(w *heapWatcher) error { return desk.New(s).WriteArchive(context.Background(), admin, w) },
	} {
		b.Run(name, func(b *testing.B) {
			var ours, csv []time.Duration
			var peak uint64
			for b.Loop() {
				w := &heapWatcher{begin: heap()}
				ours = append(ours, timed(b, func() error { return write(w) }))
				peak = max(peak, w.peak)
				b.StopTimer()
				csv = append(csv, timed(b, func() error { return everyClaim(s, &heapWatcher{begin: heap()}) }))
				b.StartTimer()
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
			b.ReportMetric(float64(median(ours))/float64(median(csv)), "x-csv")
		})
	}
}
