package interchange

import (
	"bufio"
	"cmp"
	"fmt"
	"net/url"
	"strconv"

	"stet/server/factcheck"
)

// writeWebAnnotation writes an AnnotationCollection with its one page in it, or that page by itself. How many annotations there are
// stands last, since it is known last; a collection that holds nothing has no page.
func writeWebAnnotation(out *bufio.Writer, d Document, each claims) error {
	head := `{"@context":` + inJSON(annoContext) + `,`
	id := d.path() + "/" + WebAnnotation.Address()
	page := inJSON(id + "?page=1")
	if d.PageAlone {
		return d.page(out, head+`"id":`+page+`,"type":"AnnotationPage","partOf":`+inJSON(id)+`,"startIndex":0,"items":[`, each)
	}
	head += `"id":` + inJSON(id) + `,"type":"AnnotationCollection","label":` + inJSON(d.Article.Title) +
		`,"generator":` + inJSON(agent{ID: d.BaseURL + "/", Type: "Software", Name: "Stet"})
	if err := begin(out, head); err != nil {
		return err
	}
	n, err := items(out, `,"last":`+page+`,"first":{"id":`+page+`,"type":"AnnotationPage","startIndex":0,"items":[`, each, d.annotation)
	if err != nil {
		return err
	}
	end := "]}"
	if n == 0 {
		end = ""
	}
	_, err = fmt.Fprintf(out, "%s,\"total\":%d}\n", end, n)
	return err
}

// page writes the annotations between what a page begins with and its end.
func (d Document) page(out *bufio.Writer, head string, each claims) error {
	if err := begin(out, head); err != nil {
		return err
	}
	if _, err := items(out, "", each, d.annotation); err != nil {
		return err
	}
	_, err := out.WriteString("]}\n")
	return err
}

func (d Document) annotation(c *factcheck.ClaimRow) annotation {
	return annotation{
		ID: d.permalink(&c.Claim), Type: "Annotation", Motivation: "assessing",
		Creator: agent{ID: d.BaseURL + "/reviewers#" + url.PathEscape(c.Reviewer), Type: "Person", Nickname: c.Reviewer},
		Created: string(c.CreatedAt), Modified: string(c.UpdatedAt),
		Body: d.bodies(&c.Claim), Target: d.target(&c.Claim),
	}
}

func (d Document) bodies(c *factcheck.Claim) []any {
	bodies := []any{textualBody{Type: "TextualBody", Purpose: forVerdict, Value: string(c.Verdict)}}
	text := func(purpose, value, format string) {
		if value != "" {
			bodies = append(bodies, textualBody{Type: "TextualBody", Purpose: purpose, Value: value, Format: format})
		}
	}
	text(forKind, string(c.Kind), "")
	if c.Rating != 0 {
		bodies = append(bodies, textualBody{Type: "TextualBody", Purpose: forVerdict, Value: c.Rating.Name(),
			Rating: int(c.Rating), Best: 5, Worst: 1})
	}
	if c.Speaker != "" {
		bodies = append(bodies, textualBody{Type: "TextualBody", Purpose: forSpeaker, Value: c.Speaker, Role: speakerRole})
	}
	text(forNote, c.Note, "text/plain")
	for _, citation := range c.Citations {
		bodies = append(bodies, d.link(citation))
	}
	return bodies
}

func (d Document) link(c factcheck.Citation) linkBody {
	link := linkBody{Type: "SpecificResource", Purpose: forSource, Source: d.work(c), Locator: c.Locator, Rank: "secondary source",
		Stance: &iri{stanceIRIs[string(c.Stance)]}}
	if c.Primary {
		link.Rank = "primary source"
	}
	if c.Passage != "" {
		link.Selector = &quoteSelector{Type: "TextQuoteSelector", Exact: c.Passage}
	}
	if c.AccessedOn != "" {
		link.State = &timeState{Type: "TimeState", SourceDate: c.AccessedOn + "T00:00:00Z", Cached: asURI(c.ArchivedURL)}
	}
	return link
}

func (d Document) work(c factcheck.Citation) work {
	w := work{ID: cmp.Or(asURI(c.URL), d.BaseURL+"/sources?q="+url.QueryEscape(c.URL)), Type: "Text",
		Name: c.Title, Publisher: c.Publisher, Published: c.PublishedOn, ArchivedAt: c.ArchivedURL}
	if w.ID != c.URL {
		w.Identifier = c.URL
	}
	return w
}

func (d Document) target(c *factcheck.Claim) target {
	return target{
		Type: "SpecificResource", Source: d.source(),
		Selector: []any{
			positionSelector{Type: "TextPositionSelector", Start: c.Start, End: c.End},
			quoteSelector{Type: "TextQuoteSelector", Exact: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix},
		},
		State: timeState{Type: "TimeState", SourceDate: string(d.Revision.CreatedAt),
			Cached: d.BaseURL + "/api/v1/articles/" + strconv.FormatInt(c.ArticleID, 10) + "?revision=" + strconv.Itoa(c.Revision)},
	}
}
