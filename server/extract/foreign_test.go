package extract

import (
	"strings"
	"testing"

	"stet/server/factcheck"
)

func TestFilesOfOtherSortsAreRefusedByName(t *testing.T) {
	for raw, says := range map[string]string{
		"PK\x03\x04\x14\x00\x06\x00":                                "Word",
		"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1":                          "old Word",
		"%PDF-1.7\n%\xe2\xe3":                                       "PDF",
		"\x89PNG\r\n\x1a\n":                                         "picture",
		`{\rtf1\ansi It rained.}`:                                   "RTF",
		"<!DOCTYPE html>\n<title>T</title>":                         "HTML",
		"\ufeff\n  <html lang=en><p>It rained.":                     "HTML",
		"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"\">":      "HTML",
		"<!-- saved from url=(0019)https://example.org -->\n<HTML>": "HTML",
		"\u200b<!doctype html>\n":                                   "HTML",
	} {
		for name, read := range map[string]func([]byte) (Article, error){"Plain": Plain, "Markdown": Markdown} {
			_, err := read([]byte(raw))
			if factcheck.CodeOf(err) != factcheck.Invalid || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "paste the") {
				t.Errorf("%s of %.20q: got %v, want it refused as %s", name, raw, err, says)
			}
		}
	}
	for _, text := range []string{"<htmlx> is no element.", "A <html> in the midst.", "PK is a cannon.", "<p>One paragraph of HTML.</p>", "<b>It</b> rained."} {
		if _, err := Plain([]byte(text)); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
