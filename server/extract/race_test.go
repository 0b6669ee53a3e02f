//go:build race

package extract

// raced says that the race detector is at work, under which the tests that read much would take minutes.
const raced = true
