package api

import (
	"maps"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
)

// complete adds to the description what the types of the calls do not tell.
func complete(d *huma.OpenAPI) {
	group := d.Components.Schemas.Map()["Group"]
	for _, name := range []string{"decision", "suggestion"} {
		group.Properties[name] = objectOrNull(group.Properties[name])
	}
	revise := d.Paths["/articles/{id}/revisions"].Post
	planned := *revise.Responses[strconv.Itoa(http.StatusCreated)]
	planned.Description, planned.Headers = "What would happen, where dry_run was asked for", maps.Clone(planned.Headers)
	delete(planned.Headers, "Location")
	revise.Responses[strconv.Itoa(http.StatusOK)] = &planned
	d.Paths["/claims/{id}"].Get.Responses[strconv.Itoa(http.StatusNotModified)] = &huma.Response{Description: "What you hold is still good"}
}

// objectOrNull is an object or null.
func objectOrNull(s *huma.Schema) *huma.Schema {
	return &huma.Schema{AnyOf: []*huma.Schema{s, {Type: "null"}}}
}
