package interchange

import "encoding/json"

// The shapes of the W3C Web Annotation Data Model (https://www.w3.org/TR/annotation-model/) as they are written. Beside its own
// properties stand some of schema.org and of CiTO, the Citation Typing Ontology, whose names its context knows or which are
// written out.

const annoContext = "http://www.w3.org/ns/anno.jsonld"

// The purposes of bodies: what each tells of the claim.
const (
	forVerdict = "assessing"
	forKind    = "classifying"
	forSpeaker = "identifying"
	forNote    = "commenting"
	forSource  = "linking"
	forTag     = "tagging"
)

// speakerRole tells who claims it from other things that a body may identify.
const speakerRole = "speaker"

type annotation struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Creator    agent  `json:"creator"`
	Created    string `json:"created"`
	Modified   string `json:"modified"`
	Body       []any  `json:"body"` // textualBody and linkBody
	Target     target `json:"target"`
}

type agent struct {
	ID       string `json:"id"`
	Type     string `json:"type"`
	Nickname string `json:"nickname,omitempty"`
	Name     string `json:"name,omitempty"`
}

type textualBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value"`
	Format  string `json:"format,omitempty"`
	Role    string `json:"schema:roleName,omitempty"` // speakerRole
	Rating  int    `json:"schema:ratingValue,omitempty"`
	Best    int    `json:"schema:bestRating,omitempty"`
	Worst   int    `json:"schema:worstRating,omitempty"`
}

type linkBody struct {
	Type     string         `json:"type"`
	Purpose  string         `json:"purpose"`
	Source   work           `json:"source"`
	Selector *quoteSelector `json:"selector,omitempty"` // the passage
	State    *timeState     `json:"state,omitempty"`    // when it was read, and where that is archived; a state has a date
	Stance   *iri           `json:"http://purl.org/spar/cito/hasCitationCharacterization,omitempty"`
	Rank     string         `json:"dcterms:type,omitempty"`
	Locator  string         `json:"schema:pagination,omitempty"`
}

// work is a source. One without a web address is named by where the desk lists it; where its id is not what it is cited by, the
// identifier is.
type work struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	Identifier string `json:"schema:identifier,omitempty"`
	Name       string `json:"schema:name,omitempty"`
	Publisher  string `json:"schema:publisher,omitempty"`
	Published  string `json:"schema:datePublished,omitempty"`
	ArchivedAt string `json:"schema:archivedAt,omitempty"`
}

type iri struct {
	ID string `json:"id"`
}

type target struct {
	Type     string    `json:"type"`
	Source   string    `json:"source"`
	Selector []any     `json:"selector"` // positionSelector and quoteSelector, which select the same
	State    timeState `json:"state"`    // the revision in which the position counts
}

type positionSelector struct {
	Type  string `json:"type"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

type quoteSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

type timeState struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate,omitempty"`
	Cached     string `json:"cached,omitempty"`
}

// stanceIRIs are the stances as CiTO has them.
var stanceIRIs = map[string]string{
	"supports": "http://purl.org/spar/cito/supports",
	"refutes":  "http://purl.org/spar/cito/refutes",
	"context":  "http://purl.org/spar/cito/citesForInformation",
}

// oneOrMore is what JSON-LD lets stand as one value or as a list of them.
type oneOrMore[T any] []T

// UnmarshalJSON implements json.Unmarshaler.
func (l *oneOrMore[T]) UnmarshalJSON(raw []byte) error {
	if len(raw) > 0 && raw[0] == '[' {
		return json.Unmarshal(raw, (*[]T)(l))
	}
	var one T
	err := json.Unmarshal(raw, &one)
	*l = []T{one}
	return err
}
