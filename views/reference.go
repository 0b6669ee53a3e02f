package views

// ReferencePage is the API's description, to be read.
type ReferencePage struct {
	Frame  Frame
	About  string
	Base   string // the address before every path
	Rooms  []ReferenceRoom
	Things []ReferenceThing
}

// ReferenceRoom is the calls under one word of the address.
type ReferenceRoom struct {
	Name  string
	Calls []ReferenceCall
}

// ReferenceCall is one call.
type ReferenceCall struct {
	ID      string // names it on the page
	Method  string
	Path    string
	Summary string
	Takes   []ReferenceField // of the address and the headers
	Sends   string           // the thing in the request's body; "" for none
	Status  string           // of the answer that is none of a failure
	Answers string           // the thing, or the media type, in its body; "" for an empty one
}

// ReferenceThing is an object that calls send or answer with.
type ReferenceThing struct {
	Name   string
	Fields []ReferenceField
}

// ReferenceField is a parameter of a call, or a field of a thing.
type ReferenceField struct {
	Name     string
	In       string // of a parameter: "path", "query" or "header"
	Type     string
	Thing    string // the thing that the field holds, or a list of which; "" for neither
	Required bool
	About    string
}

func thingID(name string) string { return "thing-" + name }

// known says whether a thing is described on the page; an answer's media type is not.
func (p ReferencePage) known(name string) bool {
	for _, t := range p.Things {
		if t.Name == name {
			return true
		}
	}
	return false
}
