package interchange

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"stet/server/factcheck"
)

// givenBody is a body as files have it: a TextualBody, a SpecificResource, a Choice, or a mere web resource.
type givenBody struct {
	ID       string                   `json:"id"`
	Type     oneOrMore[string]        `json:"type"`
	Purpose  oneOrMore[string]        `json:"purpose"`
	Value    *string                  `json:"value"`
	Rating   int                      `json:"schema:ratingValue"`
	Role     string                   `json:"schema:roleName"`
	Items    []json.RawMessage        `json:"items"` // of a Choice or a list
	Source   json.RawMessage          `json:"source"`
	Selector oneOrMore[givenSelector] `json:"selector"`
	State    oneOrMore[timeState]     `json:"state"`
	Stance   *iri                     `json:"http://purl.org/spar/cito/hasCitationCharacterization"`
	Rank     string                   `json:"dcterms:type"`
	Locator  string                   `json:"schema:pagination"`
}

// takeBody reads what a body tells of the claim. What cannot be understood is kept in the note, so that nothing of it is lost.
func (i *Item) takeBody(raw json.RawMessage) {
	var address string
	if json.Unmarshal(raw, &address) == nil {
		i.cite(factcheck.Citation{URL: address})
		return
	}
	var b givenBody
	if json.Unmarshal(raw, &b) != nil {
		i.note("Body: " + string(raw))
		return
	}
	switch {
	case b.Value != nil:
		i.takeText(b)
	case b.Source != nil:
		i.takeLink(b)
	case b.Items != nil:
		for _, item := range b.Items {
			i.takeBody(item)
		}
	default:
		i.cite(factcheck.Citation{URL: b.ID})
	}
}

func (i *Item) takeText(b givenBody) {
	is := func(purpose string) bool { return slices.Contains(b.Purpose, purpose) }
	switch {
	case is(forVerdict) && b.Rating >= 1 && b.Rating <= 5:
		i.Rating = factcheck.Rating(b.Rating)
	case is(forVerdict) && i.takeVerdict(*b.Value), is(forKind) && i.takeKind(*b.Value):
	case is(forSpeaker) && b.Role == speakerRole:
		i.Speaker = *b.Value
	case is(forTag):
		i.take("", *b.Value)
	default:
		i.note(*b.Value)
	}
}

func (i *Item) takeLink(b givenBody) {
	var address string
	var w work
	if json.Unmarshal(b.Source, &address) != nil && json.Unmarshal(b.Source, &w) != nil {
		i.note("Body: " + string(b.Source))
		return
	}
	c := factcheck.Citation{URL: address + w.ID, Title: w.Name, Publisher: w.Publisher, PublishedOn: w.Published, ArchivedURL: w.ArchivedAt, Locator: b.Locator,
		Primary: b.Rank == "primary source", Stance: stanceOf(b.Stance)}
	if w.Identifier != "" {
		c.URL = w.Identifier
	}
	for _, s := range b.Selector {
		c.Passage = s.Exact
	}
	for _, s := range b.State {
		c.AccessedOn, _, _ = strings.Cut(s.SourceDate, "T")
		c.ArchivedURL = cmp.Or(c.ArchivedURL, s.Cached)
	}
	i.cite(c)
}

func stanceOf(given *iri) factcheck.Stance {
	for stance, known := range stanceIRIs {
		if given != nil && given.ID == known {
			return factcheck.Stance(stance)
		}
	}
	return factcheck.Context
}

// cite adds a source to the item, if it has an address. One more than a claim may have is enough to have it refused.
func (i *Item) cite(c factcheck.Citation) {
	if c.URL != "" && len(i.Citations) <= factcheck.MaxCitations {
		c.Number = len(i.Citations) + 1
		i.Citations = append(i.Citations, c)
	}
}
