package export

import "strings"

// Method tells in paragraphs how the article was checked.
func (r *Report) Method() []string {
	told := []string{r.readers() + " Every statement that can be checked was marked, judged, and given the sources that decide it." + r.deciding()}
	if r.Agreement != "" {
		told = append(told, r.Agreement)
	}
	told = append(told, "A line under the words shows the verdict: unbroken, verified; wavy, disputed; dashed, unproven; dotted, not checked yet.")
	for paragraph := range strings.SplitSeq(r.Publisher.Method, "\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			told = append(told, paragraph)
		}
	}
	return told
}

// readers says who has read the article.
func (r *Report) readers() string {
	blind, open := 0, 0
	for _, v := range r.Readings {
		if v.Blind {
			blind++
		}
		if !v.Submitted {
			open++
		}
	}
	said := count(len(r.Readings), "reviewer", "reviewers") + " read the article"
	switch {
	case len(r.Readings) == 0:
		return "Nobody has read the article yet."
	case blind > 1 && blind == len(r.Readings):
		said += ", each without seeing what the others marked"
	}
	if open > 0 && len(r.Readings) > 1 {
		said += "; " + count(open, "reading is", "readings are") + " not handed in yet"
	}
	return said + "."
}

// deciding says what the desk has decided.
func (r *Report) deciding() string {
	switch undecided := r.Coverage.Total() - r.Decided; {
	case r.Decided > 0 && undecided > 0:
		return " The desk has decided some of the claims; the others stand as each reviewer read them. A reading that the desk decided against is named with its claim."
	case r.Decided > 0:
		return " The desk decided each claim. A reading that it decided against is named with its claim."
	case len(r.Readings) > 1:
		return " The desk has decided nothing yet: each claim stands as its reviewer read it, so that the same words may stand here more than once."
	}
	return ""
}
