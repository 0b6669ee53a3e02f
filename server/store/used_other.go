//go:build !(linux || darwin || freebsd || netbsd || openbsd || dragonfly)

package store

// isUsed need not tell where nobody can remove what a program has open.
func isUsed(string) bool { return false }
