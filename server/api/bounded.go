package api

import "fmt"

// What the body of a call may hold, which is far more than any call takes. A value of two bytes takes a hundred times its own room once it is
// read, and all of a body is read before anything of it is refused.
const (
	mostValues = 20_000
	deepest    = 32
)

// bounded refuses JSON of many values, or of values deep within one another, without reading them.
func bounded(data []byte) error {
	values, depth := 1, 0
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '"':
			i = endOfString(data, i)
		case '{', '[':
			values++
			depth++
		case '}', ']':
			depth--
		case ',':
			values++
		}
		if values > mostValues {
			return fmt.Errorf("has more than %d values, which nothing here takes", mostValues)
		}
		if depth > deepest {
			return fmt.Errorf("has values more than %d deep within one another, which nothing here takes", deepest)
		}
	}
	return nil
}

// endOfString gives where the string ends that begins at from; the end of the data where it does not.
func endOfString(data []byte, from int) int {
	for i := from + 1; i < len(data); i++ {
		switch data[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(data)
}
