package interchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"stet/server/factcheck"
)

// readWebAnnotation reads an annotation, a list or lines of them, an AnnotationPage, or an AnnotationCollection with its first
// page in it. Every target of an annotation is an item.
func readWebAnnotation(left *allowance, raw []byte) ([]Part, error) {
	var part Part
	values := json.NewDecoder(bytes.NewReader(raw))
	for {
		var value oneOrMore[json.RawMessage]
		err := values.Decode(&value)
		if err == io.EOF {
			return []Part{part}, nil
		}
		if err != nil {
			return nil, unreadable(WebAnnotation, "it is not JSON: "+err.Error())
		}
		for _, one := range value {
			items, err := annotationsIn(left, one, len(part.Items))
			if err != nil {
				return nil, err
			}
			part.Items = append(part.Items, items...)
		}
	}
}

type givenCollection struct {
	Type  oneOrMore[string] `json:"type"`
	First json.RawMessage   `json:"first"`
	Items []json.RawMessage `json:"items"`
}

// annotationsIn gives the items of an annotation or of a container of them; before is how many have come already.
func annotationsIn(left *allowance, raw json.RawMessage, before int) (items []Item, err error) {
	var c givenCollection
	if json.Unmarshal(raw, &c) != nil {
		return nil, unreadable(WebAnnotation, "there is something in it that is no annotation")
	}
	if slices.Contains(c.Type, "AnnotationCollection") {
		return inCollection(left, c, before)
	}
	if c.Items == nil {
		return annotationItems(left, raw, before+1)
	}
	for _, one := range c.Items {
		more, err := annotationItems(left, one, before+len(items)+1)
		if err != nil {
			return nil, err
		}
		items = append(items, more...)
	}
	return items, nil
}

func inCollection(left *allowance, c givenCollection, before int) ([]Item, error) {
	var page givenCollection
	switch {
	case c.First == nil:
		return nil, nil
	case json.Unmarshal(c.First, &page) != nil || page.Items == nil:
		return nil, unreadable(WebAnnotation, "the annotations are not in it, but at another address ("+clip(string(c.First))+"); save that page and bring it in")
	}
	return annotationsIn(left, c.First, before)
}

type givenAnnotation struct {
	ID        string                     `json:"id"`
	Body      oneOrMore[json.RawMessage] `json:"body"`
	BodyValue string                     `json:"bodyValue"`
	Target    oneOrMore[json.RawMessage] `json:"target"`
}

func annotationItems(left *allowance, raw json.RawMessage, number int) (items []Item, err error) {
	name := fmt.Sprintf("annotation %d", number)
	var a givenAnnotation
	if err := json.Unmarshal(raw, &a); err != nil {
		return []Item{{Name: name, Why: "It is no annotation of this format, or has a value where another sort of value belongs."}}, left.take()
	}
	base := Item{Name: name, Note: a.BodyValue}
	for _, body := range a.Body {
		base.takeBody(body)
	}
	if len(a.Target) == 0 {
		base.Why = "It has no target."
		return []Item{base}, left.take()
	}
	for i, t := range a.Target {
		if err := left.take(); err != nil {
			return nil, err
		}
		item := base
		if len(a.Target) > 1 {
			item.Name = fmt.Sprintf("%s, target %d", name, i+1)
		}
		item.takeTarget(t)
		items = append(items, item)
	}
	return items, nil
}

type givenTarget struct {
	Selector oneOrMore[givenSelector] `json:"selector"`
}

type givenSelector struct {
	Type      oneOrMore[string]        `json:"type"`
	Start     *int                     `json:"start"`
	End       *int                     `json:"end"`
	Exact     string                   `json:"exact"`
	Prefix    string                   `json:"prefix"`
	Suffix    string                   `json:"suffix"`
	RefinedBy oneOrMore[givenSelector] `json:"refinedBy"`
}

func (i *Item) takeTarget(raw json.RawMessage) {
	var t givenTarget
	if json.Unmarshal(raw, &t) != nil || len(t.Selector) == 0 {
		i.Why = "It is about the whole article, and marks no words of it."
		return
	}
	for _, s := range t.Selector {
		i.takeSelector(s, false)
	}
	if i.Span == nil && i.Quote == "" {
		i.Why = "It marks its words in a way that is not understood here: it has neither a TextQuoteSelector nor a TextPositionSelector."
	}
}

// takeSelector reads a selector down to its last refinement. A position within a refined selection counts in that, not in the text.
func (i *Item) takeSelector(s givenSelector, within bool) {
	if len(s.RefinedBy) > 0 {
		for _, finer := range s.RefinedBy {
			i.takeSelector(finer, true)
		}
		return
	}
	switch {
	case slices.Contains(s.Type, "TextQuoteSelector"):
		i.Quote, i.Prefix, i.Suffix = s.Exact, s.Prefix, s.Suffix
	case slices.Contains(s.Type, "TextPositionSelector") && s.Start != nil && s.End != nil && !within:
		i.Span = &factcheck.Span{Start: *s.Start, End: *s.End}
	}
}
