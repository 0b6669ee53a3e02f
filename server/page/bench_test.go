package page_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// BenchmarkWorkbench opens an article of 1,200 words with 300 claims: rendered anew, as it was rendered before, and not sent
// since the browser has it.
func BenchmarkWorkbench(b *testing.B) {
	n := newNewsroom(b)
	n.article = n.importText(strings.Repeat("A paragraph of about as many words as a claim that can be checked would have, and then some more of them.\n\n", 60))
	for i := range 300 {
		n.markSpan("rosa", 20*i, 20*i+18)
	}
	rosa := n.browser("rosa")
	open := func(b *testing.B, path string, want int) answer {
		got := rosa.get(path)
		if got.status != want {
			b.Fatalf("status %d: %.300s", got.status, got.body)
		}
		return got
	}
	b.Run("anew", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			open(b, n.bench()+"?anew="+strconv.Itoa(i), http.StatusOK)
		}
	})
	b.Run("again", func(b *testing.B) {
		var got answer
		for b.Loop() {
			got = open(b, n.bench(), http.StatusOK)
		}
		b.ReportMetric(float64(len(got.body)), "bytes/page")
	})
	b.Run("unchanged", func(b *testing.B) {
		rosa.header.Set("If-None-Match", open(b, n.bench(), http.StatusOK).header.Get("ETag"))
		defer rosa.header.Del("If-None-Match")
		for b.Loop() {
			open(b, n.bench(), http.StatusNotModified)
		}
	})
	b.Run("marking", func(b *testing.B) {
		scripted := rosa.scripted(0)
		for i := 0; b.Loop(); i++ {
			start := 20*(i%300) + 2
			form := url.Values{"start": {strconv.Itoa(start)}, "end": {strconv.Itoa(start + 9)}}
			if got := scripted.post(n.bench()+"/claims", form); got.status != http.StatusOK {
				b.Fatalf("status %d: %.300s", got.status, got.body)
			}
		}
	})
}
