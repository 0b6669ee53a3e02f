// Package agreement lays several readings of one article side by side and says how far they agree. [Align] finds the
// claims that several reviewers marked in common; [Measure] gives the coefficients over them, on finding claims and on
// judging them. It is pure, and every result is the same whatever order the readings and their claims come in.
//
// Positions are Unicode code points of one revision's text; all the claims given are on that revision. A coefficient
// that is not defined says why and has no value: agreement on nothing is not agreement.
package agreement
