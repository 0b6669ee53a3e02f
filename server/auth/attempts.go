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
	attemptsByAddress = 100  // failed, for all names from one address
	attemptsByAccount = 100  // failed, for one name from all addresses but those it was signed in from
	attemptsOfCodes   = 10   // failed, for one person's second factor, from wherever: only who has the password comes so far
	attemptsUnderWay  = 4    // not failed yet, for one name from one address
	attemptsKept      = 4096 // counters before the expired ones are swept out

	knownFor = 30 * 24 * time.Hour // an address from which a name was signed in
)

// attempts counts failed sign-ins, in memory: a restart forgets them, and where a name was signed in from, but for what the sessions
// tell that last. A name is counted for each address apart, and for all
// addresses together only where it was not signed in from of late, so that nobody can lock another out from afar.
type attempts struct {
	now      func() time.Time
	mu       sync.Mutex
	counts   map[attempt]count
	underWay map[attempt]int       // begun and not ended
	known    map[attempt]time.Time // until when the name is known at the address
}

// attempt is what is counted by: a name at an address, or with one of the two left out all of them.
type attempt struct {
	address, name string
	code          bool // of a second factor
}

type count struct {
	failed int
	until  time.Time
}

func newAttempts(now func() time.Time) *attempts {
	return &attempts{now: now, counts: map[attempt]count{}, underWay: map[attempt]int{}, known: map[attempt]time.Time{}}
}

// begin counts an attempt as failed before it is made, so that many at once cannot slip through. It fails with RateLimited,
// and says how long to wait; else the attempt is under way until [attempts.end].
func (a *attempts) begin(address, name string) (wait time.Duration, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sweep()
	one, all, account := keys(address, name)
	wait = max(a.wait(one, attemptsByName), a.wait(all, attemptsByAddress))
	known := a.isKnown(one)
	if !known {
		wait = max(wait, a.wait(account, attemptsByAccount))
	}
	if wait > 0 {
		return wait, tooMany(wait, "sign-ins")
	}
	if a.underWay[one] >= attemptsUnderWay {
		return time.Second, errUnderWay
	}
	a.underWay[one]++
	a.add(one)
	a.add(all)
	if !known {
		a.add(account)
	}
	return 0, nil
}

var errUnderWay = factcheck.Errorf(factcheck.RateLimited, "%d sign-ins under this name are under way already. Try again in a moment.", attemptsUnderWay)

// end has an attempt be under way no longer.
func (a *attempts) end(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, _, _ := keys(address, name)
	if a.underWay[one]--; a.underWay[one] == 0 {
		delete(a.underWay, one)
	}
}

// notMade takes an attempt that nobody has judged off the counts.
func (a *attempts) notMade(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, all, account := keys(address, name)
	a.takeOff(one)
	a.takeOff(all)
	a.takeOffAccount(one, account)
}

// wasRight takes an attempt off the count of its address: whose password is right guesses nobody's there, however far they come with it.
func (a *attempts) wasRight(address, name string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	_, all, _ := keys(address, name)
	a.takeOff(all)
}

// spotFor gives the place in which a name from an address stands in line: who was signed in from there waits for nobody who tries names.
func (a *attempts) spotFor(address, name string) spot {
	a.mu.Lock()
	defer a.mu.Unlock()
	one, _, _ := keys(address, name)
	if a.isKnown(one) {
		return spot{hashingKnown, one.name}
	}
	return spot{hashingStrangers, one.address}
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
	one, _, account := keys(address, name)
	if c, ok := a.counts[one]; ok {
		c.failed = a.underWay[one]
		a.counts[one] = c
	}
	a.takeOffAccount(one, account)
	a.known[one] = a.now().Add(knownFor)
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
	one, _, _ := keys(address, name)
	if until := at.Add(knownFor); until.After(a.known[one]) {
		a.known[one] = until
	}
}

// takeOffAccount takes an attempt off a name's count for all addresses, where it was counted there.
func (a *attempts) takeOffAccount(one, account attempt) {
	if !a.isKnown(one) {
		a.takeOff(account)
	}
}

func (a *attempts) takeOff(key attempt) {
	if c := a.counts[key]; c.failed > 0 {
		c.failed--
		a.counts[key] = c
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
	if len(a.counts) >= attemptsKept {
		maps.DeleteFunc(a.counts, func(_ attempt, c count) bool { return !c.until.After(a.now()) })
	}
	if len(a.known) >= attemptsKept {
		maps.DeleteFunc(a.known, func(_ attempt, until time.Time) bool { return !until.After(a.now()) })
	}
}

func keys(address, name string) (one, all, account attempt) {
	network, name := NetworkOf(address), short(name)
	return attempt{address: network, name: name}, attempt{address: network}, attempt{name: name}
}

func short(name string) string { return strings.ToLower(name[:min(len(name), 100)]) }

// NetworkOf gives an IPv4 address itself and an IPv6 address's /64, which one household or server has all to itself.
func NetworkOf(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	return netip.PrefixFrom(ip, 64).Masked().String()
}
