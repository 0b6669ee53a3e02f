// Package auth knows who is asking: passwords, sessions, tokens, the first set-up, and the current person of a request.
// What a person may do is the desk's business.
package auth
