package desk

import (
	"container/list"
	"context"
	"sync"

	"stet/server/factcheck"
	"stet/server/span"
	"stet/server/store"
)

// Revision is a revision with its text indexed by code point. It is shared: read it, never change it.
type Revision struct {
	factcheck.Revision
	Index *span.Text
}

// Revision gives one revision of an article; number 0 asks for the current one.
func (d *Desk) Revision(ctx context.Context, articleID int64, number int) (*Revision, error) {
	if known := d.revisions.get(articleID, number); known != nil {
		return known, nil
	}
	var v *Revision
	err := d.store.Read(ctx, func(r *store.Reader) (err error) {
		if number == 0 {
			if number, err = r.CurrentRevision(articleID); err != nil {
				return err
			}
		}
		v, err = d.revision(r, articleID, number)
		return err
	})
	return v, err
}

func (d *Desk) revision(r *store.Reader, articleID int64, number int) (*Revision, error) {
	if known := d.revisions.get(articleID, number); known != nil {
		return known, nil
	}
	v, err := r.Revision(articleID, number)
	if err != nil {
		return nil, err
	}
	made := &Revision{Revision: v, Index: span.NewText(v.Text)}
	d.revisions.put(made)
	return made, nil
}

// revisionCache keeps the revisions used last. They never change, so they never go stale.
type revisionCache struct {
	mu     sync.Mutex
	byKey  map[revisionKey]*list.Element
	recent *list.List // of *Revision, the latest used first
	bytes  int
}

type revisionKey struct {
	articleID int64
	number    int
}

const revisionCacheBytes = 64 << 20

func newRevisionCache() *revisionCache {
	return &revisionCache{byKey: map[revisionKey]*list.Element{}, recent: list.New()}
}

func (c *revisionCache) get(articleID int64, number int) *Revision {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[revisionKey{articleID, number}]
	if !ok {
		return nil
	}
	c.recent.MoveToFront(e)
	return e.Value.(*Revision)
}

func (c *revisionCache) put(v *Revision) {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := revisionKey{v.ArticleID, v.Number}
	if _, ok := c.byKey[key]; ok {
		return
	}
	c.byKey[key] = c.recent.PushFront(v)
	c.bytes += len(v.Text)
	for c.bytes > revisionCacheBytes && c.recent.Len() > 1 {
		oldest := c.recent.Remove(c.recent.Back()).(*Revision)
		delete(c.byKey, revisionKey{oldest.ArticleID, oldest.Number})
		c.bytes -= len(oldest.Text)
	}
}
