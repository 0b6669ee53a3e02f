package desk

import (
	"cmp"
	"slices"

	"stet/server/factcheck"
	"stet/server/store"
)

// maxGroup is how many claims are decided as one at most. The groups of a comparison have one of each reviewer.
const maxGroup = 1000

// groupOf gives the claims with these ids, by id, if each can be decided: there, and on the current revision of the article.
func groupOf(tx *store.Tx, by factcheck.Person, article factcheck.Article, ids []int64) ([]factcheck.Claim, error) {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) == 0 {
		return nil, factcheck.BadField("claim_ids", "Name the claims that are decided.")
	}
	if len(ids) > maxGroup {
		return nil, factcheck.BadField("claim_ids", "These are %d claims; at most %d are decided as one.", len(ids), maxGroup)
	}
	group := make([]factcheck.Claim, len(ids))
	for i, id := range ids {
		c, err := tx.Claim(by.ID, id)
		if err != nil && factcheck.CodeOf(err) != factcheck.NotFound {
			return nil, err
		}
		if err := decidable(c, id, article); err != nil {
			return nil, err
		}
		group[i] = c
	}
	return group, nil
}

// together refuses claims that are no group: those that share no text from one to the next, and those under another decision than
// the one with id mine.
func together(tx *store.Tx, group []factcheck.Claim, mine int64) error {
	if err := connected(group); err != nil {
		return err
	}
	return free(tx, group, mine)
}

// decidable says why a claim cannot be decided; the zero claim stands for none.
func decidable(c factcheck.Claim, id int64, article factcheck.Article) error {
	switch {
	case c.ID == 0:
		return factcheck.BadField("claim_ids", "There is no claim %d.", id)
	case c.ArticleID != article.ID:
		return factcheck.BadField("claim_ids", "Claim %d belongs to article %d, not to article %d.", id, c.ArticleID, article.ID)
	case c.Deleted:
		return factcheck.BadField("claim_ids", "Claim %d has been deleted. Decide the group without it.", id)
	case c.Revision != article.Revision:
		return factcheck.BadField("claim_ids", "Claim %d stands on revision %d; the article is at revision %d. Decide the claims on that one.", id, c.Revision, article.Revision)
	}
	return nil
}

// connected refuses a group that falls apart into claims that have no text in common.
func connected(group []factcheck.Claim) error {
	inText := slices.SortedFunc(slices.Values(group), func(a, b factcheck.Claim) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.ID, b.ID))
	})
	end := inText[0].End
	for _, c := range inText[1:] {
		if c.Start >= end {
			return factcheck.BadField("claim_ids", "Claim %d shares no text with the claims before it. Decide it by itself.", c.ID)
		}
		end = max(end, c.End)
	}
	return nil
}

// free refuses claims on which another decision stands than the one with id mine.
func free(tx *store.Tx, group []factcheck.Claim, mine int64) error {
	ids := make([]int64, len(group))
	for i, c := range group {
		ids[i] = c.ID
	}
	standing, err := tx.DecisionsOn(ids)
	if err != nil {
		return err
	}
	for _, d := range standing {
		if d.ID != mine {
			return &factcheck.Error{Code: factcheck.Conflict, Decision: &d,
				Message: "Some of these claims are decided already. Change that decision, or reopen it first."}
		}
	}
	return nil
}
