package factcheck

import "unicode/utf8"

// longestSearch bounds what is searched for, in code points: every word and every Chinese character more has to be looked up
// wherever the others stand.
const longestSearch = 500

// CheckSearch is Invalid where more is searched for than can be found soon.
func CheckSearch(typed string) error {
	if n := utf8.RuneCountInString(typed); n > longestSearch {
		return BadField("q", "What is searched for is %d characters long; at most %d are looked for. Give a few words of it.", n, longestSearch)
	}
	return nil
}
