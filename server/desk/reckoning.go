package desk

import (
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"

	"stet/server/factcheck"
	"stet/server/store"
)

// mostHeld is the most that one review may hold. Deleted claims count too: they can be restored, and are carried to each new text.
var mostHeld = store.Holding{Claims: 10_000, Bytes: 16 << 20}

const (
	reviewsReckoned = 4096             // reviews of which the reckoning is kept
	reckonedAgain   = 10 * time.Second // for how long a review that seems full is not read again
)

// reckoning knows what reviews hold, so that no write has to count it. What a review holds is read once, by the first write that adds to
// it, and then kept up with what writes add and take out. A write's additions count from before they are written, and are taken back
// when the write fails, alone or with the group that it shares a commit with; what it takes out counts once it is committed. So
// the reckoning is never below what this process has written and is exactly that when no write is under way.
//
// What another process writes to the same file, which is the command line, is not seen until the review is read again: when it seems
// full and was not read lately, when it was forgotten for others, or when the program starts. A review can hold twice the most by that.
type reckoning struct {
	mu      sync.Mutex
	reviews map[int64]*reckoned
	changes map[*store.Tx][]change // of the writes under way
}

// reckoned is what a review holds.
type reckoned struct {
	store.Holding
	read     time.Time
	underWay int // changes of writes that have not ended
}

// change is what a write adds to a review, or takes out where it is below zero.
type change struct {
	review *reckoned
	added  store.Holding
}

func newReckoning() *reckoning {
	return &reckoning{reviews: map[int64]*reckoned{}, changes: map[*store.Tx][]change{}}
}

// admit counts what a write is about to add to a review; TooLarge where that would come to more than a review may hold.
func (k *reckoning) admit(tx *store.Tx, articleID, reviewID int64, added store.Holding) error {
	if added == (store.Holding{}) {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	review, err := k.of(tx, articleID, reviewID)
	if err != nil {
		return err
	}
	if full(review.Holding, added) != nil && review.underWay == 0 && time.Since(review.read) > reckonedAgain {
		if err := review.readAgain(tx, articleID, reviewID); err != nil {
			return err
		}
	}
	if err := full(review.Holding, added); err != nil {
		return err
	}
	k.note(tx, review, added)
	return nil
}

// carried counts what a new text is about to add to a review's claims, whether there is room for it or not.
func (k *reckoning) carried(tx *store.Tx, articleID, reviewID int64, added store.Holding) error {
	if added == (store.Holding{}) {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	review, err := k.of(tx, articleID, reviewID)
	if err == nil {
		k.note(tx, review, added)
	}
	return err
}

func (k *reckoning) note(tx *store.Tx, review *reckoned, added store.Holding) {
	review.underWay++
	review.add(more(added))
	k.changes[tx] = append(k.changes[tx], change{review, added})
}

// of gives what is reckoned of a review. To have room for it, all are forgotten that no write under way has changed.
func (k *reckoning) of(tx *store.Tx, articleID, reviewID int64) (*reckoned, error) {
	if known, ok := k.reviews[reviewID]; ok {
		return known, nil
	}
	review := new(reckoned)
	if err := review.readAgain(tx, articleID, reviewID); err != nil {
		return nil, err
	}
	if len(k.reviews) >= reviewsReckoned {
		maps.DeleteFunc(k.reviews, func(_ int64, r *reckoned) bool { return r.underWay == 0 })
	}
	k.reviews[reviewID] = review
	return review, nil
}

func (r *reckoned) readAgain(tx *store.Tx, articleID, reviewID int64) error {
	held, err := tx.ReviewHolds(articleID, reviewID)
	if err == nil {
		r.Holding, r.read = held, time.Now()
	}
	return err
}

func (r *reckoned) add(h store.Holding) {
	r.Claims += h.Claims
	r.Bytes += h.Bytes
}

// end is told when a write has ended, and whether it stands.
func (k *reckoning) end(tx *store.Tx, stands bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, c := range k.changes[tx] {
		c.review.underWay--
		if stands {
			c.review.add(less(more(c.added), c.added))
		} else {
			c.review.add(less(more(c.added), store.Holding{}))
		}
	}
	delete(k.changes, tx)
}

// more is what is added of a change.
func more(h store.Holding) store.Holding {
	return store.Holding{Claims: max(0, h.Claims), Bytes: max(0, h.Bytes)}
}

// less is what leads from one holding to another.
func less(from, to store.Holding) store.Holding {
	return store.Holding{Claims: to.Claims - from.Claims, Bytes: to.Bytes - from.Bytes}
}

// full says why there is no room in a review for what is added.
func full(held, added store.Holding) error {
	const stays = "Nothing was changed, and what you typed is still here. "
	switch {
	case added.Claims > 0 && held.Claims+added.Claims > mostHeld.Claims:
		return factcheck.Errorf(factcheck.TooLarge, "A review holds at most %d claims, deleted ones counted; this one holds %d, and %d more were to come in. "+stays+
			"Use a claim that is there for it: one that is deleted can be restored, moved to other words and changed.", mostHeld.Claims, held.Claims, added.Claims).Titled("The review is full")
	case added.Bytes > 0 && held.Bytes+added.Bytes > mostHeld.Bytes:
		return factcheck.Errorf(factcheck.TooLarge, "The quotes, notes and sources of one review come to at most %s, those of deleted claims counted; with this they would come to %s. "+stays+
			"Shorten long notes or passages in this review first.", megabytes(mostHeld.Bytes), megabytes(held.Bytes+added.Bytes)).Titled("The review is full")
	}
	return nil
}

// megabytes rounds up, so that what is too much never reads as what is allowed.
func megabytes(bytes int) string {
	tenths := (bytes*10 + 1<<20 - 1) >> 20
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + " MB"
}
