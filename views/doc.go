// Package views draws the screens: a struct of what a screen shows and a component that shows it. It decides nothing and
// reads nothing; what comes in is already what the viewer may see.
//
// Screens are templ components. What stands hundreds of times on a page (the text with its marks, closed cards, the index
// of claims) is appended by hand to bytes, which takes a fraction of the time; all of that goes through [press].
//
// Every text that a person wrote is escaped, stands in its own element with dir="auto", and becomes a link only where it is
// an http or https address.
package views
