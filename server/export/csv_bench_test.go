package export_test

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"runtime/metrics"
	"slices"
	"testing"
	"time"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

const (
	manyClaims = 100_000
	viewer     = 2 // somebody other than the reviewer
)

// sqliteCSV asks SQLite's own shell for the same columns, in the form that is fastest there.
const sqliteCSV = `select c.id, c.article_id, a.title, a.url, a.published_on, c.revision, p.name, c.start, c."end", c.quote, c.kind, c.speaker,
	c.verdict, nullif(c.rating, 0), c.note,
	(select count(*) from citations t where t.claim_id = c.id),
	(select count(*) from citations t where t.claim_id = c.id and t.is_primary),
	(select group_concat(t.title || ' <' || s.url || '> [' || t.stance || '; ' || iif(t.is_primary, 'primary', 'secondary')
		|| iif(t.locator = '', '', '; ' || t.locator) || ']', ' | ')
		from citations t join sources s on s.id = t.source_id where t.claim_id = c.id),
	'', c.created_at, c.updated_at, 'https://desk.example.org/articles/' || c.article_id || '#claim-' || c.id
	from claims c cross join reviews v on v.id = c.review_id cross join people p on p.id = v.reviewer_id
	cross join articles a on a.id = c.article_id
	where not c.deleted order by c.id`

// BenchmarkClaimsCSV writes a large desk's claims, turn by turn with SQLite's shell where there is one, and reports the time as
// a multiple of the shell's, and by how much the heap grew at its highest.
func BenchmarkClaimsCSV(b *testing.B) {
	s, path := fullDesk(b)
	shell, noShell := exec.LookPath("sqlite3")
	var ours, theirs []time.Duration
	var peak uint64
	for b.Loop() {
		w := &heapWatcher{begin: heap()}
		ours = append(ours, timed(b, func() error { return everyClaim(s, w) }))
		peak = max(peak, w.peak)
		if noShell == nil {
			b.StopTimer()
			theirs = append(theirs, timed(b, exec.Command(shell, "-csv", "-header", path, sqliteCSV).Run))
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
	if noShell == nil {
		b.ReportMetric(float64(median(ours))/float64(median(theirs)), "x-sqlite3")
	}
}

func everyClaim(s *store.Store, w io.Writer) error {
	return s.Snapshot(context.Background(), func(r *store.Reader) error {
		return export.Claims(w, export.CSV, r.EachClaim(viewer, store.ClaimFilter{}), export.Options{BaseURL: "https://desk.example.org"})
	})
}

// fullDesk makes a desk of many claims on a few articles, every second one with a citation.
func fullDesk(b *testing.B) (s *store.Store, path string) {
	b.Helper()
	path = filepath.Join(b.TempDir(), "desk.db")
	s, err := store.Open(context.Background(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	if err := s.Write(context.Background(), fill); err != nil {
		b.Fatal(err)
	}
	return s, path
}

func fill(tx *store.Tx) error {
	const at = factcheck.Timestamp("2026-01-02T03:04:05.678Z")
	reviewer, err := tx.AddPerson(factcheck.Person{Name: "rosa", Role: factcheck.Reviewer, CreatedAt: at}, "")
	if err != nil {
		return err
	}
	const claimsOfAnArticle = 500
	var article int64
	var review factcheck.Review
	for i := range manyClaims {
		if i%claimsOfAnArticle == 0 {
			a := factcheck.Article{Title: fmt.Sprintf("Lobbying, quarter %d", i), URL: fmt.Sprintf("https://news.example.org/%d", i), PublishedOn: "2019-10-24", Revision: 1, CreatedAt: at}
			if article, err = tx.AddArticle(a, store.Prepare(factcheck.Revision{Number: 1, Text: "text", Length: 4, CreatedAt: at}), 0); err != nil {
				return err
			}
			if review, err = tx.OpenReview(article, reviewer, at); err != nil {
				return err
			}
		}
		c := factcheck.Claim{ArticleID: article, ReviewID: review.ID, Revision: 1, Span: factcheck.Span{Start: i, End: i + 60}, Kind: factcheck.Money,
			Quote: fmt.Sprintf("The company spent US$12.62 million on lobbying in %d, \"more than ever\".", i), Prefix: "as the filings of that year show: ",
			Suffix: " A spokesperson declined to say", Verdict: factcheck.Verdicts[i%4], Rating: factcheck.Rating(i % 6),
			Note: "The filings give 12.6, not 12.62; see the table of the second quarter.", Speaker: "A. Writer", Version: 1, CreatedAt: at, UpdatedAt: at}
		if c.ID, err = tx.AddClaim(c); err != nil {
			return err
		}
		if i%2 == 0 {
			if err := tx.SetCitations(c.ID, []factcheck.Citation{citation(i)}, at); err != nil {
				return err
			}
		}
	}
	return nil
}

func citation(i int) factcheck.Citation {
	return factcheck.Citation{Number: 1, URL: fmt.Sprintf("https://filings.example.org/%d", i%1000), Title: "Quarterly filing", Publisher: "The Clerk",
		Stance: factcheck.Refutes, Primary: true, Locator: "p. 12", Passage: "Total: 12.6 million", AccessedOn: "2026-01-02"}
}

func timed(b *testing.B, f func() error) time.Duration {
	b.Helper()
	began := time.Now()
	if err := f(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// heapWatcher throws away what it is given and notes how high the heap stands meanwhile, in bytes above where it began.
type heapWatcher struct{ begin, peak uint64 }

func (w *heapWatcher) Write(p []byte) (int, error) {
	if now := heap(); now > w.begin {
		w.peak = max(w.peak, now-w.begin)
	}
	return len(p), nil
}

func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
