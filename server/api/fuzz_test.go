package api

import (
	"strings"
	"testing"

	"stet/server/factcheck"
	"stet/server/respond"
)

// FuzzIfMatch reads any list of entity tags: a version is one that stands in it, or none.
func FuzzIfMatch(f *testing.F) {
	for _, header := range []string{`"3"`, `W/"3"`, `"1", "2"`, "*", "", `"-1"`, `"99999999999999999999"`, `,`, `"٣"`} {
		f.Add(header)
	}
	const stands = 3
	f.Fuzz(func(t *testing.T, header string) {
		version, err := IfMatch{header}.version(func() (int, error) { return stands, nil })
		if err != nil {
			if status := respond.Describe(err).Status; status != 422 {
				t.Errorf("%q is refused with %d: %v", header, status, err)
			}
			return
		}
		unconditional := strings.TrimSpace(header) == "" || strings.TrimSpace(header) == "*"
		if version < 0 || (version == 0) != unconditional || version == stands && !strings.Contains(header, "3") {
			t.Errorf("%q is taken for version %d", header, version)
		}
		if version == stands && strings.HasPrefix(strings.TrimSpace(header), "W/") && !strings.Contains(header, ",") {
			t.Errorf("the weak tag %q matches", header)
		}
	})
}

// FuzzCursor reads any cursor: it is this list's, with a number that more can be added to, or refused by name.
func FuzzCursor(f *testing.F) {
	for _, cursor := range []string{"", "Y2xhaW0gNQ", "Y2xhaW0gLTU", "Y2xhaW0gOTk5OTk5OTk5OTk5OTk5OTk5OTk", "=", "claim 5"} {
		f.Add(cursor)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		after, err := Paging{Cursor: cursor, Limit: 500}.after("claim", 7)
		switch {
		case err != nil && factcheck.CodeOf(err) != factcheck.Invalid:
			t.Errorf("%q fails with %v", cursor, err)
		case err == nil && (after < 0 || after+500 < after || cursor == "" && after != 7):
			t.Errorf("%q leads to %d", cursor, after)
		}
	})
}
