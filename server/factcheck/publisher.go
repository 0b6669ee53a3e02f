package factcheck

// Publisher is who publishes what the desk finds: the author of its reports.
type Publisher struct {
	Name        string // "" where nobody has said yet
	URL         string // of their own site
	LogoURL     string
	Method      string // how the desk checks, told under every report; may be many lines
	Corrections string // where a reader turns to who has found a mistake: an address or a sentence
}

// Known says whether somebody has said who publishes.
func (p Publisher) Known() bool { return p.Name != "" && p.URL != "" }
