package auth

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ccojocar/zxcvbn-go"
	"github.com/ccojocar/zxcvbn-go/match"
	"github.com/ccojocar/zxcvbn-go/matching"

	"stet/server/factcheck"
)

const (
	minPasswordLength = 12   // code points
	maxPasswordBytes  = 1000 // hashing a longer one would cost more than it protects
)

// checkPolicy refuses passwords that are guessed first. It asks for length, not for signs and capitals, as NIST SP 800-63B
// advises.
func checkPolicy(name, password string) error {
	switch {
	case utf8.RuneCountInString(password) < minPasswordLength:
		return factcheck.BadField("password", "The password is too short: give at least %d characters. A sentence is good.", minPasswordLength)
	case len(password) > maxPasswordBytes:
		return factcheck.BadField("password", "The password is too long: give at most %d bytes.", maxPasswordBytes)
	case !utf8.ValidString(password):
		return factcheck.BadField("password", "The password is not valid UTF-8 text: type it again, or send it as UTF-8.")
	case onlyName(name, password):
		return factcheck.BadField("password", "The password is little more than the name: choose another. A sentence is good.")
	case easilyGuessed(name, password):
		return factcheck.BadField("password", "The password is among the first that are guessed: choose another. A sentence is good.")
	}
	return nil
}

func onlyName(name, password string) bool {
	password, name = strings.ToLower(password), strings.ToLower(name)
	if name == "" || !strings.Contains(password, name) {
		return false
	}
	return !strings.ContainsFunc(strings.ReplaceAll(password, name, ""), unicode.IsLetter)
}

func easilyGuessed(name, password string) bool {
	lower := strings.ToLower(password)
	return isCommon(lower) || isRepeated(lower) || isWalk(lower) || fewDifferent(lower) || soonGuessed(name, password)
}

// ofThisDesk are words that somebody who knows the desk tries first.
var ofThisDesk = []string{"stet", "factcheck", "factchecker", "factcheckdesk", "newsroom", "viewer", "reviewer", "editor", "admin", "administrator"}

const (
	leastScore    = 2  // of zxcvbn's 0 to 4: at least 10^8 guesses
	undisguisedOf = 18 // code points: in longer ones it does not look for words with digits for letters, which takes it seconds
	estimatedOf   = 64 // code points: longer ones it does not see at all
)

// soonGuessed estimates by zxcvbn (Wheeler, USENIX Security 2016), which knows tens of thousands of common passwords, names and
// words, keyboard walks, dates and repeats.
func soonGuessed(name, password string) bool {
	var looks []func(match.Matcher) bool
	switch length := utf8.RuneCountInString(password); {
	case length > estimatedOf:
		return false
	case length > undisguisedOf:
		looks = append(looks, matching.FilterL33tMatcher)
	}
	return zxcvbn.PasswordStrength(password, append([]string{name}, ofThisDesk...), looks...).Score < leastScore
}

// fewDifferent finds "aaaaaaaaaaaa" and "121212121212".
func fewDifferent(password string) bool {
	runes := []rune(password)
	slices.Sort(runes)
	return len(slices.Compact(runes)) < 4
}
