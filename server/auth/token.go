package auth

import (
	"context"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

// tokenPrefix lets people and scanners tell a leaked token for what it is.
const tokenPrefix = "stet_"

// NewToken makes a bearer token, and the hash under which the desk knows it.
func NewToken() (token, hash string) {
	token = tokenPrefix + secret()
	return token, hashed(token)
}

// bearer is what was read of a token: good while the store's access version stays, and for a second at most, since the command
// line writes to the same file.
type bearer struct {
	token   store.Token
	person  factcheck.Person
	version int64
	readAt  time.Time
}

const bearerHolds = time.Second

func (a *Auth) personByToken(ctx context.Context, token string) (factcheck.Person, error) {
	b, err := a.bearerOf(ctx, hashed(token))
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return b.person, factcheck.Errorf(factcheck.Unauthorized, "This desk does not know the token, or its person is disabled. The command stet token add makes a new one.")
	}
	if err == nil {
		a.useToken(ctx, b.token)
	}
	return b.person, err
}

func (a *Auth) bearerOf(ctx context.Context, hash string) (bearer, error) {
	now, version := a.now(), a.store.AccessVersion()
	if known, ok := a.bearers.Load(hash); ok {
		if b := known.(bearer); b.version == version && now.Sub(b.readAt) < bearerHolds {
			return b, nil
		}
	}
	b := bearer{version: version, readAt: now}
	err := a.store.ReadBriefly(ctx, func(r *store.Reader) (err error) {
		b.token, b.person, err = r.Token(hash)
		return err
	})
	if err != nil {
		a.bearers.Delete(hash)
		return b, err
	}
	a.bearers.Store(hash, b)
	return b, nil
}

// useToken writes now and then that the token was used; where it cannot, the request goes on all the same.
func (a *Auth) useToken(ctx context.Context, kept store.Token) {
	if a.now().Sub(kept.LastUsedAt.Time()) < seenEvery {
		return
	}
	err := a.store.Write(ctx, func(tx *store.Tx) error { return tx.UseToken(kept.ID, a.timestamp()) })
	if err != nil {
		a.log.WarnContext(ctx, "token's use not written", "error", err)
	}
}
