package auth

import (
	"net/netip"
	"strings"
	"sync"
	"time"

	"stet/server/factcheck"
)

const (
	attemptWindow     = 15 * time.Minute
	attemptsByName    = 10   // failed, for one name from one address
	attemptsByAddress = 100  // failed, for all names from one address
	attemptsKept      = 4096 // counters before the expired ones are swept out
)

// attempts counts failed sign-ins, in memory: a restart forgets them. A name is counted for each address apart, so that
// nobody can lock another out from afar.
type attempts struct {
	now    func() time.Time
	mu     sync.Mutex
	counts map[attempt]count
}

type attempt struct{ address, name string }

type count struct {
	failed int
	until  time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, counts: map[attempt]count{}}
}

// begin counts an attempt as failed before it is made, so that many at once cannot slip through. It fails with RateLimited,
// and says how long to wait.
func (a *attempts) begin(address, name string) (wait time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	one, all := keys(address, name)
	if wait := max(a.wait(one, attemptsByName), a.wait(all, attemptsByAddress)); wait > 0 {
		minutes := int(wait/time.Minute) + 1
		return wait, factcheck.Errorf(factcheck.RateLimited, "Too many sign-ins have failed. Wait %d minutes, then try again; an admin can set a new password meanwhile.", minutes)
	}
	a.add(one)
	a.add(all)
	return 0, nil
}

// succeeded forgets what failed for the name, and takes this attempt off the address's count.
func (a *attempts) succeeded(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, all := keys(address, name)
	delete(a.counts, one)
	if c := a.counts[all]; c.failed > 0 {
		c.failed--
		a.counts[all] = c
	}
}

func (a *attempts) wait(key attempt, limit int) time.Duration {
	if c := a.counts[key]; c.failed >= limit {
		return c.until.Sub(a.now())
	}
	return 0
}

func (a *attempts) add(key attempt) {
	c := a.counts[key]
	if !c.until.After(a.now()) {
		c = count{until: a.now().Add(attemptWindow)}
	}
	c.failed++
	a.counts[key] = c
}

func (a *attempts) sweep() {
	if len(a.counts) < attemptsKept {
		return
	}
	for key, c := range a.counts {
		if !c.until.After(a.now()) {
			delete(a.counts, key)
		}
	}
}

func keys(address, name string) (one, all attempt) {
	network := networkOf(address)
	name = strings.ToLower(name)
	return attempt{network, name[:min(len(name), 100)]}, attempt{address: network}
}

// networkOf gives an IPv4 address itself and an IPv6 address's /64, which one household or server has all to itself.
func networkOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	return netip.PrefixFrom(ip, 64).Masked().String()
}
