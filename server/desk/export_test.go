package desk

import (
	"testing"

	"stet/server/store"
)

// MostHeld is the most that one review may hold.
func MostHeld() store.Holding { return mostHeld }

// HoldAtMost has reviews hold no more than this while a test runs.
func HoldAtMost(t testing.TB, most store.Holding) {
	was := mostHeld
	mostHeld = most
	t.Cleanup(func() { mostHeld = was })
}
