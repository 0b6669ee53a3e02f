// Package span is the arithmetic of marked text: positions, quotes, and the pieces a page is drawn from. It is pure;
// nothing here reads or writes anything.
//
// Positions are Unicode code points counted from 0, as everywhere in Stet. Bytes and UTF-16 units, which Go and
// browsers count in, are converted here and stay here.
package span
