package desk

import (
	"cmp"
	"context"
	"slices"

	"stet/server/agreement"
	"stet/server/factcheck"
	"stet/server/memory"
	"stet/server/store"
)

// DeskAgreement says how far the desk's reviewers agree, over all the articles that two or more of them have read to the end.
// It is shared: read it, never change it.
type DeskAgreement struct {
	Since, Until string             // plain dates that bound it, or ""
	Articles     []ArticleAgreement // that count, the one compared last first
	LeftOut      []LeftOut          // those that do not, by why
	Judging      agreement.Judging  // over the groups of all of them; its pairs are in Pairs
	AlphaU       MedianCoefficient  // of the articles; different people read them, so that they make no one continuum
	Pairs        []PairAgreement    // every two reviewers who have an article in common
	Months       []MonthAgreement   // the latest first
}

// ArticleAgreement is the agreement on one article, over its submitted reviews.
type ArticleAgreement struct {
	Article    factcheck.Article
	ComparedOn string   // the plain date on which the second review was submitted, in UTC
	Reviewers  []string // names, in order
	Groups     int
	Finding    agreement.Finding
	Judging    agreement.Judging
}

// LeftOut counts articles that did not count, and says why.
type LeftOut struct {
	Why      string // completes "left out because"
	Articles int
}

// MedianCoefficient is the middle one of several articles' coefficients.
type MedianCoefficient struct {
	Value    *float64 // nil where it is defined for none of them
	Articles int      // for which it is defined
	LeftOut  int      // for which it is not
}

// PairAgreement is the agreement of two reviewers over the articles that both have read, laid end to end.
type PairAgreement struct {
	Reviewers [2]string
	Articles  int
	AlphaU    agreement.Coefficient
	Finding   agreement.PairFinding
	Kappa     agreement.PairKappa
}

// MonthAgreement is the agreement over the articles compared in one month.
type MonthAgreement struct {
	Month    string // "2019-10"
	Articles int
	Judging  agreement.Judging // without pairs
	AlphaU   MedianCoefficient
}

// Agreement gives the agreement over the articles whose second review was submitted on since or after and on until or before;
// "" bounds nothing. Articles that viewer reads blind do not count, nor those whose reviewers are still under pseudonyms.
func (d *Desk) Agreement(ctx context.Context, viewer factcheck.Person, since, until string) (*DeskAgreement, error) {
	var f fields
	since, until = f.date("since", since), f.date("until", until)
	if err := f.err(); err != nil {
		return nil, err
	}
	made, key, err := d.agreementKept(ctx, viewer, since, until)
	if made != nil || err != nil {
		return made, err
	}
	err = d.think(ctx, pooling{}, func() error {
		if made, key, err = d.agreementKept(ctx, viewer, since, until); made == nil && err == nil {
			made, err = d.pool(ctx, viewer, key)
		}
		return err
	})
	return made, err
}

// pooling is a matter of its own, whoever asks for which dates: so much is held meanwhile that it is done once at a time.
type pooling struct{}

// pooledKey names the agreement over the desk by all that it is made of.
type pooledKey struct {
	as           int64 // who reads it, as [store.Reader.ReadsAs] says
	after        int64 // the id of the latest event
	since, until string
}

// poolsKept bounds the articles that kept agreements are made of.
const poolsKept = 20_000

func (d *Desk) agreementKept(ctx context.Context, viewer factcheck.Person, since, until string) (*DeskAgreement, pooledKey, error) {
	key := pooledKey{since: since, until: until}
	err := d.store.Read(ctx, func(r *store.Reader) error { return key.read(r, viewer) })
	if err != nil {
		return nil, key, err
	}
	made, _ := d.pools.get(key)
	return made, key, nil
}

func (k *pooledKey) read(r *store.Reader, viewer factcheck.Person) (err error) {
	if k.as, err = r.ReadsAs(viewer.ID); err != nil {
		return err
	}
	k.after, err = r.LatestEvent()
	return err
}

// pool makes the agreement and keeps it, under what the desk was when it was read.
func (d *Desk) pool(ctx context.Context, viewer factcheck.Person, key pooledKey) (*DeskAgreement, error) {
	p := pool{desk: d, viewer: viewer, made: &DeskAgreement{Since: key.since, Until: key.until}, left: map[string]int{}}
	err := d.store.Read(memory.Unshared(ctx), func(r *store.Reader) error { // each article's words are let go before the next
		if err := key.read(r, viewer); err != nil {
			return err
		}
		return p.gather(r)
	})
	if err == nil {
		err = p.align(ctx)
	}
	if err != nil {
		return nil, err
	}
	p.figure()
	d.pools.put(key, p.made, len(p.made.Articles))
	return p.made, nil
}

