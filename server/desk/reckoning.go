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

// The most that one review may hold, and all reviews of one article. Deleted claims count too: they can be restored, and are carried to
// each new text, in one write.
var (
	mostOfReview  = store.Holding{Claims: 10_000, Bytes: 16 << 20}
	mostOfArticle = store.Holding{Claims: 20_000, Bytes: 32 << 20}
)

const (
	reckonedKept  = 4096             // reviews and articles of which the reckoning is kept
	reckonedAgain = 10 * time.Second // for how long one that seems full is not read again
)

// reckoning knows what reviews and articles hold, so that no write has to count it. What one holds is read once, by the first write that
// adds to it, and then kept up with what writes add and take out. A write's additions count from before they are written, and are taken
// back when the write fails, alone or with the group that it shares a commit with; what it takes out counts once it is committed. So
// the reckoning is never below what this process has written and is exactly that when no write is under way.
//
// What another process writes to the same file, which is the command line, is not seen until it is read again: when the review or article
// seems full and was not read lately, when it was forgotten for others, or when the program starts. It can hold twice the most by that.
type reckoning struct {
	mu      sync.Mutex
	known   map[holder]*reckoned
	changes map[*store.Tx][]change // of the writes under way
}

// holder is a review of an article; of review 0, the article with all of them.
type holder struct{ article, review int64 }

// reckoned is what a review or an article holds.
type reckoned struct {
	store.Holding
	read     time.Time
	underWay int // changes of writes that have not ended
}

// change is what a write adds to a review or an article, or takes out where it is below zero.
type change struct {
	to    *reckoned
	added store.Holding
}

func newReckoning() *reckoning {
	return &reckoning{known: map[holder]*reckoned{}, changes: map[*store.Tx][]change{}}
}

// admit counts what a write is about to add to a review; TooLarge where that would come to more than a review or its article may hold.
func (k *reckoning) admit(tx *store.Tx, articleID, reviewID int64, added store.Holding) error {
	if added == (store.Holding{}) {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.hasRoom(tx, holder{articleID, reviewID}, reviewIsFull, added); err != nil {
		return err
	}
	if err := k.hasRoom(tx, holder{articleID, 0}, articleIsFull, added); err != nil {
		return err
	}
	return k.note(tx, articleID, reviewID, added)
}

// hasRoom is the error that full makes where there is none.
func (k *reckoning) hasRoom(tx *store.Tx, h holder, full func(held, added store.Holding) error, added store.Holding) error {
	known, err := k.of(tx, h)
	if err != nil {
		return err
	}
	if full(known.Holding, added) != nil && known.underWay == 0 && time.Since(known.read) > reckonedAgain {
		if err := known.readAgain(tx, h); err != nil {
			return err
		}
	}
	return full(known.Holding, added)
}

// carried counts what a new text is about to add to a review's claims, whether there is room for it or not.
func (k *reckoning) carried(tx *store.Tx, articleID, reviewID int64, added store.Holding) error {
	if added == (store.Holding{}) {
		return nil
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.note(tx, articleID, reviewID, added)
}

func (k *reckoning) note(tx *store.Tx, articleID, reviewID int64, added store.Holding) error {
	for _, h := range []holder{{articleID, reviewID}, {articleID, 0}} {
		known, err := k.of(tx, h)
		if err != nil {
			return err
		}
		known.underWay++
		known.add(more(added))
		k.changes[tx] = append(k.changes[tx], change{known, added})
	}
	return nil
}

// of gives what is reckoned of a review or an article. To have room for it, all are forgotten that no write under way has changed.
func (k *reckoning) of(tx *store.Tx, h holder) (*reckoned, error) {
	if known, ok := k.known[h]; ok {
		return known, nil
	}
	known := new(reckoned)
	if err := known.readAgain(tx, h); err != nil {
		return nil, err
	}
	if len(k.known) >= reckonedKept {
		maps.DeleteFunc(k.known, func(_ holder, r *reckoned) bool { return r.underWay == 0 })
	}
	k.known[h] = known
	return known, nil
}

func (r *reckoned) readAgain(tx *store.Tx, h holder) error {
	held, err := tx.Holds(h.article, h.review)
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
		c.to.underWay--
		if stands {
			c.to.add(less(more(c.added), c.added))
		} else {
			c.to.add(less(more(c.added), store.Holding{}))
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

const stays = "Nothing was changed, and what you typed is still here. "

// reviewIsFull says why there is no room in a review for what is added.
func reviewIsFull(held, added store.Holding) error {
	switch {
	case added.Claims > 0 && held.Claims+added.Claims > mostOfReview.Claims:
		return factcheck.Errorf(factcheck.TooLarge, "A review holds at most %d claims, deleted ones counted; this one holds %d, and %d more were to come in. "+stays+
			"Use a claim that is there for it: one that is deleted can be restored, moved to other words and changed.", mostOfReview.Claims, held.Claims, added.Claims).Titled("The review is full")
	case added.Bytes > 0 && held.Bytes+added.Bytes > mostOfReview.Bytes:
		return factcheck.Errorf(factcheck.TooLarge, "The quotes, notes and sources of one review come to at most %s, those of deleted claims counted; with this they would come to %s. "+stays+
			"Shorten long notes or passages in this review first.", megabytes(mostOfReview.Bytes), megabytes(held.Bytes+added.Bytes)).Titled("The review is full")
	}
	return nil
}

// articleIsFull says why there is no room in an article for what is added to a review of it. How much others have marked is not told:
// who reads blind would learn it.
func articleIsFull(held, added store.Holding) error {
	tooMany := added.Claims > 0 && held.Claims+added.Claims > mostOfArticle.Claims
	tooLong := added.Bytes > 0 && held.Bytes+added.Bytes > mostOfArticle.Bytes
	if !tooMany && !tooLong {
		return nil
	}
	return factcheck.Errorf(factcheck.TooLarge, "All reviews of an article hold at most %d claims and %s of quotes, notes and sources, deleted ones counted, and with this it would be more. "+stays+
		"Use a claim of yours that is there for it, or shorten long notes.", mostOfArticle.Claims, megabytes(mostOfArticle.Bytes)).Titled("The article is full")
}

// megabytes rounds up, so that what is too much never reads as what is allowed.
func megabytes(bytes int) string {
	tenths := (bytes*10 + 1<<20 - 1) >> 20
	return strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + " MB"
}
