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

// bench makes what a workbench shows.
func (p *Pages) bench(ctx context.Context, person factcheck.Person, articleID int64, a ask) (page views.WorkbenchPage, err error) {
	article, claims, reviews, err := p.articleWithClaims(ctx, person, articleID)
	if err != nil {
		return page, err
	}
	revision, err := p.desk.Revision(ctx, articleID, article.Revision)
	if err != nil {
		return page, err
	}
	n := countClaims(claims, person.ID)
	claims, waiting := standing(claims)
	page = views.WorkbenchPage{
		Frame:     views.Frame{Title: article.Title, Person: person, Here: views.AtLibrary, Toast: toastOf(a)},
		Article:   article,
		Sentences: p.sentences(revision),
		Counts:    n.all,
		Progress:  n.shown(),
		Filter:    a.filter,
		Compared:  len(reviews) > 1,
		Quote:     views.QuoteForm{Key: rand.Text()},
		Waiting:   waiting,
		MayRevise: person.Role.AtLeast(factcheck.Editor),
		Galley: views.Galley{Text: revision.Index, Blocks: revision.Blocks, Links: revision.Links, Claims: claims,
			Viewer: person.ID, Out: out(a.filter, claims)},
	}
	page.Review = reviewBy(person.ID, reviews)
	page.MayMark = person.Role.AtLeast(factcheck.Reviewer) && !page.Review.Submitted()
	page.Filter.Reviewers, page.Filter.Hidden = reviewersOf(claims), len(page.Galley.Out)
	openOne(&page, person, a.claim)
	chooseCards(&page, a)
	return page, nil
}

// standing parts the claims that stand in the current text from those that wait for a look.
func standing(claims []factcheck.Claim) (stand, wait []factcheck.Claim) {
	for i := range claims {
		if claims[i].Waits() {
			wait = append(wait, claims[i])
		} else {
			stand = append(stand, claims[i])
		}
	}
	return stand, wait
}

func (p *Pages) articleWithClaims(ctx context.Context, person factcheck.Person, id int64) (article factcheck.Article, claims []factcheck.Claim, reviews []store.ReviewProgress, err error) {
	err = p.store.Read(ctx, func(r *store.Reader) error {
		if article, err = r.Article(person.ID, id); err != nil {
			return err
		}
		if reviews, err = r.Reviews(person.ID, id); err != nil {
			return err
		}
		claims, err = r.ArticleClaims(person.ID, id)
		return err
	})
	return article, claims, reviews, err
}

// reviewBy gives a person's own review; the zero review where they have none.
func reviewBy(person int64, reviews []store.ReviewProgress) factcheck.Review {
	for _, v := range reviews {
		if v.ReviewerID == person {
			return v.Review
		}
	}
	return factcheck.Review{}
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
		card := openCard(person, claims[i])
		card.May = card.May && page.MayMark
		page.OpenCard = card
	case len(claims) > 0:
		page.Galley.Stop = claims[0].ID
	}
}
