package api

import (
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"stet/server/factcheck"
)

// The words of the vocabulary as the description lists them, and as requests are checked against.
type (
	verdict   struct{}
	kind      struct{}
	stance    struct{}
	rating    struct{}
	timestamp struct{}
)

func (verdict) Schema(huma.Registry) *huma.Schema { return oneOf(factcheck.Verdicts) }
func (kind) Schema(huma.Registry) *huma.Schema    { return oneOf(factcheck.Kinds) }
func (stance) Schema(huma.Registry) *huma.Schema  { return oneOf(factcheck.Stances) }

func (rating) Schema(huma.Registry) *huma.Schema {
	least, most := float64(factcheck.Ratings[0]), float64(factcheck.Ratings[len(factcheck.Ratings)-1])
	return &huma.Schema{Type: huma.TypeInteger, Minimum: &least, Maximum: &most}
}

func (timestamp) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time"}
}

func oneOf[T ~string](words []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, word := range words {
		s.Enum = append(s.Enum, string(word))
	}
	return s
}

// merged is a field of a JSON merge patch (RFC 7396): left out it stays, null takes its value away.
type merged[T any] struct {
	value T
	given bool
}

// UnmarshalJSON implements json.Unmarshaler. It is called for null too.
func (m *merged[T]) UnmarshalJSON(data []byte) error {
	m.given = true
	return json.Unmarshal(data, &m.value)
}

// Schema tells the description that T or null may stand here.
func (merged[T]) Schema(r huma.Registry) *huma.Schema {
	s := r.Schema(reflect.TypeFor[T](), true, "")
	s.Nullable = true
	if s.Enum != nil {
		s.Enum = append(s.Enum, nil)
	}
	return s
}

// change gives the new value, nil where it stays.
func (m merged[T]) change() *T {
	if !m.given {
		return nil
	}
	return &m.value
}
