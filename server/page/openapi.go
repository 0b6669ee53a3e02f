package page

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"stet/views"
)

// openAPI is an OpenAPI description as far as it is shown.
type openAPI struct {
	Info       struct{ Description string }
	Servers    []struct{ URL string }
	Paths      map[string]map[string]openCall
	Components struct{ Schemas map[string]openSchema }
}

type openCall struct {
	OperationID string
	Summary     string
	Parameters  []struct {
		Name, In, Description string
		Required              bool
		Schema                openSchema
	}
	RequestBody struct{ Content openContent }
	Responses   map[string]struct{ Content openContent }
}

type openContent map[string]struct{ Schema openSchema }

type openSchema struct {
	Ref         string `json:"$ref"`
	Type        any    // a word, or a list of them
	Format      string
	Description string
	Enum        []any
	Items       *openSchema
	AnyOf       []openSchema
	Properties  map[string]openSchema
	Required    []string
}

// methodOrder is the order in which the calls of one path are told.
var methodOrder = []string{"get", "post", "put", "patch", "delete"}

func (d *openAPI) page() views.ReferencePage {
	page := views.ReferencePage{About: d.Info.Description, Base: d.Servers[0].URL}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		name, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
		if n := len(page.Rooms); n == 0 || page.Rooms[n-1].Name != name {
			page.Rooms = append(page.Rooms, views.ReferenceRoom{Name: name})
		}
		room := &page.Rooms[len(page.Rooms)-1]
		for _, method := range methodOrder {
			if call, ok := d.Paths[path][method]; ok {
				room.Calls = append(room.Calls, call.told(strings.ToUpper(method), path))
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.Components.Schemas)) {
		schema := d.Components.Schemas[name]
		page.Things = append(page.Things, views.ReferenceThing{Name: name, Fields: schema.fields()})
	}
	return page
}

func (c openCall) told(method, path string) views.ReferenceCall {
	told := views.ReferenceCall{ID: c.OperationID, Method: method, Path: path, Summary: c.Summary}
	for _, p := range c.Parameters {
		field := p.Schema.field(p.Name)
		field.In, field.Required, field.About = p.In, p.Required, cmp.Or(p.Description, field.About)
		told.Takes = append(told.Takes, field)
	}
	told.Sends = c.RequestBody.Content.thing()
	for _, status := range slices.Sorted(maps.Keys(c.Responses)) {
		if thing := c.Responses[status].Content.thing(); status < "300" && thing != "" || status == "204" {
			told.Status, told.Answers = strings.TrimPrefix(told.Status+", "+status, ", "), thing
		}
	}
	return told
}

// thing names what a body holds: an object of ours, or its media type.
func (c openContent) thing() string {
	for mediaType, body := range c {
		if name := body.Schema.thing(); name != "" {
			return name
		}
		return mediaType
	}
	return ""
}

func (s openSchema) thing() string {
	return strings.TrimPrefix(s.Ref, "#/components/schemas/")
}

// fields lists the fields of an object, those that are required first.
func (s openSchema) fields() (fields []views.ReferenceField) {
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		field := s.Properties[name].field(name)
		field.Required = slices.Contains(s.Required, name)
		fields = append(fields, field)
	}
	slices.SortStableFunc(fields, func(a, b views.ReferenceField) int {
		return cmp.Compare(rank(b.Required), rank(a.Required))
	})
	return fields
}

func rank(required bool) int {
	if required {
		return 1
	}
	return 0
}

func (s openSchema) field(name string) views.ReferenceField {
	field := views.ReferenceField{Name: name, Type: s.kind(), Thing: s.thing(), About: s.Description}
	if len(s.AnyOf) > 0 { // a thing or null
		field.Type, field.Thing = "null or", s.AnyOf[0].thing()
	}
	if s.Items != nil {
		field.Type, field.Thing = strings.TrimSpace("list of "+s.Items.kind()), s.Items.thing()
	}
	return field
}

// kind says what sort of value stands there.
func (s openSchema) kind() string {
	if len(s.Enum) > 0 {
		words := make([]string, len(s.Enum))
		for i, word := range s.Enum {
			words[i] = strings.Replace(fmt.Sprint(word), "<nil>", "null", 1)
		}
		return strings.Join(words, ", ")
	}
	kind := ""
	switch t := s.Type.(type) {
	case string:
		kind = t
	case []any:
		var words []string
		for _, word := range t {
			words = append(words, fmt.Sprint(word))
		}
		kind = strings.Join(words, " or ")
	}
	if strings.HasPrefix(s.Format, "date") || s.Format == "uri" {
		kind += ", " + s.Format
	}
	return kind
}
