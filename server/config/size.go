package config

import (
	"fmt"
	"strconv"
	"strings"
)

// Size is a number of bytes, written "1MB", "16KB" or plainly "1048576".
type Size int64

// The units of a size.
const (
	KB Size = 1 << 10
	MB Size = 1 << 20
)

// UnmarshalText reads a size; its error names the mend.
func (s *Size) UnmarshalText(text []byte) error {
	number, unit := strings.ToUpper(string(text)), Size(1)
	if n, ok := strings.CutSuffix(number, "KB"); ok {
		number, unit = n, KB
	} else if n, ok := strings.CutSuffix(number, "MB"); ok {
		number, unit = n, MB
	}
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 32)
	if err != nil || n < 0 {
		return fmt.Errorf("%q is no size: give bytes, or a number with KB or MB, for example 10MB", text)
	}
	*s = Size(n) * unit
	return nil
}

// String writes the size in the largest unit that divides it.
func (s Size) String() string {
	switch {
	case s >= MB && s%MB == 0:
		return fmt.Sprintf("%d MB", s/MB)
	case s >= KB && s%KB == 0:
		return fmt.Sprintf("%d KB", s/KB)
	}
	return fmt.Sprintf("%d bytes", int64(s))
}