// Why articles are left out, in the order in which it is told.
const (
	leftUnread     = "nobody has read them"
	leftOneReading = "fewer than two reviews of them are submitted"
	leftRevisions  = "their reviews do not stand on one revision"
	leftPseudonyms = "their reviewers are under pseudonyms until they are decided"
	leftBlind      = "you read them blind"
	leftDates      = "they were compared at another time"
	leftMany       = "those compared after them have as many claims as are taken together; choose their dates to see them"
)

var leftOrder = []string{leftUnread, leftOneReading, leftRevisions, leftPseudonyms, leftBlind, leftDates, leftMany}

// mostPooled is how many claims are taken together at once, give or take those of one article. Each takes about two kilobytes meanwhile.
var mostPooled = 200_000

// pool gathers what the figures are made of.
type pool struct {
	desk   *Desk
	viewer factcheck.Person
	made   *DeskAgreement
	parts  []pooledArticle
	claims int // of those
	left   map[string]int
}

type pooledArticle struct {
	*alignment
	article factcheck.Article
	on      string // the plain date on which the second review was submitted
}

func (a pooledArticle) month() string { return a.on[:min(len(a.on), len("2006-01"))] }

func (p *pool) gather(r *store.Reader) error {
	shelves, err := r.CountShelves(p.viewer.ID)
	if err != nil {
		return err
	}
	p.left[leftUnread] = shelves.Unread
	compared, err := r.ComparedArticles(p.viewer.ID)
	if err != nil {
		return err
	}
	slices.SortStableFunc(compared, func(a, b store.ComparedArticle) int { return cmp.Compare(b.Since, a.Since) })
	for _, c := range compared {
		why, err := p.add(r, c)
		if err != nil {
			return err
		}
		if why != "" {
			p.left[why]++
		}
	}
	slices.SortFunc(p.parts, func(a, b pooledArticle) int { return cmp.Compare(a.article.ID, b.article.ID) })
	return nil
}

// add takes an article's readings in, or says why it is left out.
func (p *pool) add(r *store.Reader, c store.ComparedArticle) (why string, err error) {
	on := string(c.Since[:min(len(c.Since), len("2006-01-02"))])
	switch {
	case c.Blind:
		return leftBlind, nil
	case c.Submitted < leastReadings:
		return leftOneReading, nil
	case p.made.Since != "" && on < p.made.Since || p.made.Until != "" && on > p.made.Until:
		return leftDates, nil
	case c.Masked:
		return leftPseudonyms, nil
	case p.claims >= mostPooled:
		return leftMany, nil
	}
	article, err := r.Article(p.viewer.ID, c.ID)
	if err != nil {
		return "", err
	}
	reviews, err := r.Reviews(store.Stranger, c.ID)
	if err != nil {
		return "", err
	}
	reviews = submitted(reviews)
	a, err := p.desk.bareAlignment(r, article, reviews)
	if err != nil {
		return "", err
	}
	if err := a.gather(r, reviews); err != nil {
		return "", err
	}
	if len(a.readings) < leastReadings {
		return leftRevisions, nil
	}
	p.parts = append(p.parts, pooledArticle{a, article, on})
	for _, reading := range a.readings {
		p.claims += len(reading.Claims)
	}
	return "", nil
}

// align aligns what was gathered of each article.
func (p *pool) align(ctx context.Context) error {
	for _, part := range p.parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		a := part.alignment
		p.desk.align(a)
		p.made.Articles = append(p.made.Articles, ArticleAgreement{Article: part.article, ComparedOn: part.on, Reviewers: a.reviewers(),
			Groups: len(a.groups), Finding: a.finding, Judging: a.judging})
	}
	return nil
}

func submitted(reviews []store.ReviewProgress) []store.ReviewProgress {
	return slices.DeleteFunc(reviews, func(v store.ReviewProgress) bool { return !v.Submitted() })
}

func (a *alignment) reviewers() []string {
	names := make([]string, len(a.readings))
	for i, r := range a.readings {
		names[i] = r.Reviewer
	}
	return names
}
