package auth

import (
	"maps"
	"net/netip"
	"strings"
	"sync"
	"time"

	"stet/server/factcheck"
)

const (
	attemptWindow     = 15 * time.Minute
	attemptsByName    = 10   // failed, for one name from one address
	attemptsByAddress = 100  // failed, for all names from one address; it keeps out those that are not known there
	attemptsByAccount = 100  // failed, for one name from all addresses but those it was signed in from
	attemptsOfCodes   = 10   // failed, for one person's second factor, from wherever: only who has the password comes so far
	attemptsBySite    = 1000 // failed, for all names from one site but those that are known there
	attemptsUnderWay  = 4    // not failed yet, for one name from one address
	siteUnderWay      = 100  // not failed yet, of names that are not known there, from one site
	attemptsKept      = 4096 // counters before the expired ones are swept out

	longestName = 400 // bytes; no name on a desk has as many

	knownFor = 30 * 24 * time.Hour // an address from which a name was signed in
)

// attempts counts failed sign-ins, in memory: a restart forgets them, and where a name was signed in from, but for what the sessions
// tell that last. A name is counted for each address apart, and for all
// addresses together only where it was not signed in from of late, so that nobody can lock another out from afar. Nor can anybody from
// nearby: where a name is known, its own failures there alone keep it out.
type attempts struct {
	now      func() time.Time
	mu       sync.Mutex
	counts   map[attempt]count
	underWay map[attempt]int       // begun and not ended
	known    map[attempt]time.Time // until when the name is known at the address
	sweepAt  int                   // at so many counters the expired ones are swept out
}

// attempt is what is counted by: a name at an address, or with one of the two left out all of them.
type attempt struct {
	address, name string
	site          bool // the address is that of a site
	code          bool // of a second factor
}

// counters are those that an attempt counts for.
type counters struct{ one, all, account, site attempt }

func (by counters) each() [4]attempt { return [...]attempt{by.one, by.all, by.account, by.site} }

type count struct {
	failed int // or under way
	until  time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, counts: map[attempt]count{}, underWay: map[attempt]int{}, known: map[attempt]time.Time{}}
}

// begin counts an attempt as failed before it is made, so that many at once cannot slip through. It fails with RateLimited,
// and says how long to wait: for a moment where others that are under way leave it no room. Else the attempt is under way until
// [attempts.end].
func (a *attempts) begin(address, name string) (wait time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	by := countersOf(address, name)
	known := a.isKnown(by.one)
	wait = a.wait(by.one, attemptsByName)
	if !known {
		wait = max(wait, a.wait(by.all, attemptsByAddress), a.wait(by.account, attemptsByAccount), a.wait(by.site, attemptsBySite))
	}
	if wait > 0 {
		return wait, tooMany(wait, "sign-ins")
	}
	if a.underWay[by.one] >= attemptsUnderWay || a.isFull(by.one, attemptsByName) || !known && a.isFull(by.account, attemptsByAccount) {
		return time.Second, errUnderWay
	}
	if !known && (a.underWay[by.site] >= siteUnderWay || a.isFull(by.all, attemptsByAddress) || a.isFull(by.site, attemptsBySite)) {
		return time.Second, errSiteUnderWay
	}
	for _, key := range by.each() {
		a.underWay[key]++
	}
	a.add(by.one)
	a.add(by.all)
	if !known {
		a.add(by.account)
		a.add(by.site)
	}
	return 0, nil
}

var errUnderWay = factcheck.Errorf(factcheck.RateLimited, "Other sign-ins under this name are under way already. Try again in a moment.")

var errSiteUnderWay = factcheck.Errorf(factcheck.RateLimited, "Too many people are signing in from your network at this moment. Try again in a few seconds.")

// end has an attempt be under way no longer.
func (a *attempts) end(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, key := range countersOf(address, name).each() {
		if a.underWay[key]--; a.underWay[key] == 0 {
			delete(a.underWay, key)
		}
	}
}

// notMade takes an attempt that nobody has judged off the counts.
func (a *attempts) notMade(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	by := countersOf(address, name)
	a.takeOff(by.one)
	a.takeOff(by.all)
	a.takeOffStrangers(by, by.account, by.site)
}

// wasRight takes an attempt off the count of its address: whose password is right guesses nobody's there, however far they come with it.
func (a *attempts) wasRight(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	by := countersOf(address, name)
	a.takeOff(by.all)
	a.takeOffStrangers(by, by.site)
}

