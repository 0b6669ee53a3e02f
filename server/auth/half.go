package auth

import (
	"maps"
	"sync"
	"time"
)

const (
	halfFor     = 5 * time.Minute // to type a code after the password
	halvesOfOne = 10              // at once: another ends the one begun longest ago
)

// halves are the sign-ins of which the password was right and the code is still to come, in memory: a restart forgets them. One
// opens nothing but the question for the code.
type halves struct {
	now func() time.Time
	mu  sync.Mutex
	by  map[string]half // by the hash of the secret that the form carries
}

type half struct {
	given proof
	until time.Time
}

func newHalves(now func() time.Time) *halves { return &halves{now: now, by: map[string]half{}} }

// begin gives the secret by which the second half names the first.
func (h *halves) begin(given proof) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.by, func(_ string, one half) bool { return !one.until.After(h.now()) })
	h.makeRoom(given.person.ID)
	name := secret()
	h.by[hashed(name)] = half{given, h.now().Add(halfFor)}
	return name
}

// makeRoom ends a person's oldest half where another would be one too many.
func (h *halves) makeRoom(personID int64) {
	var oldest string
	mine := 0
	for name, one := range h.by {
		if one.given.person.ID != personID {
			continue
		}
		if mine++; oldest == "" || one.until.Before(h.by[oldest].until) {
			oldest = name
		}
	}
	if mine >= halvesOfOne {
		delete(h.by, oldest)
	}
}

// find gives what was given right in the half with a secret, unless its time is up.
func (h *halves) find(name string) (given proof, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	one, ok := h.by[hashed(name)]
	return one.given, ok && one.until.After(h.now())
}

// end forgets a half; only one of two who end it at once is told that it was there.
func (h *halves) end(name string) (ended bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	_, ended = h.by[hashed(name)]
	delete(h.by, hashed(name))
	return ended
}
