package store

import "stet/server/factcheck"

// The names of settings.
const (
	publisherName        = "publisher.name"
	publisherURL         = "publisher.url"
	publisherLogo        = "publisher.logo_url"
	publisherMethod      = "publisher.method"
	publisherCorrections = "publisher.corrections"
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
		err := t.exec("insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value", name, *value)
		if err != nil {
			return err
		}
	}
	return nil
}

func publisherInto(p *factcheck.Publisher) map[string]*string {
	return map[string]*string{publisherName: &p.Name, publisherURL: &p.URL, publisherLogo: &p.LogoURL, publisherMethod: &p.Method, publisherCorrections: &p.Corrections}
}
