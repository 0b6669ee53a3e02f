package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"

	"stet/server/factcheck"
	"stet/server/store"
)

// A code is made as every authenticator app makes it where nothing else is said: six digits by HMAC-SHA-1, new every 30 seconds
// (RFC 6238). One from the 30 seconds before or after is taken too, since clocks differ.
const (
	stepSeconds = 30
	stepsOff    = 1
	codeLength  = 6
	secretBytes = 20 // RFC 4226, section 4, R6
)

const (
	recoveryCodes  = 10
	recoveryLength = 24 // base32 digits, 120 bits: so many that a plain hash keeps them
	recoveryGroup  = 6
)

// NewFactorSecret makes the secret of a second factor, in base32.
func NewFactorSecret() string {
	bits := make([]byte, secretBytes)
	rand.Read(bits) // never fails
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(bits)
}

// FactorAddress gives the address by which an authenticator app takes a secret over: otpauth://totp/….
func FactorAddress(desk, name, secret string) string {
	label := url.PathEscape("Stet " + desk + ":" + name)
	return "otpauth://totp/" + label + "?" + "secret=" + secret + "&issuer=" + url.PathEscape("Stet "+desk)
}

// NewRecoveryCodes makes codes that each open once in the place of the second factor's, and the hashes under which they are kept.
func NewRecoveryCodes() (codes, hashes []string) {
	for range recoveryCodes {
		code := rand.Text()[:recoveryLength]
		hashes = append(hashes, hashed(code))
		codes = append(codes, grouped(code))
	}
	return codes, hashes
}

func grouped(code string) string {
	var groups []string
	for ; len(code) > recoveryGroup; code = code[recoveryGroup:] {
		groups = append(groups, code[:recoveryGroup])
	}
	return strings.Join(append(groups, code), "-")
}

// CheckCode takes a code, or a recovery code, of the current person's second factor before what only they may do. It fails with
// Invalid, naming the field "code", or with RateLimited.
func (a *Auth) CheckCode(ctx context.Context, code string) error {
	person, _ := FromContext(ctx)
	if _, err := a.attempts.beginCode(person.Name); err != nil {
		return err
	}
	taken, err := a.takeCode(ctx, person.ID, code)
	if err != nil {
		return err
	}
	if !taken {
		return factcheck.BadField("code", "That is not the code of this moment, or it was used before. Wait for the next one, or give a recovery code.")
	}
	a.attempts.codeSucceeded(person.Name)
	return nil
}

// takeCode takes a code, which is then used up. Of two who bring the same one at once, one gets in.
func (a *Auth) takeCode(ctx context.Context, personID int64, code string) (taken bool, err error) {
	code = bare(code)
	err = a.store.Write(ctx, func(tx *store.Tx) error {
		factor, err := tx.SecondFactor(personID)
		if err != nil || !factor.On() {
			return err
		}
		if len(code) != codeLength {
			taken, err = tx.UseRecoveryCode(personID, hashed(code))
			return err
		}
		step, ok := stepOf(factor.Secret, code, a.now())
		if !ok {
			return nil
		}
		used, err := tx.UseStep(personID, step)
		taken = !used
		return err
	})
	return taken && err == nil, err
}

// stepOf finds the 30 seconds, counted since 1970, to which a code belongs.
func stepOf(secret, code string, at time.Time) (step int64, ok bool) {
	now := at.Unix() / stepSeconds
	for s := now - stepsOff; s <= now+stepsOff; s++ {
		want, err := totp.GenerateCode(secret, time.Unix(s*stepSeconds, 0))
		if err == nil && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = s, true
		}
	}
	return step, ok
}

// bare takes out of a code what people put between its digits.
func bare(code string) string {
	return strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(clipped(strings.TrimSpace(code), 100)))
}
