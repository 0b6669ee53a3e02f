package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"stet/server/export"
	"stet/server/factcheck"
	"stet/server/store"
)

// ReportAsk says what a report is to hold.
type ReportAsk struct {
	ArticleID int64               // 0 for every article with a finding asked for, the latest import first
	Verdicts  []factcheck.Verdict // the findings wanted; nil for all
	From      int                 // how many of the articles are left out before the first
}

// Reports makes the reports asked for out of one snapshot, one after the other, as viewer may see them: who reads an article
// blind gets their own claims alone. They are good as long as the snapshot, of which they read as they are gone through. It fails at
// once with NotFound where there is no such article.
func (d *Desk) Reports(r *store.Reader, viewer factcheck.Person, ask ReportAsk) (export.Reports, error) {
	publisher, err := r.Publisher()
	if err != nil {
		return export.Reports{}, err
	}
	maker := reporter{d, r, viewer, ask, publisher, now()}
	if ask.ArticleID == 0 {
		return export.Reports{Summary: maker.summary, Each: maker.all}, nil
	}
	article, err := r.Article(viewer.ID, ask.ArticleID)
	return export.Reports{Title: article.Title, Each: maker.just}, err
}

// Report is [Desk.Reports] for one article, to be read by use.
func (d *Desk) Report(ctx context.Context, viewer factcheck.Person, ask ReportAsk, use func(*export.Report) error) error {
	return d.store.Read(ctx, func(r *store.Reader) error {
		reports, err := d.Reports(r, viewer, ask)
		if err != nil {
			return err
		}
		for made, err := range reports.Each {
			if err != nil {
				return err
			}
			return use(made)
		}
		return nil
	})
}

// reporter makes reports out of one snapshot.
type reporter struct {
	*Desk
	r         *store.Reader
	viewer    factcheck.Person
	ask       ReportAsk
	publisher factcheck.Publisher
	at        factcheck.Timestamp
}

// summary makes what stands before the reports of the whole desk.
func (m reporter) summary() (*export.Summary, error) {
	return export.NewSummary(m.eachFound(m.r, m.viewer.ID), m.publisher, m.ask.Verdicts, m.at)
}

// just gives the report of the article asked for.
func (m reporter) just(yield func(*export.Report, error) bool) {
	found, err := m.r.ArticleFound(m.viewer.ID, m.ask.ArticleID)
	if err != nil {
		yield(nil, err)
		return
	}
	yield(m.one(found))
}

// all gives the reports that have a finding asked for, article by article.
func (m reporter) all(yield func(*export.Report, error) bool) {
	skip := m.ask.From
	for a, err := range m.eachFound(m.r, m.viewer.ID) {
		if err != nil {
			yield(nil, err)
			return
		}
		if !export.Shown(a, m.ask.Verdicts) {
			continue
		}
		if skip--; skip >= 0 {
			continue
		}
		made, err := m.one(a)
		if err != nil {
			yield(nil, err)
			return
		}
		if !yield(made, nil) {
			return
		}
	}
}

func (m reporter) one(found factcheck.ArticleFound) (*export.Report, error) {
	material, err := m.material(found)
	if err != nil || m.ask.ArticleID == 0 { // over a whole desk the agreement would take longer than all the rest
		return export.NewReport(material), err
	}
	material.Agreement, err = m.agreement(material)
	return export.NewReport(material), err
}

func (m reporter) material(found factcheck.ArticleFound) (material export.Material, err error) {
	material = export.Material{Publisher: m.publisher, Verdicts: m.ask.Verdicts, MadeAt: m.at, Found: found,
		Undecided: m.r.EachUndecidedClaim(m.viewer.ID, found.ID), Accepted: m.r.EachDecidedGroup(m.viewer.ID, found.ID, factcheck.Accepted),
		Rejected: m.r.EachDecidedGroup(m.viewer.ID, found.ID, factcheck.Rejected), Corrections: m.corrections(found.ID)}
	if material.Article, err = m.r.Article(m.viewer.ID, found.ID); err != nil {
		return material, err
	}
	revision, err := m.text(found.ID, material.Article.Revision)
	if err != nil {
		return material, err
	}
	material.Revision, material.Text = revision.Revision, revision.Index
	reviews, err := m.r.Reviews(m.viewer.ID, found.ID)
	if err != nil {
		return material, err
	}
	material.Name = names(reviews)
	material.Readings = readings(reviews, material.Name)
	return material, err
}

// text gives a revision. Those of a whole desk are not kept: each is wanted once, and they would push out those that people work on.
func (m reporter) text(articleID int64, number int) (*Revision, error) {
	if m.ask.ArticleID == 0 {
		return readRevision(m.r, articleID, number)
	}
	return m.revision(m.r, articleID, number)
}

// names gives the name under which a reviewer is shown.
func names(reviews []store.ReviewProgress) func(string) string {
	known := map[string]string{}
	for _, v := range reviews {
		known[v.Reviewer] = v.DisplayName
	}
	return func(reviewer string) string { return cmp.Or(known[reviewer], reviewer) }
}

// readings tells of the reviews that have come to something.
func readings(reviews []store.ReviewProgress, name func(string) string) (told []export.Reading) {
	for _, v := range reviews {
		if v.Counts.Total() > 0 || v.Submitted() {
			told = append(told, export.Reading{Reviewer: name(v.Reviewer), Blind: v.Blind, Submitted: v.Submitted()})
		}
	}
	slices.SortFunc(told, func(a, b export.Reading) int { return cmp.Compare(a.Reviewer, b.Reviewer) })
	return told
}

// agreement says how far the readings agree, where there are two and the viewer may compare them.
func (m reporter) agreement(of export.Material) (string, error) {
	if len(of.Readings) < leastReadings {
		return "", nil
	}
	blind, err := m.r.ReadsBlind(m.viewer.ID, of.Article.ID)
	if err != nil || blind {
		return "", err
	}
	alpha, err := m.alpha(m.r, of.Article)
	if err != nil || alpha.Value == nil {
		return "", err
	}
	return fmt.Sprintf("Where reviewers marked the same words, their verdicts agreed with Krippendorff’s α = %.2f, over %d claims.", *alpha.Value, alpha.Units), nil
}
