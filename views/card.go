package views

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"stet/server/factcheck"
)

// OpenCard is a card with everything that is known of its claim, and the forms that change it.
type OpenCard struct {
	Claim   factcheck.Claim    // as it is saved
	Draft   factcheck.Claim    // as the form shows it: as saved, or as typed
	Span    QuoteForm          // what was typed to change the span
	New     factcheck.Citation // what was typed of a source to add
	Key     string             // names the next citation, so that it counts once
	Viewer  int64
	May     bool // the viewer may change it
	Trouble Trouble
	Query   string // as in Cards
}

// Trouble is what is wrong with one of a card's forms.
type Trouble struct {
	Form    string // the form's id; "" where nothing is wrong
	Message string
	Field   string             // the field at fault, "" where none is
	Cite    factcheck.Citation // what was typed, where the form changes a citation
	Seen    string             // the version that the form was written on
}

// seen gives the version of its claim that one of a card's forms is written on, as the form sends it.
func (o OpenCard) seen(form string) string {
	if o.Trouble.Form == o.id(form) && o.Trouble.Seen != "" {
		return o.Trouble.Seen
	}
	return strconv.Itoa(o.Claim.Version)
}

// Render implements templ.Component.
func (o OpenCard) Render(ctx context.Context, w io.Writer) error {
	return around{class: "card is-open is-selected", claim: o.Claim, viewer: o.Viewer, query: o.Query, body: openCardBody(o)}.Render(ctx, w)
}

// around is the element of a card, with its heading, around a body drawn by templ.
type around struct {
	class  string
	claim  factcheck.Claim
	viewer int64
	query  string
	body   templ.Component
}

// Render implements templ.Component.
func (a around) Render(ctx context.Context, w io.Writer) error {
	p := newPress()
	p.raw(`<article class="`, a.class, `" id="card-`)
	p.number(a.claim.ID)
	p.raw(`" data-into="#cards"`)
	p.cardData(&a.claim, a.viewer)
	p.raw(">")
	p.cardHead(&a.claim, a.viewer, a.query)
	if err := p.release(w); err != nil {
		return err
	}
	if err := a.body.Render(ctx, w); err != nil {
		return err
	}
	_, err := io.WriteString(w, "</article>\n")
	return err
}

func (o OpenCard) number() string { return strconv.FormatInt(o.Claim.ID, 10) }

// id gives the id of one of the card's elements: "note-343".
func (o OpenCard) id(what string) string { return what + "-" + o.number() }

// path gives the address of something under the claim: "/claims/343/delete".
func (o OpenCard) path(under string) string { return "/claims/" + o.number() + under }

// closing gives the address of the page with the card closed.
func (o OpenCard) closing() string { return "?" + o.Query + "#claim-" + o.number() }

// bad says whether a form's field is at fault.
func (o OpenCard) bad(form, field string) bool {
	return o.Trouble.Form == form && o.Trouble.Field == field
}

// citation gives what the form of a citation shows: what was typed where that is wrong, else what is saved.
func (o OpenCard) citation(c factcheck.Citation) citation {
	form := o.id("cite-form") + "-" + strconv.Itoa(c.Number)
	shown := citation{Claim: o.number(), Citation: c, Draft: c, Version: o.Claim.Version, May: o.May}
	if o.Trouble.Form == form {
		shown.Draft, shown.Trouble = o.Trouble.Cite, o.Trouble
	}
	return shown
}

// ratingChoices are the ratings, with none at their head.
var ratingChoices = append([]factcheck.Rating{0}, factcheck.Ratings...)

func ratingSign(r factcheck.Rating) string {
	if r == 0 {
		return "–"
	}
	return strconv.Itoa(int(r))
}

func ratingName(r factcheck.Rating) string {
	if r == 0 {
		return "no rating"
	}
	return r.Name()
}

// verdictKeys are the keys that give a verdict.
var verdictKeys = map[factcheck.Verdict]string{factcheck.Verified: "v", factcheck.Disputed: "d", factcheck.Unproven: "u"}

// was is what the form of a claim is drawn over, for the server to tell what was changed in it from what was left.
func was(c factcheck.Claim) []field {
	return []field{
		{"was.verdict", string(c.Verdict)}, {"was.kind", string(c.Kind)}, {"was.rating", strconv.Itoa(int(c.Rating))},
		{"was.speaker", c.Speaker}, {"was.note", c.Note},
	}
}
