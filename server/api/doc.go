// Package api is the desk as scripts see it: JSON calls under /api/v1, each declared once, with the OpenAPI description made
// from the declarations. Handlers decode, ask desk or store, and tell; what is allowed is the desk's to say.
package api
