package server

import (
	"testing"
	"time"
)

func TestTheLatestSlowRequestsAreKept(t *testing.T) {
	var s slows
	began := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	s.note("GET", "/fast", 200, began, slowFrom-1)
	for i := range 2 * slowsKept {
		s.note("GET", "/claims/:id", 200, began.Add(time.Duration(i)*time.Second), slowFrom+time.Duration(i))
	}
	got := s.list()
	if len(got) != slowsKept || got[0].Took != slowFrom+2*slowsKept-1 || got[slowsKept-1].Took != slowFrom+slowsKept {
		t.Errorf("kept are %d, from %+v to %+v", len(got), got[0], got[len(got)-1])
	}
}
