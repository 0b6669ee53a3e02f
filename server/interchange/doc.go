// Package interchange writes the claims of an article in the formats of other tools, and reads theirs. It is pure: bytes in, bytes
// out, and the text of one revision to hold them against.
//
// Positions are Unicode code points, as everywhere. Formats that count otherwise are converted by package span at the moment of
// writing and reading. A reader never guesses: what it cannot place or understand it leaves out, with the reason.
package interchange
