package views

import (
	"fmt"
	"time"

	"stet/server/factcheck"
)

// OperationsPage tells an admin how the desk is doing.
type OperationsPage struct {
	Frame        Frame
	Size         int64               // of the database, in bytes
	CopiesMade   bool                // copies are made by the clock
	LastCopy     factcheck.Timestamp // "" where there is none yet
	Copies       int
	CheckedAt    factcheck.Timestamp // "" for never
	CheckedWrong int
	SignedIn     []SignedIn    // by name
	Slow         []SlowRequest // the latest first
}

// SignedIn is somebody who is signed in.
type SignedIn struct {
	Name     string
	Sessions int
	SeenOn   string // a plain date
}

// SlowRequest is a request that took long.
type SlowRequest struct {
	At     factcheck.Timestamp
	What   string // "GET /claims/:id"
	Status int
	Took   time.Duration
}

// size writes a number of bytes: "12.4 MB".
func size(bytes int64) string {
	switch {
	case bytes < 1<<20:
		return fmt.Sprintf("%d KB", (bytes+1023)>>10)
	case bytes < 1<<30:
		return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
	}
	return fmt.Sprintf("%.2f GB", float64(bytes)/(1<<30))
}

// seconds writes how long something took: "1.25 s".
func seconds(took time.Duration) string { return fmt.Sprintf("%.2f s", took.Seconds()) }
