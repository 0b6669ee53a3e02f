package desk

import (
	"context"
	"sync"
	"testing"
	"time"

	"stet/server/line"
	"stet/server/store"
)

// MostHeld is the most that one review may hold, and all of one article.
func MostHeld() (review, article store.Holding) { return mostOfReview, mostOfArticle }

// HoldAtMost has reviews and articles hold no more than this while a test runs.
func HoldAtMost(t testing.TB, review, article store.Holding) {
	wasReview, wasArticle := mostOfReview, mostOfArticle
	mostOfReview, mostOfArticle = review, article
	t.Cleanup(func() { mostOfReview, mostOfArticle = wasReview, wasArticle })
}

// PoolAtMost has no more articles be taken together once they have so many claims, while a test runs.
func PoolAtMost(t testing.TB, claims int) {
	was := mostPooled
	mostPooled = claims
	t.Cleanup(func() { mostPooled = was })
}

// HoldThinking takes every place for costly computing until release is called. Who waits for one is patient.
func (d *Desk) HoldThinking() (release func()) {
	var held, released sync.WaitGroup
	end := make(chan struct{})
	for _, l := range []*line.Line[int64]{d.thinking, d.shortly} {
		l.Patience = time.Hour
		for i := range int64(thoughtsAtOnce) {
			held.Add(1)
			released.Go(func() {
				l.Do(context.Background(), -1-i, nil, func() error {
					held.Done()
					<-end
					return nil
				})
			})
		}
	}
	held.Wait()
	return func() {
		close(end)
		released.Wait()
	}
}

// Think runs f as what costs much is run.
func (d *Desk) Think(ctx context.Context, key any, f func() error) error { return d.think(ctx, key, f) }

// ThinksOf says how many wait for their turn to compute, and how many of them what key names.
func (d *Desk) ThinksOf(key any) (all, here int) {
	long, longHere := d.thinking.Waiting(key)
	short, shortHere := d.shortly.Waiting(key)
	return long + short, longHere + shortHere
}

// HoldFinding has a person look for a quote until release is called.
func (d *Desk) HoldFinding(person int64) (release func()) {
	begun, end, left := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(left)
		d.finding.Do(context.Background(), person, nil, func() error {
			close(begun)
			<-end
			return nil
		})
	}()
	<-begun
	return func() {
		close(end)
		<-left
	}
}

// RevisionInWrite gives a revision as a write reads it, which may be of the same transaction.
func (d *Desk) RevisionInWrite(tx *store.Tx, articleID int64, number int) (*Revision, error) {
	return d.revision(&tx.Reader, articleID, number)
}

// LeadForNoTime has every try of a correction lead over what stands on one older revision, and no more.
func (d *Desk) LeadForNoTime() { d.leadingFor = 0 }
