package page

import (
	"crypto/rand"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

const cardsPerFetch = 200

// ShowClaim answers GET /claims/:id, the address by which a claim is known, by leading to it in its article.
func (p *Pages) ShowClaim(c echo.Context) error {
	claim, err := p.claim(c)
	if err != nil {
		return err
	}
	return to(c, claimAddress(claim))
}

// Card answers GET /claims/:id/card with the claim's card, open with ?open=1.
func (p *Pages) Card(c echo.Context) error {
	claim, err := p.claim(c)
	if err != nil {
		return err
	}
	if claim.Deleted {
		return fragments(c, views.Gone(claim))
	}
	if c.QueryParam("open") == "1" {
		card, err := p.openCardOf(c, claim)
		if err != nil {
			return err
		}
		return aboutClaim(c, claim, card)
	}
	return aboutClaim(c, claim, views.ClosedCard(claim, viewer(c).ID))
}

// Cards answers GET /articles/:id/cards?ids=1,2,3 with the closed cards of claims that a long page does not hold.
func (p *Pages) Cards(c echo.Context) error {
	cards := views.Cards{Viewer: viewer(c).ID}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		for _, wanted := range wantedCards(c.QueryParam("ids")) {
			claim, err := r.Claim(cards.Viewer, wanted)
			if factcheck.CodeOf(err) == factcheck.NotFound || err == nil && claim.Deleted {
				continue
			}
			if err != nil {
				return err
			}
			cards.Claims = append(cards.Claims, claim)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return fragments(c, cards)
}

func wantedCards(list string) (ids []int64) {
	for word := range strings.SplitSeq(list, ",") {
		if n, err := strconv.ParseInt(word, 10, 64); err == nil && len(ids) < cardsPerFetch && !slices.Contains(ids, n) {
			ids = append(ids, n)
		}
	}
	return ids
}

// claim reads the claim that the address names.
func (p *Pages) claim(c echo.Context) (claim factcheck.Claim, err error) {
	number, err := claimNumber(c)
	if err != nil {
		return claim, err
	}
	return p.claimNumbered(c, number)
}

func (p *Pages) claimNumbered(c echo.Context, number int64) (claim factcheck.Claim, err error) {
	err = p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		claim, err = r.Claim(viewer(c).ID, number)
		return err
	})
	return claim, err
}

// openCardOf is the open card of a claim; one to read only, where the claim's review is submitted.
func (p *Pages) openCardOf(c echo.Context, claim factcheck.Claim) (views.OpenCard, error) {
	card := openCard(viewer(c), claim)
	if !card.May {
		return card, nil
	}
	err := p.store.Read(c.Request().Context(), func(r *store.Reader) error {
		review, err := r.Review(viewer(c).ID, claim.ReviewID)
		card.May = !review.Submitted()
		return err
	})
	return card, err
}

// openCard is the open card of a claim as it is saved, to be changed by whoever marked it.
func openCard(person factcheck.Person, claim factcheck.Claim) views.OpenCard {
	return views.OpenCard{
		Claim: claim, Draft: claim, Viewer: person.ID, Key: rand.Text(),
		Span: views.QuoteForm{Quote: claim.Quote},
		New:  factcheck.Citation{Stance: likely(claim.Verdict)},
		May:  claim.ReviewerID == person.ID && person.Role.AtLeast(factcheck.Reviewer),
	}
}

// likely is the stance of the next source that a verdict makes one expect.
func likely(v factcheck.Verdict) factcheck.Stance {
	switch v {
	case factcheck.Verified:
		return factcheck.Supports
	case factcheck.Disputed:
		return factcheck.Refutes
	default:
		return factcheck.Context
	}
}
