//go:build race

package main_test

// raceFlags build the program as its tests are built.
var raceFlags = []string{"-race"}
