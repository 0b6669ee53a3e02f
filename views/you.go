package views

import "stet/server/factcheck"

// YouPage is a person's own password, tokens and sessions.
type YouPage struct {
	Frame    Frame
	Tokens   []Token // the latest made first
	NewToken string  // just made, shown this once; "" for none
	Label    string  // of a token, as typed
	Trouble  PeopleTrouble
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
