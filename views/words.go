package views

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"stet/server/factcheck"
)

// verdictWord gives a verdict's name as screens write it: "Disputed".
func verdictWord(v factcheck.Verdict) string {
	switch v {
	case factcheck.Verified:
		return "Verified"
	case factcheck.Disputed:
		return "Disputed"
	case factcheck.Unproven:
		return "Unproven"
	default:
		return "Unchecked"
	}
}

// capital gives s with its first letter, an ASCII one, as a capital.
func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// count writes n of something, with its digits in threes: "1 claim", "1,200 claims", "no claims".
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	default:
		return figure(n) + " " + many
	}
}

// unitOf gives the word for one of something, or with an s the word for any other number of it.
func unitOf(n int, one string) string {
	if n == 1 {
		return one
	}
	return one + "s"
}

// figure writes a number with its digits in threes: "1,200".
func figure(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// tally says how many claims have which verdict: "7 verified, 3 disputed, 2 unproven, 2 unchecked".
func tally(n factcheck.VerdictCounts) string {
	parts := make([]string, len(factcheck.Verdicts))
	for i, v := range factcheck.Verdicts {
		parts[i] = figure(n.Of(v)) + " " + string(v)
	}
	return strings.Join(parts, ", ")
}

// ratingText gives a rating with its name: "2 Mostly false"; "" for none.
func ratingText(r factcheck.Rating) string {
	if r == 0 {
		return ""
	}
	return strconv.Itoa(int(r)) + " " + r.Name()
}

// sourcesText says what a claim rests on: "no source", "1 source, primary", "3 sources".
func sourcesText(citations []factcheck.Citation) string {
	if len(citations) == 0 {
		return "no source"
	}
	said := count(len(citations), "source", "sources")
	for _, c := range citations {
		if c.Primary {
			return said + ", primary"
		}
	}
	return said
}

// level says whether a citation's source is a primary or a secondary one.
func level(c factcheck.Citation) string {
	if c.Primary {
		return "primary"
	}
	return "secondary"
}

// moment writes a timestamp for people: "3 Nov 2019, 14:02". It is UTC, as the foot of every page says.
func moment(at factcheck.Timestamp) string {
	if at == "" {
		return ""
	}
	return at.Time().Format("2 Jan 2006, 15:04")
}

// shown gives the name a person goes by.
func shown(p factcheck.Person) string {
	if p.DisplayName != "" {
		return p.DisplayName
	}
	return p.Name
}

// initial gives the first letter of a name, as a capital.
func initial(name string) string {
	name = strings.TrimPrefix(name, factcheck.PseudonymPrefix)
	_, size := utf8.DecodeRuneInString(name)
	return strings.ToUpper(name[:size])
}

// shortened cuts s after at most limit code points, at a space where there is one, and says so with an ellipsis.
func shortened(s string, limit int) string {
	end := 0
	for i := range s {
		if limit--; limit < 0 {
			end = i
			break
		}
	}
	if end == 0 {
		return s
	}
	if space := strings.LastIndexAny(s[:end], " \n"); space > end/2 {
		end = space
	}
	return strings.TrimRight(s[:end], " \n,;:.") + "…"
}
