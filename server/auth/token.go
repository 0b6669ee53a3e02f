package auth

import (
	"context"

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

func (a *Auth) personByToken(ctx context.Context, token string) (person factcheck.Person, err error) {
	var kept store.Token
	err = a.store.Read(ctx, func(r *store.Reader) error {
		kept, person, err = r.Token(hashed(token))
		return err
	})
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return person, factcheck.Errorf(factcheck.Unauthorized, "This desk does not know the token, or its person is disabled. The command stet token add makes a new one.")
	}
	if err == nil {
		a.useToken(ctx, kept)
	}
	return person, err
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