// spotFor gives the place in which a name from an address stands in line: who was signed in from there waits for nobody who tries names.
func (a *attempts) spotFor(address, name string) spot {
	a.mu.Lock()
	defer a.mu.Unlock()
	by := countersOf(address, name)
	if a.isKnown(by.one) {
		return spot{hashingKnown, by.one.name}
	}
	return spot{hashingStrangers, by.site.address}
}

func (a *attempts) isKnown(one attempt) bool { return a.known[one].After(a.now()) }

// beginCode is begin for a code of somebody's second factor.
func (a *attempts) beginCode(name string) (wait time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	key := attempt{name: short(name), code: true}
	if wait := a.wait(key, attemptsOfCodes); wait > 0 {
		return wait, tooMany(wait, "codes")
	}
	a.add(key)
	return 0, nil
}

func tooMany(wait time.Duration, what string) error {
	minutes := int(wait/time.Minute) + 1
	return factcheck.Errorf(factcheck.RateLimited, "Too many %s have failed. Wait %d minutes, then try again; an admin can help meanwhile.", what, minutes)
}

// succeeded forgets what failed for the name from the address, and takes this attempt off the name's count elsewhere. What is under way
// stays counted.
func (a *attempts) succeeded(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	by := countersOf(address, name)
	if c, ok := a.counts[by.one]; ok {
		a.set(by.one, count{min(c.failed, a.underWay[by.one]), c.until})
	}
	a.takeOffStrangers(by, by.account)
	a.known[by.one] = a.now().Add(knownFor)
}

// codeSucceeded forgets what failed of a person's codes.
func (a *attempts) codeSucceeded(name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.counts, attempt{name: short(name), code: true})
}

// know has a name be known at the address from which it was signed in at a time.
func (a *attempts) know(address, name string, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	by := countersOf(address, name)
	if until := at.Add(knownFor); until.After(a.known[by.one]) {
		a.known[by.one] = until
	}
}

// takeOffStrangers takes an attempt off counts that one of a name which is known at its address is not in.
func (a *attempts) takeOffStrangers(by counters, keys ...attempt) {
	if a.isKnown(by.one) {
		return
	}
	for _, key := range keys {
		a.takeOff(key)
	}
}

func (a *attempts) takeOff(key attempt) {
	if c, ok := a.counts[key]; ok {
		a.set(key, count{c.failed - 1, c.until})
	}
}

// set keeps no counter that stands at nothing.
func (a *attempts) set(key attempt, c count) {
	if c.failed > 0 {
		a.counts[key] = c
	} else {
		delete(a.counts, key)
	}
}

// wait gives how long what has failed keeps others out.
func (a *attempts) wait(key attempt, limit int) time.Duration {
	if c := a.counts[key]; c.failed-a.underWay[key] >= limit {
		return c.until.Sub(a.now())
	}
	return 0
}

// isFull says whether as many have failed or are under way as may fail.
func (a *attempts) isFull(key attempt, limit int) bool {
	c := a.counts[key]
	return c.failed >= limit && c.until.After(a.now())
}

func (a *attempts) add(key attempt) {
	c := a.counts[key]
	if !c.until.After(a.now()) {
		c = count{until: a.now().Add(attemptWindow)}
	}
	c.failed++
	a.counts[key] = c
}

// sweep looks through all counters only once there are twice as many as the last time left, so that an attempt costs no more where there
// are many.
func (a *attempts) sweep() {
	if len(a.counts)+len(a.known) < a.sweepAt {
		return
	}
	maps.DeleteFunc(a.counts, func(_ attempt, c count) bool { return !c.until.After(a.now()) })
	maps.DeleteFunc(a.known, func(_ attempt, until time.Time) bool { return !until.After(a.now()) })
	a.sweepAt = max(attemptsKept, 2*(len(a.counts)+len(a.known)))
}

func countersOf(address, name string) counters {
	network, name := NetworkOf(address), short(name)
	return counters{
		one: attempt{address: network, name: name}, all: attempt{address: network}, account: attempt{name: name},
		site: attempt{address: siteOf(address), site: true},
	}
}

// short gives what a name is counted by: two that the desk tells apart are counted apart. It holds capitals of ASCII alone to be the same
// letters.
func short(name string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}, name[:min(len(name), longestName)])
}

// NetworkOf gives an IPv4 address itself and an IPv6 address's /64, which one household or server has all to itself.
func NetworkOf(address string) string { return networkOf(address, 64) }

// siteOf gives an IPv4 address itself and an IPv6 address's /48, the most that one site is given: 65,536 networks.
func siteOf(address string) string { return networkOf(address, 48) }

func networkOf(address string, bits int) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	return netip.PrefixFrom(ip, bits).Masked().String()
}
