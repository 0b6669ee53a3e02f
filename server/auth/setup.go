package auth

import (
	"context"
	"crypto/subtle"
	"sync"

	"stet/server/factcheck"
	"stet/server/store"
)

// setup is the one-time key of a desk without people.
type setup struct {
	mu  sync.Mutex
	key string // "" where the desk is not to be set up
}

// OfferSetUp makes the one-time key for a desk that has no people, and gives "" for one that has.
func (a *Auth) OfferSetUp(ctx context.Context) (key string, err error) {
	fresh, err := a.fresh(ctx)
	if err != nil || !fresh {
		return "", err
	}
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	a.setup.key = secret()
	return a.setup.key, nil
}

// CheckSetUp says whether key may set up the desk; NotFound where it may not.
func (a *Auth) CheckSetUp(ctx context.Context, key string) error {
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	return a.checkSetUp(ctx, key)
}

// SetUp runs create under the key, and burns the key when create succeeds. Of two who send the same key at once, one gets in.
func (a *Auth) SetUp(ctx context.Context, key string, create func() error) error {
	a.setup.mu.Lock()
	defer a.setup.mu.Unlock()
	if err := a.checkSetUp(ctx, key); err != nil {
		return err
	}
	if err := create(); err != nil {
		return err
	}
	a.setup.key = ""
	return nil
}

func (a *Auth) checkSetUp(ctx context.Context, key string) error {
	fresh, err := a.fresh(ctx)
	if err != nil {
		return err
	}
	right := a.setup.key != "" && subtle.ConstantTimeCompare([]byte(key), []byte(a.setup.key)) == 1
	if !fresh || !right {
		return factcheck.Errorf(factcheck.NotFound, "This set-up address is not valid, or the desk is set up already. Sign in, or use the address that stet serve printed last.")
	}
	return nil
}

// fresh asks the database each time: the command line may have added somebody since.
func (a *Auth) fresh(ctx context.Context) (fresh bool, err error) {
	err = a.store.ReadBriefly(ctx, func(r *store.Reader) error {
		people, err := r.CountPeople()
		fresh = people == 0
		return err
	})
	return fresh, err
}
