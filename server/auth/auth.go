package auth

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/gorilla/sessions"

	"stet/server/factcheck"
	"stet/server/store"
)

// Settings say how long sessions last and how their cookie travels.
type Settings struct {
	Idle   time.Duration // a session ends after this long without a request
	Limit  time.Duration // and at the latest this long after sign-in
	Secure bool          // the cookie travels over TLS only
}

// Auth signs people in and out and tells who is asking.
type Auth struct {
	store        *store.Store
	log          *slog.Logger
	sessions     *SessionStore
	attempts     *attempts
	bearers      sync.Map // what is known of tokens by their hash, a bearer each
	halves       *halves
	factorSetUps *factorSetUps
	setup        setup
	now          func() time.Time
}

var _ sessions.Store = (*SessionStore)(nil)

// New makes the doorkeeper of the desk kept in s.
func New(s *store.Store, settings Settings, log *slog.Logger) *Auth {
	return &Auth{
		store: s, log: log, now: time.Now,
		sessions: &SessionStore{store: s, log: log, settings: settings, now: time.Now},
		attempts: newAttempts(time.Now), halves: newHalves(time.Now), factorSetUps: newFactorSetUps(time.Now),
	}
}

// Recall learns from the sessions from where people signed in before a restart, so that they are not locked out there from afar.
func (a *Auth) Recall(ctx context.Context) error {
	return a.store.Read(ctx, func(r *store.Reader) error {
		origins, err := r.Origins(a.timestamp())
		for _, o := range origins {
			a.attempts.know(o.Address, o.Name, o.At.Time())
		}
		return err
	})
}

func (a *Auth) timestamp() factcheck.Timestamp { return factcheck.At(a.now()) }
