package export

import (
	"strconv"

	"stet/server/factcheck"
)

// appendSources writes the sources of a claim in one line, parted by " | ".
func appendSources(b []byte, citations []factcheck.Citation) []byte {
	for i, c := range citations {
		if i > 0 {
			b = append(b, " | "...)
		}
		b = appendSource(b, c)
	}
	return b
}

// appendSource writes "title <url> [stance; primary or secondary; locator]".
func appendSource(b []byte, c factcheck.Citation) []byte {
	if c.Title != "" {
		b = append(append(b, c.Title...), ' ')
	}
	b = append(append(append(b, '<'), c.URL...), "> ["...)
	b = append(append(b, c.Stance...), "; "...)
	if c.Primary {
		b = append(b, "primary"...)
	} else {
		b = append(b, "secondary"...)
	}
	if c.Locator != "" {
		b = append(append(b, "; "...), c.Locator...)
	}
	return append(b, ']')
}

func countPrimary(citations []factcheck.Citation) (n int) {
	for _, c := range citations {
		if c.Primary {
			n++
		}
	}
	return n
}

// appendPermalink writes a claim's address within the desk, "/articles/12#claim-345", which lasts for ever.
func appendPermalink(b []byte, c *factcheck.Claim) []byte {
	b = strconv.AppendInt(append(b, "/articles/"...), c.ArticleID, 10)
	return strconv.AppendInt(append(b, "#claim-"...), c.ID, 10)
}

func appendNumber(b []byte, n int64) []byte { return strconv.AppendInt(b, n, 10) }
