// Package export writes what leaves the desk, one file for each format, each to an io.Writer as it goes.
package export
