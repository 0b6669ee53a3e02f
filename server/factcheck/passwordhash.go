package factcheck

import (
	"encoding/base64"
	"regexp"
	"strconv"
)

// passwordHash is Argon2id's own way to write its cost (memory in KiB, passes, lanes), a salt and a key.
var passwordHash = regexp.MustCompile(`^\$argon2id\$v=19\$m=([0-9]{1,9}),t=([0-9]{1,9}),p=([0-9]{1,9})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$`)

// A hash tells itself what it costs to compare. One that somebody forged may cost as much as OWASP or RFC 9106 advise for where memory
// is short, or twice the passes, and no more.
const (
	leastMemory, mostMemory = 8, 64 * 1024 // KiB
	mostPasses              = 10
	mostLanes               = 4
)

// IsPasswordHash says whether a password can be compared with hash, at a cost that a desk bears.
func IsPasswordHash(hash string) bool {
	parts := passwordHash.FindStringSubmatch(hash)
	return parts != nil && isWithin(parts[1], leastMemory, mostMemory) && isWithin(parts[2], 1, mostPasses) && isWithin(parts[3], 1, mostLanes) &&
		isBase64(parts[4]) && isBase64(parts[5])
}

func isWithin(digits string, least, most int) bool {
	n, err := strconv.Atoi(digits)
	return err == nil && least <= n && n <= most
}

func isBase64(s string) bool {
	_, err := base64.RawStdEncoding.Strict().DecodeString(s)
	return err == nil
}
