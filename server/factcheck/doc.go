// Package factcheck is Stet's vocabulary: the words of the desk as types, and the errors that every room speaks.
// It depends on the standard library alone, so that every other package can depend on it.
//
// Positions are Unicode code points of a revision's text, counted from 0; a [Span] is half-open. Times are UTC in
// RFC 3339 ([Timestamp]); dates without a time are plain dates ("2019-10-24"), empty where unknown.
package factcheck
