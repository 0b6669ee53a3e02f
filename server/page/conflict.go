package page

import (
	"cmp"
	"maps"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"stet/server/desk"
	"stet/server/factcheck"
	"stet/views"
)

// pair is one thing of which two readings speak.
type pair struct{ label, mine, saved string }

// conflict sets what was sent beside what is saved. Action is where sending it again counts, over what is saved: a claim that was
// deleted comes back with it.
func conflict(saved factcheck.Claim, action string, form url.Values, pairs []pair) views.ConflictCard {
	again := maps.Clone(form)
	again.Del("version")
	again.Del("back")
	if saved.Deleted {
		again.Set("back", "1")
	}
	card := views.ConflictCard{Saved: saved, Action: "/claims/" + id(saved.ID) + action, Fields: again}
	for _, p := range pairs {
		differs := p.mine != p.saved
		card.Mine = append(card.Mine, views.Line{Label: p.label, Text: p.mine, Differs: differs})
		card.Stands = append(card.Stands, views.Line{Label: p.label, Text: p.saved, Differs: differs})
	}
	return card
}

// conflictOfChange is for the form of an open card: it can also be gone on with, over what is saved.
func conflictOfChange(person factcheck.Person, saved factcheck.Claim, change desk.ClaimChange, form url.Values) views.ConflictCard {
	mine := drafted(saved, change)
	pairs := []pair{{"verdict", string(mine.Verdict), string(saved.Verdict)}, {"rating", ratingSaid(mine.Rating), ratingSaid(saved.Rating)}}
	if change.Kind != nil {
		pairs = append(pairs, pair{"kind", string(mine.Kind), string(saved.Kind)})
	}
	if change.Speaker != nil {
		pairs = append(pairs, pair{"speaker", mine.Speaker, saved.Speaker})
	}
	if change.Note != nil {
		pairs = append(pairs, pair{"note", mine.Note, saved.Note})
	}
	card := conflict(saved, "", form, pairs)
	if !saved.Deleted {
		edit := openCard(person, saved)
		edit.Draft = mine
		card.Edit = &edit
	}
	return card
}

func conflictOfDelete(saved factcheck.Claim) views.ConflictCard {
	return conflict(saved, "/delete", url.Values{}, []pair{
		{"", "to be deleted", "stands"},
		{"verdict", string(saved.Verdict), string(saved.Verdict)},
		{"note", saved.Note, saved.Note},
	})
}

func conflictOfRestore(saved factcheck.Claim) views.ConflictCard {
	return conflict(saved, "/restore", url.Values{}, []pair{{"", "to be brought back", "deleted again"}, {"note", saved.Note, saved.Note}})
}

func (p *Pages) conflictOfSpan(c echo.Context, saved factcheck.Claim, wanted factcheck.Span, form url.Values) views.ConflictCard {
	mine := form.Get("quote")
	if revision, err := p.desk.Revision(c.Request().Context(), saved.ArticleID, cmp.Or(revisionSeen(form), saved.Revision)); err == nil && revision.Index.Check(wanted) == nil {
		mine = revision.Index.Slice(wanted)
	}
	return conflict(saved, "/span", form, []pair{{"words", mine, saved.Quote}, {"verdict", string(saved.Verdict), string(saved.Verdict)}})
}

// conflictOfCitation is for the form of a citation, one that the claim has or a new one, which has no number.
func conflictOfCitation(saved factcheck.Claim, mine factcheck.Citation, form url.Values) views.ConflictCard {
	stands, action := citationNumbered(saved, mine.Number), "/citations"
	if mine.Number != 0 {
		action += "/" + strconv.Itoa(mine.Number)
	}
	return conflict(saved, action, form, []pair{
		{"address", mine.URL, stands.URL}, {"title", mine.Title, stands.Title}, {"publisher", mine.Publisher, stands.Publisher},
		{"stance", string(mine.Stance), string(stands.Stance)}, {"locator", mine.Locator, stands.Locator}, {"passage", mine.Passage, stands.Passage},
	})
}

func conflictOfRemoval(saved factcheck.Claim, n int) views.ConflictCard {
	stands := citationNumbered(saved, n)
	return conflict(saved, "/citations/"+strconv.Itoa(n)+"/delete", url.Values{}, []pair{
		{"", "source to be removed", "source stands"}, {"address", stands.URL, stands.URL},
	})
}

// citationNumbered gives a claim's citation with a number; the zero citation where there is none.
func citationNumbered(c factcheck.Claim, n int) factcheck.Citation {
	for _, cited := range c.Citations {
		if cited.Number == n {
			return cited
		}
	}
	return factcheck.Citation{}
}

func ratingSaid(r factcheck.Rating) string {
	if r == 0 {
		return "none"
	}
	return strconv.Itoa(int(r)) + " " + r.Name()
}
