package config

import (
	"fmt"
	"strings"
	"time"
)

// Duration is a stretch of time, written "72h" or "90m".
type Duration time.Duration

// UnmarshalText reads a duration; its error names the mend.
func (d *Duration) UnmarshalText(text []byte) error {
	read, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is no time: give hours, minutes or seconds, for example 72h or 90m", text)
	}
	*d = Duration(read)
	return nil
}

// String writes the duration without units that are nought: "72h", not "72h0m0s".
func (d Duration) String() string {
	text := time.Duration(d).String()
	if whole, ok := strings.CutSuffix(text, "m0s"); ok {
		text = whole + "m"
	}
	if whole, ok := strings.CutSuffix(text, "h0m"); ok {
		text = whole + "h"
	}
	return text
}
