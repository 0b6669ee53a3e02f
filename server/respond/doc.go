// Package respond turns errors into answers, in one place: a code becomes a status, and the answer is a page, a fragment or
// problem+json as the request asks.
package respond
