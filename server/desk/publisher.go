package desk

import (
	"context"

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

// SetPublisher says who publishes what the desk finds, for an admin. A change that changes nothing is no event.
func (d *Desk) SetPublisher(ctx context.Context, by factcheck.Person, p factcheck.Publisher) error {
	if err := need(by, factcheck.Admin, "say who publishes the desk's reports"); err != nil {
		return err
	}
	p, err := cleanPublisher(p)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		before, err := tx.Publisher()
		if err != nil || before == p {
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
