package respond

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestADownloadMovesFasterThanACrawl takes one as slowly as may be, and then slower.
func TestADownloadMovesFasterThanACrawl(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &download{began: time.Now()}
		for range 100 { // at twice the slowest rate it goes on for as long as it takes
			d.sent += 2 * slowestRate * 60
			time.Sleep(time.Minute)
			if left := time.Until(d.deadline()); left != stallTime {
				t.Fatalf("after %d bytes %v are left", d.sent, left)
			}
		}
		d.began, d.sent = time.Now(), 0
		time.Sleep(graceTime - time.Second)
		if left := time.Until(d.deadline()); left != time.Second {
			t.Errorf("of nothing taken, %v are left", left)
		}
		time.Sleep(time.Second)
		if left := time.Until(d.deadline()); left > 0 {
			t.Errorf("after the grace %v are left", left)
		}
	})
}
