package span

import "unicode/utf16"

// ToUTF16 gives the UTF-16 unit at which the code point at pos of s begins, as browsers count. A position outside s is
// taken as its nearer end.
func ToUTF16(s string, pos int) int {
	units := 0
	for _, r := range s {
		if pos <= 0 {
			break
		}
		units += utf16.RuneLen(r)
		pos--
	}
	return units
}

// FromUTF16 gives the position of the code point of s that holds the UTF-16 unit, be it the second half of a surrogate
// pair. A unit outside s is taken as its nearer end.
func FromUTF16(s string, unit int) int {
	pos := 0
	for _, r := range s {
		unit -= utf16.RuneLen(r)
		if unit < 0 {
			break
		}
		pos++
	}
	return pos
}
