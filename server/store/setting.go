package store

import (
	"strconv"

	"stet/server/factcheck"
)

// The names of settings.
const (
	publisherName        = "publisher.name"
	publisherURL         = "publisher.url"
	publisherLogo        = "publisher.logo_url"
	publisherMethod      = "publisher.method"
	publisherCorrections = "publisher.corrections"

	checkedAt    = "check.at"
	checkedWrong = "check.wrong"
)

type setting struct{ name, value string }

func scanSetting(row scanner) (s setting, err error) {
	err = row.Scan(&s.name, &s.value)
	return s, err
}

// Publisher gives who publishes what the desk finds; empty where nobody has said.
func (r *Reader) Publisher() (p factcheck.Publisher, err error) {
	settings, err := all(r, scanSetting, "select name, value from settings where name glob 'publisher.*'")
	into := publisherInto(&p)
	for _, s := range settings {
		if field, known := into[s.name]; known {
			*field = s.value
		}
	}
	return p, err
}

// SetPublisher writes who publishes what the desk finds.
func (t *Tx) SetPublisher(p factcheck.Publisher) error {
	for name, value := range publisherInto(&p) {
		if err := t.set(name, *value); err != nil {
			return err
		}
	}
	return nil
}

func publisherInto(p *factcheck.Publisher) map[string]*string {
	return map[string]*string{publisherName: &p.Name, publisherURL: &p.URL, publisherLogo: &p.LogoURL, publisherMethod: &p.Method, publisherCorrections: &p.Corrections}
}

// LastCheck is when the desk was checked last, and how much was wrong then.
type LastCheck struct {
	At    factcheck.Timestamp // "" for never
	Wrong int
}

// LastCheck gives the latest check that was made of the desk.
func (r *Reader) LastCheck() (c LastCheck, err error) {
	settings, err := all(r, scanSetting, "select name, value from settings where name glob 'check.*'")
	for _, s := range settings {
		switch s.name {
		case checkedAt:
			c.At = factcheck.Timestamp(s.value)
		case checkedWrong:
			c.Wrong, _ = strconv.Atoi(s.value)
		}
	}
	return c, err
}

// SetLastCheck writes that the desk was checked.
func (t *Tx) SetLastCheck(c LastCheck) error {
	if err := t.set(checkedAt, string(c.At)); err != nil {
		return err
	}
	return t.set(checkedWrong, strconv.Itoa(c.Wrong))
}

func (t *Tx) set(name, value string) error {
	return t.exec("insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", name, value)
}
