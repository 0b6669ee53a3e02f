package desk

import (
	"strings"

	"stet/server/factcheck"
	"stet/server/store"
)

// mask is what reviewers are told as, by name; who is not in it is told by name.
type mask map[string]store.Pseudonym

func (m mask) of(reviewer string) string {
	if told, ok := m[reviewer]; ok {
		return told.Name
	}
	return reviewer
}

func (m mask) claim(c *factcheck.Claim) {
	if told, ok := m[c.Reviewer]; ok {
		c.Reviewer, c.ReviewerID, c.ReviewID = told.Name, 0, told.ReviewID
	}
}

func (m mask) review(v *factcheck.Review) {
	if told, ok := m[v.Reviewer]; ok {
		v.ID, v.ReviewerID, v.Reviewer, v.AssignedBy = told.ReviewID, 0, told.Name, ""
	}
}

// tells says whether somebody is told as name, in some case or other.
func (m mask) tells(name string) bool {
	for _, told := range m {
		if strings.EqualFold(name, told.Name) {
			return true
		}
	}
	return false
}

// unmask gives the name of the reviewer that name is told for, in some case or other. The name of somebody who is told under a
// pseudonym is refused: what became of it would tell which.
func (m mask) unmask(name string) (string, error) {
	for reviewer, told := range m {
		switch {
		case strings.EqualFold(name, told.Name):
			return reviewer, nil
		case strings.EqualFold(name, reviewer):
			return "", factcheck.BadField("reviewer", "%s reads this article already, under a pseudonym until every review is submitted and all is decided. Name the pseudonym.", reviewer)
		}
	}
	return name, nil
}
