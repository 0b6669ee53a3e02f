package store

import (
	"context"
	"database/sql"
	"errors"

	"stet/server/factcheck"
)

// Access is what somebody's rights rest on who came over the network: a session or a token, and the role they had then.
type Access struct {
	Person  int64  // their id
	Session string // the hash of its id; "" where they came by token
	Token   string // the hash of it; "" where they came by session
	Role    factcheck.Role
}

type accessKey struct{}

// InTheNameOf gives a context in which Write writes only while the access stands. It is asked for in the transaction itself: nobody
// is disabled, signed out or given another role between that and the write.
func InTheNameOf(ctx context.Context, a Access) context.Context {
	return context.WithValue(ctx, accessKey{}, a)
}

// NameIn gives the id of the person in whose name ctx is; 0 for nobody's.
func NameIn(ctx context.Context) int64 {
	a, _ := ctx.Value(accessKey{}).(Access)
	return a.Person
}

// InNobodysName gives a context in which Write writes whether or not an access stands, for signing in and out.
func InNobodysName(ctx context.Context) context.Context {
	return context.WithValue(ctx, accessKey{}, nil)
}

const (
	roleBySession = "select p.role from sessions s join people p on p.id = s.person_id where s.id_hash = ? and not p.disabled"
	roleByToken   = "select p.role from tokens t join people p on p.id = t.person_id where t.token_hash = ? and not p.disabled"
)

// CheckAccess fails with Unauthorized where the session or token in whose name ctx is has ended or its person is disabled, and with
// Forbidden where they have another role. That a session's time is up meanwhile does not end it.
func (r *Reader) CheckAccess(ctx context.Context) error {
	a, ok := ctx.Value(accessKey{}).(Access)
	if !ok {
		return nil
	}
	query, hash := roleBySession, a.Session
	if a.Token != "" {
		query, hash = roleByToken, a.Token
	}
	role, err := one(r, scanText, query, hash)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return factcheck.Errorf(factcheck.Unauthorized, "Your session or token has ended meanwhile, or your account was disabled. Nothing was saved; sign in again.")
	case err == nil && factcheck.Role(role) != a.Role:
		return factcheck.Errorf(factcheck.Forbidden, "Your role was changed just now, from %s to %s. Nothing was saved; load the page anew.", a.Role, role)
	}
	return err
}
