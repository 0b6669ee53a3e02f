// Package desk does every write: it authorises, validates, and changes the desk in one transaction together with the event
// that records it. What it returns has been committed.
//
// It answers with the errors of package factcheck: Forbidden where the person may not, Invalid where what was sent cannot be
// right, Conflict (with the claim as it stands) where it changed since the caller saw it.
package desk
