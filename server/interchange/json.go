package interchange

import (
	"bufio"
	"encoding/json"
	"io"

	"stet/server/factcheck"
)

// list writes a JSON list as its items come, one a line, between what stands before and after it.
func list[T any](out *bufio.Writer, before, after string, each claims, item func(*factcheck.ClaimRow) T) error {
	if err := begin(out, before+"["); err != nil {
		return err
	}
	lines := json.NewEncoder(out)
	lines.SetEscapeHTML(false)
	separator := "\n"
	for c, err := range each {
		if err != nil {
			return err
		}
		if _, err := out.WriteString(separator); err != nil {
			return err
		}
		if err := lines.Encode(item(c)); err != nil {
			return err
		}
		separator = ","
	}
	_, err := io.WriteString(out, "]"+after)
	return err
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
