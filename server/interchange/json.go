package interchange

import (
	"bufio"
	"encoding/json"

	"stet/server/factcheck"
)

// items writes the items of a JSON list as they come, one a line, and says how many came. What stands before the first is written
// with it, and not where there is none.
func items[T any](out *bufio.Writer, before string, each claims, item func(*factcheck.ClaimRow) T) (n int, err error) {
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	separator := before + "\n"
	for c, err := range each {
		if err != nil {
			return n, err
		}
		if _, err := out.WriteString(separator); err != nil {
			return n, err
		}
		if err := lines.Encode(item(c)); err != nil {
			return n, err
		}
		separator = ","
		n++
	}
	return n, nil
}

// begin sends what a file begins with at once, before the first claim is read.
func begin(out *bufio.Writer, head string) error {
	if _, err := out.WriteString(head); err != nil {
		return err
	}
	return out.Flush()
}

// inJSON gives a value as JSON. Only plain structs and texts of ours come here.
func inJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
