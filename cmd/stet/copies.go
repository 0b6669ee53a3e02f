package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"stet/server/config"
	"stet/server/factcheck"
	"stet/server/store"
)

const lookAtCopiesEvery = 30 * time.Second

// copyNowAndThen keeps copies of a desk that is being served, as its settings ask for, until the returned function is called.
func copyNowAndThen(ctx context.Context, c config.Config, s *store.Store, log *slog.Logger) (stop func()) {
	if c.BackupDir == "" {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticks := time.NewTicker(lookAtCopiesEvery)
		defer ticks.Stop()
		for {
			if err := copyIfDue(ctx, c, s, time.Now()); err != nil && ctx.Err() == nil {
				log.Error("no copy of the desk was made", "folder", c.BackupDir, "error", err)
			}
			select {
			case <-ctx.Done():
				return
			case <-ticks.C:
			}
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}

// copyIfDue makes a copy where the latest is old enough, and then removes the oldest beyond those that are kept.
func copyIfDue(ctx context.Context, c config.Config, s *store.Store, now time.Time) error {
	if err := s.InPlace(); err != nil {
		return err
	}
	copies, err := store.Copies(ctx, c.BackupDir, c.DB)
	if err != nil || copiedSince(copies, now.Add(-time.Duration(c.BackupEvery)), now) {
		return err
	}
	if err := os.MkdirAll(c.BackupDir, 0o700); err != nil {
		return err
	}
	store.ClearCopies(c.BackupDir, c.DB)
	made := filepath.Join(c.BackupDir, store.CopyName(c.DB, now))
	if err := store.Backup(ctx, c.DB, made); err != nil {
		return err
	}
	copies = append(copies, made)
	for _, oldest := range copies[:max(0, len(copies)-c.BackupKeep)] {
		if err := store.RemoveCopy(ctx, oldest); err != nil && factcheck.CodeOf(err) != factcheck.Unavailable { // one that is looked into stays
			return err
		}
	}
	return nil
}

// copiedSince says whether a copy was made after a moment. What a clock that went wrong has dated later than now is none.
func copiedSince(copies []string, since, now time.Time) bool {
	return slices.ContainsFunc(copies, func(name string) bool {
		at := store.CopiedAt(name)
		return at.After(since) && !at.After(now)
	})
}
