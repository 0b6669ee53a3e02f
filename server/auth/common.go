package auth

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// tooCommon are passwords that are tried first, in lower case and without accents: whole ones, and what others are when the digits and
// signs around them are taken off.
var tooCommon = []string{
	"password", "passwordpassword", "passwort", "motdepasse", "contrasena", "letmein", "letmeinplease", "administrator", "adminadmin",
	"adminadminadmin", "changeme", "changemeplease", "changemechangeme", "welcome", "welcomewelcome", "iloveyou", "iloveyouforever",
	"qwertyuiop", "qwertyuiopasdf", "qwertyqwerty", "qwertyqwertyqwerty", "asdfghjkl", "asdfghjklzxcvbnm", "1q2w3e4r5t6y", "1qaz2wsx3edc",
	"abcdefghijkl", "abcdefghijklm", "abcabcabcabc", "correcthorsebatterystaple", "correct horse battery staple", "trustno", "factcheck",
	"factchecker", "stetstetstet", "123456789012", "1234567890123", "12345678901234", "123456123456", "012345678901", "098765432109",
	"987654321098", "123123123123", "112233445566",
	"onetwothreefour", "onetwothreefourfive", "liverpoolfc", "chelseafc", "arsenalfc", "rangersfc", "macbookpro", "samsunggalaxy",
	"wachtwoord", "kennwort", "geheim", "passord", "losenord", "adgangskode", "hemmelig", "salasana", "parola", "lozinka", "haslo", "heslo",
	"jelszo", "sifre", "senha", "secreto", "segreto", "motdepassesecret", "woaini", "woaiwojia", "nihao", "mima", "parol", "privet",
}

// isCommon is for a password in lower case.
func isCommon(password string) bool {
	return slices.Contains(tooCommon, password) || slices.Contains(tooCommon, strings.TrimFunc(unaccented(password), func(r rune) bool { return !unicode.IsLetter(r) }))
}

func unaccented(s string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		return s
	}
	return plain
}

// isRepeated finds what is too short by itself and stands there again and again, whatever digits follow.
func isRepeated(password string) bool {
	return utf8.RuneCountInString(password) <= estimatedOf && (repeats(password) || repeats(strings.TrimRightFunc(password, unicode.IsDigit)))
}

func repeats(password string) bool {
	letters := []rune(password)
	for length := 1; length < minPasswordLength && 2*length <= len(letters); length++ {
		if strings.HasPrefix(strings.Repeat(string(letters[:length]), len(letters)/length+1), password) {
			return true
		}
	}
	return false
}

// walks are what fingers and children go along.
var walks = []string{"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/"}

// isWalk finds a walk, forwards or backwards, and two of them that take turns: "1q2w3e4r5t6y".
func isWalk(password string) bool {
	var turns [2][]rune
	for i, r := range []rune(password) {
		turns[i%2] = append(turns[i%2], r)
	}
	return onWalk([]rune(password)) || onWalk(turns[0]) && onWalk(turns[1])
}

func onWalk(letters []rune) bool {
	forwards := string(letters)
	slices.Reverse(letters)
	backwards := string(letters)
	return slices.ContainsFunc(walks, func(w string) bool { return strings.Contains(w, forwards) || strings.Contains(w, backwards) })
}
