package respond

import (
	"stet/server/config"
	"stet/server/factcheck"
)

// TooLarge is the error for a request of more than limit bytes.
func TooLarge(limit int64) *factcheck.Error {
	return factcheck.Errorf(factcheck.TooLarge, "This is more than the %s that can be sent at once. Send less, or split it.", config.Size(limit))
}
