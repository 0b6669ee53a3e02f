package auth

import (
	"net/http"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
)

// changesMeanwhile are what ends a sign-in that is under way.
var changesMeanwhile = map[string]func(f *fixture, tx *store.Tx) error{
	"a new password": func(f *fixture, tx *store.Tx) error { return tx.SetPasswordHash(f.rosa.ID, "another", f.timestamp()) },
	"a new factor": func(f *fixture, tx *store.Tx) error {
		if err := tx.PutSecondFactor(f.rosa.ID, NewFactorSecret(), f.timestamp()); err != nil {
			return err
		}
		return tx.ConfirmSecondFactor(f.rosa.ID, nil, f.timestamp())
	},
	"the end of the account": func(f *fixture, tx *store.Tx) error {
		rosa := f.rosa
		rosa.Disabled = true
		return tx.ChangePerson(rosa, f.timestamp())
	},
}

// TestASignInUnderWayEndsWithWhatItWasBegunWith changes the account while the password is compared, after it was read.
func TestASignInUnderWayEndsWithWhatItWasBegunWith(t *testing.T) {
	plain := compare
	t.Cleanup(func() { compare = plain })
	for name, change := range changesMeanwhile {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			compare = func(password, hash string) (bool, error) {
				f.write(func(tx *store.Tx) error { return change(f, tx) })
				return plain(password, hash)
			}
			cookies, err := f.do(func(c echo.Context) error {
				_, err := f.SignIn(c, "rosa", password)
				return err
			})
			f.isKeptOut(cookies, err)
			if failed := f.attempts.counts[attempt{name: "rosa"}].failed; failed != 1 {
				t.Errorf("%d failures are counted", failed)
			}
		})
	}
}

// TestACodeUnderWayEndsWithWhatItWasBegunWith changes the account when the half was found good, before the code is taken.
func TestACodeUnderWayEndsWithWhatItWasBegunWith(t *testing.T) {
	for name, change := range changesMeanwhile {
		for _, recovers := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				f := newFixture(t)
				secret, recovery := f.withFactor()
				half, code := f.halfIn(), f.codeAt(secret, f.clock)
				if recovers {
					code = recovery[0]
				}
				clock := f.attempts.now
				f.attempts.now = func() time.Time { // asked for when the code is counted
					f.attempts.now = clock
					f.write(func(tx *store.Tx) error { return change(f, tx) })
					return clock()
				}
				_, cookies, err := f.give(half, code)
				f.isKeptOut(cookies, err)
			})
		}
	}
}

func (f *fixture) isKeptOut(cookies []*http.Cookie, err error) {
	f.t.Helper()
	if factcheck.CodeOf(err) != factcheck.Unauthorized || len(cookies) != 0 {
		f.t.Errorf("signing in gives %v, cookies %v", err, cookies)
	}
	f.write(func(tx *store.Tx) error {
		kept, err := tx.SessionsOf(f.rosa.ID, f.timestamp())
		if len(kept) != 0 {
			f.t.Errorf("kept are %d sessions", len(kept))
		}
		return err
	})
}
