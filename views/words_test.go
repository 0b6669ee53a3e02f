package views

import (
	"strings"
	"testing"

	"stet/server/factcheck"
)

func TestFiguresAreWrittenInThrees(t *testing.T) {
	for n, want := range map[int]string{0: "0", 7: "7", 999: "999", 1000: "1,000", 12345: "12,345", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := figure(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
	for n, want := range map[int]string{0: "no claims", 1: "1 claim", 1200: "1,200 claims"} {
		if got := count(n, "claim", "claims"); got != want {
			t.Errorf("%d is counted %q, want %q", n, got, want)
		}
	}
}

func TestShortenedTextsEndBetweenWords(t *testing.T) {
	for text, want := range map[string]string{
		"six words":                "six words",
		"one, two, three and four": "one, two…",
		"unbreakablelongword":      "unbreakabl…",
		"互联网是人类共同的新家园互联网":               "互联网是人类共同的新…",
		"a\nsecond line begins":         "a\nsecond…",
		"👩‍👩‍👧 was here, and so on too": "👩‍👩‍👧 was…",
	} {
		if got := shortened(text, 10); got != want {
			t.Errorf("%q is shortened to %q, want %q", text, got, want)
		}
	}
}

func TestOnlyWebAddressesAreLinkable(t *testing.T) {
	for address, want := range map[string]bool{
		"https://example.org/a?b=c": true, "HTTP://EXAMPLE.ORG": true, "javascript:alert(1)": false, " javascript:x": false, "data:text/html,x": false,
		"https:alert(1)": false, "//example.org": false, "/people": false, "": false, "ISBN 3-16": false, "ftp://example.org": false, "https://": false,
		"java\nscript:x": false, "\x01https://example.org": false,
	} {
		if got := factcheck.Linkable(address); got != want {
			t.Errorf("%q is linkable: %v", address, got)
		}
	}
}

func TestAMeterShowsEveryVerdictThereIs(t *testing.T) {
	for _, n := range []factcheck.VerdictCounts{
		{Verified: 7, Disputed: 3, Unproven: 2, Unchecked: 2}, {Disputed: 1}, {Verified: 4999, Unchecked: 1}, {Unproven: 1, Unchecked: 1},
	} {
		source := drawn(t, meter(n))
		for _, v := range factcheck.Verdicts {
			if drawn := strings.Contains(source, "v--"+string(v)); drawn != (n.Of(v) > 0) {
				t.Errorf("%+v: %s is drawn: %v", n, v, drawn)
			}
		}
		total := -meterGap
		for _, length := range shares(n) {
			if length > 0 {
				total += length + meterGap
			}
		}
		if total < meterWidth-0.01 || total > meterWidth+0.01 {
			t.Errorf("%+v: the strokes are %v units long, want %v", n, total, meterWidth)
		}
	}
}
