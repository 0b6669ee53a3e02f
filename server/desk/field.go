package desk

import (
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"

	"stet/server/factcheck"
)

// The longest a field may be, in code points.
const (
	maxLine    = 500
	maxAddress = 2_000
	maxProse   = 200_000
)

// fields cleans what was typed, field by field, and gathers what is wrong with it.
type fields struct {
	wrong  []factcheck.FieldError
	within string // stands before the names of the fields: "citations[0]."
}

func (f *fields) bad(field, format string, args ...any) {
	f.wrong = append(f.wrong, factcheck.BadField(f.within+field, format, args...).Fields...)
}

// take adds what another check found wrong.
func (f *fields) take(err error) {
	var found *factcheck.Error
	if errors.As(err, &found) {
		for _, w := range found.Fields {
			f.bad(w.Field, "%s", w.Message)
		}
	}
}

func (f *fields) err() error { return factcheck.BadFields(f.wrong) }

// line is a field of one line: NFC, no control characters, white space folded.
func (f *fields) line(field, s string) string {
	return strings.Join(strings.Fields(f.text(field, s, maxLine)), " ")
}

// prose is a field of many lines: NFC, "\n" for line ends, no control characters but tab.
func (f *fields) prose(field, s string) string {
	return strings.TrimSpace(f.text(field, s, maxProse))
}

func (f *fields) text(field, s string, longest int) string {
	if !utf8.ValidString(s) {
		f.bad(field, "The %s is not valid UTF-8 text. Save or send it as UTF-8.", words(field))
		return ""
	}
	s = lineEnds.Replace(s)
	s = norm.NFC.String(strings.Map(keep, s))
	if n := utf8.RuneCountInString(s); n > longest {
		f.bad(field, "The %s is %d characters long; at most %d are kept. Shorten it.", words(field), n, longest)
	}
	return s
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// keep drops control characters, and the marks that turn the direction of the text around them unseen.
func keep(c rune) rune {
	switch {
	case c == '\n' || c == '\t':
		return c
	case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
		return -1
	}
	return c
}

// date is a plain date or nothing.
func (f *fields) date(field, s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	if !isDate(s) {
		f.bad(field, "%q is no date. Write it as 2019-10-24, or leave it out.", s)
	}
	return s
}

func isDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

// address is an http or https address or nothing.
func (f *fields) address(field, s string) string {
	s = strings.TrimSpace(f.text(field, s, maxAddress))
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.ContainsFunc(s, unicode.IsSpace) {
		f.bad(field, "%q is no web address. It must begin with https:// or http:// and name a host.", s)
	} else if u.User != nil {
		f.bad(field, "The address has somebody's sign-in in it, before the “@”, which everybody would see. Take it out.")
	}
	return s
}

// required refuses an empty field.
func (f *fields) required(field, s, mend string) {
	if s == "" {
		f.bad(field, "The %s is missing. %s", words(field), mend)
	}
}

func words(field string) string { return strings.ReplaceAll(field, "_", " ") }

// sourceAddress is what names a source: a web address, or any other text, a shelf mark say, but none that a browser would run.
func (f *fields) sourceAddress(field, s string) string {
	s = strings.TrimSpace(f.text(field, s, maxAddress))
	scheme, _, found := strings.Cut(strings.ToLower(s), ":")
	switch {
	case found && (strings.TrimSpace(scheme) == "javascript" || strings.TrimSpace(scheme) == "data" || strings.TrimSpace(scheme) == "vbscript"):
		f.bad(field, "A source's address cannot begin with %q. Give a web address (https://…) or the name of the work.", scheme+":")
	case scheme == "http" || scheme == "https":
		return f.address(field, s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// language is a BCP 47 tag or nothing.
func (f *fields) language(field, s string) string {
	s = f.line(field, s)
	if s == "" {
		return ""
	}
	if _, err := language.Parse(s); err != nil {
		f.bad(field, "%q is no language tag. Write it as en, zh-Hans or pt-BR, or leave it out.", s)
	}
	return s
}
