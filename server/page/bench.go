package page

import (
	"context"
	"crypto/rand"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
	"stet/views"
)

// ask is what a workbench is asked to show.
type ask struct {
	claim  int64 // whose card stands open; 0 for none
	from   int   // of the claims that pass the filter, how many stand before the first card
	filter views.Filter
	done   string // what was just done to the claim; see toastOf
}

// bench reads what a workbench shows.
func (p *Pages) bench(ctx context.Context, person factcheck.Person, articleID int64, a ask) (page views.WorkbenchPage, err error) {
	var claims []factcheck.Claim
	err = p.store.Read(ctx, func(r *store.Reader) error {
		if page.Article, err = r.Article(articleID); err != nil {
			return err
		}
		claims, err = r.ArticleClaims(person.ID, articleID)
		return err
	})
	if err != nil {
		return page, err
	}
	revision, err := p.desk.Revision(ctx, articleID, page.Article.Revision)
	if err != nil {
		return page, err
	}
	n := countClaims(claims, person.ID)
	page.Counts, page.Progress = n.all, n.shown()
	page.Frame = views.Frame{Title: page.Article.Title, Person: person, Here: views.AtLibrary, Toast: toastOf(a)}
	page.Sentences = p.sentences(revision)
	page.Filter, page.Filter.Reviewers = a.filter, reviewersOf(claims)
	page.MayMark, page.Quote.Key = person.Role.AtLeast(factcheck.Reviewer), rand.Text()
	page.Galley = views.Galley{Text: revision.Index, Blocks: revision.Blocks, Links: revision.Links, Claims: claims,
		Viewer: person.ID, Out: out(a.filter, claims)}
	page.Filter.Hidden = len(page.Galley.Out)
	openOne(&page, person, a.claim)
	chooseCards(&page, a)
	return page, nil
}

func reviewersOf(claims []factcheck.Claim) (names []string) {
	for i := range claims {
		if !slices.Contains(names, claims[i].Reviewer) {
			names = append(names, claims[i].Reviewer)
		}
	}
	slices.Sort(names)
	return names
}

// openOne opens the card of the claim asked for, and makes its mark, or else the first, the one that the Tab key comes to.
func openOne(page *views.WorkbenchPage, person factcheck.Person, wanted int64) {
	claims := page.Galley.Claims
	i := slices.IndexFunc(claims, func(c factcheck.Claim) bool { return c.ID == wanted })
	switch {
	case i >= 0:
		page.Galley.Open, page.Galley.Stop = wanted, wanted
		page.OpenCard = openCard(person, claims[i])
	case len(claims) > 0:
		page.Galley.Stop = claims[0].ID
	}
}
