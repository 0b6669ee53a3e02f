//go:build race

package server_test

// raced says that the race detector is at work, under which the walks over every route would take several minutes.
const raced = true
