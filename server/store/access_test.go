package store_test

import (
	"context"
	"sync"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

// TestWhoLosesAccessInTheSameCommitWritesNothing has an end and a write wait for each other, so that they share a commit.
func TestWhoLosesAccessInTheSameCommitWritesNothing(t *testing.T) {
	rosasSession, rosasToken := store.Access{Session: "session", Role: factcheck.Reviewer}, store.Access{Token: "token", Role: factcheck.Reviewer}
	for name, ending := range map[string]struct {
		of   store.Access
		end  func(tx *store.Tx, rosa factcheck.Person) error
		code factcheck.Code
	}{
		"nothing": {rosasSession, func(*store.Tx, factcheck.Person) error { return nil }, ""},
		"of another": {rosasToken, func(tx *store.Tx, _ factcheck.Person) error {
			return tx.EndSessionOf(0, "session")
		}, ""},
		"signed out": {rosasSession, func(tx *store.Tx, _ factcheck.Person) error { return tx.DeleteSession("session") }, factcheck.Unauthorized},
		"revoked":    {rosasToken, func(tx *store.Tx, rosa factcheck.Person) error { return tx.EndTokens(rosa.ID) }, factcheck.Unauthorized},
		"disabled": {rosasSession, func(tx *store.Tx, rosa factcheck.Person) error {
			rosa.Disabled = true
			return tx.ChangePerson(rosa, at)
		}, factcheck.Unauthorized},
		"another role": {rosasToken, func(tx *store.Tx, rosa factcheck.Person) error {
			rosa.Role = factcheck.Viewer
			return tx.ChangePerson(rosa, at)
		}, factcheck.Forbidden},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			var rosa factcheck.Person
			d.write(t, func(tx *store.Tx) error {
				rosa = must(tx.Person(d.rosa))
				must(tx.AddToken(store.Token{PersonID: rosa.ID, CreatedAt: at}, "token"))
				return tx.PutSession(store.Session{IDHash: "session", PersonID: rosa.ID, Data: []byte{}, CreatedAt: at, SeenAt: at, ExpiresAt: at})
			})
			ended, wrote := d.shareACommit(rosa, ending.end, ending.of)
			if ended != nil || factcheck.CodeOf(wrote) != ending.code || (wrote == nil) != (ending.code == "") {
				t.Errorf("the end gives %v, the write %v", ended, wrote)
			}
			if err := d.Write(store.InNobodysName(store.InTheNameOf(t.Context(), ending.of)), func(*store.Tx) error { return nil }); err != nil {
				t.Errorf("in nobody's name: %v", err)
			}
		})
	}
}

// shareACommit has end and a write in the name of an access queue up, in this order, behind a write that waits for both.
func (d *desk) shareACommit(rosa factcheck.Person, end func(*store.Tx, factcheck.Person) error, of store.Access) (ended, wrote error) {
	begun, release := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		d.Write(context.Background(), func(*store.Tx) error { close(begun); <-release; return nil })
	})
	<-begun
	all.Go(func() { ended = d.Write(context.Background(), func(tx *store.Tx) error { return end(tx, rosa) }) })
	d.AwaitWaiting(1)
	all.Go(func() {
		wrote = d.Write(store.InTheNameOf(context.Background(), of), func(tx *store.Tx) error { return nil })
	})
	d.AwaitWaiting(2)
	close(release)
	all.Wait()
	return ended, wrote
}
