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

// behind gives the name of the reviewer who is told as a pseudonym, in some case or other.
func (m mask) behind(pseudonym string) (reviewer string, ok bool) {
	for reviewer, told := range m {
		if strings.EqualFold(pseudonym, told.Name) {
			return reviewer, true
		}
	}
	return "", false
}
