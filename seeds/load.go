package seeds

import (
	"context"
	"fmt"
	"time"

	"stet/server/desk"
	"stet/server/factcheck"
)

// Load puts the demonstration people, articles and readings on an empty desk, through the desk as people would. hash makes
// of a password what the desk keeps. What was loaded before an error stays.
func Load(ctx context.Context, d *desk.Desk, hash func(password string) (string, error)) error {
	people, err := loadPeople(ctx, d, hash)
	if err != nil {
		return fmt.Errorf("loading the demonstration people: %w", err)
	}
	articles, err := loadArticles(ctx, d, people["chidi"])
	if err != nil {
		return fmt.Errorf("loading the demonstration articles: %w", err)
	}
	if err := loadReadings(ctx, d, people, articles); err != nil {
		return fmt.Errorf("loading the demonstration readings: %w", err)
	}
	return nil
}

func loadPeople(ctx context.Context, d *desk.Desk, hash func(string) (string, error)) (map[string]factcheck.Person, error) {
	people := make(map[string]factcheck.Person, len(People))
	for _, p := range People {
		hashed, err := hash(p.Password)
		if err != nil {
			return nil, err
		}
		person := factcheck.Person{Name: p.Name, DisplayName: p.DisplayName, Role: p.Role}
		if people[p.Name], err = d.AddPerson(ctx, desk.CommandLine, person, hashed); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func loadArticles(ctx context.Context, d *desk.Desk, editor factcheck.Person) ([]factcheck.Article, error) {
	seeds, err := Articles()
	if err != nil {
		return nil, err
	}
	articles := make([]factcheck.Article, len(seeds))
	for i, article := range seeds {
		if articles[i], err = d.ImportArticle(ctx, editor, desk.NewArticle{Article: article}); err != nil {
			return nil, err
		}
	}
	return articles, nil
}

func loadReadings(ctx context.Context, d *desk.Desk, people map[string]factcheck.Person, articles []factcheck.Article) error {
	readings, err := Readings()
	if err != nil {
		return err
	}
	for _, r := range readings {
		if err := loadReading(ctx, d, people, articles[r.Article-1].ID, r); err != nil {
			return fmt.Errorf("article %d, %s: %w", r.Article, r.Reviewer, err)
		}
	}
	return nil
}

// loadReading assigns a reading where somebody did, marks its claims, and submits it where that is done.
func loadReading(ctx context.Context, d *desk.Desk, people map[string]factcheck.Person, article int64, r Reading) error {
	if r.DueIn > 0 {
		due := time.Now().AddDate(0, 0, r.DueIn).Format(time.DateOnly)
		if _, err := d.AssignReview(ctx, people["chidi"], article, r.Reviewer, false, due); err != nil {
			return err
		}
	}
	var review int64
	for _, claim := range r.Claims {
		made, err := d.CreateClaim(ctx, people[r.Reviewer], article, claim)
		if err != nil {
			return fmt.Errorf("%q: %w", claim.Quote, err)
		}
		review = made.ReviewID
	}
	if !r.Done {
		return nil
	}
	_, _, err := d.SubmitReview(ctx, people[r.Reviewer], review)
	return err
}
