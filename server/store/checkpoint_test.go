package store_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"stet/server/factcheck"
	"stet/server/store"
)

// The log would hold every page of all the writes, if it did not begin anew while they go on.
func TestTheLogBeginsAnewUnderWritesWithoutAPause(t *testing.T) {
	d := newDesk(t)
	first := d.logSalt(t)
	for range 100_000 {
		err := d.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.AddEvent(factcheck.Event{At: at, Action: factcheck.ReviewOpened, ArticleID: d.article}, d.rosa)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, d.logSalt(t)) {
			return
		}
	}
	t.Error("100,000 writes without a pause stand in one log")
}

// logSalt gives the bytes of the write-ahead log's header that are new each time it begins anew.
func (d *desk) logSalt(t *testing.T) []byte {
	t.Helper()
	log, err := os.Open(d.path + "-wal")
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	salt := make([]byte, 8)
	if _, err := log.ReadAt(salt, 16); err != nil {
		t.Fatal(err)
	}
	return salt
}
