package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// secret gives 256 random bits in letters that need no escaping in a cookie, a header or an address.
func secret() string {
	var bits [32]byte
	rand.Read(bits[:]) // never fails: the program ends where there is no randomness
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// hashed is how a secret is kept. A plain hash serves: nobody can guess 256 bits, so there is nothing to slow down.
func hashed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}
