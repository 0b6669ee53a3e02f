package auth

import (
	"crypto/subtle"
	"maps"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
)

// setUpFor is how long a second factor may be set up after the password was given for it.
const setUpFor = 15 * time.Minute

// FactorSetUp is a second factor of which a first code is still to come.
type FactorSetUp struct {
	Name   string // what the page that was shown the secret carries, and nobody else knows
	Secret string // base32
	until  time.Time
}

// factorSetUps are under way, in memory: a restart forgets them. Each session has one at most. Who holds the session alone, without
// the page that the password opened, can neither read its secret nor confirm it.
type factorSetUps struct {
	now func() time.Time
	mu  sync.Mutex
	by  map[string]FactorSetUp // by the session's hash
}

func newFactorSetUps(now func() time.Time) *factorSetUps {
	return &factorSetUps{now: now, by: map[string]FactorSetUp{}}
}

func (f *factorSetUps) begin(session string) FactorSetUp {
	f.mu.Lock()
	defer f.mu.Unlock()
	maps.DeleteFunc(f.by, func(_ string, s FactorSetUp) bool { return !s.until.After(f.now()) })
	begun := FactorSetUp{Name: secret(), Secret: NewFactorSecret(), until: f.now().Add(setUpFor)}
	f.by[session] = begun
	return begun
}

func (f *factorSetUps) find(session, name string) (begun FactorSetUp, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	begun, ok = f.by[session]
	return begun, ok && begun.until.After(f.now()) && subtle.ConstantTimeCompare([]byte(name), []byte(begun.Name)) == 1
}

func (f *factorSetUps) end(session string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.by, session)
}

// BeginFactor begins to set up a second factor for the current person, once they have given their password for it.
func (a *Auth) BeginFactor(c echo.Context) FactorSetUp { return a.factorSetUps.begin(a.SessionHash(c)) }

// CheckFirstCode says whether a code is of the set-up with a name at this moment, and of which 30 seconds. It fails with Conflict where
// the session has begun no such set-up or its time is up; else, giving the set-up, with Invalid, naming the field "code", or with
// RateLimited.
func (a *Auth) CheckFirstCode(c echo.Context, name, code string) (begun FactorSetUp, step int64, err error) {
	begun, ok := a.factorSetUps.find(a.SessionHash(c), name)
	if !ok {
		return FactorSetUp{}, 0, factcheck.Errorf(factcheck.Conflict, "No second factor is being set up here, or that took too long. Give your password, and begin anew.")
	}
	person, _ := Current(c)
	if wait, err := a.attempts.beginCode(person.Name); err != nil {
		sayWhen(c, wait)
		return begun, 0, err
	}
	step, ok = stepOf(begun.Secret, bare(code), a.now())
	if !ok {
		return begun, 0, factcheck.BadField("code", "That is not the code that belongs to this secret now. Check the clock of the device, wait for the next code, and type it.")
	}
	a.attempts.codeSucceeded(person.Name)
	return begun, step, nil
}

// EndFactorSetUp forgets the secret of what the session has set up.
func (a *Auth) EndFactorSetUp(c echo.Context) { a.factorSetUps.end(a.SessionHash(c)) }
