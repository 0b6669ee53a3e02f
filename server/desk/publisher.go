package desk

import (
	"context"
	"errors"
	"fmt"

	"stet/server/factcheck"
	"stet/server/store"
)

// publisherState is the publisher as an event's Before and After keep it.
type publisherState struct {
	Name        string `json:"name"`
	URL         string `json:"url"`
	LogoURL     string `json:"logo_url"`
	Method      string `json:"method"`
	Corrections string `json:"corrections"`
}

// SetPublisher says who publishes what the desk finds, for an admin, in so far as that is something else than what was seen: a Conflict
// where somebody else has made yet another of it meanwhile. A change that changes nothing is no event.
func (d *Desk) SetPublisher(ctx context.Context, by factcheck.Person, seen, p factcheck.Publisher) error {
	if err := need(by, factcheck.Admin, "say who publishes the desk's reports"); err != nil {
		return err
	}
	p, err := cleanPublisher(p)
	if err != nil {
		return err
	}
	seen, _ = cleanPublisher(seen)
	return d.write(ctx, func(tx *store.Tx) error {
		before, err := tx.Publisher()
		if err != nil {
			return err
		}
		if p, err = publisherOnTopOf(seen, p, before); err != nil || before == p {
			return err
		}
		if err := tx.SetPublisher(p); err != nil {
			return err
		}
		e := factcheck.Event{At: now(), Action: factcheck.PublisherChanged, Before: toJSON(publisherState(before)), After: toJSON(publisherState(p))}
		_, err = tx.AddEvent(e, by.ID)
		return err
	})
}

// publisherOnTopOf gives what becomes of the publisher that stands now, as [onTopOf] does of each of its parts.
func publisherOnTopOf(seen, wanted, now factcheck.Publisher) (p factcheck.Publisher, err error) {
	p = now
	var changed []factcheck.FieldError
	for _, part := range []struct {
		field, said  string
		seen, wanted string
		becomes      *string
	}{
		{"name", "The name", seen.Name, wanted.Name, &p.Name},
		{"url", "The web address", seen.URL, wanted.URL, &p.URL},
		{"logo_url", "The logo’s address", seen.LogoURL, wanted.LogoURL, &p.LogoURL},
		{"corrections", "Where readers turn to", seen.Corrections, wanted.Corrections, &p.Corrections},
		{"method", "How you check", seen.Method, wanted.Method, &p.Method},
	} {
		becomes, ok := onTopOf(part.seen, part.wanted, *part.becomes)
		if !ok {
			changed = append(changed, factcheck.FieldError{Field: part.field, Message: fmt.Sprintf("%s was changed by somebody else since you opened the page. It says now: “%s”.", part.said, *part.becomes)})
			continue
		}
		*part.becomes = becomes
	}
	return p, changedElsewhere(changed)
}

// changedElsewhere is a Conflict over the fields that somebody else has changed; nil where there are none.
func changedElsewhere(changed []factcheck.FieldError) error {
	var conflict *factcheck.Error
	if !errors.As(factcheck.BadFields(changed), &conflict) {
		return nil
	}
	conflict.Code = factcheck.Conflict
	conflict.Message += " Save again to change that."
	return conflict
}

func cleanPublisher(p factcheck.Publisher) (factcheck.Publisher, error) {
	var f fields
	p.Name, p.Corrections = f.line("name", p.Name), f.line("corrections", p.Corrections)
	p.URL, p.LogoURL = f.address("url", p.URL), f.address("logo_url", p.LogoURL)
	p.Method = f.prose("method", p.Method)
	if p.Name == "" && p != (factcheck.Publisher{}) {
		f.bad("name", "Say who publishes: readers and search engines ask for the name first.")
	}
	return p, f.err()
}
