package views

import (
	"strings"

	"stet/server/factcheck"
)

// YouPage is a person's own password, tokens and sessions.
type YouPage struct {
	Frame      Frame
	Tokens     []Token // the latest made first
	KeepTokens bool    // the new password is to leave them, as was said
	NewToken   string  // just made, shown this once; "" for none
	Label      string  // of a token, as typed
	Trouble    PeopleTrouble
	Sessions   []Session // the one that asks first

	FactorOn     bool // a code is asked for after the password
	RecoveryLeft int  // recovery codes
}

func (p YouPage) myTokens() string {
	if len(p.Tokens) == 1 {
		return "my token"
	}
	return "my " + count(len(p.Tokens), "token", "tokens")
}

// Session is a sign-in as its person sees it.
type Session struct {
	ID      string // names it to the form that ends it
	Client  string // "Firefox on Linux"
	Address string // from where it was begun; "" where that was not kept
	BegunAt factcheck.Timestamp
	SeenAt  factcheck.Timestamp // to within five minutes
	Here    bool                // it is the one that asks
}

// FactorPage sets a second factor up.
type FactorPage struct {
	Frame   Frame
	SetUp   string // names what is being set up to the desk, which tells its secret to this page alone
	Secret  string // base32
	Address string // otpauth://totp/…
	QR      string // the address as a picture, data:image/png;base64,…
	Problem string // what is wrong with the first code; "" for nothing
	Field   string
}

// inFours sets a secret in groups that can be typed over.
func (p FactorPage) inFours() string {
	var set strings.Builder
	for i, r := range p.Secret {
		if i > 0 && i%4 == 0 {
			set.WriteByte(' ')
		}
		set.WriteRune(r)
	}
	return set.String()
}

// RecoveryPage shows new recovery codes, this once.
type RecoveryPage struct {
	Frame Frame
	Codes []string
}

// Token is a token as its person sees it.
type Token struct {
	ID         int64
	Label      string
	CreatedAt  factcheck.Timestamp
	LastUsedAt factcheck.Timestamp // "" for never
}

// name is what a token is called: its label, or its number where it has none.
func (t Token) name() string {
	if t.Label != "" {
		return t.Label
	}
	return "token " + id64(t.ID)
}
