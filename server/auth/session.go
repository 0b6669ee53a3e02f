package auth

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/sessions"

	"stet/server/factcheck"
	"stet/server/store"
)

// seenEvery is how stale a session's or a token's last use may be in the database: a request a second is no reason for a
// durable write a second.
const seenEvery = 5 * time.Minute

// personKey is where a session's Values hold its factcheck.Person, read anew with every request.
const personKey = "person"

// proofKey is where a session that begins holds the proof by which it may.
const proofKey = "proof"

// addressKey is where a session that begins holds from where; it is kept beside the session's values.
const addressKey = "address"

// MostSessions is how many sessions a person has at once: a new one ends the one that was used longest ago.
const MostSessions = 50

const longestClient = 300 // bytes of what a client says of itself

// SessionStore keeps gorilla sessions in the desk's database. The cookie holds a random id and nothing else, the database
// only that id's hash. A session without a person is never kept.
type SessionStore struct {
	store    *store.Store
	log      *slog.Logger
	settings Settings
	now      func() time.Time
}

// cookieName is bound to this host and to TLS by its prefix where TLS is there: a browser then refuses the cookie from
// elsewhere.
func (s *SessionStore) cookieName() string {
	if s.settings.Secure {
		return "__Host-stet"
	}
	return "stet"
}

func (s *SessionStore) options() *sessions.Options {
	return &sessions.Options{
		Path: "/", MaxAge: int(s.settings.Limit / time.Second),
		HttpOnly: true, Secure: s.settings.Secure, SameSite: http.SameSiteLaxMode,
	}
}

// Get gives the request's session, read once for the request.
func (s *SessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New reads the session that the request's cookie names. It gives a fresh one, without an id, where there is no cookie, the
// session has ended or was used in the future, or its person is disabled.
func (s *SessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(s, name)
	session.Options, session.IsNew = s.options(), true
	cookie, err := r.Cookie(name)
	if err != nil {
		return session, nil
	}
	kept, person, err := s.read(r.Context(), hashed(cookie.Value))
	if err != nil || kept.SeenAt.Time().Sub(s.now()) > seenEvery { // by a clock that was ahead, and its end with it
		return session, unlessNotFound(err)
	}
	if err := decode(kept.Data, &session.Values); err != nil {
		return session, err
	}
	session.ID, session.IsNew = cookie.Value, false
	session.Values[personKey] = person
	s.see(r.Context(), kept)
	return session, nil
}

// Save keeps the session and sets its cookie; one whose MaxAge is negative it deletes, cookie and all. A session without an
// id gets one.
func (s *SessionStore) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	if session.Options.MaxAge < 0 {
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", session.Options))
		return s.delete(r.Context(), session)
	}
	if session.ID == "" {
		session.ID = secret()
	}
	if err := s.write(r.Context(), session, r.UserAgent()); err != nil {
		return err
	}
	http.SetCookie(w, sessions.NewCookie(session.Name(), session.ID, session.Options))
	return nil
}

func (s *SessionStore) read(ctx context.Context, idHash string) (kept store.Session, person factcheck.Person, err error) {
	err = s.store.ReadBriefly(ctx, func(r *store.Reader) error {
		kept, person, err = r.Session(idHash, factcheck.At(s.now()))
		return err
	})
	return kept, person, err
}

// write keeps what a session remembers, and begins one that has not begun.
func (s *SessionStore) write(ctx context.Context, session *sessions.Session, client string) error {
	data, err := encode(session.Values)
	if err != nil {
		return err
	}
	given, begins := session.Values[proofKey].(proof)
	address, _ := session.Values[addressKey].(string)
	put := s.fresh(session.ID, given.person.ID, client, address)
	put.Data = data
	return s.store.Write(store.InNobodysName(ctx), func(tx *store.Tx) error {
		if !begins {
			return tx.RememberInSession(put.IDHash, data)
		}
		return begin(tx, put, given)
	})
}

// begin keeps a session while the proof holds by which it begins, and forgets the expired ones and those over MostSessions while it is
// at it: sign-ins are rare enough.
func begin(tx *store.Tx, put store.Session, given proof) error {
	if holds, err := given.holds(&tx.Reader); err != nil || !holds {
		return cmp.Or(err, errNotRight)
	}
	if err := tx.PurgeSessions(put.CreatedAt); err != nil {
		return err
	}
	if err := tx.PutSession(put); err != nil {
		return err
	}
	return tx.EndSessionsBeside(put.PersonID, put.IDHash, MostSessions)
}

// fresh is a session that begins now.
func (s *SessionStore) fresh(id string, personID int64, client, address string) store.Session {
	now := s.now()
	return store.Session{
		IDHash: hashed(id), PersonID: personID, Data: []byte{}, Client: clipped(client, longestClient), Address: address,
		CreatedAt: factcheck.At(now), SeenAt: factcheck.At(now), ExpiresAt: s.end(now, now),
	}
}

// clipped gives at most limit bytes of a text that anybody may have made up, as valid UTF-8.
func clipped(text string, limit int) string {
	return strings.ToValidUTF8(text[:min(len(text), limit)], "")
}

func (s *SessionStore) delete(ctx context.Context, session *sessions.Session) error {
	if session.ID == "" {
		return nil
	}
	return s.store.Write(store.InNobodysName(ctx), func(tx *store.Tx) error { return tx.DeleteSession(hashed(session.ID)) })
}

// see renews the session's end now and then. That it cannot is no reason to refuse the request: a desk that cannot be
// written can still be read.
func (s *SessionStore) see(ctx context.Context, kept store.Session) {
	now := s.now()
	if now.Sub(kept.SeenAt.Time()) < min(seenEvery, s.settings.Idle/2) {
		return
	}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		return tx.SeeSession(kept.IDHash, factcheck.At(now), s.end(kept.CreatedAt.Time(), now))
	})
	if err != nil {
		s.log.WarnContext(ctx, "session not renewed", "error", err)
	}
}

// end is when a session that began at created and was last seen at seen ends: after the idle limit, or the absolute one.
func (s *SessionStore) end(created, seen time.Time) factcheck.Timestamp {
	return min(factcheck.At(seen.Add(s.settings.Idle)), factcheck.At(created.Add(s.settings.Limit)))
}

func unlessNotFound(err error) error {
	if factcheck.CodeOf(err) == factcheck.NotFound {
		return nil
	}
	return err
}
