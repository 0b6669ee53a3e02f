package desk

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"

	"stet/server/agreement"
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
// blind gets their own claims alone. It fails at once with NotFound where there is no such article.
func (d *Desk) Reports(r *store.Reader, viewer factcheck.Person, ask ReportAsk) (iter.Seq2[*export.Report, error], error) {
	publisher, err := r.Publisher()
	if err != nil {
		return nil, err
	}
	maker := reporter{d, r, viewer, ask, publisher, now()}
	if ask.ArticleID == 0 {
		return maker.all, nil
	}
	made, err := maker.one(ask.ArticleID)
	return export.Just(made), err
}

// Summary makes what stands before the reports of the whole desk that [Desk.Reports] makes. It is good as long as the snapshot.
func (d *Desk) Summary(r *store.Reader, viewer factcheck.Person, ask ReportAsk) (*export.Summary, error) {
	publisher, err := r.Publisher()
	if err != nil {
		return nil, err
	}
	return export.NewSummary(d.eachFound(r, viewer.ID), publisher, ask.Verdicts, now())
}

// SummaryOf gives [Desk.Summary] to be called when it is wanted, where a report is of the whole desk; nil where it is of one article.
func (d *Desk) SummaryOf(r *store.Reader, viewer factcheck.Person, ask ReportAsk) func() (*export.Summary, error) {
	if ask.ArticleID != 0 {
		return nil
	}
	return func() (*export.Summary, error) { return d.Summary(r, viewer, ask) }
}

// Report is [Desk.Reports] for one article.
func (d *Desk) Report(ctx context.Context, viewer factcheck.Person, ask ReportAsk) (made *export.Report, err error) {
	err = d.store.Read(ctx, func(r *store.Reader) error {
		reports, err := d.Reports(r, viewer, ask)
		if err != nil {
			return err
		}
		for made, err = range reports {
			return err
		}
		return nil
	})
	return made, err
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
		made, err := m.one(a.ID)
		if err != nil {
			yield(nil, err)
			return
		}
		if !yield(made, nil) {
			return
		}
	}
}

func (m reporter) one(articleID int64) (*export.Report, error) {
	material, err := m.material(articleID)
	if err != nil {
		return nil, err
	}
	made := export.NewReport(material)
	if made.Corrections, err = m.corrections(material); err != nil {
		return nil, err
	}
	if m.ask.ArticleID != 0 { // over a whole desk it would take longer than all the rest
		made.Agreement, err = m.agreement(made)
	}
	return made, err
}

func (m reporter) material(articleID int64) (material export.Material, err error) {
	material = export.Material{Publisher: m.publisher, Verdicts: m.ask.Verdicts, MadeAt: m.at}
	if material.Article, err = m.r.Article(m.viewer.ID, articleID); err != nil {
		return material, err
	}
	revision, err := m.text(articleID, material.Article.Revision)
	if err != nil {
		return material, err
	}
	material.Revision, material.Text = revision.Revision, revision.Index
	if material.Claims, err = m.r.ArticleClaims(m.viewer.ID, articleID); err != nil {
		return material, err
	}
	if material.Decisions, err = m.r.Decisions(m.viewer.ID, articleID); err != nil {
		return material, err
	}
	reviews, err := m.r.Reviews(m.viewer.ID, articleID)
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
func (m reporter) agreement(made *export.Report) (string, error) {
	if len(made.Readings) < leastReadings {
		return "", nil
	}
	c, err := m.compare(m.r, m.viewer, made.Article.ID, agreement.DefaultThreshold)
	if err != nil || c.Judging.AlphaNominal.Value == nil {
		return "", err
	}
	alpha := c.Judging.AlphaNominal
	return fmt.Sprintf("Where reviewers marked the same words, their verdicts agreed with Krippendorff’s α = %.2f, over %d claims.", *alpha.Value, alpha.Units), nil
}
