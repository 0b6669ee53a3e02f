package store

import "os"

// Size gives the bytes of the database and of its write-ahead log.
func (s *Store) Size() (bytes int64) {
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + suffix); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}

// Waiting gives how many writes wait for their turn.
func (s *Store) Waiting() int { return s.queue.length() }
